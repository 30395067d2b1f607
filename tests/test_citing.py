"""Short references, pinpoints, and links to the cited words."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.compose.deeplinks import deep_link
from briefgen.compose.pinpoint import pinpoint
from briefgen.compose.references import reference, short_reference
from briefgen.compose.wording import Wording
from briefgen.model.brief import Brief
from briefgen.model.dates import When
from briefgen.model.document import Inline, Link, Text, plain
from briefgen.model.outline import Outline
from briefgen.model.prose import CiteItem
from briefgen.model.source import Captured, Excerpt, PersonName, Source
from briefgen.places import NOWHERE, PlaceMap

WORDS = Wording({"en": {"undated": "undated"}}, "en")
TEXT = 'The fee is final. She said it "will not re-open" the fee.\nThe fee is final, they wrote.\n'


def excerpt(exact: str, paragraphs: tuple[int, int] = (1, 1), page: str = "") -> Excerpt:
    start = TEXT.find(exact)
    return Excerpt(
        "a",
        f"e{paragraphs[0]}",
        start,
        start + len(exact),
        exact,
        NOWHERE,
        paragraphs=paragraphs,
        page=page,
    )


def source(**values: object) -> Source:
    given: dict[str, object] = {
        "title": "Port fee talks stall",
        "url": "https://example.org/fee",
        **values,
    }
    return Source("a", NOWHERE, Captured(TEXT, PlaceMap("a.md")), **given)  # type: ignore[arg-type]  # fields by name


def words(inlines: tuple[Inline, ...]) -> str:
    return plain(inlines)


@pytest.mark.parametrize(
    ("exact", "fragment"),
    [
        ('"will not re-open"', "will%20not%20re%2Dopen"),
        ("They wrote, & more", "They%20wrote%2C%20%26%20more"),
        ("The fee is final", "The%20fee%20is%20final,-.%20She%20said"),
        (
            'The fee is final. She said it "will not re-open" the fee.',
            "The%20fee%20is%20final.,not%20re%2Dopen%22%20the%20fee.",
        ),
        ("fee.\nThe fee is", "fee.%20The%20fee%20is,fee.%20The%20fee%20is"),
    ],
)
def test_a_link_seeks_the_words_by_the_rules_of_text_fragments(exact: str, fragment: str) -> None:
    assert deep_link(source(), excerpt(exact)) == f"https://example.org/fee#:~:text={fragment}"


@pytest.mark.parametrize(
    "url", ["", "mailto:a@example.org", "https://example.org/fee.pdf", "https://example.org/a#part"]
)
def test_what_is_no_web_page_keeps_its_address(url: str) -> None:
    assert deep_link(source(url=url), excerpt("fee")) == url


def test_withheld_words_are_in_no_link() -> None:
    hidden = Captured("￼￼￼ the fee ￼￼ the fee", PlaceMap("a.md"))
    found = deep_link(
        Source("a", NOWHERE, hidden, url="https://example.org/"),
        Excerpt("a", "e", 4, 11, "the fee", NOWHERE),
    )
    assert found == "https://example.org/#:~:text=the%20fee"


def test_pinpoints_that_touch_are_one_range() -> None:
    items = [CiteItem("a", locator=n) for n in ("5", "3", "4", "9", "12-14", "p. iii")]
    outline = Outline(
        "s", "f", "t", When("2026-03-05", date(2026, 3, 5), date(2026, 3, 5)), NOWHERE
    )
    assert pinpoint(items, Brief(outline, {}), WORDS) == "¶\u00a03–5, 9, 12–14, p. iii"


def test_a_case_is_known_by_its_name_in_italics() -> None:
    case = source(
        type="legal_case", title="Calder v Norrby", url="", csl={"authority": "High Court"}
    )
    assert reference(case, WORDS)[0] == Text("Calder v Norrby", "emphasis")
    assert short_reference(case, WORDS) == (Text("Calder v Norrby", "emphasis"),)
    linked = short_reference(source(type="legal_case", title="Calder v Norrby"), WORDS)
    assert linked == (Link("Calder v Norrby", "https://example.org/fee", "emphasis"),)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Port fee talks stall", "Port fee talks stall"),
        ("The fee, its yield and its risk", "The fee, its yield"),
        ("Fees: an inquiry into ports", "Fees"),
        ("Letter", "Letter"),
    ],
)
def test_a_second_reference_is_short(title: str, short: str) -> None:
    lind = (PersonName("Lind", "Mara"),)
    assert words(short_reference(source(title=title, author=lind), WORDS)) == f"Lind, {short}"
