"""The redline of a memo: an edition and today's memo as one file, what changed tracked by word.

Accepting all changes gives today's memo, rejecting all of them gives that edition: the words, the
style of each paragraph, the rows and columns of each table. What stands outside the text is
today's: headers, footers, properties, alternative texts of tables, and the template's own look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import count

from briefgen.change.align import align, units_of
from briefgen.model.document import Block, Document, Note
from briefgen.model.template import Template
from briefgen.records import replace
from briefgen.text.fields import markers
from briefgen.write.word.blocks import write_blocks
from briefgen.write.word.fields import fill, slot, words_of
from briefgen.write.word.pieces import is_plain
from briefgen.write.word.properties import moment_of
from briefgen.write.word.revising import Partners, mend_ends, paragraph, revise
from briefgen.write.word.slots import put_in, taken
from briefgen.write.word.tracking import Tracker
from briefgen.write.word.writer import Frame, field_values, fill_fields, finish, open_frame
from briefgen.write.word.xml import Element, find_all, get, make, tag


def redline(old: Document, new: Document, template: Template, sizes: Mapping[str, float]) -> bytes:
    """The redline from `old` to `new`, as the bytes of a .docx file in the look of `template`.

    `sizes` are those of the new memo. Raises BriefgenError as `to_docx` does.
    """
    frame = open_frame(new, template, sizes)
    tracker = Tracker(moment_of(new.date), frame.setting.bookmarks)
    _fill_tracked(frame, old, new, tracker)
    _fill_slots(frame, old, new, tracker)
    _number_notes(frame.root, frame.setting.notes)
    return finish(frame, new)


# -- the template's own lines --------------------------------------------------------------------


def _fill_tracked(frame: Frame, old: Document, new: Document, tracker: Tracker) -> None:
    """Fill the fields; those in the text say what they said before."""
    # A field that came to the template since is one that the edition left empty.
    values = {**dict.fromkeys(new.values, ""), **field_values(old)}
    lines = [p for p in find_all(frame.root, ".//w:p") if markers(words_of(p)) and not slot(p)]
    own = [p for p in lines if is_plain(p)]
    before = [_filled(p, values) for p in own]
    fill_fields(frame, new)
    for was, now in zip(before, own, strict=True):
        if now.getparent() is not None:
            paragraph(was, now, tracker)


def _filled(line: Element, values: Mapping[str, str]) -> Element:
    """A copy of a line of memo.docx with its fields filled."""
    copy = deepcopy(line)
    fill(make("w:body", copy), values)
    return copy


# -- the slots -----------------------------------------------------------------------------------


def _fill_slots(frame: Frame, old: Document, new: Document, tracker: Tracker) -> None:
    """What each slot takes today, revised from what it would have taken then."""
    were, are = taken(frame.slots, old), taken(frame.slots, new)
    first, again = _numbered_alike(frame.setting.numbering)
    written = [
        write_blocks(blocks, replace(setting, numbering=first))
        for (_, _, setting), blocks in zip(frame.slots, are, strict=True)
    ]
    holders = [line.getparent() for _, line, _ in frame.slots]
    for number, (_, line, setting) in enumerate(frame.slots):
        past = replace(setting, numbering=again, bookmarks=count(1))
        before = write_blocks(were[number], past)
        _share_notes([*before, *written[number]], setting.notes)
        partners = _partners(were[number], before, are[number], written[number])
        put_in(line, revise(before, written[number], partners, tracker))
    for holder in dict.fromkeys(h for h in holders if h is not None):
        mend_ends(holder, tracker)


def _numbered_alike(numbering: Callable[[], str]) -> tuple[Callable[[], str], Callable[[], str]]:
    """Two numberings of lists: the second gives the ids of the first again, then further ones."""
    given: list[str] = []
    calls = count()

    def first() -> str:
        given.append(numbering())
        return given[-1]

    def again() -> str:
        number = next(calls)
        return given[number] if number < len(given) else numbering()

    return first, again


def _partners(
    were: Sequence[Block],
    before: Sequence[Element],
    are: Sequence[Block],
    after: Sequence[Element],
) -> Partners:
    """The new paragraphs that were there before, and which they were.

    What moved is no partner: it went in one place and came in another.
    """
    old, new = units_of(were), units_of(are)
    then = dict(zip((u.place for u in old), _paragraphs(before), strict=True))
    now = dict(zip((u.place for u in new), _paragraphs(after), strict=True))
    return {
        now[pair.new.place]: then[pair.old.place]
        for pair in align(old, new)
        if pair.old is not None and pair.new is not None and pair.state != "moved"
    }


def _paragraphs(elements: Sequence[Element]) -> Iterator[Element]:
    return (p for element in elements for p in element.iter(tag("w:p")))


# -- footnotes -----------------------------------------------------------------------------------


def _share_notes(elements: Sequence[Element], notes: Sequence[Note]) -> None:
    """Let the marks of notes that say the same be equal: each names the first of them."""
    firsts: dict[object, int] = {}
    for number, note in enumerate(notes, 1):
        firsts.setdefault(note.inlines, number)
    for element in elements:
        for mark in element.iter(tag("w:footnoteReference")):
            note = notes[int(get(mark, "id")) - 1]
            mark.set(tag("w:id"), str(firsts[note.inlines]))


def _number_notes(root: Element, notes: list[Note]) -> None:
    """Number the notes anew, in the order of their marks; those of no mark go."""
    marks = list(root.iter(tag("w:footnoteReference")))
    notes[:] = [notes[int(get(mark, "id")) - 1] for mark in marks]
    for number, mark in enumerate(marks, 1):
        mark.set(tag("w:id"), str(number))
