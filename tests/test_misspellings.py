"""200 and more misspellings of who may read what: none leaks, none passes in silence.

Each is made in a brief on the disk, which is read: the misspelling is an error at its place that no
page can be built with. Every tenth brief is built too: no memo comes out of it.
(`tests/read/test_outline.py` has the same for the reader of outlines alone.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest

from briefgen.build import load, load_template
from briefgen.diagnostics import Diagnostic
from briefgen.read.workspace import find_workspace
from tests.read.test_outline import misspellings
from tests.workspaces import Workspace

LEVELS = ("public", "partner", "internal", "restricted")
#: Where a visibility is written, `{key}: {value}` or `{key}={value}`: (file, what stands there).
PLACES = {
    "a point": ("outline", "background: [{{text: Zqsecret., {key}: {value}}}]"),
    "a fill": ("outline", "background: [{{fill: secret, {key}: {value}, show: quote}}]"),
    "a question": ("outline", "open_questions: [{{ask: Zqsecret?, {key}: {value}}}]"),
    "a source": ("source", "{key}: {value}"),
    "a mark": ("mark", "{key}={value}"),
    "an excerpt in front matter": ("source", "excerpts: {{e9: {{{key}: {value}}}}}"),
    "a sidecar": ("sidecar", "{key}: {value}"),
    "a template": ("template", "{key}: {value}"),
}
PAPER = """\
---
id: zq
title: Zqtitle
issued: 2026-03-01
{source}
---
{{==Zqsecret words.==}}{{>>^e9 #secret #background {mark}<<}} And {{==more of it==}}{{>>^e8 #secret<<}}.
"""
SIDECAR = "source: zq\nexcerpts:\n  - {{id: e7, exact: And more, tags: [secret], {sidecar}}}\n"


def cases() -> Iterator[tuple[str, str, str]]:
    """(place, key, value): each misspelling in one place, the places taking turns."""
    places = cycle(PLACES)
    for word in dict.fromkeys(misspellings("visibility")):
        yield next(places), word, "restricted"
    for word in dict.fromkeys(misspellings("ceiling")):
        yield "a template", word, "public"
    for level in LEVELS:
        for word in dict.fromkeys(misspellings(level)):
            yield next(places), "visibility", word


CASES = [
    (place, key, value)
    for place, key, value in cases()
    if key not in ("visibility", "ceiling") or value not in LEVELS
]


def test_there_are_two_hundred_of_them() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("place", PLACES)
def test_no_misspelt_visibility_leaks_or_passes(workspace: Workspace, place: str) -> None:
    mine = [(key, value) for where, key, value in CASES if where == place]
    for number, (key, value) in enumerate(mine):
        _write(workspace, place, _own(place, key), value)
        misspelt = value if key in ("visibility", "ceiling") else key
        assert_refused(workspace, misspelt, build=number % 10 == 0)


@pytest.mark.parametrize("place", PLACES)
def test_spelt_right_it_is_taken(workspace: Workspace, place: str) -> None:
    _write(workspace, place, _own(place, "visibility"), "internal")
    done = workspace.run("build", "--for", "public", "--to", "md")
    assert "unknown" not in done.err and "no value" not in done.err


#: Where a template is named.
NAMED = (
    "background: [{{text: 'Zqsecret [@gazette-0305^e1].', for: [{name}]}}]",
    "latest: [{{text: 'Zqsecret [@gazette-0305^e1].', for: [public, {name}]}}]",
    "MEMO {name}: {{from: Zqsecret}}",
)
NAMES = dict.fromkeys((*misspellings("executive"), *misspellings("public")))
TEMPLATES = [pair for pair in zip(cycle(NAMED), NAMES) if pair[1] not in ("executive", "public")]


def test_no_misspelt_template_leaks_or_passes(workspace: Workspace) -> None:
    assert len(TEMPLATES) >= 60
    plain = (workspace.root / "briefs/harbour/outline.yaml").read_text(encoding="utf-8")
    plain = plain.replace("latest: [{fill: latest}]\n", "")
    for number, (form, word) in enumerate(TEMPLATES):
        line = form.format(name=word)
        text = f"{plain}{line}\n"
        if line.startswith("MEMO "):
            text = plain.replace("memo: {", f"memo: {{{line.removeprefix('MEMO ')}, ")
        workspace.write("briefs/harbour/outline.yaml", text)
        assert_refused(workspace, word, build=number % 20 == 0)


def assert_refused(made: Workspace, word: str, *, build: bool) -> None:
    """An error names the word and stops every page that has the source; if it is built, no memo is written."""
    errors = [f for f in _found(made) if f.is_error and word in f.message]
    assert errors and errors[0].place.line and errors[0].about in ("", "zq"), word
    if not build:
        return
    done = made.run("build", "--for", "public", "--to", "md")
    assert done.code == 1 and word in done.err, word
    assert "public.md" not in made.out("harbour")


def _found(made: Workspace) -> list[Diagnostic]:
    """What is said of the brief and of its template when they are read."""
    found = find_workspace(made.root)
    return [*load(found, "harbour").found, *load_template(found, "public")[1]]


def _own(place: str, key: str) -> str:
    """What the key is called in this place: in templates it is the ceiling."""
    return "ceiling" if place == "a template" and key == "visibility" else key


def _write(made: Workspace, place: str, key: str, value: str) -> None:
    where, form = PLACES[place]
    said = {"source": "visibility: public", "mark": "", "sidecar": "visibility: public"}
    if "front matter" in place:
        said["source"] += "\n" + form.format(key=key, value=value)
    elif where in said:
        said[where] = form.format(key=key, value=value)
    outline = f"{form.format(key=key, value=value)}\n" if where == "outline" else ""
    if "background" not in outline:
        outline += "background: [{fill: background or secret, show: quote}]\n"
    plain = (made.root / "briefs/harbour/outline.yaml").read_text(encoding="utf-8")
    kept = plain.split("open_questions:")[0].split("background:")[0]
    made.write("briefs/harbour/outline.yaml", kept + outline)
    made.write("briefs/harbour/sources/zq.md", PAPER.format(**said))
    made.write("briefs/harbour/sources/zq.excerpts.yaml", SIDECAR.format(**said))
    if where == "template":
        template = f"extends: executive\n{form.format(key=key, value=value)}\n"
        made.write("templates/public/template.yaml", template)
