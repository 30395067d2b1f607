"""Where quotations stand in a text: marks paired, apostrophes and inches left alone.

One pass over the marks and the ends of paragraphs. A straight mark opens or closes by what stands
around it; a mark that finds no partner in its paragraph is no quotation, unless the next paragraph
opens with the same mark anew, as is the habit with quotations over several paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.model.source import QuoteSpan
from briefgen.patterns import late
from briefgen.records import field, state

#: Opening mark -> the marks that may close it. Mixed pairs are what half-corrected texts hold.
PAIRS = {
    '"': '"”',
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "'": "'’",
    "‘": "’'",
    "‚": "‘’'",
}
_SINGLE = "'‘’"  # these are apostrophes too
_TURNED = "\"'»›"  # these open only where a word begins: they close as well
_INNER_SPACES = " \u00a0\u2009\u202f"  # French sets them inside its marks
_DEEPEST = 8  # more open quotations than this are strays; keeps the time linear
_BEFORE_OPENING = "([{<-‐‑–—―/=*_" + "".join(PAIRS) + "’”"

_MARK = r"[\"“”„«»‹›'‘’‚]"
_BY_BLANK = late(_MARK + r"|\n[^\S\n]*\n\s*")
_BY_LINE = late(_MARK + r"|\n\s*")
#: Words that begin with an apostrophe.
_ELISION = late(r"['‘’](?:(?:tis|twas|twere|til|em|bout|neath|cos)\b|n['’]|\d\ds\b)", re.IGNORECASE)
_LONE_N = late(r"['‘’]n['’]", re.IGNORECASE)  # rock 'n' roll


def scan(text: str, *, by_line: bool = False) -> tuple[QuoteSpan, ...]:
    """Every quotation in `text`, outer before inner, in order of their beginning.

    `by_line` says that every line is a paragraph; otherwise blank lines part them. A quotation
    over several paragraphs gives one span for each, all but the last with `closing` "".
    """
    scanner = _scanned(text, by_line)
    spans = sorted(scanner.found, key=lambda s: (s[0], -s[1]))
    return tuple(_with_depth(spans))


def unclosed(text: str) -> int | None:
    """Offset of the first mark that has no partner, or None.

    A single straight mark without a partner is taken for an apostrophe, one after a digit for
    inches; a double straight mark that closes nothing counts as well as one that opens.
    """
    return min(_scanned(text, by_line=False).lonely, default=None)


_Raw = tuple[int, int, str, str]  # start, end, opening, closing


@state
class _Open:
    """A quotation that has been opened; `chain` holds its earlier paragraphs."""

    mark: str
    at: int
    start: int
    chain: list[_Raw] = field(default_factory=list)


@state
class _Scanner:
    """What is open, what was found, which marks found no partner."""

    text: str
    by_line: bool
    open: list[_Open] = field(default_factory=list)
    found: list[_Raw] = field(default_factory=list)
    lonely: list[int] = field(default_factory=list)
    done: int = 0  # marks before this offset are dealt with

    def run(self) -> _Scanner:
        for match in (_BY_LINE if self.by_line else _BY_BLANK).finditer(self.text):
            if match.start() < self.done:
                continue
            if match[0][0] == "\n":
                self.next_paragraph(match.start(), match.end())
            else:
                self.mark(match.start(), match[0])
        self.drop(0)
        return self

    def mark(self, at: int, mark: str) -> None:
        """Let one mark open, close, go on with a quotation, or be none."""
        if mark in _SINGLE and _is_apostrophe(self.text, at):
            return
        partner = self.partner(mark)
        if partner is not None and self.closes(at, mark):
            self.close(partner, at)
        elif mark in PAIRS and _opens(self.text, at, mark):
            self.opens_at(at, mark)
        elif mark == '"' and not self.text[at - 1 : at].isdigit():
            self.lonely.append(at)

    def partner(self, mark: str) -> int | None:
        """Index of the quotation that `mark` could close: single marks never reach past another."""
        reach = self.open[-1:] if mark in _SINGLE else self.open
        for back, item in enumerate(reversed(reach), start=1):
            if mark in PAIRS[item.mark]:
                return len(self.open) - back
        return None

    def closes(self, at: int, mark: str) -> bool:
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        if mark in "”»›«‹":
            return True
        if before.isspace() or before in "([{":
            return False
        if before.isdigit() and _closer_follows(self.text, at, mark):
            return False  # inches, feet
        if mark in _SINGLE and before in "sxzSXZ" and after.isspace():
            return not _closer_follows(self.text, at, mark)  # the lines' fee,' he said
        return not (after.isalnum() and (mark in _SINGLE or before in _BEFORE_OPENING))

    def opens_at(self, at: int, mark: str) -> None:
        same = [i for i, item in enumerate(self.open) if item.mark == mark]
        if same and _begins_line(self.text, at):
            self.go_on(same[0], at, at)
            return
        if same and mark == '"':
            self.drop(same[0])  # straight marks do not nest: the earlier one had no partner
        start = at + 1
        while mark in "«‹" and self.text[start : start + 1] in tuple(_INNER_SPACES):
            start += 1
        self.open.append(_Open(mark, at, start))
        if len(self.open) > _DEEPEST:
            self.lonely.append(self.open.pop(0).at)

    def close(self, index: int, at: int) -> None:
        self.drop(index + 1)
        item, end = self.open.pop(), at
        while self.text[at] in "»›" and end > item.start and self.text[end - 1] in _INNER_SPACES:
            end -= 1
        self.found += [*item.chain, self.raw(item, end, self.text[end : at + 1])]

    def next_paragraph(self, end: int, begin: int) -> None:
        """Keep what the next paragraph opens anew, in order; drop the rest."""
        kept = 0
        while kept < len(self.open) and self.text[begin : begin + 1] == self.open[kept].mark:
            self.go_on(kept, end, begin, drop=False)
            kept, begin = kept + 1, begin + 1
        self.drop(kept)

    def go_on(self, index: int, end: int, at: int, *, drop: bool = True) -> None:
        if drop:
            self.drop(index + 1)
        item = self.open[index]
        while end > item.start and self.text[end - 1].isspace():
            end -= 1
        item.chain.append(self.raw(item, end, ""))
        item.at, item.start, self.done = at, at + 1, at + 1

    def drop(self, index: int) -> None:
        """Give up what was opened from `index` on: it had no partner."""
        self.lonely += [item.at for item in self.open[index:] if item.mark != "'"]
        del self.open[index:]

    def raw(self, item: _Open, end: int, closing: str) -> _Raw:
        return (item.start, end, self.text[item.at : item.start], closing)


def _scanned(text: str, by_line: bool) -> _Scanner:
    return _Scanner(text, by_line).run()


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalnum() and after.isalnum():
        return True
    return bool(_ELISION.match(text, at) or _LONE_N.match(text, max(at - 2, 0), at + 1))


def _opens(text: str, at: int, mark: str) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    word_begins = not before or before.isspace() or before in _BEFORE_OPENING
    something_follows = bool(after) and not after.isspace()
    if mark in _TURNED:
        return word_begins and something_follows
    return word_begins or something_follows


def _closer_follows(text: str, at: int, mark: str) -> bool:
    """Whether the next marks of this kind close for certain, before one opens."""
    kind = '"”' if mark == '"' else "'’‘" if mark in _SINGLE else mark
    for _ in range(8):  # enough for any sentence, and keeps the time linear
        at = min((n for k in kind if (n := text.find(k, at + 1, at + 2000)) >= 0), default=-1)
        if at < 0 or "\n\n" in text[at - 1 : at + 1]:
            return False
        if mark in _SINGLE and _is_apostrophe(text, at):
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if before.isspace() or (before in _BEFORE_OPENING and after.isalnum()):
            return False
        if not (mark in _SINGLE and before in "sxzSXZ" and after.isspace()):
            return True
    return False


def _begins_line(text: str, at: int) -> bool:
    line = text.rfind("\n", max(at - 80, 0), at)
    return line >= 0 and text[line + 1 : at].strip() == ""


def _with_depth(spans: list[_Raw]) -> Iterator[QuoteSpan]:
    around: list[int] = []  # ends of the quotations that stand around
    for start, end, opening, closing in spans:
        while around and around[-1] <= start:
            around.pop()
        around.append(end)
        yield QuoteSpan(start, end, len(around), opening, closing)
