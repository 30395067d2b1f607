"""The memos of the examples as they stood when somebody last looked at them.

`pytest tests/test_golden.py --update-golden` writes them anew; the diff is to be read. Of the Word
file the parts are kept that a brief changes; the others stand in memo.docx.txt.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.files import normalised
from tests.workspaces import Workspace

GOLDEN = Path(__file__).parent / "golden"
PARTS = ("word/document.xml", "word/header", "word/footer", "word/_rels/", "docProps/core.xml")


@pytest.mark.parametrize("slug", ["harbour-fee", "pentagon-ai"])
def test_the_memo_of_an_example_is_the_golden_one(
    examples: Workspace, slug: str, request: pytest.FixtureRequest
) -> None:
    done = examples.run("build", slug)
    assert done.code == 0, done.err
    found = {
        f"{slug}.docx.txt": changing_parts(examples.memo(slug, "executive.docx")),
        f"{slug}.md": examples.memo(slug, "executive.md").decode(),
    }
    for name, text in found.items():
        if request.config.getoption("--update-golden"):
            (GOLDEN / name).write_text(text, encoding="utf-8")
        assert text == (GOLDEN / name).read_text(encoding="utf-8"), f"{name} changed"


def changing_parts(docx: bytes) -> str:
    """The parts of a Word file that differ from brief to brief, one element a line."""
    parts = normalised(docx).split("== ")
    return "".join(f"== {part}" for part in parts if part.startswith(PARTS))
