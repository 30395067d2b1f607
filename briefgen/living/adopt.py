"""Adopt: the changes of a memo that a person edited, held against its outline and taken into it.

the edited file, the document it was written from, today's outline
-> proposals (adopt/) -> each tried: does the outline still hold, does the memo then say it?
-> those that were chosen are made at once, the old outline and the edited file are kept
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from briefgen.adopt.base import like_noted, note_marks, printed, without_marks
from briefgen.adopt.edits import Edit
from briefgen.adopt.matching import Change, find_changes
from briefgen.adopt.proposal import Proposal
from briefgen.adopt.proposals import propose
from briefgen.adopt.today import Says, Today, printed_words
from briefgen.adopt.word import read_word
from briefgen.build import Loaded, load, prepare
from briefgen.compose import compose
from briefgen.diagnostics import BriefgenError, Diagnostic, WrongUse
from briefgen.edition.bare import unmarked
from briefgen.edition.record import from_text
from briefgen.living.applying import applied
from briefgen.living.kinship import editions, likest, refuse_strangers
from briefgen.model.brief import Brief
from briefgen.model.document import Document
from briefgen.model.outline import Point
from briefgen.model.source import Visibility
from briefgen.model.template import Template
from briefgen.read.gate import forbidden_in, read_text
from briefgen.read.outline import parse_outline
from briefgen.read.workspace import OUTLINE, Workspace
from briefgen.records import record, replace
from briefgen.resolve import resolve
from briefgen.write.disk import replace_all
from briefgen.write.files import document_of, forget, is_open, keep
from briefgen.write.word.look import read_look

_OTHERWISE = "the memo would then say: {}"
_LOST = "a fill would leave out what is cited before it (`repeat: true` there keeps it): {}"
_NOT_SAID = "the memo would not print it"
_NOT_SEEN = "these readers may not see it: what cites nothing is internal, write [@source^excerpt]"


@record
class Judged:
    """A proposal, tried: the edits that do what it says, or why there are none.

    `refused` are the errors that it would bring, `warned` the warnings.
    """

    proposal: Proposal
    edits: tuple[Edit, ...] = ()
    refused: tuple[Diagnostic, ...] = ()
    warned: tuple[Diagnostic, ...] = ()
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a person has to decide, or to do something, before the memo may be built over."""
        if self.state == "not adoptable":
            return self.proposal.is_words
        return self.state in ("proposed", "refused", "conflict")

    @property
    def state(self) -> str:
        """One of: proposed | conflict | refused | not adoptable | comment | settled."""
        if self.proposal.change.kind == "commented":
            return "comment"
        if self.proposal.settled:
            return "settled"
        if self.edits:
            return "conflict" if self.proposal.theirs is not None else "proposed"
        return "refused" if self.refused else "not adoptable"


@record
class Tried:
    """What an outline gives: its memo, every paragraph printed, and what is wrong with it."""

    document: Document
    says: Counter[Says]
    found: Counter[tuple[str, str]]
    diagnostics: tuple[Diagnostic, ...]
    points: tuple[Point, ...]


class Desk:
    """One edited memo, its outline, and what the two have to do with each other."""

    def __init__(self, workspace: Workspace, slug: str, template: Template, file: Path) -> None:
        """`file` is the edited memo. Raises `BriefgenError` where something cannot be read."""
        self.workspace, self.slug, self.template, self.file = workspace, slug, template, file
        self.folder = workspace.folder(slug)
        self.outline = self.folder / OUTLINE
        self.name = workspace.name(self.outline)
        self.text, _ = read_text(self.outline, self.name)
        self.loaded: Loaded = load(workspace, slug)
        if self.loaded.brief is None:
            raise BriefgenError(f"{self.name} cannot be read", f"briefgen check {slug}")
        self.brief: Brief = self.loaded.brief
        self.base = self._base()

    @cached_property
    def now(self) -> Tried:
        """What the outline gives today."""
        return self.tried(self.text)

    def judged(self) -> list[Judged]:
        """Every change of the edited memo, tried."""
        from briefgen.write.word.writer import to_docx  # noqa: PLC0415 - brings docx

        notes, base = note_marks(self.base), like_noted(unmarked(self.base))
        written, lines = (
            without_marks(read_word(data, notes), self.base)
            for data in (to_docx(self.base, self.template, {}), self.file.read_bytes())
        )
        known = printed(base, written)
        points = {p.key: p for p in self.now.points}
        today = Today(self.brief.outline, points, self.now.document, base, known)
        changes = find_changes(known, lines)
        return [self._judge(_proposal(change, today)) for change in changes]

    def _judge(self, proposal: Proposal) -> Judged:
        """Try the ways to write a proposal; the first that holds is taken."""
        refused: tuple[Diagnostic, ...] = ()
        reason = proposal.reason
        for edits in proposal.attempts:
            try:
                after = self.tried(applied(self.text, self.name, edits))
            except BriefgenError as error:
                reason = reason or error.message
                continue
            worse = self._worse(after)
            errors = tuple(f for f in worse if f.is_error)
            otherwise = self._otherwise(after, proposal)
            if not errors and not otherwise:
                return Judged(proposal, edits, warned=worse)
            refused, reason = refused or errors, reason or otherwise
        return Judged(proposal, refused=refused, reason=reason)

    def _worse(self, after: Tried) -> tuple[Diagnostic, ...]:
        """What is wrong then, and is not now."""
        left = after.found - self.now.found
        return tuple(f for f in after.diagnostics if (f.code, f.message) in left)

    def _otherwise(self, after: Tried, proposal: Proposal) -> str:
        """How the memo would then differ from what the person wrote; "" where it does not."""
        gone, come = self.now.says - after.says, after.says - self.now.says
        wanted = Counter(proposal.come) - self.now.says
        if come == wanted and not gone - Counter(proposal.gone):
            return ""
        strange = next(iter((come - wanted).elements()), ())
        if strange:
            return _OTHERWISE.format(" ".join(strange))
        if lost := next(iter((gone - Counter(proposal.gone)).elements()), ()):
            return _LOST.format(" ".join(lost))
        outside = self.template.ceiling < Visibility.INTERNAL
        return _NOT_SEEN if outside else _NOT_SAID

    def tried(self, text: str) -> Tried:
        """What an outline of this text gives, with nothing cut to fit the page."""
        outline, found = parse_outline(text, self.name, self.slug)
        if outline is None or self.template.look is None:
            raise BriefgenError("the outline could then not be read")
        brief, unknown = resolve(outline, self.brief.sources, lambda: self.brief.vocabulary)
        rest = [f for f in self.loaded.found if f.place.file != self.name]
        found = [*forbidden_in(text, self.name), *found, *unknown]
        loaded = replace(self.loaded, brief=brief, found=(*rest, *found))
        prepared = prepare(loaded, self.template)
        template = self.template.in_order_of(read_look(self.template.look).slots)
        document = like_noted(compose(prepared.selection, prepared.quotations, template))
        counted = Counter((f.code, f.message) for f in prepared.found)
        says = printed_words(document)
        return Tried(document, says, counted, prepared.found, prepared.selection.points)

    def take(self, chosen: Sequence[Judged], *, settled: bool) -> list[Path]:
        """Write the chosen changes into the outline; gives what was kept of before.

        `settled` says that nothing of the edited memo is left open: the next build may then write
        over it. Raises `BriefgenError` where the changes do not hold together.
        """
        kept = [keep(self.folder / "edits", self.file.name, self.file.read_bytes())]
        if chosen:
            text = applied(self.text, self.name, [e for j in chosen for e in j.edits])
            errors = [f for f in self._worse(self.tried(text)) if f.is_error]
            if errors:
                raise BriefgenError(
                    f"the changes do not hold together: {errors[0].code} {errors[0].message}",
                    "take them one after the other",
                )
            old = self.outline.read_bytes()
            kept.append(keep(self.folder / "edits", OUTLINE, old))
            replace_all({self.outline: _encoded(text, old)})
        if settled and self._is_ours():
            forget(self._written)
        return kept

    @property
    def is_open(self) -> bool:
        """Whether a word processor has the edited memo open."""
        return is_open(self.file)

    @property
    def _written(self) -> Path:
        return self.folder / "out" / f"{self.template.name}.docx"

    def _is_ours(self) -> bool:
        """Whether the memo in out/ is the one that was adopted, or a copy of it."""
        own = self._written
        return own.is_file() and own.read_bytes() == self.file.read_bytes()

    def _base(self) -> Document:
        """The document that the edited memo was written from: of what is known, the likest."""
        found = list(self._written_documents())
        if not found:
            shown = self.workspace.name(document_of(self._written))
            raise WrongUse(f"there is no {shown}", "it is written by `briefgen build`")
        lines = read_word(self.file.read_bytes())
        base = likest(found, lines)
        refuse_strangers(self.file, lines, base, self.folder, self.template.name)
        return base

    def _written_documents(self) -> Iterator[Document]:
        """What out/ was written from; for a file that was sent back, every edition as well.

        A memo that was put beside one that is edited or open has a document of its own.
        """
        own, in_out = document_of(self.file), self.file.parent == self._written.parent
        ours = in_out and self.file.stem.split(" (new")[0] == self.template.name
        if ours and own.is_file():
            yield from_text(own.read_bytes(), self.workspace.name(own))
            return
        path = document_of(self._written)
        if path.is_file():
            yield from_text(path.read_bytes(), self.workspace.name(path))
        if self.file != self._written:
            yield from editions(self.folder, self.template.name)


def _proposal(change: Change, today: Today) -> Proposal:
    return Proposal(change) if change.kind == "commented" else propose(change, today)


def _encoded(text: str, old: bytes) -> bytes:
    """A text in the encoding, and with the line ends, of the file that it comes from."""
    marks = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le",
             codecs.BOM_UTF16_BE: "utf-16-be"}  # fmt: skip
    mark = next((m for m in marks if old.startswith(m)), b"")
    encoding = marks.get(mark, "utf-8")
    ends = "\r\n" if "\r\n" in old.decode(encoding) else "\n"
    return mark + text.replace("\n", ends).encode(encoding)
