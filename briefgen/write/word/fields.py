"""The markers of a memo.docx, `[[title]]`: found across the runs that Word splits them into."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from briefgen.diagnostics import BriefgenError
from briefgen.text.fields import Edit, edits, slot_of
from briefgen.write.word.xml import Element, find_all, tag, text_nodes

#: Fields that a memo may lack: they print as nothing. So may every `memo.*`.
OPTIONAL = frozenset({"kind", "version", "as_of", "lang"})
#: Words of the running lines, where the memo brings none in its own language.
WORDS: Mapping[str, str] = {"label.as_of": "As of", "label.page": "Page", "label.of": "of"}

_BREAKS = frozenset(tag(name) for name in ("w:tab", "w:ptab", "w:br", "w:cr"))


def slot(paragraph: Element) -> str:
    """The slot that a paragraph is: "header", "body", "section:positions", or ""."""
    return slot_of(words_of(paragraph))


def words_of(paragraph: Element) -> str:
    """The words of a paragraph across its runs; a tab for what breaks its line."""
    return _joined(_pieces(paragraph))


def fill(root: Element, values: Mapping[str, str]) -> None:
    """Replace every marker under `root` by its value, once: no value is read for markers.

    Of parts between ` | ` those whose fields are all empty go, with their separator; so does a
    paragraph of which nothing is left. A field that no memo has raises BriefgenError.
    """
    known = {**WORDS, **values}
    for paragraph in find_all(root, ".//w:p"):
        pieces = _pieces(paragraph)
        changes = edits(_joined(pieces), lambda name: _value(name, known))
        if changes:
            _apply(pieces, changes)
            _drop_if_empty(paragraph)


def _pieces(paragraph: Element) -> list[tuple[Element, str]]:
    """The text nodes of a paragraph and what breaks its line, a tab for each break."""
    found = []
    for element in paragraph.iter(tag("w:t"), *_BREAKS):
        if next(element.iterancestors(tag("w:p"))) is not paragraph:
            continue  # of a text box that is anchored here
        if element.tag == tag("w:t"):
            found.append((element, element.text or ""))
        elif _within_run(element):
            found.append((element, "\t"))
    return found


def _within_run(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag("w:r")  # not a tab stop of w:pPr


def _joined(pieces: list[tuple[Element, str]]) -> str:
    return "".join(text for _, text in pieces)


def _value(name: str, values: Mapping[str, str]) -> str:
    if name in values:
        return values[name]
    if name in OPTIONAL or name.startswith("memo."):
        return ""
    raise BriefgenError(
        f"memo.docx has a field [[{name}]], which no memo has",
        "fields are "
        + ", ".join(f"[[{known}]]" for known in sorted({*values, *OPTIONAL}))
        + "; a slot like [[body]] or [[section:stakes]] stands on a line of its own",
    )


def _apply(pieces: list[tuple[Element, str]], changes: list[Edit]) -> None:
    """Make the edits: a value takes the place, and the look, of its marker's first character."""
    starts = [0, *accumulate(len(text) for _, text in pieces)]
    for (node, text), begins in zip(pieces, starts, strict=False):
        new, at = [], 0
        for start, end, value in changes:
            first, last = start - begins, end - begins
            if last <= 0 or first >= len(text):
                continue
            new.append(text[at : max(first, 0)])
            new.append(value if first >= 0 else "")
            at = min(last, len(text))
        if at:
            _replace(node, "".join(new) + text[at:])


def _replace(node: Element, text: str) -> None:
    run = node.getparent()
    if run is not None:
        index = run.index(node)
        run[index : index + 1] = text_nodes(text)


def _drop_if_empty(paragraph: Element) -> None:
    parent = paragraph.getparent()
    empty = not words_of(paragraph).strip() and not shows_something(paragraph)
    if empty and parent is not None and len(parent.findall(tag("w:p"))) > 1:
        parent.remove(paragraph)


def shows_something(paragraph: Element) -> bool:
    """Whether a picture, a text box or a page number stands in a paragraph."""
    shown = ("w:drawing", "w:pict", "w:object", "w:fldSimple", "w:fldChar")
    return next(paragraph.iter(*map(tag, shown)), None) is not None
