"""What is wrong with a memo.docx, said to a person who knows Word: where, what, what to do.

    styles -> markers of each paragraph -> slots of the whole file

Every finding knows its paragraph, so that `annotate` can put it there as a comment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from briefgen.diagnostics import Diagnostic
from briefgen.model.template import Template
from briefgen.patterns import late
from briefgen.records import record
from briefgen.text.fields import is_slot, markers
from briefgen.write.word.clean import clean_tree
from briefgen.write.word.fields import slot, words_of
from briefgen.write.word.look import read_parts
from briefgen.write.word.mistakes import (
    PART,
    TPL020,
    TPL021,
    TPL022,
    TPL023,
    TPL024,
    TPL025,
    TPL026,
    TPL027,
    TPL028,
    TPL029,
    Spot,
)
from briefgen.write.word.stylebook import TELLING, complete
from briefgen.write.word.xml import Element, find_all, tag

#: Fields that every memo has, whatever its template.
FIELDS = ("title", "as_of", "kind", "version", "label.as_of", "label.page", "label.of")
_SECTION = "section:"
_OPEN = late(r"[\[［]{2}|[\]］]{2}")


@record
class Finding:
    """A finding and the paragraph that it is about; None: the whole file."""

    diagnostic: Diagnostic
    spot: Spot | None = None


def inspect_look(template: Template, memo_fields: Collection[str]) -> list[Finding]:
    """Every mistake in the template's memo.docx, and which styles were made for it.

    `memo_fields` are the keys that an outline's `memo` may have. Raises BriefgenError where the
    file cannot be read.
    """
    if template.look is None:
        return []
    file = f"templates/{template.look.parent.name}/{template.look.name}"
    parts = read_parts(template.look)
    made = [name for name in complete(parts["word/styles.xml"]) if name not in TELLING]
    found = [Finding(TPL027(file, made))] if made else []
    known = [*FIELDS, *(f"memo.{name}" for name in memo_fields)]
    slots: list[tuple[str, Spot]] = []
    named: set[str] = set()
    for spot, paragraph in spots(parts, file):
        named.update(name for _, _, name in markers(spot.words))
        found += [Finding(d, spot) for d in _of_paragraph(paragraph, spot, known)]
        if name := slot(paragraph):
            slots.append((name, spot))
    return [*found, *_of_slots(slots, template, file), *_without_title(named, file)]


def own_words(path: Path) -> list[str]:
    """The paragraphs of a memo.docx: what its maker has every memo say."""
    return [spot.words for spot, _ in spots(read_parts(path), path.name)]


def spots(parts: dict[str, Element], file: str) -> Iterator[tuple[Spot, Element]]:
    """The paragraphs that a reader sees, body first; numbered as they stand in the file."""
    names = sorted(filter(PART.fullmatch, parts), key=lambda n: ("document" not in n, n))
    for name in names:
        numbers = {p: n for n, p in enumerate(find_all(parts[name], ".//w:p"), 1)}
        clean_tree(parts[name])
        for paragraph in find_all(parts[name], ".//w:p"):
            boxed = next(paragraph.iterancestors(tag("w:txbxContent")), None) is not None
            yield Spot(file, name, numbers[paragraph], words_of(paragraph), boxed), paragraph


# -- the order of work -----------------------------------------------------------------------------


def _of_paragraph(paragraph: Element, spot: Spot, known: Collection[str]) -> Iterator[Diagnostic]:
    text, rest = spot.words, spot.words
    alone = slot(paragraph)
    for start, end, name in reversed(markers(text)):
        rest = rest[:start] + rest[end:]
        if is_slot(name) and not alone:
            yield TPL021(spot, name)
        elif not is_slot(name) and name not in known:
            yield TPL020(spot, name, known)
    if _OPEN.search(rest):
        yield TPL025(spot)


def _of_slots(slots: list[tuple[str, Spot]], template: Template, file: str) -> Iterator[Finding]:
    sections = [spec.key for spec in template.sections]
    seen: set[str] = set()
    for name, spot in slots:
        section = name.removeprefix(_SECTION)
        if name in seen:
            yield Finding(TPL024(spot, name), spot)
        elif name.startswith(_SECTION) and section not in sections:
            yield Finding(TPL022(spot, section, sections), spot)
        elif template.citations == "footnotes" and name != "header" and _beside(spot):
            yield Finding(TPL026(spot, name), spot)
        seen.add(name)
    homeless = [s for s in sections if f"{_SECTION}{s}" not in seen]
    if "body" not in seen and homeless:
        yield Finding(TPL023(file, homeless))


def _beside(spot: Spot) -> bool:
    return spot.boxed or spot.part != "word/document.xml"


def _without_title(named: Collection[str], file: str) -> Iterator[Finding]:
    if "title" not in named:
        yield Finding(TPL028(file))
    if "memo.handling" not in named:
        yield Finding(TPL029(file))
