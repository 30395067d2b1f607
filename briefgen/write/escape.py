"""Words made safe for Markdown: two parsers read back exactly the words, and a person still can.

CommonMark 0.31 (spec.commonmark.org), GitHub's additions (tables, strikethrough, autolinks, task
lists, footnotes) and the commonest extensions (emoji, mathematics, attributes, highlights) are
answered by one table of places where a backslash goes. Everything else stays as it was typed. What
no backslash can protect is written by number, `&#32;`: white space at an edge, tabs, line ends.
"""

from __future__ import annotations

import re

from briefgen.patterns import late

#: Between the paragraphs of a table's cell, which Markdown cannot set on lines of their own: an en
#: space, so that the words are those of the Word memo and nothing else.
CELL_JOIN = "\u2002"

#: (where a backslash goes, against which construct). Every pattern matches one character.
_PLACES: tuple[tuple[str, str], ...] = (
    (
        r"[\\`*_<~^{]",
        "escapes, code, strength, HTML and autolinks, strikethrough, notes, attributes",
    ),
    (r"&(?=#|\w+;|[a-z]{2})", "character references, those that HTML knows without `;` too"),
    (r"\[(?![\w¶§][\w¶§ \u00a0.,;–-]*\](?![(\[:{]))", "links and notes; `[1¶13]` is none"),
    (r"\[(?=[xX]\])", "task lists"),
    (r"!(?=\[)", "pictures"),
    (r"\$(?!\d)", "mathematics: a sum of money opens it, but nothing closes it"),
    (r":(?=//)|(?<=mailto):|(?<=xmpp):", "addresses that become links by themselves"),
    (r"(?<=\bwww)\.|(?<=[\w.+-])@(?=\w)", "the same without a scheme"),
    (r":(?=(?:[+-]1|[a-z_][\w+-]*):)", "emoji short names"),
    (r"=(?==)", "highlights"),
    (r"^#(?=#{0,5}(?:\s|$))|(?<=[\s#])#$", "headings, and the marks that close one"),
    (r"^>|^\||^:(?=\s)", "block quotations, rows of tables, definitions"),
    (r"^[-+](?=[\s+-]|$)|^=(?==*\s*$)", "lists, rules, underlines of headings"),
)
_BACKSLASH = late("|".join(pattern for pattern, _ in _PLACES), re.IGNORECASE)
_ORDERED = late(r"\d{1,9}([.)])(?=\s|$)")
_CONTROL = late(r"[\t\n\r]|^\ufeff")  # the last would be taken for the file's own mark


def escape(text: str, *, cell: bool = False) -> list[str]:
    """Each character of a paragraph (or a table's cell) as Markdown writes it, in order."""
    forms = list(text)
    for match in _BACKSLASH.finditer(text):
        # A backslash before `&` is not enough: mistune reads references once more.
        forms[match.start()] = "&amp;" if match[0] == "&" else f"\\{match[0]}"
    if ordered := _ORDERED.match(text):
        forms[ordered.start(1)] = f"\\{ordered[1]}"
    for at in _by_number(text):
        forms[at] = f"&#{ord(text[at])};"
    return [_CELL.get(form, form) for form in forms] if cell else forms


#: In a table, a bar ends the cell and our own space the paragraph.
_CELL = {"|": "\\|", CELL_JOIN: f"&#{ord(CELL_JOIN)};"}


def _by_number(text: str) -> list[int]:
    """Where white space would be lost: at both edges of the text, and what ends a line."""
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    within = [match.start() for match in _CONTROL.finditer(text, start, end)]
    return [*range(start), *within, *range(end, len(text))]
