"""Footnotes: real ones in Word, `[^1]` in Markdown, the same notes in the same order everywhere."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import mammoth
import pytest

from briefgen.fit import estimate
from briefgen.model.document import (
    Block,
    Cell,
    Link,
    Note,
    Paragraph,
    Table,
    Text,
    note_text,
    notes,
)
from briefgen.verify import verify_docx, verify_markdown
from briefgen.write.markdown import to_markdown
from briefgen.write.word.look import read_look
from briefgen.write.word.package import unpack
from briefgen.write.word.writer import to_docx
from briefgen.write.word.xml import find_all, get, tag
from tests.word.files import findings, paragraph_texts, part
from tests.word.samples import LOOK, document, template
from tests.workspaces import Workspace

NOTES = "word/footnotes.xml"


def note(number: int) -> Note:
    link = Link(f"Letter {number}", f"https://example.org/{number}#:~:text=no%2Done")
    return Note(number, (Text(f"Source {number}, "), link, Text(f", ¶ {number}.")))


def said(number: int, style: str = "body") -> Paragraph:
    return Paragraph(style, (Text(f"Statement {number}."), note(number)), f"p{number}")


def rows(first: int) -> Table:
    cells = (Cell((said(first, "cell"),)), Cell((said(first + 1, "cell"),)))
    return Table(("One", "Other"), (50, 50), (cells,), "t", "d", "positions")


BLOCKS: tuple[Block, ...] = (said(1), said(2), rows(3), said(5))
MEMO = document(BLOCKS)
DATA = to_docx(MEMO, template(), {})


def test_ids_run_from_one_in_the_order_of_the_marks() -> None:
    marks = [get(r, "id") for r in part(DATA, "word/document.xml").iter(tag("w:footnoteReference"))]
    kept = [get(f, "id") for f in find_all(part(DATA, NOTES), "w:footnote")]
    assert marks == ["1", "2", "3", "4", "5"]
    assert kept == ["-1", "0", *marks]


def test_the_file_is_sound_and_its_links_are_its_own(tmp_path: Path) -> None:
    assert findings(DATA, tmp_path) == []
    rels = unpack(DATA)["word/_rels/footnotes.xml.rels"].decode()
    assert re.findall(r'Target="([^"]*/3#[^"]*)"', rels) == [
        "https://example.org/3#:~:text=no%2Done"
    ]


def test_mammoth_reads_the_notes_in_order() -> None:
    html = mammoth.convert_to_html(io.BytesIO(DATA)).value
    listed = re.findall(r'<li id="footnote-(\d)">.*?Source (\d)', html)
    assert listed == [(str(n), str(n)) for n in range(1, 6)]


def test_both_files_are_read_back_letter_for_letter() -> None:
    markdown = to_markdown(MEMO, template())
    assert verify_docx(DATA, MEMO) == []
    assert verify_markdown(markdown, MEMO) == []
    assert "Statement 2.[^2]" in markdown.decode()
    assert "[^5]: Source 5, [Letter 5](https://example.org/5#" in markdown.decode()


def test_a_note_that_says_something_else_is_found() -> None:
    other = document((said(1), Paragraph("body", (Text("Statement 2."), note(3)))))
    found = verify_docx(to_docx(other, template(), {}), document((said(1), said(2))))
    assert [f.code for f in found] == ["VER001"]


def test_notes_count_on_their_page() -> None:
    look = read_look(LOOK)
    without = document([Paragraph("body", (Text(f"Statement {n}."),)) for n in range(5)])
    with_notes = document([said(n) for n in range(5)])
    more = estimate(without, look).free - estimate(with_notes, look).free
    # Five notes of one line at 8 points, and the rule above them
    assert 55 < more < 75


def test_a_memo_without_notes_has_no_part_for_them() -> None:
    assert NOTES not in unpack(to_docx(document(), template(), {}))


@pytest.mark.slow
@pytest.mark.libreoffice
def test_libreoffice_shows_each_note_under_its_number(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "memo.docx").write_bytes(DATA)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    html = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", str(tmp_path)]
    subprocess.run(
        [*html, str(tmp_path / "memo.docx")], check=True, capture_output=True, timeout=120
    )
    text = re.sub(r"<[^>]+>", " ", (tmp_path / "memo.html").read_text(encoding="utf-8"))
    shown = re.findall(r"(\d)\s+Source (\d)", text)
    assert shown == [(str(n), str(n)) for n in range(1, 6)]


# -- how they are worded ---------------------------------------------------------------------------


FOOTNOTED = "extends: executive\ncitations: footnotes\npage: {pages: 2}\n"


def test_a_source_is_named_in_full_once_then_in_short_and_never_ibid(workspace: Workspace) -> None:
    workspace.write("templates/notes/template.yaml", FOOTNOTED)
    done = workspace.run("build", "harbour", "--for", "notes")
    assert done.code == 0, done.err
    found = re.findall(
        r"^\[\^(\d+)\]: (.*)$", workspace.memo("harbour", "notes.md").decode(), re.MULTILINE
    )
    assert [n for n, _ in found] == [str(n) for n in range(1, len(found) + 1)]
    assert found[0][1].startswith("Mara Lind, [Port fee talks stall](https://example.org/port-fee#")
    assert all(words.startswith("Lind, [Port fee talks stall](") for _, words in found[1:])
    assert "ibid" not in str(found).lower()


def test_the_link_opens_the_page_at_the_cited_words(workspace: Workspace) -> None:
    workspace.write("templates/notes/template.yaml", FOOTNOTED)
    workspace.run("build", "harbour", "--for", "notes")
    memo = workspace.memo("harbour", "notes.md").decode()
    assert "#:~:text=will%20not%20reopen)" in memo


def test_a_note_stands_behind_the_stop(workspace: Workspace) -> None:
    workspace.write("templates/notes/template.yaml", FOOTNOTED)
    workspace.run("build", "harbour", "--for", "notes")
    memo = workspace.memo("harbour", "notes.md").decode().split("\n[^1]:")[0]
    assert re.search(r"fee\.\[\^1\]", memo)
    assert not re.search(r"\[\^\d+\][.,;]", memo)


def test_what_is_read_of_a_note_is_what_markdown_writes() -> None:
    assert note_text(notes(BLOCKS)[0]) == "[^1]: Source 1, Letter 1, ¶ 1."
    assert next(filter(None, paragraph_texts(DATA, NOTES))).strip() == "Source 1, Letter 1, ¶ 1."
