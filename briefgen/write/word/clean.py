"""Nothing hidden in a memo.docx travels: parts, comments, hidden text, traces of editing."""

from __future__ import annotations

from typing import Any

from briefgen.write.word.xml import Element, find, on_off, tag

#: The last words of the types of relationships that a memo keeps.
_KEPT_BY_PACKAGE = frozenset({"officeDocument", "core-properties", "extended-properties"})
_KEPT_BY_DOCUMENT = frozenset(
    {"styles", "settings", "numbering", "fontTable", "theme", "header", "footer", "image"}
)
#: Elements that leave with what they hold.
_REMOVED = tuple(
    tag(name)
    for name in (
        *("w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd", "w:proofErr"),
        *("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"),
        *("w:del", "w:moveFrom", "w:rPrChange", "w:pPrChange", "w:sectPrChange"),
        *("w:rsids", "w:attachedTemplate", "w:docVars", "w:mailMerge", "w:lastRenderedPageBreak"),
    )
)
#: Elements that leave, while what they hold stays.
_UNWRAPPED = (tag("w:ins"), tag("w:moveTo"), tag("w:smartTag"))
_RSID = tag("w:rsid")


def clean(package: Any) -> None:
    """Take out of an opened memo.docx all that its reader does not see on the page."""
    _keep(package.part.package.rels, _KEPT_BY_PACKAGE)
    _keep(package.part.rels, _KEPT_BY_DOCUMENT)
    for rel in package.part.rels.values():
        if not rel.is_external and hasattr(rel.target_part, "element"):
            _clean_part(rel.target_part.element)
    _clean_part(package.element)


def _keep(rels: Any, kinds: frozenset[str]) -> None:
    for name, rel in list(rels.items()):
        if rel.reltype.rpartition("/")[2] not in kinds:
            rels.pop(name)


def _clean_part(root: Element) -> None:
    for element in [*root.iter(*_REMOVED), *_hidden(root)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in list(root.iter(*_UNWRAPPED)):
        parent = element.getparent()
        if parent is not None:
            index = parent.index(element)
            parent[index : index + 1] = list(element)
    for element in root.iter():
        for name in [key for key in element.attrib if str(key).startswith(_RSID)]:
            del element.attrib[name]


def _hidden(root: Element) -> list[Element]:
    """The runs that a person has hidden."""
    return [run for run in root.iter(tag("w:r")) if on_off(find(run, "w:rPr/w:vanish"))]
