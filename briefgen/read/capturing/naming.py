"""Ids for new sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

#: Letters that Unicode does not take apart into a Latin letter and an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)


def new_id(wanted: str, taken: Container[str]) -> str:
    """An id for a title or file name: `slugify` of it, with a number where it is taken."""
    slug = slugify(wanted)
    stem, number = (slug, 2) if slug != "source-1" else ("source", 2)
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def slugify(title: str) -> str:
    """Letters a to z, digits and hyphens, at most 60; `source-1` where a title has none."""
    letters = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).lower()
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=\w)['’](?=\w)", "", bare)).strip("-")
    return (
        slug[:60].rsplit("-", 1)[0]
        if len(slug) > 60 and "-" in slug[:60]
        else (slug[:60] or "source-1")
    )
