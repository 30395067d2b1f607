"""A reader of tracked changes that shares no line with briefgen: a .docx, all accepted or rejected.

By ECMA-376 part 1, 17.13.5: what a side has not goes with its runs, rows and paragraphs' marks; a
paragraph whose mark goes runs on into the next one, which gives the joined one its properties.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
ACCEPTED, REJECTED = "accepted", "rejected"
_CHANGES = ("pPrChange", "rPrChange", "tcPrChange", "trPrChange", "tblPrChange", "tblGridChange")


class Read:
    """One side of a file: `blocks` are paragraphs and tables, `notes` what its notes say."""

    def __init__(self, data: bytes, side: str) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        root = etree.fromstring(parts["word/document.xml"])
        settle(root, side)
        self.root = root
        rels = etree.fromstring(parts["word/_rels/document.xml.rels"])
        self.links = {r.get("Id", ""): r.get("Target", "") for r in rels.iter(f"{REL}Relationship")}
        self.notes = _notes(parts)
        body = root.find(f"{W}body")
        assert body is not None
        self.blocks = [self._block(b) for b in body if b.tag in (f"{W}p", f"{W}tbl")]

    def _block(self, block: Any) -> Any:
        if block.tag == f"{W}p":
            return self._paragraph(block)
        widths = [c.get(f"{W}w") for c in block.findall(f"{W}tblGrid/{W}gridCol")]
        rows = [[self._cell(c) for c in r.findall(f"{W}tc")] for r in block.findall(f"{W}tr")]
        return ("table", widths, rows)

    def _cell(self, cell: Any) -> Any:
        width = cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")
        return (width, [self._block(b) for b in cell if b.tag in (f"{W}p", f"{W}tbl")])

    def _paragraph(self, paragraph: Any) -> Any:
        style = _val(paragraph, f"{W}pPr/{W}pStyle")
        number = _val(paragraph, f"{W}pPr/{W}numPr/{W}numId")
        runs: list[list[str]] = []
        for look, link, text in self._runs(paragraph, ""):
            if runs and runs[-1][:2] == [look, link]:
                runs[-1][2] += text
            elif text:
                runs.append([look, link, text])
        return (style, number, runs)

    def _runs(self, element: Any, link: str) -> Any:
        for child in element:
            if child.tag == f"{W}hyperlink":
                yield from self._runs(child, self.links[child.get(f"{R}id")])
            elif child.tag == f"{W}r":
                yield _val(child, f"{W}rPr/{W}rStyle"), link, self._text(child)

    def _text(self, run: Any) -> str:
        found = []
        for child in run:
            name = child.tag.removeprefix(W)
            if name == "t":
                found.append(child.text)
            elif name == "footnoteReference":
                found.append(f"<note {self.notes[child.get(f'{W}id')]}>")
            elif name != "rPr":
                found.append({"tab": "\t", "br": "\n"}[name])
        return "".join(found)


def settle(root: Any, side: str) -> None:
    """Accept or reject every tracked change under `root`."""
    gone, kept = ("del", "ins") if side == ACCEPTED else ("ins", "del")
    _settle_rows(root, gone)
    _settle_runs(root, gone, kept)
    _join(root, gone)
    for name in _CHANGES:
        for change in list(root.iter(f"{W}{name}")):
            _settle_properties(change, side)


def _settle_rows(root: Any, gone: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)


def _settle_runs(root: Any, gone: str, kept: str) -> None:
    for mark in list(root.iter(f"{W}{gone}", f"{W}{kept}")):
        parent = mark.getparent()
        if parent.tag not in (f"{W}rPr", f"{W}trPr"):
            at = parent.index(mark)
            parent[at : at + 1] = list(mark) if mark.tag == f"{W}{kept}" else []
    for text in list(root.iter(f"{W}delText")):
        text.tag = f"{W}t"


def _join(root: Any, gone: str) -> None:
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            continue
        following = paragraph.getnext()
        content = [c for c in paragraph if c.tag != f"{W}pPr"]
        said = [c for c in content if c.tag in (f"{W}r", f"{W}hyperlink") and len(c)]
        if following is not None and following.tag == f"{W}p":
            at = 1 if following.find(f"{W}pPr") is not None else 0
            following[at:at] = content
        else:
            assert not said, "words would have nowhere to go"
        paragraph.getparent().remove(paragraph)


def _settle_properties(change: Any, side: str) -> None:
    holder = change.getparent()
    holder.remove(change)
    if side == REJECTED:
        # pPr keeps what is its mark's own; the others are replaced whole
        kept = [c for c in holder if c.tag in (f"{W}rPr", f"{W}sectPr")]
        holder[:] = [*deepcopy(change[0]), *kept]


def _notes(parts: dict[str, bytes]) -> dict[str, str]:
    if "word/footnotes.xml" not in parts:
        return {}
    root = etree.fromstring(parts["word/footnotes.xml"])
    return {
        n.get(f"{W}id", ""): "".join(t.text or "" for t in n.iter(f"{W}t"))
        for n in root.iter(f"{W}footnote")
    }


def _val(element: Any, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{W}val", "")
