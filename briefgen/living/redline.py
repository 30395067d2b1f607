"""Redlines: what changed since an edition, as one Word file with tracked changes.

the edition (store) + today's memo (build) -> redline -> both sides read back -> leak scan -> file
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from briefgen.build import (
    Loaded,
    among_editions,
    found_on,
    prepare,
    shown_path,
    withheld_words,
)
from briefgen.change.align import align, units
from briefgen.diagnostics import BriefgenError, Diagnostic, WrongUse
from briefgen.edition.store import EDITIONS, Edition, chosen
from briefgen.finishing import File
from briefgen.model.document import Document
from briefgen.model.template import Template
from briefgen.records import record
from briefgen.verify import verify_redline
from briefgen.verify.leaks import find_leaks
from briefgen.write.files import write_memo
from briefgen.write.word.redline import redline as redlined
from briefgen.write.word.writer import to_docx

#: How a state of alignment is told, in this order.
_TOLD = ("added", "changed", "moved", "deleted")


@record
class Redline:
    """A redline: where it went ("": nowhere), what was found, what changed since when."""

    path: str
    found: tuple[Diagnostic, ...]
    told: str = ""


def redline(loaded: Loaded, template: Template, since: str, to: Path | None = None) -> Redline:
    """Write the redline of a memo since an edition, to `out/<template>-redline-v2.docx` or `to`.

    An error in today's memo stops it, as it stops a build. Raises BriefgenError where there is no
    such edition, WrongUse where it was made for a ceiling that is not the template's.
    """
    folder = loaded.workspace.folder(loaded.slug)
    edition = _edition(folder / EDITIONS, template, since)
    if loaded.brief is None:
        return Redline("", loaded.found)
    prepared = prepare(loaded, template)
    fitted = among_editions(loaded, prepared, template).set().fitted
    found = found_on(prepared, template, fitted)
    if any(f.is_error for f in found):
        return Redline("", tuple(found))
    path = to or folder / "out" / f"{template.name}-redline-{edition.name}.docx"
    old, new = edition.document, fitted.document
    data = redlined(old, new, template, fitted.sizes)
    wrong = verify_redline(data, old, new)
    # In a redline new words interrupt old ones, so the edition is scanned by itself too.
    pages = (data, to_docx(old, template, fitted.sizes))
    files = [File(path.name, "docx", page, template, fitted) for page in pages]
    wrong += find_leaks(files, withheld_words(loaded.brief, prepared, template))
    if wrong:
        return Redline("", (*found, *wrong))
    written = write_memo(path, data, folder / "edits", shown_path(loaded, path))
    told = f"{template.name} since {edition.name} of {edition.date}: {_counted(old, new)}"
    return Redline(shown_path(loaded, written.path), (*found, *written.findings), told)


def _edition(editions: Path, template: Template, since: str) -> Edition:
    """The edition to compare with, if its words may stand on this template's page."""
    edition = chosen(editions, template.name, since)
    if edition is None:
        raise BriefgenError(
            f"{template.name} has no edition yet, so nothing can have changed since",
            "`briefgen release` gives out the first",
        )
    if edition.ceiling != template.ceiling:
        raise WrongUse(
            f"{edition.name} was for {edition.ceiling.word} readers, {template.name} is for "
            f"{template.ceiling.word} ones: no redline between ceilings",
            "release an edition under today's ceiling first",
        )
    return edition


def _counted(old: Document, new: Document) -> str:
    """How many parts changed, in words: `2 added, 1 changed`."""
    counts = Counter(pair.state for pair in align(units(old), units(new)))
    return ", ".join(f"{counts[s]} {s}" for s in _TOLD if counts[s]) or "nothing changed"
