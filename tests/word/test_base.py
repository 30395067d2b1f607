"""Our own base document, and that templates/executive/memo.docx is it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.model.document import STYLES
from briefgen.write.word.base import base_package
from briefgen.write.word.package import unpack
from briefgen.write.word.xml import find, find_all, get, tag
from tests.word.files import findings, paragraph_texts, part
from tests.word.samples import LOOK

STYLES_PART = "word/styles.xml"


def test_memo_docx_of_the_executive_template_is_current() -> None:
    """Make it again: `python -m tests.word.make_look`."""
    assert unpack(LOOK.read_bytes()) == unpack(base_package())


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_strict_checker_finds_nothing(paper: str, tmp_path: Path) -> None:
    assert findings(base_package(paper), tmp_path) == []


def test_nothing_of_anybodys_default_template_is_left() -> None:
    parts = unpack(base_package())
    everything = b"\n".join(parts.values()).lower()
    traces = (b"python-docx", b"macintosh", b"rsid", b"stylesWithEffects", b"2013", b"theme=")
    assert [trace for trace in traces if trace.lower() in everything] == []
    assert not [name for name in parts if re.search("thumbnail|customXml|effects", name)]


def test_every_named_style_is_defined() -> None:
    styles = part(base_package(), STYLES_PART)
    named = {get(find(s, "w:name"), "val").lower() for s in find_all(styles, "w:style")}
    wanted = {
        *STYLES.values(),
        "Memo Citation",
        "Table Citation",
        "Strong",
        "Emphasis",
        "Hyperlink",
    }
    assert {name.lower() for name in (*wanted, "Memo Table", "Header", "Footer")} <= named


def test_fonts_are_named_for_every_script_and_never_by_theme() -> None:
    fonts = list(part(base_package(), STYLES_PART).iter(tag("w:rFonts")))
    assert [sorted(f.values()) for f in fonts] == [["Calibri"] * 4]


def test_the_document_is_of_a_word_of_today_and_its_settings_are_whole() -> None:
    settings = part(base_package(), "word/settings.xml")
    modes = {get(s, "name"): get(s, "val") for s in settings.iter(tag("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    assert get(find(settings, "w:zoom"), "percent") == "100"


def test_text_and_background_contrast_enough_for_everybody() -> None:
    colors = {get(c, "val") for c in part(base_package(), STYLES_PART).iter(tag("w:color"))}
    assert {c for c in colors - {"FFFFFF"} if contrast(c, "FFFFFF") < 4.5} == set()


def test_page_numbers_are_live_fields_with_values() -> None:
    footer = part(base_package(), "word/footer1.xml")
    fields = [get(f, "instr").strip() for f in footer.iter(tag("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert paragraph_texts(base_package(), "word/footer1.xml")[0].endswith(
        "\t[[label.page]]\u00a01 [[label.of]] 1"
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
