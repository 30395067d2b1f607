"""Which style of a memo.docx plays which part; those that it lacks are made like our own.

Word keeps the names of its built-in styles in English whatever language it speaks, but other
programs write them in theirs, and people give styles second names. A style that nobody made is no
mistake: it is made from our base, based on the file's own, in the colour of its headings.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from briefgen.model.document import BARRED, STYLES
from briefgen.model.look import CITATION, TABLE_CITATION
from briefgen.patterns import late
from briefgen.records import replace
from briefgen.write.word.blocks import EMPHASES, HYPERLINK, NOTE_MARK, TABLE_STYLE
from briefgen.write.word.names import LOCAL_NAMES
from briefgen.write.word.styles import ACCENT, Style, style_id, style_xml
from briefgen.write.word.styles import styles as base_styles
from briefgen.write.word.xml import NAMESPACES, PARSER, Element, find, find_all, get, make, tag

_CHARACTER = frozenset({*EMPHASES.values(), CITATION, TABLE_CITATION, HYPERLINK, NOTE_MARK})
#: Styles that tell what is new; where a file lacks them they follow its own, and nobody is told.
TELLING = frozenset({STYLES["changes"], *BARRED.values()})
#: Every style that a memo may use, by our name.
NEEDED = (
    *dict.fromkeys((*STYLES.values(), *BARRED.values(), "Heading 2", TABLE_STYLE)),
    *sorted(_CHARACTER),
)
#: Styles that others are based on; a file has them, under whatever name.
_ROOTS = ("Normal", "Header", "Footer")
_LINE = 1.05  # what our base has by default
_NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_COLOR = late(r"[0-9A-Fa-f]{6}")


def known_styles(styles: Element) -> dict[str, Element]:
    """Our name of a style -> the file's style of that name, by name, alias, language or id."""
    index = _index(styles)
    found = {name: _find(name, index) for name in (*NEEDED, *_ROOTS)}
    normal = next((s for s in find_all(styles, "w:style") if _is_default(s)), None)
    found["Normal"] = normal if normal is not None else found["Normal"]
    return {name: style for name, style in found.items() if style is not None}


def complete(styles: Element) -> list[str]:
    """Make every style that the file lacks, and give the others our names.

    Returns the names of those made, in the order of NEEDED.
    """
    known = known_styles(styles)
    for name, style in known.items():
        if name in NEEDED:
            _named(style, name)
    made = [name for name in NEEDED if name not in known]
    accent = _accent(known.get("Heading 1"))
    for name in sorted(made, key=_base_first):
        known[name] = _made(name, known, styles, accent)
        styles.append(known[name])
    return made


def _find(name: str, index: Mapping[tuple[str, str], Element]) -> Element | None:
    kind = "table" if name == TABLE_STYLE else "character" if name in _CHARACTER else "paragraph"
    spoken = (name.lower(), *LOCAL_NAMES.get(name, ()), f"#{style_id(name).lower()}")
    return next((index[kind, s] for s in spoken if (kind, s) in index), None)


def _index(styles: Element) -> dict[tuple[str, str], Element]:
    """Styles by kind and name in small letters; ids, which count least, after a `#`."""
    found: dict[tuple[str, str], Element] = {}
    for style in find_all(styles, "w:style"):
        kind = get(style, "type", "paragraph")
        aliases = get(find(style, "w:aliases"), "val").split(",")
        for name in (get(find(style, "w:name"), "val"), *aliases, f"#{get(style, 'styleId')}"):
            found.setdefault((kind, name.strip().lower()), style)
    return found


def _is_default(style: Element) -> bool:
    default = get(style, "default") in {"1", "true", "on"}
    return default and get(style, "type") == "paragraph"


def _named(style: Element, name: str) -> None:
    """Give a style our name, where it is known by another one."""
    own = find(style, "w:name")
    if own is None:
        own = make("w:name")
        style.insert(0, own)
    if get(own, "val").lower() != name.lower():
        own.set(tag("w:val"), name)


# -- styles that are made --------------------------------------------------------------------------


def _base_first(name: str) -> int:
    """Those that others of ours are based on are made first."""
    return 2 if name in BARRED.values() else 0 if name in {"Body Text", "Table Text"} else 1


def _made(name: str, known: Mapping[str, Element], styles: Element, accent: str) -> Element:
    if name == TABLE_STYLE:
        from briefgen.write.word.base import table_style_xml  # noqa: PLC0415 - rarely needed

        # a heading row of the file's own may be dark on light: it gets no dark ground
        ours = get(known.get("Table Heading"), "styleId") == style_id("Table Heading")
        text = table_style_xml(accent, filled="Table Heading" not in known or ours)
    else:
        text = style_xml(_colored(_row(name), accent))
    style: Element = etree.fromstring(text.replace(" ", f" {_NS} ", 1), PARSER)
    style.set(tag("w:styleId"), _free_id(get(style, "styleId"), styles))
    _rebase(style, known, styles)
    return style


def _row(name: str) -> Style:
    """A style of our base, with all that the file's own might add to it said."""
    style = next(s for s in base_styles(0) if s.name.lower() == name.lower())
    if style.kind == "character" or name in BARRED.values():
        return style
    before, after = style.before or 0.0, style.after or 0.0
    return replace(style, before=before, after=after, line=style.line or _LINE, numbering=0)


def _colored(style: Style, accent: str) -> Style:
    rule = style.rule and replace(style.rule, color=accent if style.rule.width > 4 else "C3C9D2")
    return replace(style, color=accent if style.color == ACCENT else style.color, rule=rule)


def _accent(heading: Element | None) -> str:
    """The colour of the file's headings, where it names one, else ours."""
    color = "" if heading is None else get(find(heading, "w:rPr/w:color"), "val")
    return color.upper() if _COLOR.fullmatch(color) and color != "000000" else ACCENT


def _free_id(id: str, styles: Element) -> str:
    taken = {get(style, "styleId") for style in find_all(styles, "w:style")}
    return (
        id if id not in taken else next(f"{id}{n}" for n in range(2, 99) if f"{id}{n}" not in taken)
    )


def _rebase(style: Element, known: Mapping[str, Element], styles: Element) -> None:
    """Have a made style refer to the file's own ids; what the file lacks is not referred to."""
    ids = {style_id(name): get(other, "styleId") for name, other in known.items()}
    there = {get(other, "styleId") for other in find_all(styles, "w:style")}
    for name in ("w:basedOn", "w:next"):
        reference = find(style, name)
        if reference is None:
            continue
        id = get(reference, "val")
        id = ids.get(id, id)
        if id in there:
            reference.set(tag("w:val"), id)
        else:
            style.remove(reference)
