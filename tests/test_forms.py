"""Every form of a section, set from a brief of a few lines, as Markdown shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import load, load_template, make, prepare
from briefgen.compose.citing import _held
from briefgen.read.workspace import find_workspace
from briefgen.write.markdown import to_markdown

SOURCE = """\
---
title: Port fee talks stall
container-title: The Gazette
type: article-newspaper
issued: 2026-03-05
visibility: public
---
{==The fee is final.==}{>>^e1 #latest speaker="Ada Okoye" kind=position date=2026-03-02<<} "{==We were promised a vote==}{>>^e2 #words speaker="Henrik Sandvik" kind=claim date=2026-02-11<<}," he said.
{==The fee costs €6 million.==}{>>^e3 kind=claim as_of=2025-12-31 via=letter<<}
"""
OUTLINE = """\
title: T
as_of: 2026-03-05
parties: {b: {name: Beta}, a: {name: Alpha}}
origins: {letter: {name: Letter}}
"""
TEMPLATE = """\
extends: executive
ceiling: internal
citations: %s
cut: []
forbid: []
sections:
  - %s
"""


def set_as(
    folder: Path, spec: str, outline: str, citations: str = "numbered", source: str = SOURCE
) -> str:
    """The body of the page that has this one section."""
    brief, look = folder / "briefs" / "x", folder / "templates" / "t"
    (brief / "sources").mkdir(parents=True, exist_ok=True)
    look.mkdir(parents=True)
    (brief / "sources" / "g.md").write_text(source, encoding="utf-8")
    (brief / "outline.yaml").write_text(OUTLINE + outline, encoding="utf-8")
    (look / "template.yaml").write_text(TEMPLATE % (citations, spec), encoding="utf-8")
    workspace = find_workspace(folder)
    template, found = load_template(workspace, "t")
    assert template is not None
    assert found == []
    prepared = prepare(load(workspace, "x"), template)
    assert not any(f.is_error for f in prepared.found), prepared.found
    document = make(prepared, template).document
    page = to_markdown(document, template).decode().replace("\u00a0", " ")
    return page[page.index("## ") :].strip() if "## " in page else ""


def test_matrix_sorts_parties_and_leaves_out_a_column_that_nobody_fills(tmp_path: Path) -> None:
    spec = "{section: positions, form: matrix, columns: [{holds: party, width: 20}, {holds: stated, width: 40}, {holds: interests, width: 20}, {holds: needs, width: 20}]}"
    outline = "positions:\n  b: {stated: ['The fee is final [@g^e1].']}\n  a: {needs: ['A vote [@g^e2].']}\n"
    assert set_as(tmp_path, spec, outline).splitlines() == [
        "## Positions",
        "",
        "| Party | Stated position | What it would need |",
        "| --- | --- | --- |",
        "| **Alpha** | Not in the sources | A vote [1¶1]. |",
        "| **Beta** | The fee is final [1¶1]. | Not in the sources |",
    ]


def test_timeline_goes_by_date_and_says_when_it_was_reported(tmp_path: Path) -> None:
    spec = "{section: timeline, of: [background, latest, dates], form: timeline, columns: [{holds: date, width: 20}, {holds: what, width: 60}, {holds: reported, width: 20}]}"
    outline = "background:\n  - The fee costs €6 million [@g^e3].\n  - A vote was promised [@g^e2].\nlatest: [{fill: latest, show: quote}]\ndates: [{date: 2027-04-01, what: 'It begins [@g].'}]\n"
    assert set_as(tmp_path, spec, outline).splitlines()[2:] == [
        "| Date | Event | Reported |",
        "| --- | --- | --- |",
        "| **11 February** | A vote was promised [1¶1]. | 5 March |",
        "| **2 March** | The Gazette: “The fee is final.” [1¶1] | 5 March |",
        "| **1 April 2027** | It begins [1]. | 5 March |",
        "| **Undated** | The fee costs €6 million [1¶2]. | 5 March |",
    ]


LATE = "latest:\n  - {text: 'The fee is final [@g^e1].', date: 2026-03-02}\n  - {text: 'A vote was promised [@g^e2].', date: 2026-02-11}\n"


def test_what_was_reported_late_says_when_and_stands_at_its_own_date(tmp_path: Path) -> None:
    spec = "{section: latest, form: timeline, columns: [{holds: date, width: 20}, {holds: what, width: 80}]}"
    assert set_as(tmp_path, spec, LATE).splitlines()[4:] == [
        "| **11 February** | A vote was promised [1¶1]. (reported 5 March) |",
        "| **2 March** | The fee is final [1¶1]. |",
    ]


def test_a_bullet_says_so_beside_its_date(tmp_path: Path) -> None:
    assert set_as(tmp_path, "{section: latest, form: bullets}", LATE).splitlines()[2:] == [
        "- **2 March:** The fee is final [1¶1].",
        "- **11 February (reported 5 March):** A vote was promised [1¶1].",
    ]


@pytest.mark.parametrize(
    ("lang", "said"), [("de", "(berichtet am 5. März)"), ("fr", "(rapporté le 5 mars)")]
)
def test_it_says_so_in_the_language_of_the_memo(tmp_path: Path, lang: str, said: str) -> None:
    assert said in set_as(tmp_path, "{section: latest, form: bullets}", f"lang: {lang}\n{LATE}")


def test_what_a_source_announces_was_not_reported_late(tmp_path: Path) -> None:
    outline = "latest: [{text: 'It begins [@g].', date: 2026-04-01}]\n"
    found = set_as(tmp_path, "{section: latest, form: bullets}", outline)
    assert found.splitlines()[2:] == ["- **1 April:** It begins [1]."]


def test_the_day_of_the_report_is_that_of_the_first_that_could_tell(tmp_path: Path) -> None:
    """By-laws of 2019 report nothing of March; of two papers the earlier one does."""
    other = SOURCE[: SOURCE.index("{==")] + "It is final.\n"
    for name, day in (("bylaws", "2019-05-06"), ("herald", "2026-03-04")):
        path = tmp_path / "briefs" / "x" / "sources" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(other.replace("2026-03-05", day), encoding="utf-8")
    spec = "{section: latest, form: timeline, columns: [{holds: date, width: 20}, {holds: what, width: 60}, {holds: reported, width: 20}]}"
    outline = "latest: [{text: 'It is final [@bylaws; @g^e1; @herald].', date: 2026-03-02}]\n"
    assert set_as(tmp_path, spec, outline).splitlines()[4].endswith("| 4 March |")


QUESTION = (
    "open_questions: [{ask: 'Is it final?', to: the authority, answer: 'Okoye said so [@g^e1].'}]\n"
)
COLUMNS = "columns: [{holds: date, width: 20}, {holds: what, width: 80}]"


@pytest.mark.parametrize("form", ["numbered", "bullets", "prose", "qa", f"timeline, {COLUMNS}"])
def test_an_answered_question_says_so_in_every_form(tmp_path: Path, form: str) -> None:
    found = set_as(tmp_path, f"{{section: open_questions, form: {form}}}", QUESTION)
    assert "Answered: Okoye said so [1¶1]." in found
    assert found.count("Okoye said so") == 1


def test_qa_has_the_question_in_bold_then_answer_pressed_and_status(tmp_path: Path) -> None:
    outline = "qa: [{q: 'Is it final?', a: 'Okoye said so [@g^e1].', pressed: 'Ask the authority.', status: on the record}]\n"
    assert set_as(tmp_path, "{section: qa, form: qa}", outline).splitlines()[2:] == [
        "**Is it final?** Okoye said so [1¶1]. If pressed: Ask the authority. [on the record]"
    ]


def test_figures_take_date_and_source_from_what_is_cited(tmp_path: Path) -> None:
    columns = ", ".join(
        f"{{holds: {c}, width: 20}}" for c in ("item", "figure", "as_of", "source", "status")
    )
    outline = "exposure: [{item: Cost, figure: '€6 million [@g^e3]'}]\n"
    found = set_as(tmp_path, f"{{section: exposure, form: figures, columns: [{columns}]}}", outline)
    assert found.splitlines()[2:] == [
        "| Item | Figure | As of | Source | Status |",
        "| --- | --- | --- | --- | --- |",
        "| Cost | €6 million [1¶2] | 31 December 2025 | The Gazette | Not stated |",
    ]


def test_options_have_for_against_and_cost(tmp_path: Path) -> None:
    columns = ", ".join(f"{{holds: {c}, width: 25}}" for c in ("option", "for", "against", "cost"))
    outline = "options: [{option: 'Wait [@g^e1].', for: Time., cost: 'Three weeks.'}]\n"
    found = set_as(tmp_path, f"{{section: options, form: options, columns: [{columns}]}}", outline)
    assert found.splitlines()[2:] == [
        "| Option | For | Against | Cost |",
        "| --- | --- | --- | --- |",
        "| Wait [1¶1]. | Time. | Not stated | Three weeks. |",
    ]


def test_people_have_name_office_and_one_clause(tmp_path: Path) -> None:
    outline = (
        "people: [{name: Ada Okoye, role: Director, note: 'Said that the fee is final [@g^e1].'}]\n"
    )
    assert set_as(tmp_path, "{section: people, form: people}", outline).splitlines()[2:] == [
        "- **Ada Okoye**, Director. Said that the fee is final [1¶1]."
    ]


def test_judgements_keep_likelihood_and_confidence_in_sentences_of_their_own(
    tmp_path: Path,
) -> None:
    outline = "judgements: [{text: 'The board votes [@g^e2].', likelihood: likely, confidence: low, alternative: It does not.}]\n"
    assert set_as(tmp_path, "{section: judgements, form: judgements}", outline).splitlines()[
        2:
    ] == [
        "- The board votes [1¶1]. Likelihood: likely. Confidence: low. Alternative view: It does not."
    ]


def test_a_section_by_query_fills_itself_with_exact_words(tmp_path: Path) -> None:
    spec = "{section: quotations, query: 'words and voice:speaker', show: quote, form: quotations}"
    assert set_as(tmp_path, spec, "").splitlines()[:3] == [
        "## In their own words",
        "",
        "- **Henrik Sandvik, 11 February:** “We were promised a vote” [1¶1].",
    ]


@pytest.mark.parametrize(
    ("gist", "printed"),
    [
        (
            "Okoye speaks of the fee.",
            "Okoye speaks of the fee. The Gazette: “The fee is final.” [1¶1]",
        ),
        ('Okoye says that "The fee is final".', "Okoye says that “The fee is final” [1¶1]."),
    ],
)
def test_both_prints_the_words_beside_a_gist_that_does_not_quote_them(
    tmp_path: Path, gist: str, printed: str
) -> None:
    source = SOURCE.replace("---\n{==", f"excerpts:\n  e1: {{gist: '{gist}'}}\n---\n{{==")
    outline = "background: [{fill: latest, show: both}]\n"
    page = set_as(tmp_path, "{section: background, form: bullets}", outline, source=source)
    assert page.splitlines()[2:] == [f"- {printed}"]


def test_changes_and_the_sign_off_line_have_words_of_their_own(tmp_path: Path) -> None:
    assert set_as(tmp_path, "{section: changes, form: changes}", "").splitlines()[2:] == [
        "First edition."
    ]


def test_without_anything_to_decide_there_is_nothing_to_sign(tmp_path: Path) -> None:
    spec = "{section: recommendation, form: prose}\n  - {section: sign_off, of: [recommendation, options], form: sign-off}"
    bare, asked = tmp_path / "bare", tmp_path / "asked"
    assert set_as(bare, spec, "").strip() == ""
    assert "Do not agree" in set_as(asked, spec, "recommendation: That you meet both [@g].\n")


def test_the_sign_off_line_offers_three_answers(tmp_path: Path) -> None:
    found = set_as(tmp_path, "{section: sign_off, form: sign-off}", "")
    assert found.splitlines()[2:] == ["**Agree   /   Do not agree   /   Discuss**"]


def test_a_section_with_nothing_in_it_is_left_out(tmp_path: Path) -> None:
    assert set_as(tmp_path, "{section: stakes, form: bullets}", "") == ""


def test_that_no_question_is_open_is_said(tmp_path: Path) -> None:
    spec = "{section: gaps, of: [gaps, open_questions], form: bullets}"
    assert set_as(tmp_path, spec, "").splitlines() == ["## Gaps", "", "Not in the sources"]


@pytest.mark.parametrize(
    ("citations", "sentence", "note"),
    [
        ("numbered", "The fee costs €6 million [1¶2].", "[1] Port fee"),
        (
            "author-date",
            "The fee costs €6 million [Letter via The Gazette, 5 March ¶2].",
            "Port fee",
        ),
        ("none", "The fee costs €6 million.", "Port fee"),
    ],
)
def test_citations_by_number_in_words_and_none(
    tmp_path: Path, citations: str, sentence: str, note: str
) -> None:
    spec = "{section: background, form: prose}\n  - {section: sources, form: sources}"
    found = set_as(tmp_path, spec, "background: The fee costs €6 million [@g^e3].\n", citations)
    said = found.replace("\\[", "[").splitlines()
    assert said[2] == sentence
    assert said[4].startswith(f"**Sources.** {note}")


def in_words(folder: Path, said: str) -> str:
    """A background in prose, its citations in words."""
    page = set_as(folder, "{section: background, form: prose}", said, "author-date")
    return page.replace("\\[", "[").splitlines()[2]


def test_a_source_named_in_words_goes_without_its_day_from_then_on(tmp_path: Path) -> None:
    said = "background: The fee is final [@g^e1]. A vote was promised [@g^e2], by letter [@g^e3].\n"
    assert in_words(tmp_path, said) == (
        "The fee is final [The Gazette, 5 March ¶1]. A vote was promised [The Gazette ¶1], by letter "
        "[Letter via The Gazette ¶2]."
    )


def test_of_two_sources_of_one_name_each_keeps_its_day(tmp_path: Path) -> None:
    sources = tmp_path / "briefs" / "x" / "sources"
    sources.mkdir(parents=True)
    (sources / "h.md").write_text(
        "---\ntitle: Talks\ncontainer-title: The Gazette\nissued: 2026-03-06\nvisibility: public\n---\nOn.\n"
    )
    said = "background: The fee is final [@g^e1]. It goes on [@h]. A vote was promised [@g^e2].\n"
    assert in_words(tmp_path, said) == (
        "The fee is final [The Gazette, 5 March ¶1]. It goes on [The Gazette, 6 March]. "
        "A vote was promised [The Gazette, 5 March ¶1]."
    )


def test_a_citation_that_is_not_shown_leaves_one_blank(tmp_path: Path) -> None:
    said = "background: The fee is final [@g^e1] and costs €6 million [@g^e3].\n"
    page = set_as(tmp_path, "{section: background, form: prose}", said, "none")
    assert page.splitlines()[2] == "The fee is final and costs €6 million."


def test_others_have_a_row_where_something_is_said_of_them(tmp_path: Path) -> None:
    spec = "{section: positions, form: table, columns: [{holds: party, width: 20}, {holds: stated, width: 80}]}"
    fill = "{fill: claims/none, for: [press]}"
    outline = f"positions:\n  a: {{stated: ['The fee is final [@g^e1].']}}\n  others: {{stated: [{fill}]}}\n"
    assert "Others" not in set_as(tmp_path, spec, outline)


def test_others_are_no_party_whose_silence_is_told(tmp_path: Path) -> None:
    spec = "{section: positions, of: [positions, stakes], form: table, columns: [{holds: party, width: 20}, {holds: stated, width: 40}, {holds: stakes, width: 40}]}"
    outline = "positions:\n  a: {stated: ['The fee is final [@g^e1].']}\nstakes:\n  others: ['The fee costs €6 million [@g^e3].']\n"
    assert set_as(tmp_path, spec, outline).splitlines()[4:] == [
        "| **Alpha** | The fee is final [1¶1]. | Not in the sources |",
        "| **Others** | – | The fee costs €6 million [1¶2]. |",
    ]


def test_a_long_chain_in_words_breaks_between_its_words() -> None:
    chain = "Memo to all of the staff via The Information via Article on the memo"
    assert _held(f"{chain}\u00a0¶7") == f"{chain}\u00a0¶7"
    assert _held(f"{chain}, 5 March\u00a0¶7") == f"{chain},\u00a05\u00a0March\u00a0¶7"


def test_what_a_point_cites_besides_joins_the_citation_at_its_end(tmp_path: Path) -> None:
    text = "{text: 'The fee is final [@g^e1].', cite: [g^e3]}"
    page = set_as(
        tmp_path, "{section: background, form: prose}", f"background: [{text}]\n", "footnotes"
    )
    assert page.splitlines()[2] == "The fee is final.[^1]"
    assert "[^2]" not in page


def test_places_that_the_author_wrote_have_the_dash_of_the_others(tmp_path: Path) -> None:
    page = set_as(
        tmp_path,
        "{section: background, form: prose}",
        "background: The fee is final [@g, ¶ 1-2].\n",
    )
    assert page.splitlines()[2] == "The fee is final [1¶1–2]."
