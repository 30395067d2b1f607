"""Capturing again: every excerpt is the same, moved, changed, ambiguous or an orphan."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import BriefgenError
from briefgen.read.captured import seal
from briefgen.read.capturing import take
from briefgen.read.capturing.again import Recapture, recapture
from briefgen.read.capturing.anchor import Anchored, State, anchor, counted, selector
from briefgen.read.source import source_of
from tests.capture.documents import docx, p
from tests.workspaces import Workspace

OLD = """\
---
id: gazette
title: Port fee talks stall   # as printed
reliability: B
paragraphs: blank
sha256: {seal}
excerpts:
  e2: {{gist: The authority says the fee is final., credibility: 3}}
---
Talks on the fee {{==broke down on 2 March==}}{{>>^e1 #latest<<}}, the port said.{{>>ask them why<<}}

The authority "{{==will not reopen the question of the harbour fee==}}{{>>^e2 #positions/authority speaker="Ada Okoye"<<}}" before May.

{{==The lines will not pay more than 80 cents a tonne.==}}{{>>#positions/lines<<}}
"""
BODY = """\
Talks on the fee broke down on 2 March, the port said.

The authority "will not reopen the question of the harbour fee" before May.

The lines will not pay more than 80 cents a tonne.
"""
FILE = OLD.format(seal=seal(BODY))


def again(text: str, accept: bool = False, old: str = FILE) -> Recapture:
    return recapture(old, take("new.txt", text.encode()), "", "gazette.md", accept=accept)


def states(done: Recapture) -> dict[str, str]:
    return {outcome.id: str(outcome.found.state) for outcome in done.outcomes}


def excerpts(text: str) -> dict[str, str]:
    source, findings = source_of(text, "gazette.md")
    assert source is not None
    assert [str(f) for f in findings if f.is_error] == []
    return {excerpt.id: excerpt.exact for excerpt in source.excerpts}


def test_the_same_text_gives_the_same_file() -> None:
    done = again(BODY)
    assert done.text == FILE
    assert states(done) == {"e1": "same", "e2": "same", "": "same"}
    assert done.is_settled


def test_words_that_moved_are_marked_where_they_stand_now() -> None:
    first, second, third = BODY.strip().split("\n\n")
    done = again(f"{third} So they said.\n\nNew words.\n\n{second}\n\n{first}\n")
    assert states(done) == {"e1": "moved", "e2": "moved", "": "moved"}
    assert excerpts(done.text)["e2"] == "will not reopen the question of the harbour fee"
    assert "ask them why" in done.text
    assert 'speaker="Ada Okoye"' in done.text
    assert "title: Port fee talks stall   # as printed" in done.text


def test_a_lost_not_is_proposed_with_a_word_diff_and_taken_only_when_accepted() -> None:
    changed = BODY.replace("will not reopen", "will reopen")
    done = again(changed)
    assert states(done)["e2"] == "changed"
    (outcome,) = [o for o in done.outcomes if o.id == "e2"]
    assert outcome.found.diff[-1] == 'negation changed: "not" left out'
    assert "e2" not in excerpts(done.text)
    assert "will not reopen the question" in done.text  # kept with its old words
    assert not done.is_settled
    assert (
        excerpts(again(changed, accept=True).text)["e2"]
        == "will reopen the question of the harbour fee"
    )


def test_what_was_put_off_can_be_accepted_later_or_comes_back_with_its_words() -> None:
    changed = BODY.replace("will not reopen", "will reopen")
    put_off = again(changed).text
    accepted = again(changed, accept=True, old=put_off)
    assert excerpts(accepted.text)["e2"] == "will reopen the question of the harbour fee"
    assert "orphan" not in accepted.text
    restored = again(BODY, old=put_off)
    assert excerpts(restored.text) == excerpts(FILE)
    assert '#positions/authority speaker="Ada Okoye"' in restored.text
    assert "credibility: 3" in restored.text


def test_an_orphan_is_kept_with_its_old_words_and_told_by_check() -> None:
    gone = BODY.split("\n\n", maxsplit=1)[0] + "\n"
    done = again(gone)
    assert states(done) == {"e1": "moved", "e2": "orphan", "": "orphan"}
    _, findings = source_of(done.text, "gazette.md")
    assert [f.code for f in findings] == ["SEL006", "SEL006"]
    assert "The lines will not pay more than 80 cents" in done.text
    twice = again(gone, old=done.text)
    assert (twice.text, len(twice.outcomes)) == (done.text, 3)


@pytest.mark.parametrize(
    ("old", "words", "new", "state"),
    [
        ("He said he did know it all.", "know", "Nobody will ever know how it ends.", "ambiguous"),
        ("We know it. You know it.", "know", "We know it. You know it.", "same"),
        ("The fee is final, they say.", "The fee is final", "The fee is final. The fee is final.", "ambiguous"),
        ("It will not reopen the old fee.", "will not reopen the old fee", "It will reopen the old fee.", "changed"),
        ("They pay $19bn for the whole harbour.", "pay $19bn for the whole harbour", "They pay $91bn for the whole harbour.", "changed"),
        ("The fee is “final”, they say.", "The fee is “final”", 'The fee is "final", they say.', "same"),
        ("It is not so.", "It is not so", "It is so.", "orphan"),
        ("The lines refuse to pay the fee at all.", "refuse to pay the fee at all", "Quite another page, in other words.", "orphan"),
    ],
)  # fmt: skip
def test_the_floors(old: str, words: str, new: str, state: str) -> None:
    start = old.index(words)
    assert anchor(selector(old, start, start + len(words)), new).state == state


WORDS = st.lists(
    st.sampled_from(
        ["the", "fee", "will", "not", "pay", "reopen", "lines", "80", "cents", "final", "board"]
    ),
    min_size=6,
    max_size=40,
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(WORDS, WORDS, st.data())
def test_every_excerpt_has_one_state_and_what_is_marked_are_its_words(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(old) - 2))
    to = data.draw(st.integers(at + 1, len(old)))
    marked = [*old[:at], "{==" + " ".join(old[at:to]) + "==}{>>^e1 #a<<}", *old[to:]]
    file = f"---\ntitle: T\n---\n{' '.join(marked)}\n"
    done = again(" ".join(new) + "\n", old=file)
    assert len(done.outcomes) == 1
    found = excerpts(done.text)
    assert found in ({}, {"e1": " ".join(old[at:to])})
    assert bool(found) == (done.outcomes[0].found.state in (State.SAME, State.MOVED))


def test_a_proposal_has_the_quotation_marks_that_the_words_had() -> None:
    old, new = (
        'He wrote "it will not reopen the fee." Then he left.',
        "He wrote “it will reopen the fee.” Then he left.",
    )
    found = anchor(selector(old, 9, 38), new)
    assert old[9:38] == '"it will not reopen the fee."'
    assert new[found.start : found.end] == "“it will reopen the fee.”"


def test_the_totals_add_up() -> None:
    assert counted([State.SAME, State.SAME, State.ORPHAN]) == (
        "3 excerpts: 2 same, 0 moved, 0 changed, 0 ambiguous, 1 orphan"
    )
    assert Anchored(State.SAME).diff == ()


def test_a_source_whose_marks_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(BriefgenError, match=r"gazette\.md:4:1"):
        again("b\n", old="---\ntitle: T\n---\n{==a\n")


def test_add_again_renews_the_file_and_keeps_the_old_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    new = tmp_path / "new.txt"
    source = workspace.root / "briefs/harbour/sources/gazette-0305.md"
    old = source.read_text("utf-8")
    new.write_text("Talks on the fee broke down on 2 March.\n\nNothing else.\n", "utf-8")
    ran = workspace.run("add", "harbour", str(new), "--again", "gazette-0305")
    assert ran.code == 1
    assert "3 excerpts: 0 same, 1 moved, 0 changed, 0 ambiguous, 2 orphan" in ran.out
    (kept,) = (workspace.root / "briefs/harbour/sources/originals").glob("gazette-0305.*.md")
    assert kept.read_text("utf-8") == old
    new.write_text(source_of(old, "x")[0].captured.text, "utf-8")  # type: ignore[union-attr] # it is read
    ran = workspace.run("add", "harbour", str(new), "--again", "gazette-0305")
    assert (ran.code, workspace.run("check", "harbour").code) == (0, 0)
    assert excerpts(source.read_text("utf-8")) == excerpts(old)


def test_comments_that_were_added_in_word_are_new_excerpts(
    workspace: Workspace, tmp_path: Path
) -> None:
    def letter(*notes: str) -> bytes:
        starts = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(len(notes)))
        ends = "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in reversed(range(len(notes))))
        told = "".join(
            f'<w:comment w:id="{n}">{p(note)}</w:comment>' for n, note in enumerate(notes)
        )
        return docx(p(starts, "The fee is final.", ends, " It stays."), comments=told)

    file = tmp_path / "letter.docx"
    file.write_bytes(letter("^e1 #a"))
    assert workspace.run("add", "harbour", str(file)).code == 0
    path = workspace.root / "briefs/harbour/sources/letter.md"
    path.write_text(path.read_text("utf-8").replace("#a", "#b"), "utf-8")
    assert "nothing changed" in workspace.run("add", "harbour", str(file), "--again", "letter").err
    longer = docx(
        p(
            "New. ",
            '<w:commentRangeStart w:id="0"/>',
            "The fee",
            '<w:commentRangeEnd w:id="0"/>',
            " is final. It stays.",
        ),
        comments=f'<w:comment w:id="0">{p("^e9 #new")}</w:comment>',
    )
    file.write_bytes(longer)
    ran = workspace.run("add", "harbour", str(file), "--again", "letter")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "1 new from comments and highlights")
    assert excerpts(path.read_text("utf-8")) == {"e1": "The fee is final.", "e9": "The fee"}
    assert "#b" in path.read_text("utf-8")  # the tag given in the file stands


def test_wrong_use_of_again_is_said(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a", "utf-8")
    assert workspace.run("add", "harbour", str(file), "--again", "nope").code == 2
    assert workspace.run("add", "harbour", str(file), "--accept").code == 2


def test_tags_that_a_known_document_was_given_since_are_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(docx(p("The fee is final.")))
    assert workspace.run("add", "harbour", str(letter)).code == 0
    tagged = p(
        '<w:commentRangeStart w:id="0"/>', "The fee is final.", '<w:commentRangeEnd w:id="0"/>'
    )
    letter.write_bytes(
        docx(tagged, comments=f'<w:comment w:id="0">{p("^e1 #positions/authority")}</w:comment>')
    )
    told = workspace.run("add", "harbour", str(letter)).err
    assert "1 comments or highlights are new: `--again letter` takes them" in told
    assert workspace.run("add", "harbour", str(letter), "--again", "letter").code == 0
    assert "are new" not in workspace.run("add", "harbour", str(letter)).err


def test_is_orphan_lists_what_lost_its_words_and_no_memo_has_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = "briefs/harbour/sources/gazette.md"
    workspace.write(path, FILE)
    newer = tmp_path / "newer.txt"
    newer.write_text("Nothing of all that is said any more in this text.\n", encoding="utf-8")
    assert workspace.run("add", "harbour", str(newer), "--again", "gazette").code == 1
    listed = workspace.run("excerpts", "harbour", "is:orphan")
    assert "gazette^e2  orphan  50  #positions/authority" in listed.out
    assert "Ada Okoye: will not reopen the question" in listed.out
    both = workspace.run("excerpts", "harbour", 'is:orphan and speaker:"Ada Okoye"').out
    assert "^e2" in both and "^e1" not in both
    assert "gazette^e2" not in workspace.run("excerpts", "harbour").out
    assert "left out: 3 orphan" in workspace.run("excerpts", "harbour", "source:gazette").err
    text = (workspace.root / "briefs/harbour/outline.yaml").read_text(encoding="utf-8")
    workspace.write("briefs/harbour/outline.yaml", f"{text}exposure: |\n  It is [@gazette^e2].\n")
    cited = workspace.run("check", "harbour")
    assert "no excerpt e2 in gazette: its words went when" in cited.err


SIDECAR = """\
source: gazette
excerpts:
  - {id: s1, exact: The lines will not pay more than 80 cents, tags: [claims/lines]}
  - {id: s2, exact: the port said, tags: [latest]}
"""


def test_excerpts_of_a_sidecar_are_told_when_their_words_change(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.write("briefs/harbour/sources/gazette.md", FILE)
    workspace.write("briefs/harbour/sources/gazette.excerpts.yaml", SIDECAR)
    newer = tmp_path / "newer.txt"
    newer.write_text(BODY.replace("will not pay more", "will never pay more"), encoding="utf-8")
    done = workspace.run("add", "harbour", str(newer), "--again", "gazette", "--accept")
    assert done.code == 1
    assert "^s1  changed, in gazette.excerpts.yaml" in done.out
    assert "not -> never" in done.out
    assert "^s2" not in done.out
    workspace.write(
        "briefs/harbour/sources/gazette.excerpts.yaml",
        SIDECAR.replace("will not pay", "will never pay"),
    )
    assert workspace.run("add", "harbour", str(newer), "--again", "gazette").code == 0
