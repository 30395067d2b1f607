"""What a person changed in a memo by hand is shown, checked and taken into the outline."""

from __future__ import annotations

import copy
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.cli import adopting
from tests.adopting.hand import Element, Hand, W, new_behind, text_of, tracking
from tests.workspaces import SOURCE, Ran, Workspace, harbour, word_lines

SLUG = "harbour"
OUTLINE = "briefs/harbour/outline.yaml"
MEMO = "briefs/harbour/out/executive.docx"


@pytest.fixture
def built(workspace: Workspace) -> Workspace:
    """The small workspace with its memo, as briefgen wrote it."""
    assert workspace.run("build", SLUG, "--to", "docx").code == 0
    return workspace


def edit(workspace: Workspace, change: Callable[[Hand], None], name: str = MEMO) -> None:
    """Change the memo in out/ as a person at Word would."""
    hand = Hand((workspace.root / MEMO).read_bytes(), 0)
    change(hand)
    (workspace.root / name).write_bytes(hand.data())


def put(old: str, new: str) -> Callable[[Hand], None]:
    """Type other words, wherever they stand."""

    return lambda hand: hand.put(old, new)


def paragraph(hand: Hand, words: str) -> Element:
    return next(p for p in hand.paragraphs if words in text_of(p).replace("\u00a0", " "))


def outline(workspace: Workspace) -> str:
    return (workspace.root / OUTLINE).read_text("utf-8")


def lines(workspace: Workspace) -> list[str]:
    return [x.replace("\u00a0", " ") for x in word_lines((workspace.root / MEMO).read_bytes())]


def changes(ran: Ran) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ran.out)[0]["changes"]
    return found


def test_a_memo_that_nobody_changed_has_nothing_to_adopt(built: Workspace) -> None:
    done = built.run("adopt", SLUG)
    assert (done.code, done.out) == (0, "")
    assert "no memo of harbour was changed by hand" in done.err


def test_a_changed_word_goes_to_its_place_and_the_next_memo_says_it(built: Workspace) -> None:
    before = outline(built)
    edit(built, put("Talks stopped on", "Talks broke off on"))
    assert built.run("build", SLUG, "--to", "docx").code == 1
    done = built.run("adopt", SLUG, "--yes")
    assert done.code == 0, done.err
    assert outline(built) == before.replace("Talks stopped on", "Talks broke off on")
    assert "kept: briefs/harbour/edits/executive-1.docx" in done.err
    assert (built.root / "briefs/harbour/edits/outline-1.yaml").read_text("utf-8") == before
    assert built.run("build", SLUG, "--to", "docx").code == 0
    assert any("Talks broke off on 2 March" in line for line in lines(built))
    assert built.run("adopt", SLUG).out == ""


def test_without_a_person_and_without_yes_it_is_shown_and_nothing_written(built: Workspace) -> None:
    before = outline(built)
    edit(built, put("Talks stopped on", "Talks broke off on"))
    for options in ((), ("--dry-run",), ("--dry-run", "--yes")):
        done = built.run("adopt", SLUG, *options)
        assert done.code == 1
        assert "Talks broke   off on" in done.out
        told = "1 of 1 change would be taken by --yes" if options else "0 changes taken into"
        assert told in done.err
        assert outline(built) == before
    assert not (built.root / "briefs/harbour/edits").exists()


def test_an_altered_quotation_is_refused_and_the_file_stays(built: Workspace) -> None:
    before = outline(built)
    edit(built, put("“will not reopen”", "“will never reopen”"))
    done = built.run("adopt", SLUG, "--yes")
    assert done.code == 1
    assert "refused: QUO002" in done.out
    assert outline(built) == before
    assert built.run("build", SLUG, "--to", "docx").code == 1, "it is still the person's"


def test_a_character_that_no_outline_may_hold_is_refused(built: Workspace) -> None:
    edit(built, put("Talks stopped on", "Talks \u202estopped on"))
    (change,) = changes(built.run("adopt", SLUG, "--yes", "--format", "json"))
    assert (change["state"], change["taken"]) == ("refused", False)
    assert "TXT001" in json.dumps(change["diagnostics"])


def test_an_uncited_claim_is_refused(built: Workspace) -> None:
    edit(built, lambda hand: behind(hand, "Talks stopped on", "The port will close."))
    (change,) = changes(built.run("adopt", SLUG, "--format", "json"))
    assert (change["kind"], change["state"]) == ("added", "refused")
    assert "CIT001" in json.dumps(change["diagnostics"])


def behind(hand: Hand, words: str, new: str) -> None:
    """A new paragraph behind one that holds some words, in its look."""
    new_behind(paragraph(hand, words), new)


def test_labels_become_citations_of_the_outline_again(built: Workspace) -> None:
    new = "A sum [1¶3] was named; so was a refusal [1¶2; 1¶3]."
    edit(built, lambda hand: behind(hand, "Does the board", new))
    done = built.run("adopt", SLUG, "--yes")
    assert done.code == 0, done.out
    written = " ".join(outline(built).split())
    cited = "[@gazette-0305^e2; @gazette-0305^e3]"
    assert f"A sum [@gazette-0305^e3] was named; so was a refusal {cited}." in written


def test_what_would_push_another_point_off_the_page_is_not_taken(built: Workspace) -> None:
    new = "A sum was named [1¶3]."
    edit(built, lambda hand: behind(hand, "Talks stopped on", new))
    done = built.run("adopt", SLUG, "--yes")
    assert done.code == 1
    assert "a fill would leave out what is cited before it" in done.out


def test_a_label_that_the_memo_does_not_have_is_said_to_be_none(built: Workspace) -> None:
    edit(built, lambda hand: behind(hand, "Talks stopped on", "A sum was named [7¶3]."))
    (change,) = changes(built.run("adopt", SLUG, "--format", "json"))
    assert change["state"] == "not adoptable"
    assert "[7¶3] stands for nothing" in str(change["reason"])


def test_a_filled_quotation_cannot_be_reworded_into_another(built: Workspace) -> None:
    edit(built, put("Talks on the fee broke down", "Talks on the fee ended"))
    (change,) = changes(built.run("adopt", SLUG, "--yes", "--format", "json"))
    assert (change["point"], change["state"]) == ("latest/1/1", "refused")
    assert "QUO00" in json.dumps(change["diagnostics"])


def test_who_tracked_a_change_is_named(built: Workspace) -> None:
    edit(built, lambda hand: track(hand, "Talks stopped on", "Talks ", "All talks "))
    (change,) = changes(built.run("adopt", SLUG, "--yes", "--format", "json"))
    assert change["authors"] == ["Ann Reviewer"]
    assert change["taken"]
    assert "All talks stopped on 2 March" in outline(built)


def track(hand: Hand, words: str, old: str, new: str) -> None:
    """Replace the first words of a paragraph as a tracked change."""
    node = next(t for t in paragraph(hand, words).iter(f"{W}t") if (t.text or "").startswith(old))
    run = node.getparent()
    assert run is not None
    gone, came = copy.deepcopy(run), copy.deepcopy(run)
    said = gone.find(f"{W}t")
    assert said is not None
    said.text, said.tag = old, f"{W}delText"
    came.find(f"{W}t").text = new
    node.text = (node.text or "").removeprefix(old)
    run.addprevious(tracking("del", gone))
    run.addprevious(tracking("ins", came))


def test_without_any_bookmark_changes_are_found_by_likeness(built: Workspace) -> None:
    def change(hand: Hand) -> None:
        put("Talks stopped on", "Talks broke off on")(hand)
        root: Element = hand.root
        for mark in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)

    edit(built, change)
    (found,) = changes(built.run("adopt", SLUG, "--yes", "--format", "json"))
    assert (found["kind"], found["point"], found["taken"]) == ("changed", "bottom_line/1", True)


def test_what_is_no_points_is_listed_with_where_to_change_it(built: Workspace) -> None:
    def change(hand: Hand) -> None:
        put("Harbour fee dispute", "Harbour row")(hand)
        put("Chief of Staff", "Nobody")(hand)
        put("Open questions", "Questions")(hand)

    edit(built, change)
    done = built.run("adopt", SLUG, "--yes")
    assert done.code == 0, "nothing is left to decide"
    for words in ("`title` of the outline", "`memo` of the outline", "worded by the template"):
        assert words in done.out
    assert "0 left; 3 cannot be adopted" in done.err
    assert "are in that copy alone once it is built again" in done.err
    assert built.run("build", SLUG, "--to", "docx").code == 0
    assert (built.root / "briefs/harbour/edits/executive-1.docx").is_file()


def test_where_the_outline_changed_too_both_are_shown_and_nothing_is_taken(
    built: Workspace,
) -> None:
    built.write(OUTLINE, outline(built).replace("Talks stopped on", "Talks paused on"))
    edit(built, put("Talks stopped on", "Talks broke off on"))
    before = outline(built)
    done = built.run("adopt", SLUG, "--yes")
    assert done.code == 1
    assert "the outline has changed too: Talks paused on" in done.out
    assert outline(built) == before


def test_a_point_put_in_before_is_no_contest(built: Workspace) -> None:
    old = "bottom_line: |\n  Talks"
    new = "bottom_line: |\n  The fee is in force [@gazette-0305^e2].\n\n  Talks"
    assert old in outline(built)
    built.write(OUTLINE, outline(built).replace(old, new))
    edit(built, put("Talks stopped on", "Talks broke off on"))
    done = built.run("adopt", SLUG, "--yes")
    assert done.code == 0, done.out
    assert "in force [@gazette-0305^e2].\n\n  Talks broke off on" in outline(built)


def answering(monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    """Sit a person at the terminal."""
    monkeypatch.setattr(adopting, "_is_watched", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))


def test_a_person_at_the_terminal_decides_each_change(
    built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(hand: Hand) -> None:
        put("Talks stopped on", "Talks broke off on")(hand)
        put("The fee is final", "The fee stands")(hand)

    edit(built, change)
    answering(monkeypatch, "n\nwhat?\ny\n")
    done = built.run("adopt", SLUG)
    assert done.code == 0, done.err
    assert done.err.count("take it?") == 3
    assert "Talks stopped on" in outline(built)
    assert "The fee stands" in outline(built)
    assert built.run("build", SLUG, "--to", "docx").code == 0, "a no settles a change"


def test_a_person_decides_where_the_outline_changed_too(
    built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write(OUTLINE, outline(built).replace("Talks stopped on", "Talks paused on"))
    edit(built, put("Talks stopped on", "Talks broke off on"))
    answering(monkeypatch, "y\n")
    done = built.run("adopt", SLUG)
    assert done.code == 0, done.err
    assert "Talks broke off on" in outline(built)
    assert "paused" not in outline(built)


def test_whoever_quits_leaves_all_as_it_was(
    built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = outline(built)
    edit(built, put("Talks stopped on", "Talks broke off on"))
    for answers in ("q\n", ""):
        answering(monkeypatch, answers)
        assert built.run("adopt", SLUG).code == 1
        assert outline(built) == before


def test_line_ends_and_mark_of_the_file_stay(built: Workspace) -> None:
    path = built.root / OUTLINE
    path.write_bytes(b"\xef\xbb\xbf" + outline(built).replace("\n", "\r\n").encode())
    assert built.run("build", SLUG, "--to", "docx").code == 0
    edit(built, put("Talks stopped on", "Talks broke off on"))
    before = path.read_bytes()
    assert built.run("adopt", SLUG, "--yes").code == 0
    assert path.read_bytes() == before.replace(b"Talks stopped on", b"Talks broke off on")


def test_a_copy_that_was_sent_back_is_adopted_too(built: Workspace) -> None:
    edit(built, put("Talks stopped on", "Talks broke off on"), "executive back from Ann.docx")
    done = built.run("adopt", SLUG, "executive back from Ann.docx", "--yes")
    assert done.code == 0, done.err
    assert "Talks broke off on" in outline(built)
    assert built.run("build", SLUG, "--to", "docx").code == 0


def test_an_edition_that_was_sent_back_is_held_against_itself(built: Workspace) -> None:
    assert built.run("release", SLUG, "--for", "executive", "--to", "Ann").code == 0
    (given,) = built.root.glob("briefs/harbour/editions/executive/v1/*.docx")
    hand = Hand(given.read_bytes(), 0)
    hand.put("The fee is final", "The fee stands")
    (built.root / "back.docx").write_bytes(hand.data())
    built.write(OUTLINE, outline(built).replace("Talks stopped on", "Talks paused on"))
    assert built.run("build", SLUG, "--to", "docx").code == 0
    done = built.run("adopt", SLUG, "back.docx", "--for", "executive", "--yes", "--format", "json")
    (change,) = changes(done)
    assert change["taken"], "what the outline says anew is no change of Ann's"
    assert "Talks paused on" in outline(built)
    assert "The fee stands" in outline(built)
    assert built.run("build", SLUG, "--to", "docx").code == 0
    assert "UPDATED The fee stands; it “will not reopen” it [1¶2]." in lines(built)


def test_words_that_mark_what_is_new_are_nobodys(built: Workspace) -> None:
    assert built.run("release", SLUG, "--for", "executive", "--to", "Ann").code == 0
    built.write(OUTLINE, outline(built).replace("The fee is final", "The fee stands"))
    assert built.run("build", SLUG, "--to", "docx").code == 0
    assert any(x.startswith("UPDATED The fee stands") for x in lines(built))
    edit(built, put("The fee stands", "The fee holds"))
    (change,) = changes(built.run("adopt", SLUG, "--yes", "--format", "json"))
    assert change["taken"]
    assert "- The fee holds; it" in outline(built)


def test_an_open_memo_is_read_as_it_was_saved(built: Workspace) -> None:
    edit(built, put("Talks stopped on", "Talks broke off on"))
    (built.root / "briefs/harbour/out/~$executive.docx").write_bytes(b"x")
    assert "open in another program" in built.run("adopt", SLUG).err


def test_a_markdown_memo_changed_by_hand_is_not_adopted_and_this_is_said(built: Workspace) -> None:
    assert built.run("build", SLUG).code == 0
    path = built.root / "briefs/harbour/out/executive.md"
    path.write_text(path.read_text("utf-8").replace("stopped", "broke off"), "utf-8")
    done = built.run("adopt", SLUG)
    assert done.code == 1
    assert "adopt reads .docx alone" in done.err


@pytest.mark.parametrize("name", ["broken.docx", "gone.docx", "notes.txt"])
def test_a_file_that_is_no_memo_is_refused_in_one_line(built: Workspace, name: str) -> None:
    if "gone" not in name:
        (built.root / name).write_bytes(b"no memo")
    done = built.run("adopt", SLUG, name)
    assert done.code in (1, 2)
    assert done.err.startswith("briefgen: ")
    assert "Traceback" not in done.err


def test_what_somebody_else_wrote_is_no_memo_of_which_all_was_deleted(built: Workspace) -> None:
    """A letter, or another brief's memo, given for ours or put in its place."""
    letter = Hand((built.root / MEMO).read_bytes(), 0)
    for text in [t for t in letter.root.iter(f"{W}t") if t.text]:
        text.text = "Dear all, hello"
    before = outline(built)
    for name in ("letter.docx", MEMO):
        (built.root / name).write_bytes(letter.data())
        done = built.run("adopt", SLUG, *([] if name == MEMO else [name]), "--yes")
        assert done.code == 2
        assert "is no executive memo of harbour: hardly any statement" in done.err
    assert outline(built) == before


def test_a_memo_for_other_readers_is_told_apart(tmp_path: Path) -> None:
    made = harbour(tmp_path)
    assert made.run("build", SLUG, "--for", "executive", "--for", "reporter").code == 0
    press = "briefs/harbour/out/reporter.docx"
    done = made.run("adopt", SLUG, press, "--for", "executive", "--yes")
    assert done.code == 2
    assert "it is likest to its reporter memo" in done.err
    assert "--for reporter" in done.err


def test_without_the_document_of_the_memo_it_is_said_what_is_missing(built: Workspace) -> None:
    edit(built, put("Talks stopped on", "Talks broke off on"))
    (built.root / "briefs/harbour/out/.briefgen/executive.docx.json").unlink()
    done = built.run("adopt", SLUG)
    assert done.code == 2
    assert "out/.briefgen/executive.docx.json" in done.err


def test_the_memo_of_a_killed_build_is_never_held_against_a_later_document(
    built: Workspace,
) -> None:
    """The document is written before the memo, and with it: a memo beside it keeps the old one."""
    record = built.root / "briefs/harbour/out/.briefgen/executive.docx.json"
    before = record.read_bytes()
    edit(built, put("Talks stopped on", "Talks broke off on"))
    built.write(OUTLINE, outline(built).replace("The fee is final", "The fee stands"))
    assert built.run("build", SLUG, "--to", "docx").code == 1
    assert record.read_bytes() == before
    assert built.run("adopt", SLUG, "--yes").code == 0
    assert "Talks broke off on" in outline(built)
    assert "The fee stands" in outline(built)


def test_a_point_that_is_said_twice_is_reworded_where_the_person_did(tmp_path: Path) -> None:
    twice = """\
title: Harbour fee dispute
as_of: 2026-03-05
parties:
  authority: {name: Harbour Authority}
  lines: {name: Shipping lines}
bottom_line: |
  Talks stopped [@gazette-0305^e1].
latest: [{fill: positions/lines, limit: 1}]
positions:
  lines: [{fill: positions/lines, limit: 1, repeat: true}]   # the same again
"""
    source = re.sub("kind=reported", 'kind=reported gist="The lines named a limit."', SOURCE)
    made = harbour(tmp_path, source, twice)
    assert made.run("build", SLUG, "--to", "docx").code == 0
    edit(made, put("The lines named a limit", "The lines gave a limit"))
    done = made.run("adopt", SLUG, "--yes")
    assert done.code == 0, done.out
    assert "replaces: gazette-0305^e3" in outline(made)
    assert "lines: [{fill: positions/lines, limit: 1, repeat: true}]   # the same" in outline(made)
    assert made.run("build", SLUG, "--to", "docx").code == 0
    said = [x for x in lines(made) if "a limit" in x]
    assert [("gave" in x, "named" in x) for x in said] == [(True, False), (False, True)]
