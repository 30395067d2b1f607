"""The three things that a memo sets in its file's styles: language, sizes of type, paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.model.look import PAPERS, style_sizes
from briefgen.write.word.styles import twips
from briefgen.write.word.xml import Element, find, find_all, get, make, tag

#: What follows an element in `w:rPr`, `w:pPr` and `w:style` of the schema, as far as it can occur.
_AFTER = {
    "w:sz": "szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout",
    "w:szCs": "highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout",
    "w:rtl": "cs em lang eastAsianLayout specVanish oMath",
    "w:lang": "eastAsianLayout specVanish oMath",
    "w:bidi": "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl",
    "w:numPr": "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
    "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:rPr": "tblPr trPr tcPr tblStylePr",
    "w:pPr": "rPr tblPr trPr tcPr tblStylePr",
}
_LETTER_TEXT = 12240 - 2 * 1440  # twips: what Word assumes where a file says nothing
_NEAR = 20  # twips: a tab stop so near the margin is meant to stand on it


def set_language(styles: Element, lang: str, *, rtl: bool) -> None:
    """Make `lang` the language of every style; right to left where the script is."""
    defaults = find(styles, "w:docDefaults")
    if defaults is None:
        defaults = make("w:docDefaults")
        styles.insert(0, defaults)
    run = _within(defaults, "w:rPrDefault", "w:rPr")
    languages = {"val": lang, "eastAsia": lang, "bidi": lang if rtl else "ar-SA"}
    put(run, make("w:lang", **languages))
    if rtl:
        put(run, make("w:rtl"))
        put(_within(defaults, "w:pPrDefault", "w:pPr"), make("w:bidi"))


def set_sizes(styles: Element, sizes: Mapping[str, float]) -> None:
    """Set the sizes of type by role (model/look.py) in the styles that carry them."""
    wanted = {name.lower(): size for name, size in style_sizes(sizes).items()}
    for style in find_all(styles, "w:style"):
        size = wanted.get(get(find(style, "w:name"), "val").lower())
        if size is not None:
            run = find(style, "w:rPr")
            if run is None:
                run = make("w:rPr")
                put(style, run)
            for name in ("w:sz", "w:szCs"):
                put(run, make(name, val=round(size * 2)))


def set_paper(parts: Iterable[Element], paper: str) -> int:
    """Put every section on `paper`; tab stops on the right margin move along.

    Returns the width of the text in twips. Any other word than those of PAPERS changes nothing.
    """
    pages = [page for part in parts for page in find_all(part, ".//w:sectPr")]
    if not pages:
        return _LETTER_TEXT
    before = _text_width(pages[-1])
    if paper in PAPERS:
        width, height = map(twips, PAPERS[paper])
        for page in pages:
            size = find(page, "w:pgSz")
            if size is not None:
                size.set(tag("w:w"), str(width))
                size.set(tag("w:h"), str(height))
    after = _text_width(pages[-1])
    if after != before:
        _move_tabs(parts, before, after)
    return after


def _text_width(page: Element) -> int:
    size, margins = find(page, "w:pgSz"), find(page, "w:pgMar")
    sides = sum(int(get(margins, side, "1440")) for side in ("left", "right"))
    return int(get(size, "w", "12240")) - sides


def _move_tabs(parts: Iterable[Element], before: int, after: int) -> None:
    stops = [stop for part in parts for stop in find_all(part, ".//w:tabs/w:tab")]
    for stop in stops:
        if get(stop, "val") == "right" and abs(int(get(stop, "pos", "0")) - before) <= _NEAR:
            stop.set(tag("w:pos"), str(after))


def _within(parent: Element, *path: str) -> Element:
    for name in path:
        child = find(parent, name)
        if child is None:
            child = make(name)
            parent.append(child)
        parent = child
    return parent


def put(parent: Element, child: Element) -> None:
    """Put `child` where the schema has it, in place of one of the same name."""
    old = parent.find(child.tag)
    if old is not None:
        parent.replace(old, child)
        return
    name = f"w:{str(child.tag).rpartition('}')[2]}"
    later = {tag(f"w:{follower}") for follower in _AFTER[name].split()}
    index = next((i for i, other in enumerate(parent) if other.tag in later), len(parent))
    parent.insert(index, child)
