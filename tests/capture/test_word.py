"""Word: every word of the body in order, insertions in, deletions out; or refused with a reason."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import BriefgenError
from briefgen.read.capturing import take
from briefgen.read.capturing.taken import Taken
from tests.capture.documents import docx, p, t, zipped

INS = '<w:ins w:id="1" w:author="A">{}</w:ins>'
DEL = '<w:del w:id="1" w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def taken(body: str, **parts: str) -> Taken:
    return take("a.docx", docx(body, **parts))


def text(body: str, **parts: str) -> str:
    return taken(body, **parts).text.rstrip("\n")


#: Every way in which Word can hold "not" between "is" and "void": it never vanishes.
WAYS_TO_SAY_NOT = {
    "a tracked insertion": INS.format(t("not ")),
    "an insertion inside an insertion": INS.format(INS.format(t("not "))),
    "text moved here": f'<w:moveTo w:id="1">{t("not ")}</w:moveTo>',
    "a content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{t('not ')}</w:sdtContent></w:sdt>",
    "a smart tag": f'<w:smartTag w:element="x">{t("not ")}</w:smartTag>',
    "custom XML": f'<w:customXml w:element="x">{t("not ")}</w:customXml>',
    "a link": f"<w:hyperlink>{t('not ')}</w:hyperlink>",
    "a simple field": f'<w:fldSimple w:instr="DOCPROPERTY x">{t("not ")}</w:fldSimple>',
    "a field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF x</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t("not ")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "a direction": f'<w:dir w:val="ltr">{t("not ")}</w:dir>',
    "a ruby base": f"<w:r><w:ruby><w:rt>{t('x')}</w:rt><w:rubyBase>{t('not ')}</w:rubyBase></w:ruby></w:r>",
    "two runs": t("n") + t("ot "),
    "an element that nobody knows": f'<w:future w:x="1">{t("not ")}</w:future>',
    "alternate content": '<mc:AlternateContent><mc:Choice Requires="x">'
    f"{t('not ')}</mc:Choice><mc:Fallback>{t('not ')}</mc:Fallback></mc:AlternateContent>",
    "a deletion undone by an insertion": DEL.format("never ") + INS.format(t("not ")),
    "white letters": t("not ", '<w:color w:val="FFFFFF"/>'),
    "formatting that was changed": t(
        "not ", '<w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
    ),
}


@pytest.mark.parametrize("way", WAYS_TO_SAY_NOT)
def test_an_inserted_not_never_vanishes(way: str) -> None:
    assert text(p("The lease is ", WAYS_TO_SAY_NOT[way], "void.")) == "The lease is not void."


@pytest.mark.parametrize(
    "gone",
    [
        DEL.format("not "),
        f'<w:moveFrom w:id="1">{t("not ")}</w:moveFrom>',
        INS.format(DEL.format("not ")),
        "<w:r><w:instrText>not </w:instrText></w:r>",
    ],
)
def test_deleted_words_are_out(gone: str) -> None:
    assert text(p("The lease is ", gone, "void.")) == "The lease is void."


@pytest.mark.parametrize(
    ("properties", "what"),
    [("<w:vanish/>", "hidden"), ("<w:strike/>", "struck"), ("<w:dstrike/>", "struck")],
)
def test_hidden_and_struck_words_are_left_out_and_told_at_their_place(
    properties: str, what: str
) -> None:
    found = taken(p("The lease is ", t("not ", properties), "void."))
    assert found.text.strip() == "The lease is void."
    assert found.insets == ((13, f"add: {what} text left out: not"),)
    assert found.record == (f"not captured as text, see the original: 1 {what} passage",)


def test_a_style_hides_and_a_run_says_otherwise() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    )
    hidden = t("gone ", '<w:rStyle w:val="I"/>')
    shown = t("here ", '<w:rStyle w:val="I"/><w:vanish w:val="0"/>')
    assert text(p("One ", hidden, shown, "two."), styles=styles) == "One here two."


def test_a_deleted_paragraph_mark_runs_two_paragraphs_together() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    assert text(f"<w:p>{mark}{t('The fee is ')}</w:p>{p('final.')}{p('Next.')}") == (
        "The fee is final.\n\nNext."
    )


def test_tables_are_read_row_by_row_and_a_deleted_row_is_out() -> None:
    def row(*cells: str, inside: str = "") -> str:
        return (
            f"<w:tr><w:trPr>{inside}</w:trPr>{''.join(f'<w:tc>{c}</w:tc>' for c in cells)}</w:tr>"
        )

    gone = row(p("old"), p("90"), inside='<w:del w:id="1"/>')
    table = f"<w:tbl>{row(p('Fee'), p('80 cents'))}{gone}{row('', p('a') + p('b'))}</w:tbl>"
    assert text(p("Before") + table + p("After")) == "Before\n\nFee\t80 cents\n\na\nb\n\nAfter"


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    inner = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{inner}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert text(p("Around ", box, "it.") + p("After.")) == "Around it.\n\nin the box\n\nAfter."


def test_notes_follow_the_body_and_do_not_stand_in_a_sentence() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    found = taken(
        p("The fee", reference, " is final."),
        footnotes=f'<w:footnote w:id="2">{p("As of May.")}</w:footnote>',
    )
    assert found.text == "The fee is final.\n\nAs of May."
    assert found.insets == ((7, "add: footnote 1"), (19, "add: text of footnote 1"))


def test_characters_that_are_elements() -> None:
    runs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t>"
        '<w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F001"/></w:r>'
    )
    found = taken(p(runs))
    assert found.text == "a\tb\u2011c\nd≥\ufffd"
    assert "symbol F001 of the font Wingdings" in found.insets[0][1]


def test_a_raised_number_is_not_run_into_the_one_before() -> None:
    assert text(p("10", t("6", '<w:vertAlign w:val="superscript"/>'))) == "10⁶"


def test_a_ticked_box_is_read() -> None:
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        '</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text(p(box, " agreed")) == "☒ agreed"


def test_comments_and_highlights_become_excerpts() -> None:
    body = p(
        "The fee ",
        '<w:commentRangeStart w:id="5"/>',
        t("is final", '<w:highlight w:val="yellow"/>'),
        '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>',
        " and ",
        t("will ", '<w:highlight w:val="green"/>'),
        t("stay", '<w:highlight w:val="green"/><w:b/>'),
        ".",
    )
    note = p("#positions/lines ^e2 speaker=“Ada Okoye”")
    found = taken(body, comments=f'<w:comment w:id="5">{note}</w:comment>')
    said = {found.text[q.start : q.end]: (q.note, q.colour) for q in found.passages if q.note}
    assert said == {"is final": ("#positions/lines ^e2 speaker=“Ada Okoye”", "")}
    assert [found.text[q.start : q.end] for q in found.passages if q.colour == "green"] == [
        "will stay"
    ]


def test_headers_are_left_out_and_said_so() -> None:
    found = taken(p("Body."), header=p("CONFIDENTIAL"))
    assert (found.text, found.record) == ("Body.", ("header or footer left out: CONFIDENTIAL",))


def test_the_properties_of_the_file_are_cited() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>Port fee: final</dc:title>'
        "<dc:creator>Mara Lind</dc:creator><dcterms:created>2026-03-05T10:00:00Z</dcterms:created>"
        "</cp:coreProperties>"
    )
    found = take("a.docx", docx(p("Body."), core))
    assert found.title == "Port fee: final"
    assert found.said["author"] == ["author: [{family: Lind, given: Mara}]"]
    assert "2026-03-05" in found.hints["issued"]


# --- refused, with the reason -----------------------------------------------------------------

DOCTYPE = '<!DOCTYPE w:document [<!ENTITY x "not">]>'
REFUSED = {
    "no zip": (b"hello", "is no .docx"),
    "encrypted": (b"\xd0\xcf\x11\xe0rest", "is encrypted, or in the format of Word 97"),
    "no main part": (zipped({"a.xml": "<a/>"}), "has no main part"),
    "another document inside": (docx(p("a") + "<w:altChunk/>"), "another document is embedded"),
    "a field without end": (
        docx(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "a")),
        "field in it never ends",
    ),
    "nothing in it": (docx(p("")), "holds no text"),
    "a bidirectional override": (docx(p("a\u202eb")), "U+202E"),
    "a DOCTYPE": (
        zipped(
            {
                "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Type="x/officeDocument" Target="d.xml"/></Relationships>',
                "d.xml": f"{DOCTYPE}<w:document xmlns:w='x'>&x;</w:document>",
            }
        ),
        "has a DOCTYPE",
    ),
    "a bomb": (zipped({"word/document.xml": " " * 30_000_000}), "looks like a trap"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_rightly_is_refused_with_the_reason(what: str) -> None:
    data, reason = REFUSED[what]
    with pytest.raises(BriefgenError, match=reason.replace("+", r"\+")) as refusal:
        take("a.docx", data)
    assert refusal.value.message.startswith("a.docx")


def test_a_file_twice_in_the_package_is_refused() -> None:
    buffer = io.BytesIO(docx(p("a")))
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "a") as package:
        package.writestr("word/document.xml", "<b/>")
    with pytest.raises(BriefgenError, match="holds a file twice"):
        take("a.docx", buffer.getvalue())


# --- anything at all --------------------------------------------------------------------------

WHOLE = docx(
    p("The lease is ", INS.format(t("not ")), DEL.format("ever "), "void.")
    + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    styles='<w:style w:type="paragraph" w:default="1" w:styleId="N"/>',
    comments=f'<w:comment w:id="1">{p("#a")}</w:comment>',
    footnotes=f'<w:footnote w:id="1">{p("b")}</w:footnote>',
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.data())
def test_a_damaged_member_is_read_or_refused_and_never_a_traceback(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = data.draw(st.sampled_from(sorted(members)))
    old = members[name]
    at = data.draw(st.integers(0, len(old)))
    cut = data.draw(st.integers(0, 40))
    members[name] = old[:at] + data.draw(st.binary(max_size=20)) + old[at + cut :]
    if data.draw(st.booleans()):
        members.pop(data.draw(st.sampled_from(sorted(members))))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for member, content in members.items():
            package.writestr(member, content)
    read_or_refused(buffer.getvalue())


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=8), st.integers(0, 200))
def test_a_damaged_package_is_read_or_refused(at: int, put: bytes, cut: int) -> None:
    read_or_refused(WHOLE[:at] + put + WHOLE[at + cut :])


def read_or_refused(data: bytes) -> None:
    try:
        take("a.docx", data)
    except BriefgenError as refusal:
        assert refusal.message.startswith("a.docx")


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)
CLAUSE = (
    '<w:style w:type="paragraph" w:styleId="Clause"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    "</w:pPr></w:style>"
)


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', True),
        ('<w:pStyle w:val="Clause"/>', True),
        ('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', False),
        ('<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr>', False),
    ],
)
def test_numbers_that_word_sets_itself_are_not_captured_and_that_is_told(
    properties: str, told: bool
) -> None:
    body = p(f"<w:pPr>{properties}</w:pPr>", "The fee is final.")
    found = taken(body, numbering=NUMBERING, styles=CLAUSE)
    assert found.text.strip() == "The fee is final."
    assert any("1 list items or headings are numbered" in line for line in found.record) is told
