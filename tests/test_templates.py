"""The nine templates: what they are, what they say, and what they make of harbour-fee."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import Loaded, build, load, load_template, make, prepare
from briefgen.check.forbid import FORBIDDEN
from briefgen.compose.wording import MONTHS
from briefgen.fit.widths import face
from briefgen.model.document import paragraphs, plain
from briefgen.model.template import Template
from briefgen.read.keys import WORDS
from briefgen.read.words import companion_words
from briefgen.read.workspace import Workspace, find_workspace
from briefgen.trial import incomplete_wording, trials
from briefgen.write.markdown import to_markdown
from tests.workspaces import Workspace as Example

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "templates"
CEILINGS = {
    "press": "public", "reporter": "public", "mediator": "partner", "investor": "partner",
    "executive": "internal", "decision": "internal", "research": "internal",
    "legal": "internal", "assessment": "internal",
}  # fmt: skip
PAGES = {"legal": 2, "research": 2}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return find_workspace(ROOT)


@pytest.fixture(scope="module")
def harbour(workspace: Workspace) -> Loaded:
    return load(workspace, "harbour-fee")


def read(workspace: Workspace, name: str) -> Template:
    template, found = load_template(workspace, name)
    assert found == []
    assert template is not None
    return template


@pytest.fixture(scope="module", params=CEILINGS)
def template(request: pytest.FixtureRequest, workspace: Workspace) -> Template:
    return read(workspace, request.param)


def test_a_template_has_its_ceiling_its_pages_and_the_one_look(template: Template) -> None:
    assert template.ceiling.word == CEILINGS[template.name]
    assert template.page.pages == PAGES.get(template.name, 1)
    assert template.look is not None
    assert template.look.parent.name == "executive"


def test_what_an_outsider_never_gets_has_no_place_on_his_page(template: Template) -> None:
    keys = {name for spec in template.sections for name in (spec.key, *spec.of)}
    authored = {"recommendation", "options", "decide_by"}
    assert not keys & authored or template.name == "decision"
    assert "lines" not in keys or template.name == "press"
    assert "judgements" not in keys or template.name == "assessment"


def test_bottom_line_questions_and_sources_are_never_cut(template: Template) -> None:
    protected = {n for s in template.sections if s.protected for n in (s.key, *s.of)}
    shown = {n for s in template.sections for n in (s.key, *s.of)}
    assert {"bottom_line", "open_questions", "sources"} & shown <= protected


def test_the_wording_is_complete_in_three_languages(template: Template) -> None:
    assert {"en", "de", "fr"} == template.wording.keys() == MONTHS.keys()
    companions, wrong = companion_words((ROOT / "templates",))
    assert wrong == []
    assert incomplete_wording(template, companions) == []


def test_everything_that_a_page_needs_has_words(template: Template) -> None:
    for words in template.wording.values():
        assert all(f"label.{name}" in words for name in template.header)
        assert all(f"heading.{spec.key}" in words for spec in template.sections)
        assert all(f"column.{c.holds}" in words for s in template.sections for c in s.columns)


def test_a_label_ends_before_its_value_begins(template: Template) -> None:
    bold = face("Calibri", bold=True)
    assert bold is not None
    for words in template.wording.values():
        for name in template.header:
            assert sum(bold.widths(words[f"label.{name}"], 10.5)) < 58, words[f"label.{name}"]


def test_the_reader_knows_the_rules_that_a_template_may_ask_for() -> None:
    assert set(WORDS["forbid"]) == FORBIDDEN.keys()


def test_every_rule_that_a_template_may_ask_for_is_asked_for_by_one(workspace: Workspace) -> None:
    asked = {name for each in CEILINGS for name in read(workspace, each).forbid}
    assert asked == FORBIDDEN.keys()


def test_trial_briefs_find_nothing_wrong_with_it(template: Template) -> None:
    made = list(trials(template))
    assert [t.found for t in made] == [()] * 3
    assert all(t.pages for t in made)


def test_harbour_fee_is_what_it_was(
    template: Template, harbour: Loaded, request: pytest.FixtureRequest
) -> None:
    """`--update-golden` writes the files anew; the diff is to be read."""
    prepared = prepare(harbour, template)
    assert not any(f.is_error for f in prepared.found)
    made = to_markdown(make(prepared, template).document, template).decode()
    golden = GOLDEN / f"{template.name}.md"
    if request.config.getoption("--update-golden"):
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", ["harbour-fee", "pentagon-ai"])
def test_both_examples_build_for_it(
    template: Template, workspace: Workspace, slug: str, tmp_path: Path
) -> None:
    built = build(load(workspace, slug), template, ("docx", "md"), tmp_path)
    assert [f for f in built.found if f.is_error] == []
    assert [o.format for o in built.outputs] == ["docx", "md"]
    assert built.outputs[0].fit == "fits"
    assert built.outputs[0].pages == PAGES.get(template.name, 1)


def test_the_real_case_builds_for_it(template: Template, shared: Path, tmp_path: Path) -> None:
    cases = find_workspace(shared / "cases")
    built = build(load(cases, "pentagon-ai"), template, ("docx",), tmp_path)
    assert [str(f) for f in built.found if f.is_error] == []
    assert built.outputs[0].pages in (1, PAGES.get(template.name, 1))


def words_of(workspace: Workspace, loaded: Loaded, name: str) -> str:
    template = read(workspace, name)
    document = make(prepare(loaded, template), template).document
    fields = [f"{label}: {value}" for label, value in document.fields]
    return "\n".join([*fields, *(plain(p.inlines) for p in paragraphs(document.blocks))])


def test_a_point_for_one_audience_stands_on_no_other_page(
    workspace: Workspace, harbour: Loaded
) -> None:
    pages = {name: words_of(workspace, harbour, name) for name in CEILINGS}
    assert [n for n, text in pages.items() if "Anything of the opinion of counsel" in text] == [
        "press"
    ]
    assert {n for n, text in pages.items() if "without a date for another meeting" in text} == {
        "press", "reporter", "mediator", "investor",
    }  # fmt: skip
    assert {n for n, text in pages.items() if "what does it say?" in text} == {
        "research", "reporter",
    }  # fmt: skip


def test_the_header_of_one_audience_is_its_own(workspace: Workspace, harbour: Loaded) -> None:
    pages = {name: words_of(workspace, harbour, name) for name in CEILINGS}
    assert "For: Decision" not in pages["executive"]
    assert [n for n, text in pages.items() if "Matter: Calder harbour" in text] == ["legal"]
    assert [n for n, text in pages.items() if "Speaks: Duty press officer" in text] == ["press"]
    assert "Chief of Staff" not in pages["mediator"] + pages["reporter"] + pages["investor"]


def test_no_page_warns_of_a_column_that_it_does_not_have(examples: Example) -> None:
    pages = [part for name in CEILINGS for part in ("--for", name)]
    for slug in ("harbour-fee", "pentagon-ai"):
        done = examples.run("build", slug, "--to", "md", *pages)
        assert done.code == 0, done.err
        assert "BAL004" not in done.err


def test_recommendations_lines_and_judgements_print_only_where_they_belong(
    workspace: Workspace, harbour: Loaded
) -> None:
    pages = {name: words_of(workspace, harbour, name) for name in CEILINGS}
    marks = {
        "That you offer": "decision",
        "we hope that both sides": "press",
        "Both sides are likely": "assessment",
    }
    for mark, only in marks.items():
        assert [n for n, text in pages.items() if mark in text] == [only]


def test_what_a_page_lacks_takes_no_excerpt_from_what_it_has(
    workspace: Workspace, harbour: Loaded
) -> None:
    """`latest` fills first; a page without it has its excerpts in the sections that it has."""
    template = read(workspace, "mediator")
    selection = prepare(harbour, template).selection
    assert {p.section for p in selection.points} <= {
        n for s in template.sections for n in (s.key, *s.of)
    }
