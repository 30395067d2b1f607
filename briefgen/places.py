"""Where something stands in a file."""

from __future__ import annotations

from briefgen.records import record


@record
class Place:
    """A place in a file of the workspace.

    `file` is relative to the workspace root, with `/`; `line` and `column` count from 1, in
    characters; 0 means "the whole file" or "the whole line".
    """

    file: str
    line: int = 0
    column: int = 0

    def __lt__(self, other: Place) -> bool:
        """Places are sorted by file, line and column."""
        mine, theirs = ((p.file, p.line, p.column) for p in (self, other))
        return mine < theirs

    def __str__(self) -> str:
        """`file`, `file:line` or `file:line:column`, the form editors follow."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


@record
class PlaceMap:
    """Where each character of a text stands in the file that it was read from.

    `anchors` are (offset in the text, line, column), ascending, the first at offset 0; between
    two anchors text and file run side by side.
    """

    file: str
    anchors: tuple[tuple[int, int, int], ...] = ((0, 1, 1),)

    def place(self, offset: int) -> Place:
        """Where the character at `offset` stands."""
        low, high = 0, len(self.anchors)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.anchors[middle][0] <= offset else (low, middle)
        at, line, column = self.anchors[low]
        return Place(self.file, line, column + offset - at)


NOWHERE = Place("")
