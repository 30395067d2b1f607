"""The front matter of a source edited at single places: everything else stays byte for byte."""

from __future__ import annotations

import re

from briefgen.diagnostics import BriefgenError
from briefgen.places import Place
from briefgen.read.capturing.anchor import Selector, State
from briefgen.read.capturing.writing import RECORD
from briefgen.read.capturing.yamltext import always_quoted
from briefgen.read.nodes import Mapping_, Node, Scalar, read_nodes

#: An orphan as `keep_orphan` writes it, and what sets it apart from the next key.
_ORPHAN = re.compile(r'orphan: \{(?:[^"{}]|"(?:\\.|[^"\\])*")*\}(?:, |\n[ ]*(?=\S))?')


class Head:
    """The text between the two `---`; it begins with the line break of the first one."""

    def __init__(self, text: str) -> None:
        """Edit `text`."""
        self.text = text if text.strip() else "\n"

    def without_record(self) -> None:
        """Take out what an earlier capture recorded."""
        lines = self.text.split("\n")
        self.text = "\n".join(line for line in lines if not line.startswith(RECORD.strip()))

    def set(self, key: str, value: str, before: list[str] | None = None) -> None:
        """Give a key on a line of its own another value, with lines of comment before it."""
        lines = [*(before or []), f"{key}: {value}"]
        new = "".join(f"{line}\n" for line in lines)
        found = re.search(rf"^{key}:.*\n", self.text, re.MULTILINE)
        if found:
            self.text = self.text[: found.start()] + new + self.text[found.end() :]
        else:
            self.text += new

    def keep_orphan(self, id: str, wanted: Selector, state: State, rest: str) -> None:
        """Keep an excerpt with its old words under `excerpts:`."""
        fields = {
            "exact": wanted.exact,
            "prefix": wanted.prefix,
            "suffix": wanted.suffix,
            "state": str(state),
            "mark": rest,
        }
        told = ", ".join(f"{k}: {always_quoted(v)}" for k, v in fields.items() if v)
        orphan = f"orphan: {{{told}}}"
        excerpts = self._excerpts()
        if not isinstance(excerpts, Mapping_) or not excerpts.items:
            self._new_excerpts(f"{id}: {{{orphan}}}", excerpts)
            return
        entry = excerpts.get(id)
        if isinstance(entry, Mapping_) and entry.items:
            self._insert_first(entry, orphan)
        else:
            self._drop_empty(id, excerpts)
            self._insert_first(excerpts, f"{id}: {{{orphan}}}")

    def forget_orphan(self, id: str) -> None:
        """Take the old words of an excerpt out, whatever else is said of it stays."""
        excerpts = self._excerpts()
        entry = excerpts.get(id) if isinstance(excerpts, Mapping_) else None
        if not isinstance(entry, Mapping_):
            return
        for key, _ in entry.items:
            if key.text == "orphan":
                found = _ORPHAN.match(self.text, self._offset(key.place))
                if found is None:
                    what = f"the orphan of ^{id} on line {key.place.line} was changed by hand"
                    raise BriefgenError(what, "write it on one line, as `add --again` wrote it")
                self.text = self.text[: found.start()] + self.text[found.end() :]
                return

    def _excerpts(self) -> Node | None:
        node, _ = read_nodes(self.text, "")
        return node.get("excerpts") if isinstance(node, Mapping_) else None

    def _new_excerpts(self, entry: str, found: Node | None) -> None:
        if found is not None:  # `excerpts:` with nothing in it
            self.text = re.sub(r"^excerpts:.*\n", "", self.text, flags=re.MULTILINE)
        self.text += f"excerpts:\n  {entry}\n"

    def _drop_empty(self, id: str, excerpts: Mapping_) -> None:
        """An entry that says nothing (`e2: {}`) makes room for one that does."""
        for key, value in excerpts.items:
            if key.text == id and not (isinstance(value, Scalar) and value.text):
                at = self._offset(key.place)
                found = re.compile(rf"{re.escape(id)}:[ ]*(?:\{{[ ]*\}})?(?:, |\n[ ]*(?=\S))?")
                match = found.match(self.text, at)
                self.text = self.text[:at] + self.text[match.end() if match else at :]

    def _insert_first(self, mapping: Mapping_, entry: str) -> None:
        """Write `entry` before the first one, in the manner of the mapping."""
        node = mapping.items[0][0]
        at = self._offset(mapping.place)
        if self.text[at : at + 1] == "{":
            self.text = f"{self.text[: at + 1]}{entry}, {self.text[at + 1 :]}"
            return
        at = self._offset(node.place)
        indent = " " * (node.place.column - 1)
        self.text = f"{self.text[:at]}{entry}\n{indent}{self.text[at:]}"

    def _offset(self, place: Place) -> int:
        """Where a place of the front matter stands in its text."""
        lines = self.text.split("\n")
        return sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
