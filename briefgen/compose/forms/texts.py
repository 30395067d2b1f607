"""Forms of running text: paragraphs and lists."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.compose.page import Page, after
from briefgen.compose.sources import source_note
from briefgen.compose.telling import summary
from briefgen.model.document import Block, Inline, Listing, Paragraph, Text
from briefgen.model.outline import Point
from briefgen.model.template import SectionSpec
from briefgen.records import replace


def prose(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """Paragraphs, one a point; the bottom line has a style of its own."""
    style = "lead" if spec.key == "bottom_line" else "body"
    return [Paragraph(style, page.said(p), p.key) for p in points]


def bullets(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """A bulleted list, one item a point, led by its party or its date where the section has one."""
    return _listing(spec, ((p, _led(p, page)) for p in points))


def numbered(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """A numbered list: of questions, what is asked, who can answer, on what it rests."""
    return _listing(spec, ((p, page.said(p)) for p in points), ordered=True)


def questions_and_answers(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """A question in bold, its answer, what to add if pressed, and for whose ears it is."""
    del spec
    return [Paragraph("body", _answered(p, page), p.key) for p in points]


def people(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """A list of people: name, office, one clause."""
    return _listing(spec, ((p, _person(p, page)) for p in points))


def judgements(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """Judgements, with likelihood and confidence in sentences of their own (ICD 203)."""
    return _listing(spec, ((p, _judged(p, page)) for p in points))


def quotations(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """Exact words: who said them and when, the words, where they stand."""
    return _listing(spec, ((p, _quoted(p, page)) for p in points))


def changes(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """What is new since the edition before, or that this one is the first."""
    del spec, points
    told = summary(page.standing, page.words) or page.words.say("changes.first")
    return [Paragraph("body", (Text(told),))]


def sign_off(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """The line on which the reader decides."""
    del spec, points
    return [Paragraph("body", (Text(page.words.say("sign_off"), "strong"),))]


def sources(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """The source note: what the citations stand for, and what the page rests on."""
    del spec, points
    return source_note(page.selection, page.voicing, page.words)


def _listing(
    spec: SectionSpec,
    items: Iterable[tuple[Point, tuple[Inline, ...]]],
    *,
    ordered: bool = False,
) -> list[Block]:
    style = "number" if ordered else "bullet"
    set_items = tuple(Paragraph(style, inlines, point.key) for point, inlines in items)
    return [Listing(ordered, set_items, spec.key)] if set_items else []


# -- what one point says ---------------------------------------------------------------------------


def _led(point: Point, page: Page) -> tuple[Inline, ...]:
    lead, said = _lead(point, page), page.said(point)
    return (Text(f"{lead}{page.words.colon}", "strong"), Text(" "), *said) if lead else said


def _lead(point: Point, page: Page) -> str:
    if point.section in ("latest", "dates") and point.date is not None:
        late = page.late(point)
        return page.day(point.date) + (f" ({late})" if late else "")
    return page.party(point.party) if point.party else ""


def _answered(point: Point, page: Page) -> tuple[Inline, ...]:
    question, field = page.voicing.point(point), page.voicing.field
    status = field(point, "status")
    return (
        *map(_strong, question),
        *after(" ", field(point, "a")),
        *after(f" {page.words.say('answer')} ", field(point, "answer")),
        *after(f" {page.words.say('pressed')} ", field(point, "pressed")),
        *((Text(" ["), *status, Text("]")) if status else ()),
    )


def _person(point: Point, page: Page) -> tuple[Inline, ...]:
    name, field = page.voicing.point(point), page.voicing.field
    role = after(", ", field(point, "role"))
    return (*map(_strong, name), *role, *after(". ", field(point, "note")))


def _judged(point: Point, page: Page) -> tuple[Inline, ...]:
    text = point.text.text.casefold() if point.text else ""
    found = list(page.voicing.point(point))
    for name in ("likelihood", "confidence", "alternative"):
        said = page.voicing.field(point, name)
        prose = point.fields.get(name)
        if prose is not None and not (name == "likelihood" and prose.text.casefold() in text):
            stop = () if name == "alternative" else (Text("."),)
            found += [*after(f" {page.words.say(name)} ", said), *stop]
    return tuple(found)


def _quoted(point: Point, page: Page) -> tuple[Inline, ...]:
    """A point's exact words under the name of their voice, with the day they were said."""
    if point.excerpt is None:
        return page.voicing.point(point)
    _, *said = page.voicing.point(replace(point, text=None, show="quote"))
    when, who = page.date_of(point), page.voicing.attribution(point.excerpt)
    lead = f"{who}, {page.day(when)}" if when else who
    return (Text(f"{lead}{page.words.colon}", "strong"), Text(" "), *said)


def _strong(inline: Inline) -> Inline:
    return replace(inline, style="strong") if isinstance(inline, Text) else inline
