"""The Word memo: every word, in order, by named styles, in the same bytes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import mammoth
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import BriefgenError
from briefgen.model.document import (
    Block,
    Heading,
    Link,
    Listing,
    Paragraph,
    Quote,
    Table,
    Text,
    field_lines,
    paragraphs,
    plain,
)
from briefgen.write.word.package import pack, unpack
from briefgen.write.word.writer import to_docx
from briefgen.write.word.xml import find, find_all, get, tag
from tests.nasty import NASTY
from tests.word.files import findings, normalised, paragraph_texts, part, style_of
from tests.word.files import words as words_of
from tests.word.samples import (
    BLOCKS,
    FIELDS,
    LOOK,
    POSITIONS,
    VALUES,
    c,
    document,
    point,
    q,
    row,
    table,
    template,
)

MEMO = to_docx(document(), template(), {})
BODY, STYLES_PART, HEADER, FOOTER = (
    f"word/{name}.xml" for name in ("document", "styles", "header1", "footer1")
)


def expected_texts(blocks: tuple[Block, ...] = BLOCKS) -> list[str]:
    set_first = [document().title, *(plain(p.inlines) for p in field_lines(FIELDS))]
    return set_first + [plain(p.inlines) for p in paragraphs(blocks)]


# -- words ---------------------------------------------------------------------------------------


def test_every_word_stands_in_the_file_in_order() -> None:
    assert paragraph_texts(MEMO) == expected_texts()


def test_python_docx_reads_the_words_outside_tables_in_order() -> None:
    read = [p.text for p in docx.Document(io.BytesIO(MEMO)).paragraphs]
    outside = tuple(block for block in BLOCKS if not isinstance(block, Table))
    assert read == expected_texts(outside)


def test_mammoth_reads_every_word_in_order() -> None:
    read = mammoth.extract_raw_text(io.BytesIO(MEMO)).value
    assert read.split() == " ".join(expected_texts()).split()


def test_the_sample_page_is_the_golden_one() -> None:
    """Make it again after a wanted change: `python -m tests.word.make_look`."""
    golden = Path(__file__).parents[1] / "golden" / "memo.docx.txt"
    assert normalised(MEMO) == golden.read_text(encoding="utf-8")


def test_a_quotation_is_a_run_of_its_own() -> None:
    runs = [words_of(r) for r in part(MEMO, BODY).iter(tag("w:r"))]
    assert "“will not reopen”" in runs


@pytest.mark.parametrize(
    "words",
    [
        "[[title]] and [[memo.to]]",
        "{{ 7*7 }} {% raw %}",
        "a < b & c > d </w:t>",
        "  blanks at both ends  ",
        "a\ttab",
        "e\u0301 and \u00e9, 👩‍👩‍👧, \u202eright\u202c",
        "]]>",
        "_x000D_",
    ],
)
def test_words_that_look_like_markup_stay_words(words: str) -> None:
    blocks = [Paragraph("body", (Text("He wrote "), Quote(words, "“", "”")))]
    data = to_docx(document(blocks, title=words), template(), {})
    texts = paragraph_texts(data)
    assert (texts[0], texts[-1]) == (words, f"He wrote “{words}”")
    assert words in (part(data, "docProps/core.xml")[0].text or "")


@pytest.mark.parametrize("words", [w for w in NASTY if w.strip()], ids=ascii)
def test_no_nasty_string_is_altered(words: str) -> None:
    rows = [row(words, point("cell", "c", words))]
    made = document([point("body", "p", words, q(words)), table(rows)], title=words)
    texts = paragraph_texts(to_docx(made, template(), {}))
    kept = words.replace("\r", "\n")  # Word has one line break
    assert (texts[0], texts[3]) == (kept, f"{kept}“{kept}”")
    assert texts[-2:] == [kept, kept]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))))
def test_any_text_comes_back_letter_for_letter(words: str) -> None:
    data = to_docx(document([point("body", "p", words, q(words))]), template(), {})
    assert paragraph_texts(data)[-1] == f"{words}“{words}”"


# -- look ----------------------------------------------------------------------------------------


def test_nothing_is_formatted_directly() -> None:
    allowed = {"pStyle", "numPr", "rStyle"}
    found = {
        str(child.tag).rpartition("}")[2]
        for properties in part(MEMO, BODY).iter(tag("w:pPr"), tag("w:rPr"))
        for child in properties
    }
    assert found <= allowed


def test_every_style_that_is_used_is_defined() -> None:
    defined = {get(s, "styleId") for s in part(MEMO, STYLES_PART).iter(tag("w:style"))}
    used = part(MEMO, BODY).iter(tag("w:pStyle"), tag("w:rStyle"), tag("w:tblStyle"))
    assert {get(style, "val") for style in used} <= defined


def test_no_paragraph_is_empty() -> None:
    assert all(text.strip() for text in paragraph_texts(MEMO))


def test_sizes_of_type_are_set_in_the_styles_of_this_file_only() -> None:
    sizes = {"body": 10, "table": 9}
    smaller = to_docx(document(), template(), sizes)
    assert part(smaller, BODY).xpath("count(//*)") == part(MEMO, BODY).xpath("count(//*)")
    points = {
        get(find(s, "w:name"), "val"): get(find(s, "w:rPr/w:sz"), "val")
        for s in find_all(part(smaller, STYLES_PART), "w:style")
    }
    wanted = {"List Bullet": "20", "Table Text": "18", "Memo Citation": "17", "Bottom Line": "22"}
    assert {name: points[name] for name in wanted} == wanted


def test_a_table_tells_its_columns_its_heading_row_and_its_title() -> None:
    found = next(part(MEMO, BODY).iter(tag("w:tbl")))
    grid = [int(get(column, "w")) for column in find_all(found, "w:tblGrid/w:gridCol")]
    assert sum(grid) == 9936
    for line in find_all(found, "w:tr"):
        assert [int(get(w, "w")) for w in find_all(line, "w:tc/w:tcPr/w:tcW")] == grid
        assert find(line, "w:trPr/w:cantSplit") is not None
    heads = [find(line, "w:trPr/w:tblHeader") is not None for line in find_all(found, "w:tr")]
    assert heads == [True, False, False, False, False]
    assert get(find(found, "w:tblPr/w:tblCaption"), "val") == "Positions of the parties"
    assert get(find(found, "w:tblPr/w:tblDescription"), "val")
    assert get(find(found, "w:tblPr/w:tblLayout"), "type") == "fixed"


def test_a_second_numbered_list_begins_at_one_again() -> None:
    one = Listing(True, (point("number", "a", "First?"),))
    data = to_docx(document([one, one, one]), template(), {})
    numbers = [
        get(find(p, "w:pPr/w:numPr/w:numId"), "val")
        for p in find_all(part(data, BODY), ".//w:p")
        if style_of(p) == "ListNumber"
    ]
    starts = [get(s, "val") for s in part(data, "word/numbering.xml").iter(tag("w:startOverride"))]
    assert (numbers, starts) == (["", "3", "4"], ["1", "1"])


def test_on_a4_the_lines_and_the_table_are_as_wide_as_the_page_allows() -> None:
    data = to_docx(document(), template("a4"), {})
    assert get(find(part(data, BODY), ".//w:pgSz"), "w") == "11906"
    stops = {
        get(t, "pos")
        for t in part(data, STYLES_PART).iter(tag("w:tab"))
        if get(t, "val") == "right"
    }
    width = get(find(part(data, BODY), ".//w:tblW"), "w")
    assert (stops, width) == ({"9602"}, "9602")


def test_a_language_read_from_right_to_left_turns_the_page() -> None:
    data = to_docx(document(lang="ar"), template(), {})
    assert find(part(data, STYLES_PART), "w:docDefaults/w:pPrDefault/w:pPr/w:bidi") is not None
    assert find(part(data, BODY), ".//w:tblPr/w:bidiVisual") is not None


@pytest.mark.parametrize(
    "made",
    [
        document(),
        document(draft=True),
        document(lang="ar"),
        document(values={}, fields=()),
        document([table(POSITIONS[:1])], title="Fee"),
        document([table([*POSITIONS, *POSITIONS])], title="Fee " * 60),
    ],
    ids=["whole", "draft", "right to left", "bare", "one row", "eight rows, long title"],
)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_strict_checker_finds_nothing(made: object, paper: str, tmp_path: Path) -> None:
    data = to_docx(made, template(paper), {"body": 10, "table": 9})  # type: ignore[arg-type]  # documents all
    assert findings(data, tmp_path) == []


# -- header, footer, properties ------------------------------------------------------------------


KIND, DATE, PAGE = "Briefing memo", "As of 5 March 2026", "Page\u00a01 of 1"


def running(data: bytes) -> tuple[str, ...]:
    lines = [line for name in (HEADER, FOOTER) for line in paragraph_texts(data, name)]
    return tuple(line.replace("\u2002", " ") for line in lines)


def test_header_and_footer_say_handling_kind_date_version_and_page() -> None:
    assert running(MEMO) == (f"INTERNAL\t{KIND} | {DATE}", f"INTERNAL | Version 1\t{PAGE}")


@pytest.mark.parametrize(
    ("missing", "header", "footer"),
    [
        ("memo.handling", f"\t{KIND} | {DATE}", f"Version 1\t{PAGE}"),
        ("version", f"INTERNAL\t{KIND} | {DATE}", f"INTERNAL\t{PAGE}"),
        ("kind", f"INTERNAL\t{DATE}", f"INTERNAL | Version 1\t{PAGE}"),
        ("as_of", f"INTERNAL\t{KIND}", f"INTERNAL | Version 1\t{PAGE}"),
    ],
)
def test_an_empty_value_leaves_no_stray_separator(missing: str, header: str, footer: str) -> None:
    values = {key: value for key, value in VALUES.items() if key != missing}
    data = to_docx(document(values=values), template(), {})
    assert running(data) == (header, footer)


def test_a_draft_says_so_in_words_in_its_header() -> None:
    data = to_docx(document(draft=True), template(), {})
    first = find_all(part(data, HEADER), "w:p")[0]
    assert (style_of(first), words_of(first)) == ("DraftMark", "DRAFT")


def test_the_header_block_sets_two_short_pairs_a_line() -> None:
    pairs = (("To", "A" * 40), ("From", "B"), ("Date", "C"), ("For", "D"), ("Prepared for", "E"))
    assert [plain(line.inlines) for line in field_lines(pairs)] == [
        "To\t" + "A" * 40,
        "From\tB\tDate\tC",
        "For\tD",
        "Prepared for\tE",
    ]


def test_properties_are_the_memos_own() -> None:
    core = {e.tag.rpartition("}")[2]: e.text for e in part(MEMO, "docProps/core.xml")}
    assert core == {
        "title": document().title,
        "creator": "Policy Office",
        "language": "en",
        "created": "2026-03-05T00:00:00Z",
        "modified": "2026-03-05T00:00:00Z",
    }
    assert get(next(part(MEMO, STYLES_PART).iter(tag("w:lang"))), "val") == "en"


def test_without_a_sender_the_file_names_no_author() -> None:
    core = part(to_docx(document(values={}), template(), {}), "docProps/core.xml")
    assert not [e for e in core if e.tag.endswith("creator")]


# -- anchors and links ---------------------------------------------------------------------------


def test_bookmarks_count_within_the_document_and_tell_no_key() -> None:
    starts = list(part(MEMO, BODY).iter(tag("w:bookmarkStart")))
    origins = [p.origin for p in paragraphs(BLOCKS) if p.origin]
    assert [get(s, "name") for s in starts] == [f"_bg{n}" for n in range(1, len(origins) + 1)]


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://example.org/a?b=1&c=2#d", True),
        ("HTTP://example.org", True),
        ("mailto:desk@example.org", True),
        ("https://example.org/Müll e", False),
        ("https://example.org/Müll", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("http://[", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_links(
    url: str, opens: bool, tmp_path: Path
) -> None:
    data = to_docx(document([point("note", "", Link("the words", url))]), template(), {})
    assert paragraph_texts(data)[-1] == "the words"
    assert bool(list(part(data, BODY).iter(tag("w:hyperlink")))) is opens
    assert findings(data, tmp_path) == []


SETTINGS_RELS = "word/_rels/settings.xml.rels"

# -- templates of other people -------------------------------------------------------------------


def changed_look(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    parts = unpack(LOOK.read_bytes())
    for name, old, new in changes:
        assert old in parts[name].decode()
        parts[name] = parts[name].decode().replace(old, new).encode()
    path = tmp_path / "look.docx"
    path.write_bytes(pack(parts))
    return path


def test_a_marker_that_word_has_split_is_read_across_runs(tmp_path: Path) -> None:
    split = '[[</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>ti</w:t></w:r><w:r><w:t>tle]]'
    look = changed_look(tmp_path, (BODY, "[[title]]", split))
    assert paragraph_texts(to_docx(document(), template(look=look), {})) == expected_texts()


def test_a_slot_fixes_the_place_of_its_section(tmp_path: Path) -> None:
    slot = '[[section:sources]]</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">[[body]]'
    look = changed_look(tmp_path, (BODY, "[[body]]", slot))
    texts = paragraph_texts(to_docx(document(), template(look=look), {}))
    assert texts[3].startswith("Sources.")
    assert sorted(texts) == sorted(expected_texts())


def test_a_section_with_nowhere_to_go_is_refused_by_name(tmp_path: Path) -> None:
    look = changed_look(tmp_path, (BODY, "[[body]]", "[[section:positions]]"))
    with pytest.raises(
        BriefgenError, match="no place for: bottom_line, latest, background, stakes"
    ):
        to_docx(document(), template(look=look), {})


def test_a_field_that_no_memo_has_is_refused_by_name(tmp_path: Path) -> None:
    look = changed_look(tmp_path, (BODY, "[[title]]", "[[titel]]"))
    with pytest.raises(BriefgenError, match=re.escape("[[titel]]")):
        to_docx(document(), template(look=look), {})


def test_missing_styles_are_made(tmp_path: Path) -> None:
    look = changed_look(
        tmp_path,
        (STYLES_PART, 'w:name w:val="Source Note"', 'w:name w:val="Elsewhere"'),
        (STYLES_PART, 'w:name w:val="Memo Citation"', 'w:name w:val="Elsewhere 2"'),
    )
    data = to_docx(document(), template(look=look), {})
    assert paragraph_texts(data) == expected_texts()
    assert findings(data, tmp_path) == []


def test_nothing_hidden_in_a_look_travels(tmp_path: Path) -> None:
    hidden = (
        '</w:t></w:r><w:r w:rsidR="00CAFE00"><w:rPr><w:vanish/></w:rPr><w:t>CANARY</w:t></w:r>'
        '<w:del w:id="9" w:author="CANARY"><w:r><w:delText>CANARY</w:delText></w:r></w:del>'
        "<w:r><w:t>"
    )
    title = "<dc:title>Briefing memo</dc:title>"
    look = changed_look(
        tmp_path,
        (BODY, "[[title]]", f"[[title]]{hidden}"),
        ("docProps/core.xml", title, "<dc:title>CANARY</dc:title><dc:creator>CANARY</dc:creator>"),
    )
    everything = normalised(to_docx(document(values={}), template(look=look), {}))
    assert "CANARY" not in everything
    assert "CAFE" not in everything


def test_the_path_of_the_template_that_a_look_was_made_from_does_not_travel(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="file:///C:/CANARY" TargetMode="External"/>'
        "</Relationships>"
    )
    attached = '<w:attachedTemplate r:id="rId1"/><w:defaultTabStop'
    look = changed_look(tmp_path, ("word/settings.xml", "<w:defaultTabStop", attached))
    look.write_bytes(pack(unpack(look.read_bytes()) | {SETTINGS_RELS: rels.encode()}))
    data = to_docx(document(), template(look=look), {})
    assert "CANARY" not in normalised(data)
    assert findings(data, tmp_path) == []


def test_an_object_that_a_memo_cannot_carry_is_refused(tmp_path: Path) -> None:
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/aFChunk" Target="https://example.org" TargetMode="External"/>'
    )
    look = changed_look(
        tmp_path,
        ("word/_rels/document.xml.rels", "</Relationships>", f"{relation}</Relationships>"),
        (BODY, "<w:sectPr>", '<w:altChunk r:id="rId99"/><w:sectPr>'),
    )
    with pytest.raises(BriefgenError, match="does not carry: aFChunk"):
        to_docx(document(), template(look=look), {})


def test_a_slot_in_a_cell_leaves_the_cell_a_paragraph(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>[[section:{}]]</w:t></w:r></w:p></w:tc>"
    frame = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
        f"<w:tr>{cell.format('positions')}{cell.format('nothing')}</w:tr></w:tbl>"
    )
    start = '<w:p><w:pPr><w:pStyle w:val="MemoHeader"/>'
    look = changed_look(tmp_path, (BODY, start, frame + start))
    data = to_docx(document(), template(look=look), {})
    cells = [c for c in part(data, BODY).iter(tag("w:tc")) if c.getparent() is not None]
    assert all(c[-1].tag == tag("w:p") for c in cells)
    assert findings(data, tmp_path) == []


def test_a_look_that_is_no_document_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "memo.docx"
    path.write_text("not a zip")
    with pytest.raises(BriefgenError, match="cannot be read as a Word document"):
        to_docx(document(), template(look=path), {})


# -- bytes ---------------------------------------------------------------------------------------

SCRIPT = """
import hashlib, locale, sys
from briefgen.write.word.writer import to_docx
from tests.word.samples import document, template
print(hashlib.sha256(to_docx(document(), template(), {"body": 10})).hexdigest())
"""


def test_clock_zone_locale_umask_and_hash_seed_change_no_byte() -> None:
    worlds = [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
    ]
    root = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), **world},
            umask=umask,
            capture_output=True,
            check=True,
        ).stdout
        for world, umask in zip(worlds, (0o022, 0o077), strict=True)
    }
    assert len(digests) == 1


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_lays_the_sample_out_on_one_page(tmp_path: Path) -> None:
    (tmp_path / "memo.docx").write_bytes(MEMO)
    converted = libreoffice(tmp_path, "pdf", "memo.docx")
    assert len(re.findall(rb"/Type\s*/Page\b", converted)) == 1


@pytest.mark.libreoffice
@pytest.mark.slow
def test_a_look_that_was_saved_by_libreoffice_still_serves(tmp_path: Path) -> None:
    (tmp_path / "look.docx").write_bytes(LOOK.read_bytes())
    (tmp_path / "saved").mkdir()
    saved = tmp_path / "saved" / "look.docx"
    saved.write_bytes(libreoffice(tmp_path, "docx:MS Word 2007 XML", "look.docx"))
    data = to_docx(document(), template(look=saved), {"body": 10})
    assert paragraph_texts(data) == expected_texts()
    assert findings(data, tmp_path) == []


def libreoffice(folder: Path, form: str, name: str) -> bytes:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", "converted"]
    run = subprocess.run([*command, name], cwd=folder, check=True, capture_output=True, timeout=120)
    made = folder / "converted" / f"{Path(name).stem}.{form.partition(':')[0]}"
    assert made.exists(), run.stderr
    return made.read_bytes()


def test_a_memo_without_blocks_and_one_without_origins_are_written() -> None:
    assert paragraph_texts(to_docx(document([]), template(), {}))[-1].startswith("Date\t")
    blocks: list[Block] = [Heading("Latest", "latest"), point("body", "", "A", c("1"))]
    assert paragraph_texts(to_docx(document(blocks), template(), {}))[-2:] == [
        "Latest",
        "A\u00a0[1]",
    ]
