"""add: the four formats of one text, what stands in the source file, what is kept beside it."""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.read.capturing import capture_file, take
from briefgen.read.capturing.tagging import Tagged, crossing, read_note
from briefgen.read.capturing.writing import body_of
from briefgen.read.marks import read_marks
from briefgen.read.sidecar import apply_sidecar
from briefgen.read.source import read_source, source_of
from tests.capture.documents import docx, p, pdf, t
from tests.workspaces import Workspace


@pytest.fixture
def seeds(shared: Path) -> list[list[str]]:
    """The paragraphs of the two articles."""
    found = sorted((shared / "seeds").glob("*.txt"))
    if len(found) != 2:
        pytest.skip("the two articles are not at hand")
    return [[s.strip() for s in f.read_text("utf-8").split("\n") if s.strip()] for f in found]


def test_text_html_and_word_give_the_same_captured_words(seeds: list[list[str]]) -> None:
    for paragraphs in seeds:
        told = " ".join(paragraphs).split()
        escaped = [html.escape(paragraph) for paragraph in paragraphs]
        page = "".join(f"<p>{words}</p>" for words in escaped)
        page = f'<meta charset="utf-8"><body><nav>Home</nav><article>{page}</article></body>'
        word = docx("".join(p(words) for words in escaped))
        assert take("a.txt", "\n".join(paragraphs).encode()).text.split() == told
        assert take("a.html", page.encode()).text.split() == told
        assert take("a.docx", word).text.split() == told


@pytest.mark.libreoffice
def test_a_pdf_made_of_them_gives_the_same_captured_words(
    seeds: list[list[str]], tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: no PDF can be made of the articles")
    for number, paragraphs in enumerate(seeds):
        word = tmp_path / f"{number}.docx"
        word.write_bytes(docx("".join(p(html.escape(words)) for words in paragraphs)))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    files = [str(tmp_path / "0.docx"), str(tmp_path / "1.docx")]
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for number, paragraphs in enumerate(seeds):
        found = take("a.pdf", (tmp_path / f"{number}.pdf").read_bytes())
        assert found.text.split() == " ".join(paragraphs).split()


def test_a_word_file_is_captured_with_its_comments_its_original_and_what_it_lacks(
    workspace: Workspace, tmp_path: Path
) -> None:
    body = p(
        '<w:commentRangeStart w:id="0"/>', "The fee is ", t("final", '<w:highlight w:val="yellow"/>'), ".",
        '<w:commentRangeEnd w:id="0"/>', " It stays.",
    )  # fmt: skip
    note = p("^e2 #positions/authority speaker=Okoye said on TV")
    data = docx(body, comments=f'<w:comment w:id="0">{note}</w:comment>')
    (tmp_path / "Letter of May.docx").write_bytes(data)
    ran = workspace.run("add", "harbour", str(tmp_path / "Letter of May.docx"))
    assert (ran.code, ran.err.strip()) == (0, "2 excerpts from comments and highlights")
    path = workspace.root / "briefs/harbour/sources/letter-of-may.md"
    source, findings = read_source(path, path.name)
    assert source is not None
    assert findings == []
    assert {(e.id, e.exact, e.tags, e.speaker, e.remark) for e in source.excerpts} == {
        ("e2", "The fee is final.", ("positions/authority",), "Okoye", "said on TV"),
        ("e1", "final", ("highlight/yellow",), "", ""),
    }
    assert (path.parent / "originals/letter-of-may.docx").read_bytes() == data
    text = path.read_text("utf-8")
    assert "# issued: YYYY-MM-DD" in text
    assert "#: captured from Letter of May.docx" in text
    assert workspace.run("check", "harbour").code == 0


def test_passages_that_cross_go_to_a_sidecar(tmp_path: Path) -> None:
    body = p(
        '<w:commentRangeStart w:id="0"/>', "The fee ", '<w:commentRangeStart w:id="1"/>', "is final",
        '<w:commentRangeEnd w:id="0"/>', " and stays", '<w:commentRangeEnd w:id="1"/>', ".",
    )  # fmt: skip
    comments = "".join(
        f'<w:comment w:id="{n}">{p(f"^c{n} #tag speaker=Okoye")}</w:comment>' for n in (0, 1)
    )
    made = capture_file("a.docx", docx(body, comments=comments), tmp_path)
    for path, data in [(made.path, made.text.encode()), *made.others]:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    source, _ = read_source(made.path, "a.md")
    assert source is not None
    found, findings = apply_sidecar(tmp_path / "a.excerpts.yaml", "a.excerpts.yaml", {"a": source})
    assert findings == []
    assert {(e.id, e.exact, e.speaker) for e in found["a"].excerpts} == {
        ("c0", "The fee is final", "Okoye"),
        ("c1", "is final and stays", "Okoye"),
    }


def test_a_captured_pdf_builds_and_its_page_is_cited(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "minutes.pdf").write_bytes(pdf([[(50, 700, "The fee is final.")]]))
    assert (
        workspace.run("add", "harbour", str(tmp_path / "minutes.pdf"), "--title", "Minutes").code
        == 0
    )
    text = (workspace.root / "briefs/harbour/sources/minutes.md").read_text("utf-8")
    assert "{>>page 1<<}The fee is final." in text
    source, findings = source_of(text, "minutes.md")
    assert findings == []
    assert source is not None
    assert source.captured.page(0) == "1"


def test_a_format_that_nobody_reads_is_wrong_use(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(b"PK")
    ran = workspace.run("add", "harbour", str(tmp_path / "a.odt"))
    assert (ran.code, len(ran.err.splitlines())) == (2, 2)


@pytest.mark.parametrize(
    ("note", "id", "rest"),
    [
        ("#positions/lines ^e2 speaker=Okoye", "e2", "#positions/lines speaker=Okoye"),
        ("I doubt it", "", 'remark="I doubt it"'),
        ("#a/b: check “this”", "", "remark=\"#a/b: check 'this'\""),
        ("#a kind=claim and more", "", '#a kind=claim remark="and more"'),
        ("^E2 {==x==}", "", 'remark="^E2 { ==x= =}"'),
        ("#a foo=bar", "", '#a remark="foo=bar"'),
    ],
)
def test_a_comment_is_read_as_a_mark_as_far_as_it_is_one(note: str, id: str, rest: str) -> None:
    assert read_note(note) == (id, rest)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(alphabet="ab{}=<>\n ", min_size=1, max_size=20), st.data())
def test_marks_written_into_a_text_are_read_again(text: str, data: st.DataObject) -> None:
    spans = data.draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4)
    )
    wanted = [Tagged(a, b, f"e{n}", "#t") for n, (a, b) in enumerate(spans) if a < b]
    nested, _ = crossing(wanted)
    insets = data.draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.just("page 1")), max_size=2)
    )
    body = body_of(text, nested, insets)
    marked, findings = read_marks(body, "a.md")
    assert findings == []
    assert marked.text == text
    assert {(m.id, m.start, m.end) for m in marked.marks} == {
        (m.id, m.start, m.end) for m in nested
    }
    assert sorted(at for at, _ in marked.pages) == sorted(at for at, _ in insets)
