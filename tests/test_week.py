"""A week of harbour-fee: five mornings in a copy of the example, each with its marks, log, counts.

What arrives each morning lies in tests/week/. After each morning the memo goes to its readers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.adopting.hand import Hand
from tests.adopting.office import through_libreoffice
from tests.change.tracked import ACCEPTED, REJECTED, Read
from tests.workspaces import REPOSITORY, Ran, Workspace, copy_of, word_lines

WEEK = Path(__file__).parent / "week"
SLUG = "harbour-fee"
MORNINGS = ("monday", "tuesday", "wednesday", "thursday", "friday")
READERS = ("Chief of Staff", "Deputy")
_EDIT = re.compile(r"^<<<<\n(.*?)^====\n(.*?)^>>>>\n", re.DOTALL | re.MULTILINE)


class Week:
    """The brief, morning by morning."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.folder = workspace.root / "briefs" / SLUG

    def arrives(self, morning: str) -> None:
        """Put what came overnight in its place: sources, and the author's changes."""
        for source in (WEEK / morning).glob("*.md"):
            (self.folder / "sources" / source.name).write_bytes(source.read_bytes())
        outline = self.folder / "outline.yaml"
        text = outline.read_text(encoding="utf-8")
        edits = _EDIT.findall((WEEK / morning / "outline.edits").read_text(encoding="utf-8"))
        assert edits, morning
        for old, new in edits:
            assert text.count(old) == 1, f"{morning}: {old}"
            text = text.replace(old, new)
        outline.write_text(text, encoding="utf-8", newline="\n")

    def run(self, *args: str) -> Ran:
        """Run a command on the brief; it must have done its work."""
        done = self.workspace.run(args[0], SLUG, *args[1:])
        assert done.code == 0, done.err
        return done

    def page(self, name: str = "executive.md") -> str:
        """A file of out/, no-break spaces as blanks."""
        return self.workspace.memo(SLUG, name).decode().replace("\u00a0", " ")

    def line(self) -> str:
        """The line under the header."""
        found = re.search(r"^(?:v\d|Nothing|Substantially).*$", self.page(), re.MULTILINE)
        return found[0] if found else ""

    def marked(self) -> list[str]:
        """Every statement that is marked, as the Word file has it."""
        lines = word_lines(self.workspace.memo(SLUG, "executive.docx"))
        mark = re.compile(r"(NEW|UPDATED|CORRECTED) ")
        return [line.replace("\u00a0", " ") for line in lines if mark.match(line)]

    def log(self) -> list[tuple[str, ...]]:
        """The rows of the change log in the annex: change, where, was, is, why."""
        _, _, rest = self.page("executive-annex.md").partition("## Changes since")
        table, _, _ = rest.partition("\n## ")
        rows = [line for line in table.split("\n") if line.startswith("| ")][2:]
        return [tuple(c.strip(" *") for c in row.strip("|").split("|")) for row in rows]

    def release(self) -> str:
        """Give the memo to its readers; what was said."""
        readers = [word for name in READERS for word in ("--to", name)]
        return self.run("release", "--for", "executive", *readers).err


def played(week: Week, upto: str) -> Iterator[str]:
    """Play the mornings before `upto`, and let that one arrive."""
    week.release()
    for morning in MORNINGS[: MORNINGS.index(upto)]:
        week.arrives(morning)
        yield week.release()
    week.arrives(upto)


@pytest.fixture
def week(tmp_path: Path) -> Week:
    """The brief as it stands on 5 March, in a copy of its own."""
    return Week(copy_of(REPOSITORY, tmp_path / "week"))


def morning(week: Week, name: str) -> Sequence[str]:
    """Let a morning come and build; what the releases before it said."""
    said = list(played(week, name))
    week.run("build", "--annex")
    return said


def test_the_first_edition_says_that_it_is_the_first(week: Week) -> None:
    said = week.release()
    assert "executive v1, given to Chief of Staff, Deputy\nthe first edition" in said
    week.run("build")
    assert week.line() == ""


def test_on_monday_a_new_source_gives_a_new_line_and_another_bottom_line(week: Week) -> None:
    morning(week, "monday")
    assert week.line() == (
        "v2 replaces v1 (5 March 2026): 1 new, 1 updated, 1 dropped for space. "
        "The bottom line has changed."
    )
    assert week.marked() == [
        "UPDATED Both sides meet again on 16 March [1¶1]. Talks on the new port fee stopped on 2 March [2¶1]; "
        "the Harbour Authority said it “will not reopen” the fee [2¶2], €0.85 a tonne from 1 April [3¶1]. "
        "The shipping lines want a vote of the full board first [4¶4]; none had been held by 27 February [5 p. iii]. "
        "The sides differ on whether one is needed [2¶2; 4¶4].",
        "NEW 9 March: Neither side would say what has moved [1¶2].",
    ]
    new, updated, dropped = week.log()
    assert new[:3] == ("New", "Latest", "–")
    assert updated[:2] == ("Updated", "Bottom line")
    assert dropped[0] == "Dropped for space"
    assert dropped[4] == "Other evidence came before it; it still stands."


def test_on_tuesday_a_correction_is_called_one_and_names_who_was_given_the_wrong_figure(
    week: Week,
) -> None:
    morning(week, "tuesday")
    assert week.line() == "v3 replaces v2 (9 March 2026): 1 corrected, 1 updated."
    stake, question = week.marked()
    assert stake.startswith("CORRECTED Harbour Authority: A yield of €11.6 million")
    assert question.startswith("UPDATED Is the yield €11.6 million or about €12 million")
    corrected, updated = week.log()
    assert corrected[:2] == ("Corrected", "Stakes, Harbour Authority")
    assert "about €14 million" in corrected[2]
    assert "about €12 million" in corrected[3]
    assert "v1 said the old words; it was given to: Chief of Staff, Deputy." in corrected[4]
    assert "v2 said the old words; it was given to: Chief of Staff, Deputy." in corrected[4]
    assert updated[0] == "Updated"
    assert "v1, which was wrong, was given to Chief of Staff, Deputy" in week.release()


def test_on_wednesday_a_claim_is_withdrawn_and_another_stands_in_its_place(week: Week) -> None:
    morning(week, "wednesday")
    assert week.line() == (
        "v4 replaces v3 (10 March 2026): 1 new, 1 withdrawn, 1 dropped for space."
    )
    assert week.marked() == [
        "NEW They will ask the Tariff Tribunal whether the fee may fund more than the channel, the lines wrote on 10 March [7¶2]."
    ]
    new, withdrawn, dropped = week.log()
    assert new[1] == "Positions, Shipping lines"
    assert withdrawn[0] == "Withdrawn"
    assert withdrawn[2].startswith("The fee is a new due and by-law 9 requires")
    assert withdrawn[4] == "The lines no longer maintain it, by their letter of 10 March."
    assert dropped[:2] == ("Dropped for space", "Background")


def test_on_thursday_an_open_question_is_answered(week: Week) -> None:
    morning(week, "thursday")
    assert week.line() == "v5 replaces v4 (11 March 2026): 2 new, 1 updated, 1 dropped for space."
    latest, back, question = week.marked()
    assert latest.startswith("NEW 12 March: The full board will vote on the fee on 26 March")
    assert back.startswith("NEW On 11 February the lines asked the board")  # not on the last page
    assert (
        question
        == "UPDATED Will the board vote on 26 March? (Harbour Authority) [5¶6] Answered: It will [6¶1]."
    )


def test_on_friday_nothing_has_changed_and_the_page_says_so(week: Week) -> None:
    morning(week, "friday")
    assert week.line() == "Nothing has changed since v5 (12 March 2026)."
    assert week.marked() == []
    assert "Nothing has changed since v5 of 12 March 2026." in week.page("executive-annex.md")
    assert "since v5 of 2026-03-12: no change" in week.release()


def test_each_mornings_redline_gives_that_morning_and_the_edition_before(week: Week) -> None:
    week.release()
    for number, name in enumerate(MORNINGS, 1):
        week.arrives(name)
        redline_is_right(week, number)
        week.release()
    redline_is_right(week, 1)


def redline_is_right(week: Week, since: int) -> None:
    """Accepting all gives what a build gives today, rejecting all what the readers were given."""
    week.run("build", "--for", "executive", "--to", "docx")
    week.run("redline", "--for", "executive", "--since", f"v{since}")
    made = week.workspace.memo(SLUG, f"executive-redline-v{since}.docx")
    today = week.workspace.memo(SLUG, "executive.docx")
    (given,) = (week.folder / f"editions/executive/v{since}").glob("*.docx")
    assert seen(made, ACCEPTED) == seen(today, ACCEPTED)
    assert seen(made, REJECTED) == seen(given.read_bytes(), ACCEPTED)


def seen(data: bytes, state: str) -> str:
    """What a reader sees of the paragraphs and tables: a no-break space is a blank."""
    return repr(Read(data, state).blocks).replace("\\xa0", " ")


def test_the_whole_week_lies_in_numbered_editions_and_can_be_told_from_any_of_them(
    week: Week,
) -> None:
    morning(week, "friday")
    week.release()
    editions = week.folder / "editions/executive"
    names = sorted(p.name for p in editions.glob("v*/*.docx"))
    assert names == [
        "2026-03-05_harbour-fee_executive_v1.docx",
        "2026-03-09_harbour-fee_executive_v2.docx",
        "2026-03-10_harbour-fee_executive_v3.docx",
        "2026-03-11_harbour-fee_executive_v4.docx",
        "2026-03-12_harbour-fee_executive_v5.docx",
        "2026-03-13_harbour-fee_executive_v6.docx",
    ]
    found = json.loads(week.run("diff", "--since", "v1", "--format", "json").out)
    assert found["counts"] == {"corrected": 1, "new": 3, "updated": 3, "withdrawn": 1, "dropped": 2}
    assert found["bottom_line"] is True
    state = json.loads(week.run("status", "--for", "executive", "--format", "json").out)[0]
    assert (state["state"], state["edition"]["version"], state["edition"]["same"]) == (
        "current",
        "v6",
        True,
    )


#: What somebody typed into the memo, and the morning on which they did.
BY_HAND = {
    "tuesday": ("asked the board for a 12-month phase-in", "asked the whole board for a 12-month phase-in"),
    "thursday": ("are the receipts meant for", "are the receipts intended for"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.libreoffice
def test_what_was_changed_by_hand_on_two_mornings_is_in_fridays_memo(week: Week) -> None:
    outline = week.folder / "outline.yaml"
    remarks = re.compile(r"(?m)^ *#.*")
    week.release()
    for name in MORNINGS:
        week.arrives(name)
        if name in BY_HAND:
            before = remarks.findall(outline.read_text(encoding="utf-8"))
            edited_by_hand(week, name)
            assert remarks.findall(outline.read_text(encoding="utf-8")) == before
        week.release()
    week.run("build", "--for", "executive")
    for old, new in BY_HAND.values():
        assert new in week.page()
        assert old not in week.page()


def edited_by_hand(week: Week, name: str) -> None:
    """Type other words into the memo, on Thursday in LibreOffice; nothing of it is lost."""
    week.run("build", "--for", "executive")
    memo = week.folder / "out/executive.docx"
    hand = Hand(memo.read_bytes(), 0)
    hand.put(*BY_HAND[name])
    memo.write_bytes(through_libreoffice(hand.data()) if name == "thursday" else hand.data())
    refused = week.workspace.run("build", SLUG, "--for", "executive", "--to", "docx")
    assert refused.code == 1
    assert "HND001" in refused.err
    assert "changed by hand: executive.docx" in week.workspace.run("status", SLUG).out
    week.run("adopt", "--for", "executive", "--yes")
    week.run("build", "--for", "executive")
    assert BY_HAND[name][1] in week.page()
