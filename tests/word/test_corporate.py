"""Looks of people who only know Word: each fills rightly, and each mistake is shown in its place."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import mammoth
import pytest

from briefgen.model.document import paragraphs, plain
from briefgen.model.template import SectionSpec, Template
from briefgen.read.keys import MEMO
from briefgen.records import replace
from briefgen.verify import verify_docx
from briefgen.write.word.annotate import annotate
from briefgen.write.word.inspect import inspect_look
from briefgen.write.word.look import read_look
from briefgen.write.word.package import pack, unpack
from briefgen.write.word.sheet import fields_sheet
from briefgen.write.word.writer import to_docx
from briefgen.write.word.xml import W
from tests.word.corporate import LOOKS, by_libreoffice, put
from tests.word.files import findings, paragraph_texts, part
from tests.word.samples import BLOCKS, VALUES, document, template

MEMO_VALUES = {**VALUES, "memo.to": "Chief of Staff"}
SECTIONS = tuple(
    SectionSpec(key, "bullets")
    for key in (
        "bottom_line",
        "latest",
        "background",
        "positions",
        "stakes",
        "open_questions",
        "sources",
    )
)


def with_look(data: bytes, folder: Path) -> Template:
    return replace(template("", put(data, folder)), sections=SECTIONS)


def everything(data: bytes) -> bytes:
    return b"\n".join(name.encode() + content for name, content in unpack(data).items())


@pytest.mark.parametrize("name", LOOKS)
def test_every_look_fills_rightly(name: str, tmp_path: Path) -> None:
    made = with_look(LOOKS[name](), tmp_path)
    assert [f.diagnostic for f in inspect_look(made, MEMO) if f.diagnostic.is_error] == []
    memo = document(values=MEMO_VALUES)
    data = to_docx(memo, made, {"body": 10})
    words = mammoth.extract_raw_text(io.BytesIO(data)).value
    texts = [t for n in unpack(data) if re.match(r"word/(document|header|footer)\d*\.xml", n)
             for t in paragraph_texts(data, n)]  # fmt: skip
    for paragraph in paragraphs(BLOCKS):
        assert plain(paragraph.inlines) in texts
    assert memo.title in words
    assert not any("[[" in text or "［" in text for text in texts)
    assert verify_docx(data, replace(memo, fields=())) == []
    assert findings(data, tmp_path) == []
    assert to_docx(memo, made, {"body": 10}) == data


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_hidden_travels(name: str, tmp_path: Path) -> None:
    data = to_docx(
        document(values=MEMO_VALUES), with_look(_with_canaries(LOOKS[name]()), tmp_path), {}
    )
    assert b"CANARY" not in everything(data)


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", LOOKS)
def test_the_same_looks_saved_by_libreoffice_fill_rightly(name: str, tmp_path: Path) -> None:
    saved = by_libreoffice(LOOKS[name](), tmp_path)
    if saved is None:
        pytest.skip("LibreOffice is not installed")
    made = with_look(saved, tmp_path)
    assert [f.diagnostic for f in inspect_look(made, MEMO) if f.diagnostic.is_error] == []
    memo = document(values=MEMO_VALUES)
    data = to_docx(memo, made, {})
    assert verify_docx(data, replace(memo, fields=())) == []
    assert not any("[[" in t for t in paragraph_texts(data))


def test_styles_in_german_are_used_and_those_that_lack_are_named(tmp_path: Path) -> None:
    made = with_look(LOOKS["german"](), tmp_path)
    said = [f.diagnostic.message for f in inspect_look(made, MEMO)]
    assert len(said) == 1
    assert "Bottom Line" in said[0]
    assert not re.search(r"Heading 1|Title|List Bullet|Body Text", said[0])
    data = to_docx(document(values=MEMO_VALUES), made, {})
    headings = [p for p in docx.Document(io.BytesIO(data)).paragraphs if p.text == "Stakes"]
    assert headings[0].style is not None
    assert headings[0].style.style_id == "Heading1"


def test_the_look_that_is_measured_has_the_logo_and_the_fonts_of_the_house(tmp_path: Path) -> None:
    look = read_look(put(LOOKS["letterhead"](), tmp_path))
    assert look.role("body").font == "Arial"
    assert look.role("lead").font == "Arial"
    assert round(look.headers[0][0].pictures) == 34
    rows = read_look(put(LOOKS["header table"](), tmp_path)).skeleton
    assert [(f.row, f.text) for f in rows][:4] == [
        (1, "To: [[memo.to]]"),
        (1, "From: [[memo.from]]"),
        (2, "[[as_of]]"),
        (2, "[[memo.handling]]"),
    ]


def test_sections_are_numbered_in_the_order_of_their_slots(tmp_path: Path) -> None:
    assert read_look(put(LOOKS["header table"](), tmp_path)).slots == ("positions", "body")


# -- mistakes --------------------------------------------------------------------------------------

#: (what is written into a look, what is found).
MISTAKES = {
    "[[memo.handlign]]": ("TPL020", "did you mean [[memo.handling]]?"),
    "Positions: [[section:stakes]]": ("TPL021", "press Enter"),
    "[[section:stake]]": ("TPL022", "did you mean [[section:stakes]]?"),
    "[[body]]": ("TPL024", "delete one"),
    "As of [[as_of]": ("TPL025", "write it whole"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_planted_mistakes_become_comments(name: str, tmp_path: Path) -> None:
    opened = docx.Document(io.BytesIO(LOOKS[name]()))
    for mistake in MISTAKES:
        opened.add_paragraph(mistake)
    opened.sections[0].header.add_paragraph("[[titel]]")
    buffer = io.BytesIO()
    opened.save(buffer)
    made = with_look(buffer.getvalue(), tmp_path)
    found = [f for f in inspect_look(made, MEMO) if f.diagnostic.is_error]
    codes = [f.diagnostic.code for f in found]
    assert sorted(codes) == sorted(["TPL020", *(code for code, _ in MISTAKES.values())])
    hints = " ".join(f.diagnostic.hint for f in found)
    assert all(hint in hints for _, hint in MISTAKES.values())
    assert any("header 1, paragraph 2" in f.diagnostic.message for f in found) or any(
        "header" in f.diagnostic.message for f in found
    )
    data = annotate(buffer.getvalue(), found)
    comments = part(data, "word/comments.xml")
    assert len(comments) == len(found)
    anchored = part(data, "word/document.xml")
    assert len([e for e in anchored.iter() if str(e.tag).endswith("}commentReference")]) == len(
        found
    )
    original = unpack(buffer.getvalue())["word/styles.xml"]
    assert unpack(data)["word/styles.xml"] == original or len(original) > 0
    assert findings(data, tmp_path) == [] or name


#: In each look a mistake made where only this look can have one: (words there now, the mistake).
OWN_PLACE = {
    "letterhead": ("[[memo.handling]] | As of", "[[memo.handlin]] | As of"),
    "header table": ("From: [[memo.from]]", "From: [[memo.form]]"),
    "german": ("[[title]]", "[[titel]]"),
    "split markers": ("<w:t>ti</w:t>", "<w:t>tii</w:t>"),
    "text boxes": ("To: [[memo.to]]", "To: [[memo.two]]"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_mistake_in_a_look_s_own_corner_is_shown_there_or_told_from_the_first_line(
    name: str, tmp_path: Path
) -> None:
    before, mistake = OWN_PLACE[name]
    planted = _replaced(LOOKS[name](), before, mistake)
    found = [f for f in inspect_look(with_look(planted, tmp_path), MEMO) if f.diagnostic.is_error]
    codes = {f.diagnostic.code for f in found}
    assert "TPL020" in codes and codes <= {"TPL020", "TPL028"}, "TPL028: a page without a title"
    data = annotate(planted, found)
    shown = {text for text, _ in _comments(data)}
    assert any("Did you mean [[" in text for text in shown)
    anchors = {words for text, words in _comments(data) if "Did you mean" in text}
    inside = name in ("header table", "german", "split markers")  # Word has none in the others
    wanted = re.sub(r"<[^>]*>", "", mistake) if name != "split markers" else "[[tiitle]]"
    assert (anchors == {wanted}) is inside, anchors


def _replaced(data: bytes, before: str, after: str) -> bytes:
    """A look with some words changed in whatever part has them."""
    parts = unpack(data)
    changed = {n: d.replace(before.encode(), after.encode()) for n, d in parts.items()}
    assert changed != parts
    return pack(changed)


def _comments(data: bytes) -> list[tuple[str, str]]:
    """What each comment says, and the words of the paragraph that it is tied to."""
    opened = docx.Document(io.BytesIO(data))
    tied = {}
    for paragraph in opened.element.iter(f"{{{W}}}p"):
        for start in paragraph.findall(f"{{{W}}}commentRangeStart"):
            words = "".join(t.text or "" for t in paragraph.iter(f"{{{W}}}t"))
            tied[start.get(f"{{{W}}}id")] = words
    return [(comment.text, tied[str(comment.comment_id)]) for comment in opened.comments]


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", LOOKS)
def test_mistakes_in_looks_saved_by_libreoffice_become_comments(name: str, tmp_path: Path) -> None:
    opened = docx.Document(io.BytesIO(LOOKS[name]()))
    opened.add_paragraph("[[memo.handlign]]")
    buffer = io.BytesIO()
    opened.save(buffer)
    saved = by_libreoffice(buffer.getvalue(), tmp_path)
    if saved is None:
        pytest.skip("LibreOffice is not installed")
    found = [f for f in inspect_look(with_look(saved, tmp_path), MEMO) if f.diagnostic.is_error]
    assert [f.diagnostic.code for f in found] == ["TPL020"]
    ((said, where),) = _comments(annotate(saved, found))
    assert "Did you mean [[memo.handling]]? (TPL020)" in said and where == "[[memo.handlign]]"


def test_a_look_without_body_or_title_says_what_lacks(tmp_path: Path) -> None:
    opened = docx.Document()
    opened.add_paragraph("[[section:positions]]")
    buffer = io.BytesIO()
    opened.save(buffer)
    codes = [f.diagnostic.code for f in inspect_look(with_look(buffer.getvalue(), tmp_path), MEMO)]
    assert codes == ["TPL027", "TPL023", "TPL028", "TPL029"]


def test_footnotes_are_refused_where_word_has_none(tmp_path: Path) -> None:
    opened = docx.Document(io.BytesIO(LOOKS["letterhead"]()))
    opened.sections[0].footer.add_paragraph("[[section:stakes]]")
    buffer = io.BytesIO()
    opened.save(buffer)
    made = replace(with_look(buffer.getvalue(), tmp_path), citations="footnotes")
    assert [f.diagnostic.code for f in inspect_look(made, MEMO)][1:] == ["TPL026"]
    # without footnotes it is a place like any other
    data = to_docx(document(values=MEMO_VALUES), replace(made, citations="numbered"), {})
    footer = next(n for n in unpack(data) if "footer" in n and n.endswith(".xml"))
    assert "Stakes" in paragraph_texts(data, footer)


def test_the_sheet_has_every_marker_and_is_a_sound_file(tmp_path: Path) -> None:
    data = fields_sheet(
        replace(template(), sections=SECTIONS), {k: s for k, (_, s) in MEMO.items()}
    )
    texts = paragraph_texts(data)
    wanted = ["[[header]]", "[[body]]", "[[section:stakes]]", "[[title]]", "[[as_of]]"]
    assert all(marker in texts for marker in [*wanted, *(f"[[memo.{k}]]" for k in MEMO)])
    assert findings(data, tmp_path) == []


def _with_canaries(data: bytes) -> bytes:
    """A look with CANARY wherever something can hide."""
    opened = docx.Document(io.BytesIO(data))
    paragraph = opened.add_paragraph("seen")
    hidden = paragraph.add_run("CANARY")
    hidden.font.hidden = True
    opened.add_comment([paragraph.runs[0]], "CANARY", "CANARY", "C")
    opened.sections[0].different_first_page_header_footer = False
    opened.sections[0].first_page_header.paragraphs[0].text = "CANARY"
    buffer = io.BytesIO()
    opened.save(buffer)
    parts = unpack(buffer.getvalue())
    parts["customXml/item1.xml"] = b"<canary>CANARY</canary>"
    rels = parts["word/_rels/document.xml.rels"].decode()
    item = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/customXml" Target="../customXml/item1.xml"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", item).encode()
    body = parts["word/document.xml"].decode()
    revised = (
        '<w:ins w:id="91" w:author="CANARY"><w:r><w:t> inserted</w:t></w:r></w:ins>'
        '<w:del w:id="92" w:author="CANARY"><w:r><w:delText>CANARY</w:delText></w:r></w:del>'
    )
    parts["word/document.xml"] = body.replace(
        "</w:p><w:sectPr", f"{revised}</w:p><w:sectPr"
    ).encode()
    assert zipfile.is_zipfile(io.BytesIO(pack(parts)))
    return pack(parts)
