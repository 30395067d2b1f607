"""Nothing hidden in a memo.docx travels: parts, comments, hidden text, traces of editing."""

from __future__ import annotations

from briefgen.diagnostics import BriefgenError
from briefgen.write.word.parts import Part, Relation, root_of
from briefgen.write.word.traces import drop_unused_headers, silence_pictures, still_fields
from briefgen.write.word.xml import Element, R, find, on_off, tag

#: The last words of the types of relationships that stay: of the package, the document, a part.
_OF_PACKAGE = frozenset({"officeDocument", "core-properties", "extended-properties"})
_OF_PART = frozenset({"image", "hyperlink", "font"})
_OF_DOCUMENT = _OF_PART | {
    *("styles", "settings", "numbering", "fontTable", "theme", "header", "footer"),
}
#: Elements that leave with what they hold.
_REMOVED = tuple(
    tag(name)
    for name in (
        *("w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd", "w:proofErr"),
        *("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"),
        *("w:footnoteReference", "w:endnoteReference", "w:footnotePr", "w:endnotePr"),
        *("w:del", "w:moveFrom", "w:rPrChange", "w:pPrChange", "w:sectPrChange"),
        *("w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:tblGridChange", "w:numberingChange"),
        *("w:cellIns", "w:cellDel", "w:moveFromRangeStart", "w:moveFromRangeEnd"),
        *("w:moveToRangeStart", "w:moveToRangeEnd", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr"),
        *("w:rsids", "w:attachedTemplate", "w:docVars", "w:mailMerge", "w:lastRenderedPageBreak"),
    )
)
#: Elements that leave, while what they hold stays.
_UNWRAPPED = tuple(
    tag(name)
    for name in ("w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml")
)
_RSID = tag("w:rsid")
#: The copy of a drawing for programs of before 2010: it would say everything twice.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def clean(package: Part, document: Part) -> None:
    """Take out of an opened memo.docx all that its reader does not see on the page.

    Raises BriefgenError where the page shows an object that a memo cannot carry.
    """
    _keep(package.relations, _OF_PACKAGE)
    drop_unused_headers(document)
    gone = _keep(document.relations, _OF_DOCUMENT)
    root = root_of(document)
    clean_tree(root)
    _refuse_orphans(root, gone)
    for relation in document.relations.values():
        if relation.part is not None:
            _clean_part(relation.part)


def clean_tree(root: Element) -> None:
    """Take out of one part what its reader does not see."""
    for element in [*root.iter(*_REMOVED, _FALLBACK), *_hidden(root)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in list(root.iter(*_UNWRAPPED)):
        parent = element.getparent()
        if parent is not None:
            index = parent.index(element)
            parent[index : index + 1] = list(element)
    silence_pictures(root)
    still_fields(root)
    for element in root.iter():
        for name in [key for key in element.attrib if str(key).startswith(_RSID)]:
            del element.attrib[name]


def _clean_part(part: Part) -> None:
    gone = _keep(part.relations, _OF_PART)
    if part.root is not None:
        clean_tree(part.root)
        _refuse_orphans(part.root, gone)


def _keep(relations: dict[str, Relation], kinds: frozenset[str]) -> dict[str, str]:
    """Drop the relationships of other kinds: id -> kind of those that went."""
    gone = {name: rel.kind.rpartition("/")[2] for name, rel in relations.items()}
    gone = {name: kind for name, kind in gone.items() if kind not in kinds}
    for name in gone:
        del relations[name]
    return gone


def _hidden(root: Element) -> list[Element]:
    """The runs that a person has hidden."""
    return [run for run in root.iter(tag("w:r")) if on_off(find(run, "w:rPr/w:vanish"))]


def _refuse_orphans(root: Element, gone: dict[str, str]) -> None:
    """What is still shown may not refer to a part that went: Word would call the file corrupt."""
    used = {
        gone[str(value)]
        for element in root.iter()
        for key, value in element.attrib.items()
        if str(key).startswith(f"{{{R}}}") and value in gone
    }
    if used:
        raise BriefgenError(
            f"memo.docx shows something that a memo does not carry: {', '.join(sorted(used))}",
            "put a picture in its place",
        )
