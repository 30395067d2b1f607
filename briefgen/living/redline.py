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
from briefgen.change.align import Pair, align, likeness, units
from briefgen.diagnostics import BriefgenError, Diagnostic, Severity, WrongUse, rule
from briefgen.edition.store import EDITIONS, Edition, chosen
from briefgen.finishing import File
from briefgen.fit import Fitted
from briefgen.model.brief import Withheld
from briefgen.model.document import Document
from briefgen.model.source import Visibility
from briefgen.model.template import Template
from briefgen.places import Place
from briefgen.records import record, replace
from briefgen.verify import verify_redline
from briefgen.verify.leaks import find_leaks
from briefgen.write.files import write_memo
from briefgen.write.word.redline import redline as redlined
from briefgen.write.word.writer import to_docx

#: How a state of alignment is told, in this order.
_TOLD = {
    "added": "added",
    "changed": "changed",
    "moved": "moved",
    "deleted": "deleted",
    "renumbered": "in citations or style only",
}


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
    page = among_editions(loaded, prepared, template)
    fitted = page.set().fitted
    found = found_on(prepared, template, fitted)
    if any(f.is_error for f in found):
        return Redline("", tuple(found))
    # All that an edition says its readers have, but for what lies above their ceiling by now.
    withheld = withheld_words(loaded.brief, prepared, template)
    above = replace(withheld, texts=withheld.texts & frozenset(page.above))
    path = to or folder / "out" / f"{template.name}-redline-{edition.name}.docx"
    data, wrong = _read_back(edition, fitted, template, path.name, above)
    if wrong:
        return Redline("", (*found, *wrong))
    written = write_memo(path, data, folder / "edits", shown_path(loaded, path))
    counted = _counted(edition.document, fitted.document)
    told = f"{template.name} since {edition.name} of {edition.date}: {counted}"
    if template.ceiling < Visibility.INTERNAL:
        told += "; for reviewers only, it shows what the memo no longer says"
    return Redline(shown_path(loaded, written.path), (*found, *written.findings), told)


@rule("EDI002", Severity.ERROR)
def EDI002(name: str, edition: Edition) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """An edition says what is withheld from its readers by now, so there is no redline from it.

    A redline shows what a memo no longer says. It would carry words that were given out once, and
    have been raised above the template's ceiling since, to whoever opens it next.

    Bad:
        visibility: internal          # set on an excerpt after an edition for press printed it
        briefgen redline BRIEF --for press --since v1
    Good:
        briefgen redline BRIEF --for press --since v2      # an edition that does not say it
    """
    return EDI002.at(
        Place(name),
        f"{edition.name} says what is withheld from its readers by now: nothing was written",
        "compare with an edition that does not say it",
    )


def _read_back(
    edition: Edition, fitted: Fitted, template: Template, name: str, above: Withheld
) -> tuple[bytes, list[Diagnostic]]:
    """The redline, and what is wrong with it: words lost on either side, words withheld."""
    old, new = edition.document, fitted.document
    data = redlined(old, new, template, fitted.sizes)
    # In a redline new words interrupt old ones, so the edition is searched by itself first.
    plain = File(name, "docx", to_docx(old, template, fitted.sizes), template, fitted)
    if find_leaks([plain], above):
        return data, [EDI002(name, edition)]
    leaks = find_leaks([replace(plain, data=data)], above)
    return data, [*verify_redline(data, old, new), *leaks]


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
    """How many parts changed, in words: `2 added, 1 changed, 5 in citations or style only`."""
    pairs = align(units(old), units(new))
    counts = Counter("renumbered" if _says_the_same(pair) else pair.state for pair in pairs)
    told = [f"{counts[state]} {words}" for state, words in _TOLD.items() if counts[state]]
    return ", ".join(told) or "nothing changed"


def _says_the_same(pair: Pair) -> bool:
    """Whether only citations, or the style, are others than they were."""
    if pair.old is None or pair.new is None or pair.state != "changed":
        return False
    return likeness(pair.old.text, pair.new.text) == 1
