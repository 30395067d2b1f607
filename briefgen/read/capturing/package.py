"""The parts of a .docx, read with care: what is too big, encrypted or tampered with is refused.

The limits keep a small file from filling the memory (zip bombs); a DOCTYPE has no place in OOXML
and is how entities get in (ECMA-376 part 2, 9.1.4: "shall not contain a DOCTYPE").
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from briefgen.diagnostics import BriefgenError

_MOST_INFLATED = 200_000_000
_MOST_PART = 60_000_000
_MOST_MEMBERS = 2_000
_MOST_RATIO = 200  # a document of plain text reaches 30
_RATIO_FROM = 2_000_000  # below this size no ratio does harm
_OLE = b"\xd0\xcf\x11\xe0"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A .docx that passed the limits; `name` is what messages call it."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open it. Raises BriefgenError with the reason where it is no .docx that can be read."""
        self.name = name
        if data.startswith(_OLE):
            raise self.refusal(
                "is encrypted, or in the format of Word 97",
                "open it in Word, take the password off, save it as .docx",
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.refusal("is no .docx: it is not a zip file") from error
        self._members = self._checked(self._zip.infolist(), len(data))

    def refusal(self, what: str, hint: str = "") -> BriefgenError:
        """What to raise when this file cannot be read."""
        return BriefgenError(f"{self.name}: {what}", hint)

    def main(self) -> str:
        """The name of the document's main part."""
        for kind, target in self._targets("", "_rels/.rels"):
            if kind == "officeDocument" and target in self._members:
                return target
        raise self.refusal("is no Word document: it has no main part")

    def related(self, part: str) -> Iterator[tuple[str, str]]:
        """(kind, name) of the parts that `part` is related to: footnotes, comments, styles, ..."""
        folder, name = posixpath.split(part)
        for kind, target in self._targets(folder, f"{folder}/_rels/{name}.rels".lstrip("/")):
            if target in self._members:
                yield kind, target

    def properties(self) -> etree._Element | None:
        """What the package says of itself (title, creator, dates), or None."""
        for kind, target in self._targets("", "_rels/.rels"):
            if kind == "core-properties" and target in self._members:
                return self.xml(target)
        return None

    def xml(self, part: str) -> etree._Element:
        """The root of a part."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            tree = etree.fromstring(self._read(part), parser).getroottree()
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise self.refusal(f"{part} cannot be read: it is no well-formed XML") from error
        if tree.docinfo.internalDTD is not None:
            raise self.refusal(f"{part} has a DOCTYPE, which no Word file has")
        return tree.getroot()

    def _checked(self, members: list[zipfile.ZipInfo], size: int) -> dict[str, zipfile.ZipInfo]:
        names = [member.filename for member in members]
        inflated = sum(member.file_size for member in members)
        refused = {
            "holds too many files": len(members) > _MOST_MEMBERS,
            "holds a file twice": len({name.lower() for name in names}) < len(names),
            "is encrypted": any(member.flag_bits & 1 for member in members),
            "is too large when unpacked": inflated > _MOST_INFLATED
            or any(member.file_size > _MOST_PART for member in members if _is_xml(member)),
            "is packed so tightly that it looks like a trap": inflated > _RATIO_FROM
            and inflated > _MOST_RATIO * size,
        }
        for what, holds in refused.items():
            if holds:
                raise self.refusal(what)
        return dict(zip(names, members, strict=True))

    def _read(self, part: str) -> bytes:
        member = self._members[part]
        try:
            with self._zip.open(member) as file:
                return file.read(member.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise self.refusal(f"{part} is damaged") from error
        except (NotImplementedError, RuntimeError) as error:
            raise self.refusal(f"{part} is packed in a way that cannot be read") from error

    def _targets(self, folder: str, relations: str) -> Iterator[tuple[str, str]]:
        if relations not in self._members:
            return
        for relation in self.xml(relations).iter(_RELATIONS):
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                yield kind, posixpath.normpath(target).lstrip("/")


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))
