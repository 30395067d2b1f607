"""The comment of a mark, taken apart: `^id`, `#tag` and `key=value`, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.patterns import late
from briefgen.places import Place, PlaceMap
from briefgen.read.nearest import did_you_mean
from briefgen.read.sourcekeys import EXCERPT
from briefgen.records import record

ID = late(r"[a-z0-9-]+")
#: A path of words: all but blanks and the signs of marks and of the query language.
TAG = late(r"""[^\s/#^"'=(){}<>~:,*!]+(?:/[^\s/#^"'=(){}<>~:,*!]+)*""")

#: One word of a comment: `^id`, `#tag` or `key=value`.
TOKEN = late(
    r"""(?:
        \^(?P<id>[^\s"]*)
      | \#(?P<tag>[^\s"]*)
      | (?P<key>[^\s"=#^]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"“”„«»]+))
    )(?=\s|$)""",
    re.VERBOSE,
)
_WORD = late(r"\S+")
_LINE_BREAK = late(r"[ \t]*\n[ \t\n]*")


@record
class Value:
    """The value of one key, and where each of its characters stands."""

    text: str
    map: PlaceMap

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return self.map.place(0)


class Lines:
    """Line and column of an offset in a body that begins on `first_line` of its file."""

    def __init__(self, body: str, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.starts = [0, *(match.end() for match in re.finditer("\n", body))]

    def __call__(self, at: int) -> tuple[int, int]:
        """Line and column of the offset `at`."""
        line = bisect_right(self.starts, at) - 1
        return self.first_line + line, at - self.starts[line] + 1

    def place(self, at: int) -> Place:
        """Where the offset `at` stands in the file."""
        return Place(self.file, *self(at))

    def line_starts(self, begin: int, end: int) -> list[int]:
        """`begin`, and where each line between `begin` and `end` begins."""
        low, high = bisect_right(self.starts, begin), bisect_right(self.starts, end - 1)
        return [begin, *self.starts[low:high]]


class Comment:
    """The comment of a mark, taken apart."""

    def __init__(self, body: str, start: int, end: int, where: Lines, about: str) -> None:
        self.body, self.end, self.where, self.about = body, end, where, about
        self.id = ""
        self.tags: list[str] = []
        self.values: dict[str, Value] = {}
        self.findings: list[Diagnostic] = []
        word = _WORD.search(body, start, end)
        while word:
            word = _WORD.search(body, self._token(word), end)

    @property
    def broken(self) -> bool:
        """Whether something of it could not be read."""
        return bool(self.findings)

    def _token(self, word: re.Match[str]) -> int:
        """Read the token that begins with `word`; where it ends."""
        match = TOKEN.match(self.body, word.start(), self.end)
        if match is None:
            return self._unreadable(word.group(), word.start())
        if match["key"] is not None:
            self._value(match)
        elif match["tag"] is not None:
            self._tag(match["tag"], match.start("tag") - 1)
        else:
            self._id(match["id"], match.start("id") - 1)
        return match.end()

    def _id(self, word: str, at: int) -> None:
        if self.id:
            self._malformed(at, f"a second id ^{word} in one mark", "a mark has one id")
        elif not ID.fullmatch(word):
            hint = "an id is made of the letters a to z, digits and hyphens"
            self._malformed(at, f"^{word} is no id", hint)
        else:
            self.id = word

    def _tag(self, word: str, at: int) -> None:
        if not TAG.fullmatch(word):
            self._malformed(
                at, f"#{word} is no tag", "a tag is a path such as #positions/authority"
            )
        elif word not in self.tags:
            self.tags.append(word)

    def _value(self, match: re.Match[str]) -> None:
        key, at = match["key"], match.start("key")
        if key not in EXCERPT:
            self._malformed(at, *not_a_key(key))
        elif key in self.values:
            self._malformed(at, f"{key} is given twice in one mark", "keep one of the two")
        else:
            group = "quoted" if match["quoted"] is not None else "bare"
            self.values[key] = self._joined(*match.span(group))

    def _joined(self, start: int, end: int) -> Value:
        """Read the value, its wrapped lines joined with one space."""
        anchors, pieces, length, at = [(0, *self.where(start))], [], 0, start
        for match in _LINE_BREAK.finditer(self.body, start, end):
            pieces.append(self.body[at : match.start()] + " ")
            length, at = length + len(pieces[-1]), match.end()
            anchors.append((length, *self.where(at)))
        pieces.append(self.body[at:end])
        return Value("".join(pieces), PlaceMap(self.where.file, tuple(anchors)))

    def _unreadable(self, word: str, at: int) -> int:
        """Report the word at `at`; where a quotation mark is amiss, the rest is not read."""
        hint = "a mark takes ^id, #tag and key=value"
        if any(mark in word for mark in "“”„«»"):
            hint = "values of several words stand in straight quotation marks"
        elif '"' in word:
            hint = "a value that holds quotation marks goes to `excerpts:` in the front matter"
        self._malformed(at, f"`{word}` cannot be read in a mark", hint)
        return at + len(word) if not any(mark in word for mark in '"“”„«»') else self.end

    def _malformed(self, at: int, message: str, hint: str) -> None:
        self.findings.append(malformed_mark(self.where.place(at), message, hint, self.about))


@rule("SEL004", Severity.ERROR)
def malformed_mark(place: Place, message: str, hint: str, about: str = "") -> Diagnostic:
    """A mark is unclosed, crossed or malformed.

    A mark that cannot be read may hide who said a passage, or who may see it. briefgen never
    guesses: it names the place of every malformed mark of the file at once. A mark is written
    `{==text==}{>>^id #tag key=value key="two words"<<}`, with nothing between `==}` and `{>>`.
    `^id` may stand once in a source, and each key once in a mark. `note` is no key: say whether
    the note is printed (`gist`) or private (`remark`).

    Bad:
        The fee {==is final==} {>>^e1 #positions/authority<<}.

    Good:
        The fee {==is final==}{>>^e1 #positions/authority<<}.
    """
    return malformed_mark.at(place, message, hint, about=about)


def not_a_key(key: str) -> tuple[str, str]:
    """Message and hint for a key that an excerpt does not have."""
    if key == "note":
        return "note: gist or remark?", "a gist is printed, a remark is private: write which it is"
    return f"unknown key {key!r}", did_you_mean(key, EXCERPT)
