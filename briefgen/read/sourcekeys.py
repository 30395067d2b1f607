"""The keys of sources and excerpts: CSL 1.0.2 variables by their CSL names, and our own.

The words of CSL are from appendices III and IV of its specification
(https://docs.citationstyles.org). Left out are the variables that a style computes for itself
(citation-number, locator, year-suffix, ...) and `note` and `annote`, which would be printed or not
as a style likes: say `descriptor`, `gist` or `remark`.
"""

from __future__ import annotations

from briefgen.read.keys import Keys

# fmt: off
TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score",
    "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)

TEXTS = (
    "abstract", "archive", "archive_collection", "archive_location", "archive-place", "authority",
    "call-number", "chapter-number", "collection-number", "collection-title", "container-title",
    "container-title-short", "dimensions", "division", "DOI", "edition", "event-place",
    "event-title", "genre", "ISBN", "ISSN", "issue", "jurisdiction", "keyword", "language",
    "license", "medium", "number", "number-of-pages", "number-of-volumes", "original-publisher",
    "original-publisher-place", "original-title", "page", "page-first", "part-number",
    "part-title", "PMCID", "PMID", "printing-number", "publisher", "publisher-place",
    "references", "reviewed-genre", "reviewed-title", "scale", "section", "source", "status",
    "supplement-number", "title", "title-short", "URL", "version", "volume", "volume-title",
)

DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")

NAMES = (
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editorial-director", "executive-producer",
    "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author",
    "performer", "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
    "translator",
)
# fmt: on

#: What people write for a type -> the type that CSL has for it.
MEANT = {
    "act": "legislation",
    "case": "legal_case",
    "email": "personal_communication",
    "letter": "personal_communication",
    "memo": "document",
    "news": "article-newspaper",
    "newspaper": "article-newspaper",
    "note": "document",
    "press-release": "report",
    "statute": "legislation",
    "transcript": "interview",
    "web": "webpage",
    "website": "webpage",
}

#: What people write for a key -> what CSL calls it.
MEANT_KEYS = {
    "date": "issued",
    "doi": "DOI",
    "newspaper": "container-title",
    "outlet": "container-title",
    "url": "URL",
}

#: What may be said about an excerpt: in its mark, in the front matter, in a sidecar.
EXCERPT: Keys = {
    "speaker": ("text", "who said it"),
    "via": ("texts", "through whom we have it: ids of sources or origins"),
    "kind": ("word:kind", "what sort of statement it is"),
    "voice": ("word:voice", "whose words: speaker or source; default: by the quotation marks"),
    "date": ("date", "when it happened, or was said"),
    "as_of": ("date", "the date that its figures are for"),
    "expires": ("date", "when it is stale"),
    "credibility": ("word:credibility", "1 (confirmed) to 5; 6: cannot be judged"),
    "visibility": ("word:visibility", "who may see it; default: as its source"),
    "weight": ("number", "0 to 100, 50 by default; the lowest are cut first"),
    "gist": ("prose", "one printable sentence in our words"),
    "remark": ("text", "private; never printed"),
    "translation": ("text", "its words in the language of the memo"),
    "translator": ("text", "who translated it"),
    "noqa": ("text", "findings that are answered, CODE:reason, several with `;`"),
    "was": ("texts", "ids that it had: old citations still find it"),
}
#: Our own keys of a source.
OURS: Keys = {
    "id": ("text", "letters a to z, digits, hyphens; default: the file's name"),
    "type": ("word:type", "a CSL item type"),
    "reliability": ("word:reliability", "A (best) to E; F: cannot be judged"),
    "visibility": ("word:visibility", "who may see it; default: internal"),
    "descriptor": ("text", "one sentence on how the source knows"),
    "via": ("texts", "what it relays: ids of sources, or of origins of the outline"),
    "voice": ("word:voice", "speaker: a transcript, or a party's own letter"),
    "paragraphs": ("word:paragraphs", "how paragraphs are counted: blank or line"),
    "sha256": ("text", "the seal of the captured text"),
    "was": ("texts", "ids that it had: old citations still find it"),
    "excerpts": ("map", "long properties, by the id of the excerpt"),
}
SOURCE: Keys = {
    **OURS,
    **dict.fromkeys(TEXTS, ("text", "CSL variable")),
    **dict.fromkeys(DATES, ("date", "CSL date")),
    **dict.fromkeys(NAMES, ("names", "CSL names: {family, given}, {literal} or a plain name")),
}
