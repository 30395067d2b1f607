"""Standing: where today's memo stands among its editions, and what in it is new to its readers.

    the edition asked for (--since, --reader, else the last) -> its words beside today's -> marks

A memo that is the last edition to the letter is that edition, marks and number included. Any other
is the draft of the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from briefgen.compose import Quotations, compose
from briefgen.diagnostics import BriefgenError, Diagnostic, Severity, WrongUse, rule
from briefgen.edition.renamed import renamed
from briefgen.edition.store import (
    Edition,
    EditionError,
    chosen,
    everybody,
    given_to,
    latest,
    load,
    versions,
)
from briefgen.fit import Fitted
from briefgen.model.brief import Selection
from briefgen.model.news import NO_EDITIONS, Change, Entry, News, Standing
from briefgen.model.source import Visibility
from briefgen.model.template import Template
from briefgen.places import Place
from briefgen.records import record, replace

#: `--since` that asks for a page without marks.
NONE = "none"
_ALIKE = 0.5  # likeness from which words of an edition are those of something withheld


@record
class Since:
    """What a memo is compared with: `last`, `v3`, `none`; or what a reader had last."""

    edition: str = ""
    reader: str = ""

    @staticmethod
    def asked(edition: str, reader: str) -> Since:
        """What the options --since and --reader ask for. Raises WrongUse for both at once."""
        if edition and reader:
            raise WrongUse("--since and --reader cannot both be asked for", "leave one of them out")
        return Since(edition, reader)


#: What a build compares with when it is asked nothing.
LAST = Since()


@record
class Placed:
    """A page that was set, where it stands, and what the person who built it is told."""

    standing: Standing
    fitted: Fitted
    told: tuple[str, ...] = ()

    @property
    def news(self) -> News | None:
        """What is new on the page as it is, cuts counted."""
        dropped = {d.key for d in self.fitted.dropped}
        return self.standing.news.without(dropped) if self.standing.news else None


@record
class Page:
    """A selection that is to be set, and the folder of its editions."""

    selection: Selection
    quotations: Quotations
    template: Template
    editions: Path
    make: Callable[[Standing], Fitted]
    above: tuple[str, ...] = ()  # what the brief says above the template's ceiling

    def set(self, since: Since = LAST) -> Placed:
        """Set the page as it stands among its editions, marked relative to one.

        Raises `EditionError` where an edition cannot be read, is not there, or was made for
        readers who may see more.
        """
        if since.edition == NONE:
            return self._unmarked()
        last = latest(self.editions, self.template.name)
        if last is None:
            asked = since != LAST
            told = (f"{self.template.name}: no edition yet, this is the first",) if asked else ()
            return Placed(NO_EDITIONS, self.make(NO_EDITIONS), told)
        if same := self._same(last):
            plain = since in (LAST, Since("last"))
            return same if plain else self._marked(since, same.standing)
        draft = Standing(last.version + 1, replaces=(last.version, last.date))
        return self._marked(since, draft)

    def _unmarked(self) -> Placed:
        """The page without marks; an edition that cannot be read does not stop it."""
        known = versions(self.editions, self.template.name)
        try:
            last = latest(self.editions, self.template.name)
        except EditionError:
            last = None
        replaces = (last.version, last.date) if last else None
        draft = Standing(known[-1] + 1, replaces=replaces) if known else NO_EDITIONS
        return Placed(draft, self.make(draft))

    def next(self) -> Placed | None:
        """The edition that a release gives out: the next; None where it would be the last again."""
        last = latest(self.editions, self.template.name)
        if last is None:
            first = Standing(1, given=True)
            return Placed(first, self.make(first))
        if self._same(last):
            return None
        comparable = last.ceiling <= self.template.ceiling
        found = self._printed(last) if comparable else None
        given = Standing(last.version + 1, True, (last.version, last.date), found)
        return Placed(given, self.make(given))

    def news(self, edition: Edition) -> News:
        """What is new since an edition. Raises `EditionError` where it must not be compared."""
        if edition.ceiling > self.template.ceiling:
            raise EditionError(
                f"{edition.name} of {edition.template} was for {edition.ceiling.word} readers: "
                f"its words are not compared with a {self.template.ceiling.word} page",
                "build with --since none; the next release begins anew",
            )
        from briefgen.edition.news import news, with_readers  # noqa: PLC0415 - brings difflib: 7 ms

        whole = compose(self.selection, self.quotations, self.template)
        found = news(renamed(edition, self.selection.brief.sources), whole, self.selection)
        if Change.CORRECTED in found.counts:
            numbers = versions(self.editions, edition.template)
            known = [load(self.editions, edition.template, v) for v in numbers]
            found = with_readers(found, known)
        return found

    def _same(self, last: Edition) -> Placed | None:
        """The last edition made again, if today's data gives it to the letter."""
        if last.document.date != self.selection.brief.outline.as_of.last.isoformat():
            return None
        before = load(self.editions, last.template, last.replaces) if last.replaces else None
        replaces = (before.version, before.date) if before else None
        comparable = before is not None and before.ceiling <= self.template.ceiling
        found = self._printed(before) if before and comparable else None
        standing = Standing(last.version, True, replaces, found)
        fitted = self.make(standing)
        given = renamed(last, self.selection.brief.sources).document
        return Placed(standing, fitted) if fitted.document == given else None

    def _marked(self, since: Since, standing: Standing) -> Placed:
        """The page with marks relative to what was asked for."""
        name, told = self.template.name, tuple[str, ...]()
        edition = None
        if since.reader:
            edition = given_to(self.editions, name, since.reader)
            told = () if edition else (self._never(since.reader),)
        else:
            edition = chosen(self.editions, name, since.edition)
        if edition and edition.ceiling > self.template.ceiling and since == LAST:
            told = (f"{name}: {edition.name} was for other readers: no marks",)
            edition = None
        found = self._printed(edition) if edition else None
        standing = replace(standing, news=found)
        return Placed(standing, self.make(standing), told)

    def _never(self, reader: str) -> str:
        known = ", ".join(everybody(self.editions, self.template.name)) or "nobody yet"
        name = self.template.name
        return f"{name}: {reader} has had no edition, this is the first (given to: {known})"

    def _printed(self, edition: Edition) -> News:
        """News as the page and its annex may print it.

        Words of an earlier edition that are withheld by now are not printed again; below internal
        none are, nor who had them: neither is for outsiders.
        """
        found = self.news(edition)
        inside = self.template.ceiling >= Visibility.INTERNAL
        kept = (
            e if inside and not self._is_above(e) else replace(e, was=e.was and "…", got=())
            for e in found.entries
        )
        return replace(found, entries=tuple(kept))

    def _is_above(self, entry: Entry) -> bool:
        from briefgen.change.align import likeness  # noqa: PLC0415 - only where editions differ

        gone = entry.change is not Change.SAME and bool(entry.was)
        return gone and any(likeness(entry.was, text) >= _ALIKE for text in self.above)


@rule("EDI001", Severity.ERROR)
def unreadable_edition(place: Place, error: BriefgenError) -> Iterator[Diagnostic]:
    """An edition cannot be compared with today's memo.

    It is not there, its manifest is damaged or was written by a later briefgen, or it was made for
    readers who may see more. Nothing is written: a page that marks nothing would say that nothing
    is new.

    Bad:
        editions/executive/v3/manifest.json, cut short by a merge
    Good:
        the manifest as it was committed; or, for a page without marks: build --since none
    """
    yield unreadable_edition.at(place, error.message, error.hint)
