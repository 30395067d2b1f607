"""A finished memo is read back, and any letter that differs is said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.document import Document, Paragraph, Text, paragraphs, plain
from briefgen.records import replace
from briefgen.verify import compare_memo, read_memo, verify_docx, verify_markdown
from briefgen.write.markdown import to_markdown
from tests.memos import document_of, memo, template_with
from tests.nasty import NASTY

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def markdown(document: Document) -> bytes:
    return to_markdown(document, template_with())


def docx(body: str, head: str = "", **parts: str) -> bytes:
    """The smallest package that holds `body` and the header `head`."""
    buffer = io.BytesIO()
    relation = f'<Relationship Id="rId1" Type="{_TYPE}" Target="word/document.xml"/>'
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    style = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="{rels}">{relation}</Relationships>',
        "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
        "word/header1.xml": _root("hdr", head),
        "word/styles.xml": _root("styles", style),
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return buffer.getvalue()


def _root(name: str, inner: str) -> str:
    return f'<w:{name} xmlns:w="{_NAMESPACE}">{inner}</w:{name}>'


def p(*runs: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def r(text: str, look: str = "") -> str:
    words = text.replace("&", "&amp;").replace("<", "&lt;").replace("\t", "</w:t><w:tab/><w:t>")
    words = words.replace("\u2011", "</w:t><w:noBreakHyphen/><w:t>")
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"


def memo_in_word(change: Callable[[str], str] = str) -> bytes:
    """The memo, each paragraph of it changed as a person might."""
    document = memo()
    fields = [p(r("\t".join(f"{label}\t{value}" for label, value in document.fields)))]
    body = [
        p(r(plain(paragraph.inlines)), style="berschrift1" * (paragraph.style == "heading"))
        for paragraph in paragraphs(document.blocks)
    ]
    return docx(change("".join([p(r(document.title)), *fields, *body])), p(r("INTERNAL")))


# -- what is as it should be ---------------------------------------------------------------------


def test_a_memo_holds_what_its_document_says() -> None:
    assert verify_markdown(markdown(memo()), memo()) == []
    assert verify_docx(memo_in_word(), memo()) == []


@pytest.mark.parametrize("words", NASTY)
def test_nasty_words_are_found_again(words: str) -> None:
    document = document_of([words], title=f"a {words} b")
    assert verify_markdown(markdown(document), document) == []


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_words_are_found_again(words: str) -> None:
    document = document_of([words])
    assert verify_markdown(markdown(document), document) == []


# -- what differs --------------------------------------------------------------------------------


def test_every_letter_that_changes_is_noticed() -> None:
    text = markdown(memo()).decode()
    at = text.index("will not reopen")
    for offset in range(at, at + len("will not reopen")):
        changed = text[:offset] + ("x" if text[offset] != "x" else "y") + text[offset + 1 :]
        [finding] = verify_markdown(changed.encode(), memo())
        assert finding.code == "VER001"
        assert "quotation will not reopen" in finding.message
        assert finding.about == "b"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("will not reopen", "will now reopen", "quotation will not reopen"),
        ("[2¶4]", "[2¶5]", "citation [2¶4]"),
        ("$4.50", "$45.0", "number 4.50"),
        ("The law allows", "The law forbids", "words differ"),
    ],
)
def test_the_message_says_what_was_lost(old: str, new: str, said: str) -> None:
    for findings in (
        verify_markdown(markdown(memo()).replace(old.encode(), new.encode()), memo()),
        verify_docx(memo_in_word(lambda body: body.replace(old, new)), memo()),
    ):
        assert [f.code for f in findings] == ["VER001"]
        assert said in findings[0].message
        assert findings[0].detail
        assert "\n" not in findings[0].message


def test_a_paragraph_that_is_gone_is_missing() -> None:
    [finding] = verify_docx(
        memo_in_word(lambda b: b.replace(p(r("The fee takes effect in April.")), "")), memo()
    )
    assert finding.message == "Background: missing: “The fee takes effect in April.”"


def test_title_field_and_handling_mark_must_be_there() -> None:
    other = replace(
        memo(), title="Other", fields=(("To", "Minister"),), values={"memo.handling": "SECRET"}
    )
    said = [f.message for f in verify_markdown(markdown(memo()), other)]
    assert said == [
        "the title is missing: “Other”",
        "the field “To” is missing: “Minister”",
        "the handling mark is missing: “SECRET”",
    ]


# -- a file that a person edited -----------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    inserted = f'<w:ins w:id="1">{r("not ")}</w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>now </w:delText></w:r></w:del>'
    ended = "<w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr>"
    hidden = r("secret", "<w:vanish/>") + r("", '<w:vanish w:val="0"/>')
    body = p(r("The lease is "), inserted, deleted, r("vo"), hidden, r("id\u2011ed"))
    body += f"<w:p>{ended}{r('one ')}</w:p>" + p(r("line"))
    file = tmp_path / "edited.docx"
    file.write_bytes(docx(body))
    read, found = read_memo(file)
    assert read and not found
    assert [line.text for line in read.lines] == ["The lease is not void\u2011ed", "one line"]


def test_a_text_box_and_its_copy_are_read_once(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p(r('in the box'))}</w:txbxContent>"
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent {mc}>{twice}</mc:AlternateContent>"
    file = tmp_path / "box.docx"
    file.write_bytes(docx(p(r("before "), f"<w:r>{both}</w:r>", r("after"))))
    read, _ = read_memo(file)
    assert read and [line.text for line in read.lines] == ["before after", "in the box"]


def test_a_memo_says_its_quotations_citations_and_numbers(tmp_path: Path) -> None:
    for name, data in {"a.md": markdown(memo()), "a.docx": memo_in_word()}.items():
        (tmp_path / name).write_bytes(data)
        read, _ = read_memo(tmp_path / name)
        assert read
        assert read.quotations == ("will not reopen",)
        assert read.citations == ("[1¶1]", "[2¶4]", "[1¶1]", "[1¶3]")
        assert "4.50" in read.numbers
        assert {line.section for line in read.lines} == {
            "",
            "Background",
            "Positions",
            "Open questions",
        }
        assert compare_memo(read, memo()) == []


def test_what_a_person_added_is_not_in_the_outline(tmp_path: Path) -> None:
    file = tmp_path / "edited.docx"
    file.write_bytes(
        memo_in_word(
            lambda body: (
                body.replace("Talks broke", "All talks broke")
                + p(r("They want “more” money: 7 million."))
            )
        )
    )
    read, _ = read_memo(file)
    assert read
    changed, added = compare_memo(read, memo())
    assert (changed.code, changed.about) == ("VER001", "d")
    assert (added.code, added.detail) == ("VER004", ("holds quotation more, number 7",))


def test_a_wrapped_markdown_memo_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "edited.md"
    file.write_bytes(
        markdown(memo()).replace(b"stopped on", b"stopped\non").replace(b"\n", b"\r\n")
    )
    read, _ = read_memo(file)
    assert read and compare_memo(read, memo()) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no whole .docx"),
        (b"PK\x03\x04" + b"x" * 50, "no whole .docx"),
        (memo_in_word()[:-200], "no whole .docx"),
        (docx("<w:p>"), "its XML is broken"),
        (docx(p(r("a")), styles='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "document type"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_memo_is_one_diagnostic(tmp_path: Path, data: bytes, why: str) -> None:
    file = tmp_path / "broken.docx"
    file.write_bytes(data)
    read, [finding] = read_memo(file)
    assert read is None
    assert finding.code == "VER003"
    assert why in finding.message
    assert verify_docx(data, memo())[0].code == "VER003"


def test_text_that_is_not_utf_8_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\xfe")
    for name in ("a.md", "none.md"):
        assert [f.code for f in read_memo(tmp_path / name)[1]] == ["VER003"]


def test_an_empty_paragraph_needs_no_line() -> None:
    document = replace(memo(), blocks=(Paragraph("body", ()), Paragraph("body", (Text("a"),))))
    assert verify_markdown(markdown(document), document) == []
