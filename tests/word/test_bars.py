"""What is new is told in Word: a bar by a named style, made of the file's own, and a line on top."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import islice
from pathlib import Path

import pytest

from briefgen.fit import Verdict, estimate
from briefgen.model.document import BARRED, STYLES, Block, Document, Listing, Paragraph, Table, Text
from briefgen.records import replace
from briefgen.write.word.look import read_look
from briefgen.write.word.writer import to_docx
from briefgen.write.word.xml import find, find_all, get, tag
from tests.fit.memos import SIZES, memo
from tests.fit.memos import template as fitted_template
from tests.word.corporate import german, put
from tests.word.files import findings, paragraph_texts, part
from tests.word.samples import LOOK, document, template
from tests.word.test_writer import changed_look

BODY, STYLES_PART = "word/document.xml", "word/styles.xml"
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def told(made: Document) -> Document:
    """A document every statement of which is new."""
    line = Paragraph("changes", (Text("v2 replaces v1 (5 March 2026): all of it is new."),))
    blocks: list[Block] = []
    for block in made.blocks:
        match block:
            case Paragraph(style=style) if style != "note":
                blocks.append(new(block))
            case Listing(items=items):
                blocks.append(replace(block, items=tuple(map(new, items))))
            case Table(rows=rows):
                marked = (
                    tuple(replace(c, paragraphs=tuple(map(new, c.paragraphs))) for c in row)
                    for row in rows
                )
                blocks.append(replace(block, rows=tuple(marked)))
            case _:
                blocks.append(block)
    return replace(made, blocks=(line, *blocks))


def new(paragraph: Paragraph) -> Paragraph:
    if not paragraph.origin:
        return paragraph
    return replace(paragraph, inlines=(Text("NEW ", "mark"), *paragraph.inlines), bar=True)


def test_every_statement_has_its_bar_by_the_twin_of_its_own_style(tmp_path: Path) -> None:
    data = to_docx(told(document()), template(), {})
    used = {get(s, "val") for s in part(data, BODY).iter(tag("w:pStyle"))}
    barred = {name.replace(" ", "") for name in BARRED.values()}
    assert barred - {"BodyTextChanged"} <= used
    assert findings(data, tmp_path) == []


@pytest.mark.parametrize("name", BARRED)
def test_a_twin_is_its_style_with_a_bar_and_nothing_else(name: str) -> None:
    styles = {
        get(find(s, "w:name"), "val"): s
        for s in find_all(part(to_docx(document(), template(), {}), STYLES_PART), "w:style")
    }
    twin = styles[BARRED[name]]
    assert get(find(twin, "w:basedOn"), "val") == get(styles[name], "styleId")
    assert get(find(twin, "w:pPr/w:pBdr/w:left"), "sz") == "18"  # 2.25 points
    assert find(twin, "w:pPr/w:spacing") is None
    assert find(twin, "w:pPr/w:numPr") is None


def test_in_a_look_of_other_people_the_twins_follow_its_own_styles(tmp_path: Path) -> None:
    path = put(german(), tmp_path)
    data = to_docx(told(document()), template(look=path), {})
    styles = part(data, STYLES_PART)
    by_id = {get(s, "styleId"): s for s in find_all(styles, "w:style")}
    names = {get(find(s, "w:name"), "val").lower(): id for id, s in by_id.items()}
    for name, twin in BARRED.items():
        assert get(find(by_id[names[twin.lower()]], "w:basedOn"), "val") == names[name.lower()]
    assert findings(data, tmp_path) == []


def test_the_line_that_sums_up_stands_on_top_even_where_every_section_has_a_slot(
    tmp_path: Path,
) -> None:
    slot = '[[section:sources]]</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">[[body]]'
    look = changed_look(tmp_path, (BODY, "[[body]]", slot))
    texts = paragraph_texts(to_docx(told(document()), template(look=look), {}))
    assert texts[3].startswith("v2 replaces v1")
    assert texts[4].startswith("Sources.")


def test_the_words_of_the_line_are_in_a_style_of_their_own() -> None:
    data = to_docx(told(document()), template(), {})
    assert STYLES["changes"].replace(" ", "") in {
        get(s, "val") for s in part(data, BODY).iter(tag("w:pStyle"))
    }


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_no_marked_memo_called_fitting_runs_over_in_libreoffice(tmp_path: Path) -> None:
    sizes = {role: design for role, (design, _) in SIZES.items()}
    look = read_look(LOOK).at(sizes)
    drawn = (told(memo(seed, 6 + seed % 8)) for seed in range(500, 900))
    near = (made for made in drawn if 0.9 < estimate(made, look).fill < 1.04)
    found = {f"m{at}": made for at, made in enumerate(islice(near, 20))}
    assert len(found) == 20
    for name, made in found.items():
        (tmp_path / f"{name}.docx").write_bytes(to_docx(made, fitted_template(look=LOOK), sizes))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in found]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    for name, made in found.items():
        pages = len(PAGE.findall((tmp_path / f"{name}.pdf").read_bytes()))
        ours = estimate(made, look)
        assert pages == 1 or ours.verdict is not Verdict.FITS, f"{name} runs over: {ours.fill}"
        assert pages == 2 or ours.fill < 1.025, f"{name} has room: {ours.fill}"
