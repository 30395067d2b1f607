"""The lists of a memo: bullets and numbers belong to styles, and each list of numbers begins at 1.

A style of the file's own that has no list (LibreOffice writes such) gets one of our base.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count

from briefgen.write.word.parts import Part, content_type, root_of
from briefgen.write.word.restyle import put
from briefgen.write.word.xml import Element, R, find, find_all, get, make, tag

#: Style -> form and sign of its list.
_SIGNS = {"List Bullet": ("bullet", "•"), "List Number": ("decimal", "%1.")}
_INDENT = 288  # twips: where our own lists hang


def numbering(document: Part, styles: Mapping[str, Element]) -> Callable[[], str]:
    """Give the list styles their lists. What comes back numbers the lists of numbers.

    The first list is the style's own (""), each further one begins at 1 again (its id).
    """
    for name in _SIGNS:
        if not _own(styles[name], document):
            _give(document, styles[name], name)
    own = _own(styles["List Number"], document)
    calls = count()
    return lambda: _restarted(document, own) if next(calls) else ""


def _own(style: Element, document: Part) -> str:
    """The id of a style's list, its own or that of a style that it is based on."""
    by_id = {
        get(s, "styleId"): s for s in find_all(root_of(document.related(f"{R}/styles")), "w:style")
    }
    seen: list[Element] = []
    link: Element | None = style
    while link is not None and link not in seen:
        number = get(find(link, "w:pPr/w:numPr/w:numId"), "val")
        if number:
            return number if number in _numbers(document) else ""
        seen.append(link)
        link = by_id.get(get(find(link, "w:basedOn"), "val"))
    return ""


def _numbers(document: Part) -> dict[str, Element]:
    return {get(number, "numId"): number for number in find_all(_root(document), "w:num")}


def _root(document: Part) -> Element:
    """The file's lists; a file that has none gets an empty part."""
    part = document.related(f"{R}/numbering")
    if part is None:
        root = make("w:numbering")
        part = Part("word/numbering.xml", content_type("numbering"), root=root)
        document.relate(f"{R}/numbering", part)
    return root_of(part)


def _give(document: Part, style: Element, name: str) -> None:
    """Make a list for a style."""
    root = _root(document)
    kind = 1 + max([int(get(a, "abstractNumId")) for a in find_all(root, "w:abstractNum")] or [0])
    number = 1 + max(map(int, _numbers(document)), default=0)
    form, sign = _SIGNS[name]
    level = make(
        "w:lvl",
        make("w:start", val=1),
        make("w:numFmt", val=form),
        make("w:pStyle", val=get(style, "styleId")),
        make("w:lvlText", val=sign),
        make("w:lvlJc", val="left"),
        make("w:pPr", make("w:ind", left=_INDENT, hanging=_INDENT)),
        ilvl=0,
    )
    single = make("w:multiLevelType", val="singleLevel")
    first = next((at for at, e in enumerate(root) if e.tag == tag("w:num")), len(root))
    root.insert(first, make("w:abstractNum", single, level, abstractNumId=kind))
    root.append(make("w:num", make("w:abstractNumId", val=kind), numId=number))
    properties = find(style, "w:pPr")
    if properties is None:
        properties = make("w:pPr")
        put(style, properties)
    put(properties, make("w:numPr", make("w:numId", val=number)))


def _restarted(document: Part, own: str) -> str:
    """A further list of the kind of list `own` that begins at 1."""
    known = _numbers(document)
    number = max(map(int, known)) + 1
    kind = get(find(known[own], "w:abstractNumId"), "val")
    restart = make("w:lvlOverride", make("w:startOverride", val=1), ilvl=0)
    _root(document).append(make("w:num", make("w:abstractNumId", val=kind), restart, numId=number))
    return str(number)
