"""The keys and values that files may have: for the readers, suggestions and the JSON Schemas.

One table a mapping: key -> (shape, what it is for). The words of a shape:

    text     one line of text            date     2026-03, 2026-03-05, 2026-03-05T14:00Z, a/b
    texts    a text or a list of them    number   a whole number
    word:X   one of the values X         flag     true | false
    prose    our words, with citations   points   a point or a list of points
    cites    a list of `source^excerpt` and `source`
    query    a fill's query              any, map checked by the reader itself
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from briefgen.model.outline import SLOTS

Keys: TypeAlias = Mapping[str, tuple[str, str]]

VISIBILITIES = ("public", "partner", "internal", "restricted")
KINDS = ("fact", "reported", "position", "claim", "allegation", "assessment")
SHOWS = ("gist", "quote", "both")
CHANGES = ("update", "correction")
SORTS = ("weight", "date", "source", "speaker", "kind", "credibility", "reliability", "as_of")
#: Closed lists of values, by the X of `word:X`.
WORDS: Mapping[str, tuple[str, ...]] = {
    "visibility": VISIBILITIES,
    "kind": KINDS,
    "show": SHOWS,
    "change": CHANGES,
    "sort": tuple(sign + key for sign in ("", "-") for key in SORTS),
    "resolution": ("prefer", "both", "needs-primary"),
    "confidence": ("low", "moderate", "high"),
    "paper": ("letter", "a4"),
    "citations": ("numbered", "footnotes", "author-date", "none"),
    "form": (
        "prose",
        "bullets",
        "numbered",
        "table",
        "matrix",
        "timeline",
        "qa",
        "figures",
        "sources",
        "changes",
        "people",
        "options",
        "judgements",
        "quotations",
        "sign-off",
    ),
    "mark": ("single-origin", "single-party", "unnamed"),
    #: What a template may refuse: each is a rule of check/forbid (a test holds the two together).
    "forbid": (
        "advice",
        "anonymous-opinion",
        "borrowed-recommendation",
        "costless-option",
        "forecast",
        "judging-verb",
        "legal-conclusion",
        "likelihood-with-confidence",
        "merit",
        "mixed-ladders",
        "motive",
        "no-comment",
        "one-origin",
        "recommendation",
        "relative-date",
        "repeated-allegation",
        "run-rate-as-revenue",
        "shortened-chain",
        "unattributed-allegation",
        "unattributed-quotation",
        "undated-figure",
        "unequal-space",
        "unlabelled-interest",
    ),
    "format": ("docx", "md", "pdf"),
}

#: What every point may have, whatever its section.
POINT: Keys = {
    "text": ("prose", "what the point says"),
    "fill": ("query", "a query: every excerpt that matches becomes a point"),
    "id": ("text", "a name of its own, kept over editions"),
    "party": ("text", "the party whose point it is"),
    "date": ("date", "when it happened, or was said"),
    "kind": ("word:kind", "what sort of statement it is"),
    "visibility": ("word:visibility", "who may see it; default: the highest of what it cites"),
    "weight": ("number", "50 by default; the lowest are cut first"),
    "for": ("texts", "the templates that print it; default: all"),
    "cite": ("cites", "what it rests on, without words of its own"),
    "replaces": ("text", "id of the point that it takes the place of"),
    "change": ("word:change", "update: the world changed; correction: the old point was wrong"),
    "withdrawn": ("text", "why it is no longer printed; it stays in the log"),
    "subject": ("text", "who did it: compared with other points of the same verb and object"),
    "verb": ("text", "what was done, as an infinitive: refuse"),
    "object": ("text", "to whom, or what"),
    "noqa": ("map", "code -> why this finding is answered: NUM002: the source rounds"),
}
#: What a point with `fill` may have besides.
FILL: Keys = {
    "limit": ("number", "at most so many"),
    "sort": ("word:sort", "first key of the order, instead of weight; `-` turns it round"),
    "show": ("word:show", "gist (default), quote or both"),
    "min": ("number", "fewer than this is a warning"),
    "max_per_source": ("number", "at most so many from one source"),
    "repeat": ("flag", "take excerpts too that an earlier point printed"),
}

#: Section -> (key of the main text, keys beside POINT). A plain text or a list is the main text.
SECTIONS: Mapping[str, tuple[str, Keys]] = {
    "bottom_line": ("text", {}),
    "latest": ("text", {}),
    "background": ("text", {}),
    "positions": ("text", {}),
    "stakes": ("text", {}),
    "open_questions": (
        "ask",
        {
            "ask": ("prose", "the question"),
            "to": ("prose", "who can answer it"),
            "answer": ("prose", "the answer, once there is one"),
        },
    ),
    "recommendation": ("text", {}),
    "options": (
        "option",
        {
            "option": ("prose", "what could be done"),
            "for": ("prose", "what speaks for it"),
            "against": ("prose", "what speaks against it"),
            "cost": ("prose", "what it costs"),
        },
    ),
    "decide_by": ("text", {}),
    "lines": ("text", {}),
    "qa": (
        "q",
        {
            "q": ("prose", "a question that may be asked"),
            "a": ("prose", "what to answer"),
            "pressed": ("prose", "what to add if pressed"),
            "status": ("prose", "on the record, on background, ..."),
        },
    ),
    "avoid": ("text", {}),
    "judgements": (
        "text",
        {
            "likelihood": ("prose", "a word of one ladder: likely, very likely, ..."),
            "confidence": ("word:confidence", "low, moderate or high: how good the basis is"),
            "alternative": ("prose", "the view of those who judge otherwise"),
        },
    ),
    "common_ground": ("text", {}),
    "gaps": ("text", {}),
    "exposure": (
        "item",
        {
            "item": ("prose", "what is exposed"),
            "figure": ("prose", "the amount with its unit"),
            "as_of": ("prose", "the date of the figure"),
            "source": ("prose", "who says so"),
            "status": ("prose", "reported, disputed, estimated, ..."),
        },
    ),
    "dates": ("what", {"what": ("prose", "what happens on `date`")}),
    "people": (
        "name",
        {
            "name": ("prose", "the person"),
            "role": ("prose", "office or title"),
            "note": ("prose", "one clause"),
        },
    ),
    "conflicts": (
        "text",
        {
            "members": ("cites", "the excerpts or sources that disagree"),
            "resolution": ("word:resolution", "prefer one, show both, or ask for the primary one"),
            "reason": ("prose", "why"),
        },
    ),
}

PARTY: Keys = {
    "name": ("text", "the name the party uses for itself"),
    "also": ("texts", "other names of it in the sources"),
}
NAME: Keys = {
    "short": ("text", "the family name, or how it is called after the first time"),
    "role": ("text", "office or title"),
    "party": ("text", "id of the party"),
    "also": ("texts", "other spellings that are right"),
    "never": ("texts", "spellings that are wrong"),
    "confusable": ("texts", "words that a machine puts in its place"),
}
ORIGIN: Keys = {
    "name": ("text", "what it is"),
    "also": ("texts", "other names of it"),
    "seen": ("flag", "whether somebody of us has seen it"),
}
MEMO: Keys = {
    "to": ("text", "whom the memo is for; printed where the ceiling is internal or higher"),
    "from": ("text", "who wrote it"),
    "for": ("text", "Information, Discussion, Decision"),
    "handling": ("text", "handling mark; printed where the ceiling is internal or higher"),
    "version": ("text", "what the foot says of the edition, until `release` counts them"),
    # Fields that the header block of one or another template asks for (its `header`).
    "subject": ("text", "what the memo is about, where the title does not say it"),
    "author": ("text", "who answers for the text"),
    "contact": ("text", "whom to ask"),
    "prepared_for": ("text", "as `to`: printed where the ceiling is internal or higher"),
    "cleared_by": ("text", "who has cleared it"),
    "decide_by": ("text", "the day by which a decision is needed"),
    "spokesperson": ("text", "who speaks on it"),
    "valid_until": ("text", "how long the lines hold"),
    "record": ("text", "on the record, on background, off the record"),
    "embargo": ("text", "not before this day and hour, with its time zone"),
    "matter": ("text", "name or number of the case"),
    "court": ("text", "where it is heard"),
    "stage": ("text", "where a process stands: before the first joint meeting"),
    "facilitator": ("text", "who mediates"),
    "holding": ("text", "the holding or topic that is exposed"),
    "analyst": ("text", "who analysed it"),
    "slug": ("text", "the newsroom's name of the story"),
    "byline": ("text", "the reporter who writes it"),
    "desk": ("text", "the desk that asked for it"),
    "serial": ("text", "number of the product"),
    "note": ("text", "a note to the reader, such as why one party has more room than another"),
}
#: What a header block may show beside the keys of `memo`: worked out from the outline.
WORKED_OUT = ("date", "parties")
#: The keys of an outline that are no sections of points.
OUTLINE: Keys = {
    "title": ("text", "the title of the memo"),
    "as_of": ("date", "the date that the memo speaks of: its `today`"),
    "lang": ("text", "language of the memo: en"),
    "memo": ("map", "the header block; `memo.TEMPLATE` overrides it for one template"),
    "parties": ("map", "id -> {name, also}"),
    "names": ("map", "the right spelling of each name -> {short, role, party, also, never, ...}"),
    "origins": ("map", "where chains of sources begin: id -> {name, also, seen}"),
    "terms": ("texts", "words that may stand in quotation marks without a citation"),
    "tags": ("map", "tags that are no longer used: old/tag: the/new/one"),
}

TEMPLATE: Keys = {
    "extends": ("text", "the template whose values hold where this one says nothing"),
    "purpose": ("text", "who reads it, in one sentence"),
    "ceiling": ("word:visibility", "the highest visibility that its readers may see"),
    "page": ("map", "paper, pages, sizes and floors of type"),
    "citations": ("word:citations", "how sources are cited"),
    "header": ("texts", "the fields of the header block, in order: keys of `memo`, date, parties"),
    "sections": ("map", "the sections of the page, in order"),
    "cut": ("texts", "sections to shorten where the page is full, the first one first"),
    "forbid": ("texts", "what must not stand on the page"),
    "mark": ("texts", "what points say of their ground: single-origin, single-party, unnamed"),
    "wording": ("map", "language -> name -> a short Jinja string"),
}
PAGE: Keys = {
    "paper": ("word:paper", "letter or a4"),
    "pages": ("number", "how many pages it may fill"),
    "sizes": ("map", "role of type -> size in points"),
    "floors": ("map", "role of type -> the smallest size in points"),
}
SECTION: Keys = {
    "section": ("text", "the section of the outline that it prints"),
    "of": ("texts", "or: the sections of the outline that it draws on, under a name of its own"),
    "query": ("query", "or: the excerpts that it prints"),
    "limit": FILL["limit"],
    "sort": FILL["sort"],
    "show": FILL["show"],
    "max_per_source": FILL["max_per_source"],
    "repeat": FILL["repeat"],
    "form": ("word:form", "how it is set"),
    "heading": ("text", "the heading in every language; else `heading.SECTION` of the wording"),
    "words": ("number", "its budget"),
    "protected": ("flag", "never cut"),
    "columns": ("map", "the columns of a table"),
}
COLUMN: Keys = {
    "holds": ("text", "party, stated, claims, interests, alternatives, or a field of the section"),
    "heading": ("text", "in every language; else `column.SECTION.HOLDS` of the wording"),
    "width": ("number", "percent of the text width"),
}
WORKSPACE: Keys = {
    "for": ("texts", "templates that are built where none is named"),
    "to": ("texts", "formats that are built where none is named: docx, md"),
    "paper": ("word:paper", "paper of every page, over the template's"),
}

#: What a column may hold: of a party, of a dated point, or a field of the section's points.
COLUMNS = (
    *("party", *SLOTS, "date", "what", "reported"),
    *dict.fromkeys(key for main, own in SECTIONS.values() for key in (main, *own)),
    *SECTIONS,
)


def section_keys(section: str) -> Keys:
    """Every key that a point of `section` may have, the section's own over the common ones."""
    main, own = SECTIONS[section]
    common = {k: v for k, v in POINT.items() if k != "text" or main == "text"}
    return {**common, **own}
