"""The words of CSL 1.0.2: item types and variables, by their CSL names.

From the specification's appendices III and IV (https://docs.citationstyles.org). Left out are the
variables that a style computes for itself (citation-number, locator, year-suffix, ...) and `note`
and `annote`, which would be printed or not as a style likes: say `descriptor`, `gist` or `remark`.
"""

from __future__ import annotations

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
