"""LibreOffice accepts and rejects redlines, and gets the two memos."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen.write.word.redline import redline
from briefgen.write.word.writer import to_docx
from tests.change.libreoffice import ACCEPT, REJECT, LibreOffice, said
from tests.change.random_editions import pair
from tests.word.samples import template

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
T = template()
SEEDS = (1, 3, 5, 10, 11, 17)


def test_libreoffice_gets_both_memos_out_of_a_redline(tmp_path: Path) -> None:
    """Six pairs, held against the plain memos.

    Empty paragraphs are not counted: where all paragraphs between two tables went, LibreOffice
    leaves one, for it cannot join a paragraph to a table. Word and the standard can.
    """
    office = LibreOffice(tmp_path)
    for seed in SEEDS:
        old, new = pair(seed)
        made = redline(old, new, T, {})
        for command, document in ((ACCEPT, new), (REJECT, old)):
            assert office.settled(made, command) == said(to_docx(document, T, {})), (seed, command)
