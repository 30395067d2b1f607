"""Traps: text that YAML would cut, alter or refuse, found line by line before the parser.

All of them are found at once, with the line as it should read. Blocks (`|`, `>`), comments, wholly
quoted values and well-formed flows are left alone. A ` #` cuts prose: after a single blank it is
a trap, while two blanks, or a value of one word, make it a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.diagnostics import Diagnostic, Fix, Severity, rule
from briefgen.patterns import late
from briefgen.places import Place
from briefgen.read.flows import QUOTED, NoFlow, Span, unsafe_in_flow
from briefgen.records import record

_DASHES = late(r"[ ]*((?:-[ ]+)*)")
_LONE_DASH = late(r"[ ]*(?:-[ ]+)*-[ ]*$")
#: A key: quoted, or words up to the first `: `. After a dash only a plain lower-case word is one.
_KEY = late(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'\#\[{&*!|>%@`-][^:\#]*?|[^\s:]+)
    :(?:[ \t]+|$)""",
    re.VERBOSE,
)
_ITEM_KEY = late(r"[+]?[a-z][a-z_]*:(?:[ \t]+|$)")
#: A key and a value that no rule below minds, if it ends with its line.
_PLAIN = late(r"( *)[a-z][\w.-]*: [^\W\d_][^:#]*$")
_BLOCK = late(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*)?[ \t]*$")
_GAP = late(r"\w(?=([^\w,]+)\w)")  # what stands between two words with no comma between
_HASH = late(r"(?<=[ \t])#")
_MAX_FLOW = 60  # lines of one flow
_NODE_ONLY = late(r"(?:[&!*]\S*)$|&\S+[ \t]+[\[{]")  # anchors and tags are YML003's


@record
class _Value:
    """A value as it stands in the lines [first, last], from `column` of the first, from 0."""

    first: int
    last: int
    column: int
    parent: int  # indentation of the key or dash that it belongs to
    text: str  # up to the end of the first line
    flow: str = ""  # all lines of a flow


@rule("YML002", Severity.ERROR)
def trap(place: Place, why: str, hint: str, fix: Fix | None = None) -> Diagnostic:
    """A text that YAML would cut, alter or refuse.

    YAML gives a meaning to quotation marks, brackets and stars at the beginning of a value, and to
    `: ` and ` #` within it. Prose written as a block (`|`) has none of these traps.

    Bad:
        background: "Final," said the director: no talks.
    Good:
        background: |
          "Final," said the director: no talks.
    """
    return trap.at(place, why, hint, fix=fix)


def find_traps(text: str, file: str) -> list[Diagnostic]:
    """Every trap of a YAML text, each with the lines that mend it."""
    lines = text.split("\n")
    found = []
    for value in _values(lines):
        spans = _unsafe_flow(value)
        if spans:
            found += [_in_flow(lines, value, spans, file)]
        elif why := _why(value, lines):
            found.append(_as_block(lines, value, why, file))
    return found


def apply_fixes(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """The text with every fix applied whose old lines still stand where they stood."""
    lines = text.split("\n")
    given = [f for d in diagnostics if (f := d.fix)]
    for fix in sorted((f for f in given if f.words), key=lambda f: f.place, reverse=True):
        _replace_words(lines, fix)
    fixes = {f.place.line: f for f in given if not f.words}
    for line, fix in sorted(fixes.items(), reverse=True):
        stretch = slice(line - 1, line - 1 + len(fix.old))
        if tuple(lines[stretch]) == fix.old:
            lines[stretch] = fix.new
    return "\n".join(lines)


def _replace_words(lines: list[str], fix: Fix) -> None:
    """Replace the words of a fix where they still stand."""
    line, at = fix.place.line - 1, fix.place.column - 1
    (old,), (new,) = fix.old, fix.new
    if line < len(lines) and lines[line].startswith(old, at):
        lines[line] = lines[line][:at] + new + lines[line][at + len(old) :]


def defused(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """The text with its traps quoted in place, line for line, so that the rest can be read."""
    traps = find_traps(text, file)
    lines = text.split("\n")
    for found in traps:
        fix = found.fix
        if fix is None:
            continue
        first = fix.place.line - 1
        if len(fix.old) == len(fix.new):
            lines[first : first + len(fix.old)] = fix.new
        else:
            head = fix.new[0].removesuffix("|")
            words = [n.strip() for n in fix.new[1:]]
            quoted = quote("\n".join(words)).split("\n")
            lines[first : first + len(fix.old)] = [head + quoted[0], *_indented(head, quoted[1:])]
    return "\n".join(lines), traps


def quote(words: str) -> str:
    """Words in single quotes, where YAML knows no escape but the doubled mark."""
    return "'" + words.replace("'", "''") + "'"


def _indented(head: str, lines: list[str]) -> list[str]:
    return [" " * (len(head) + 1) + line for line in lines]


# -- where values stand ------------------------------------------------------------------------


def _values(lines: list[str]) -> Iterator[_Value]:
    at = 0
    while at < len(lines):
        value = None if _is_plain(lines, at) else _value_at(lines, at)
        if value is None:
            at += 1
            continue
        at = value.last + 1
        if value.text:
            yield value


def _is_plain(lines: list[str], at: int) -> bool:
    """Whether a line is a key with a plain value that ends with it: most lines of most files."""
    found = _PLAIN.match(lines[at])
    if found is None or at + 1 == len(lines) or not lines[at + 1].strip():
        return False
    return len(lines[at + 1]) - len(lines[at + 1].lstrip(" ")) <= found.end(1)


def _value_at(lines: list[str], at: int) -> _Value | None:
    """The value that begins on a line, with the lines that it goes on over."""
    line = lines[at]
    if not line.strip() or line.lstrip().startswith("#") or line.startswith(("---", "...", "%")):
        return None
    dashes = _DASHES.match(line)
    start = dashes.end() if dashes else 0
    after_dash = bool(dashes and dashes.group(1))
    if _LONE_DASH.match(line):
        return None
    key = (_ITEM_KEY if after_dash else _KEY).match(line, start)
    if key is None and not after_dash:
        return None  # neither key nor item: the parser says so
    parent = start if key else line.rindex("-", 0, start)
    column = key.end() if key else start
    return _whole(lines, at, column, parent)


def _whole(lines: list[str], at: int, column: int, parent: int) -> _Value | None:
    text = lines[at][column:].rstrip()
    if not text or text.startswith("#"):
        return None
    if text[0] in "[{":
        return _whole_flow(lines, at, column, parent)
    return _Value(at, _deeper(lines, at, parent), column, parent, _said(text))


def _said(text: str) -> str:
    """The text of a value; that of a block is read by the parser alone."""
    return "" if text[0] in "|>" and _BLOCK.fullmatch(text) else text


def _deeper(lines: list[str], first: int, parent: int) -> int:
    """The last line that belongs to the value: deeper than its key, blank lines between."""
    last = first
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip():
            if len(line) - len(line.lstrip(" ")) <= parent:
                break
            last = number
    return last


def _whole_flow(lines: list[str], first: int, column: int, parent: int) -> _Value:
    """A flow goes on until its brackets close; where they never do, it is one line of prose."""
    begun = text = lines[first][column:].rstrip()
    for number in range(first, min(len(lines), first + _MAX_FLOW)):
        if number > first:
            if not _goes_on(lines[number], parent):
                break
            text += "\n" + lines[number]
        if not re.search(r"[\]}]", lines[number]):
            continue
        try:
            unsafe_in_flow(text)
        except NoFlow:
            continue
        return _Value(first, number, column, parent, begun, text)
    return _Value(first, _deeper(lines, first, parent), column, parent, begun)


def _goes_on(line: str, parent: int) -> bool:
    """Whether a flow can go on with this line: it is deeper than its key, or closes it."""
    bare = line.lstrip(" ")
    return not bare or bare[0] in "]}" or len(line) - len(bare) > parent


# -- what is wrong with them -------------------------------------------------------------------


def _unsafe_flow(value: _Value) -> list[Span]:
    return unsafe_in_flow(value.flow) if value.flow else []


def _why(value: _Value, lines: list[str]) -> str:
    text = value.text
    if value.flow or _NODE_ONLY.match(text):
        return ""
    if text[0] in "\"'":
        return _why_quoted(value, lines)
    if text[0] in "[{" and not _is_prose(text):
        return ""  # a list that is not closed: the parser says so
    if text[0] in "[{*&!%@`|>" or re.match(r"[-?:](?:\s|$)", text):
        return f"begins with {text[0]!r}, which has a meaning of its own in YAML"
    return _why_plain(value, lines)


def _why_plain(value: _Value, lines: list[str]) -> str:
    own = [value.text, *(lines[n].strip() for n in range(value.first + 1, value.last + 1))]
    if not any(":" in line or "#" in line for line in own):
        return ""
    if any(re.search(r":(?:\s|$)", _without_comment(line)) for line in own):
        return "holds `: `, which YAML takes for a new key"
    if any(_cut(line) for line in own):
        return "holds ` #`, where YAML cuts the text off"
    return ""


def _why_quoted(value: _Value, lines: list[str]) -> str:
    rest = [lines[n] for n in range(value.first + 1, value.last + 1)]
    whole = "\n".join([value.text, *rest])
    match = QUOTED.match(whole)
    if match is None:
        return "begins with a quotation mark that is never closed"
    after = whole[match.end() :]
    if not after.strip() or re.match(r"\s+#", after):
        return ""
    return "begins with a quotation mark and goes on after its closing mark"


def _is_prose(text: str) -> bool:
    return any(char.isspace() for m in _GAP.finditer(text) for char in m[1])


def _without_comment(line: str) -> str:
    match = _HASH.search(line)
    return line[: match.start()] if match and not _cut(line) else line


def _cut(line: str) -> bool:
    """Whether ` #` cuts prose off, and does not begin a comment."""
    match = _HASH.search(line)
    if match is None:
        return False
    before, after = line[: match.start()], line[match.end() :]
    spaced = before.endswith(("  ", "\t"))
    bare = after[:1].strip() == ""
    return not (spaced and bare) if " " in before.strip() else not bare


# -- how they are mended -----------------------------------------------------------------------


def _as_block(lines: list[str], value: _Value, why: str, file: str) -> Diagnostic:
    old = tuple(lines[value.first : value.last + 1])
    indent = " " * (value.parent + 2)
    words = [value.text, *(line.strip() for line in old[1:])]
    new = (old[0][: value.column] + "|", *(indent + w if w else "" for w in words))
    hint = f"write `{new[0].strip()}` and below it, indented: {value.text}"
    return _trap(value, value.column, f"this text {why}", hint, old, new, file)


def _in_flow(lines: list[str], value: _Value, spans: list[Span], file: str) -> Diagnostic:
    old = tuple(lines[value.first : value.last + 1])
    flow = value.flow
    words = flow[spans[0][0] : spans[0][1]]
    for start, end in reversed(spans):
        flow = flow[:start] + quote(flow[start:end]) + flow[end:]
    new = tuple((old[0][: value.column] + flow).split("\n"))
    why = f"in brackets this text would be cut or misread: {' '.join(words.split())}"
    place = value.column + spans[0][0] if "\n" not in value.flow[: spans[0][0]] else value.column
    return _trap(value, place, why, f"write: {' '.join(' '.join(new).split())}", old, new, file)


def _trap(
    value: _Value,
    column: int,
    why: str,
    hint: str,
    old: tuple[str, ...],
    new: tuple[str, ...],
    file: str,
) -> Diagnostic:
    place = Place(file, value.first + 1, column + 1)
    return trap(place, why, hint, Fix(Place(file, value.first + 1, 1), old, new))
