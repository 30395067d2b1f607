"""An outsider's memo equals the one built with the withheld items deleted, byte for byte.

Small briefs are drawn; each is built for the template `public` as it stands, and once more with
every withheld item deleted and with other ids, tags and slug. `zqhidden` stands in all that is
withheld, the quotations there are wrong, and nothing of it may be said or written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.workspaces import OUTLINE, TEMPLATES, Workspace, inflated

VISIBILITIES = ("public", "partner", "internal", "restricted")
SECTIONS = ("latest", "background", "positions/a", "positions/b", "claims/a", "stakes/a")


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt of a source."""

    section: str
    visibility: str
    gist: bool
    weight: int
    via: int | None
    inner: str  # the visibility of a mark within its mark, "" where there is none


@dataclass(frozen=True, slots=True)
class Paper:
    """A source."""

    visibility: str
    passages: tuple[Passage, ...]

    @property
    def public(self) -> bool:
        """Whether an outsider may see this source."""
        return self.visibility == "public"

    def hides(self, passage: Passage) -> bool:
        """Whether an outsider may not see this passage."""
        marked = (self.visibility, passage.visibility, passage.inner or "public")
        return max(marked, key=VISIBILITIES.index) != "public"


@dataclass(frozen=True, slots=True)
class Said:
    """A point of the author's: it cites a passage, or nothing, and may have its own visibility."""

    section: str
    cites: tuple[int, int] | None
    visibility: str
    audience: str  # whom it is `for:`, "" for everybody

    def hidden(self, papers: Sequence[Paper]) -> bool:
        """Whether an outsider may not see this point."""
        if self.visibility or self.audience == "long":
            return True
        return self.cites is None or cited(papers, self.cites)


def cited(papers: Sequence[Paper], at: tuple[int, int]) -> bool:
    """Whether the passage at this place is withheld."""
    paper = papers[at[0] % len(papers)]
    return paper.hides(paper.passages[at[1] % len(paper.passages)])


VISIBLE = st.sampled_from(("public", "public", *VISIBILITIES))
PASSAGES = st.builds(
    Passage,
    st.sampled_from(SECTIONS),
    VISIBLE,
    st.booleans(),
    st.integers(1, 99),
    st.none() | st.integers(0, 3),
    st.sampled_from(("", "", "public", "restricted")),
)
PAPERS = st.builds(Paper, VISIBLE, st.lists(PASSAGES, min_size=1, max_size=4).map(tuple))
POINTS = st.builds(
    Said,
    st.sampled_from(SECTIONS),
    st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
    st.sampled_from(("", "", "restricted")),
    st.sampled_from(("", "", "public", "long")),
)


@settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],  # an example is two builds: to shrink one takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(PAPERS, min_size=1, max_size=4), st.lists(POINTS, max_size=6))
def test_an_outsiders_memo_is_the_one_with_the_withheld_items_deleted(
    papers: list[Paper], points: list[Said]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = _written(Path(folder) / "one", "zqname", papers, points, deleted=False)
        less = _written(Path(folder) / "two", "other", papers, points, deleted=True)
        one, two = whole.run("build", "--for", "public"), less.run("build", "--for", "public")
        assert (one.code, two.code) == (0, 0), one.err + two.err
        assert "zqhidden" not in one.out + one.err
        memos = whole.out("zqname")
        assert memos == less.out("other")
        for data in (memos["public.md"], inflated(memos["public.docx"])):
            assert b"zqhidden" not in data and b"zqname" not in data


def test_a_source_that_relays_a_withheld_one_does_not_name_it(workspace: Workspace) -> None:
    for n, visibility in enumerate(("public", "public", "restricted")):
        head = f"---\ntitle: Paper {n}\nissued: 2026-03-0{n + 1}\nvisibility: {visibility}\n"
        via = "via: [zqhidden]" if visibility == "public" else "id: zqhidden"
        text = f'Okoye said "{{==thing {n} is so==}}{{>>^e1 #background speaker=Okoye<<}}" here.'
        workspace.write(f"briefs/harbour/sources/s{n}.md", f"{head}{via}\n---\n{text}\n")
    outline = f"{OUTLINE}background: [{{fill: background, show: quote}}]\n"
    workspace.write("briefs/harbour/outline.yaml", outline)
    assert workspace.run("build", "--for", "public").code == 0
    for data in (
        workspace.memo("harbour", "public.md"),
        inflated(workspace.memo("harbour", "public.docx")),
    ):
        assert b"zqhidden" not in data and b"thing 0 is so" in data


@pytest.mark.parametrize("slug", ["harbour-fee", "pentagon-ai"])
def test_the_press_page_of_an_example_holds_no_word_of_its_private_notes(
    examples: Workspace, slug: str
) -> None:
    shutil.copytree(Path(__file__).parents[1] / "templates", examples.root / "templates")
    examples.write("templates/public/template.yaml", TEMPLATES["public"])
    for path in (examples.root / f"briefs/{slug}/sources").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('remark="', 'remark="zqhidden '), encoding="utf-8")
    done = examples.run("build", slug, "--for", "public")
    assert done.code == 0, done.err
    memos = examples.out(slug)
    for data in (memos["public.md"], inflated(memos["public.docx"])):
        for private in (b"zqhidden", b"INTERNAL", b"Chief of Staff"):
            assert private not in data


def _written(
    root: Path, name: str, papers: list[Paper], points: list[Said], *, deleted: bool
) -> Workspace:
    """The brief on the disk, its ids made of `name`; with or without what is withheld."""
    made = Workspace(root)
    made.write("briefgen.yaml", "")
    for template, text in TEMPLATES.items():
        made.write(f"templates/{template}/template.yaml", text)
    kept = [(n, p) for n, p in enumerate(papers) if not (deleted and not p.public)]
    for n, _ in kept:
        text = _source(n, papers, name, deleted=deleted)
        made.write(f"briefs/{name}/sources/{name}-{n}.md", text)
    made.write(f"briefs/{name}/outline.yaml", _outline(papers, points, name, deleted=deleted))
    return made


def _source(number: int, papers: list[Paper], name: str, *, deleted: bool) -> str:
    paper = papers[number]
    hidden = "zqhidden " if not paper.public else ""
    head = f"---\ntitle: {hidden}Paper {number}\nissued: 2026-03-0{number + 1}\nvisibility: {paper.visibility}\n---\n"
    body = []
    for n, passage in enumerate(paper.passages):
        via = passage.via if passage.via is not None and passage.via < len(papers) else None
        if via is None or via == number or (deleted and not papers[via].public):
            relays = ""
        else:
            relays = f" via={name}-{via}"
        body.append(_paragraph(n, passage, paper, name, relays, deleted=deleted))
    return head + "\n\n".join(body) + "\n"


def _paragraph(
    number: int, passage: Passage, paper: Paper, name: str, relays: str, *, deleted: bool
) -> str:
    hides = paper.hides(passage)
    before = f"In paragraph {_WORD[number]} something is said."
    if deleted and hides:
        return before
    hidden = "zqhidden " if hides else ""
    gist = f'gist="They said {hidden}so, in short." ' if passage.gist else ""
    mark = f"^{name}-{number} #{passage.section} #{name}/tag visibility={passage.visibility} "
    mark += f'weight={passage.weight} {gist}remark="zqhidden"{relays}'
    thing = "thing"
    if passage.inner:  # a mark within the mark: what it withholds, the outer one withholds too
        thing = f"{{==thing==}}{{>>#{name}/inner visibility={passage.inner}<<}}"
    words = f"{hidden}The {_WORD[number]} {thing} was said."
    return f"{before} {{=={words}==}}{{>>{mark}<<}} It went on."


def _outline(papers: list[Paper], points: list[Said], name: str, *, deleted: bool) -> str:
    memo = (
        "memo: {from: Policy Office}"
        if deleted
        else "memo: {from: Policy Office, to: zqhidden, handling: zqhidden}"
    )
    lines = ["title: Harbour fee dispute", "as_of: 2026-03-09", memo]
    lines += ["parties:", "  a: {name: Authority}", "  b: {name: Lines}"]
    items = {
        section: _items(section, papers, points, name, deleted=deleted) for section in SECTIONS
    }
    lines += [f"latest: [{', '.join(items['latest'])}]"]
    lines += [f"background: [{', '.join(items['background'])}]", "positions:"]
    lines += [
        f"  a: {{stated: [{', '.join(items['positions/a'])}], claims: [{', '.join(items['claims/a'])}]}}"
    ]
    lines += [f"  b: {{stated: [{', '.join(items['positions/b'])}]}}", "stakes:"]
    lines += [f"  a: [{', '.join(items['stakes/a'])}]"]
    return "\n".join(lines) + "\n"


def _items(
    section: str, papers: list[Paper], points: list[Said], name: str, *, deleted: bool
) -> list[str]:
    """The author's points of a section, then a fill of its own tag."""
    here = [p for p in points if p.section == section and not (deleted and p.hidden(papers))]
    return [*(_point(p, papers, name) for p in here), f"{{fill: ={section}, limit: 3}}"]


def _point(point: Said, papers: list[Paper], name: str) -> str:
    words = 'They said "zqhidden, which nobody said"' if point.hidden(papers) else "They spoke"
    cite = ""
    if point.cites is not None:
        at = point.cites[0] % len(papers)
        cite = f" [@{name}-{at}^{name}-{point.cites[1] % len(papers[at].passages)}]"
    own = f", visibility: {point.visibility}" if point.visibility else ""
    own += f", for: [{point.audience}]" if point.audience else ""
    return f"{{text: '{words}{cite}.'{own}}}"


_WORD = ("first", "second", "third", "fourth")
