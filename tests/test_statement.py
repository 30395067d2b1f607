"""The source statement and the marks: how many origins, what is open, on what a point rests."""

from __future__ import annotations

from tests.workspaces import Workspace

HEAD = """\
---
title: {title}
container-title: {title}
issued: 2026-03-05
reliability: B
visibility: public
---
"""
GAZETTE = HEAD.format(title="The Gazette") + (
    "{==The letter asks for 14 berths.==}{>>^e1 #background via=letter speaker=Lind<<}\n"
)
HERALD = HEAD.format(title="The Herald") + (
    "{==The letter asks for 11 berths.==}{>>^h1 #background via=letter speaker=Lind<<}\n"
)
OUTLINE = """\
title: Harbour fee dispute
as_of: 2026-03-05
parties:
  lines: {name: Shipping lines}
names:
  Mara Lind: {short: Lind, party: lines}
origins:
  letter: {name: Letter to the board, seen: false}
background:
  - |
    - The letter asks for 14 berths, Lind said [@gazette^e1], or for 11 [@herald^h1].
conflicts:
  - text: |
      The number of berths [@gazette^e1; @herald^h1].
    members: [gazette^e1, herald^h1]
    resolution: needs-primary
"""
ASKED = """\
open_questions:
  - ask: |
      Is it 14 berths or 11?
    cite: [gazette^e1, herald^h1]
"""
MARKING = "extends: executive\nmark: [single-origin, single-party]\n"


LETTER = """\
---
title: Letter to the board
author: [{family: Lind, given: Mara}]
issued: 2026-03-01
voice: speaker
---
{==We ask for 14 berths.==}{>>^l1 #positions/lines speaker=Lind<<} {==The lines pay for 9.==}{>>^l2 #background speaker=Lind<<}
"""
OWN = """\
positions:
  lines: |
    - They ask for 14 berths, Lind wrote [@letter-2^l1].
"""


def memo(workspace: Workspace, more: str = "", template: str = "executive") -> str:
    """The Markdown of the little brief, no-break spaces as blanks."""
    workspace.write("briefs/little/outline.yaml", OUTLINE + more)
    workspace.write("briefs/little/sources/gazette.md", GAZETTE)
    workspace.write("briefs/little/sources/herald.md", HERALD)
    workspace.write("templates/marking/template.yaml", MARKING)
    done = workspace.run("build", "little", "--for", template)
    assert done.code == 0, done.err
    return workspace.memo("little", f"{template}.md").decode().replace("\u00a0", " ")


def test_the_statement_counts_origins_where_they_are_fewer_than_the_documents(
    workspace: Workspace,
) -> None:
    assert "2 documents, 1 origin." in memo(workspace)


def test_an_open_conflict_on_the_page_is_said_in_the_source_note(workspace: Workspace) -> None:
    assert "it is open who is right: [1¶1; 2¶1]" in memo(workspace).replace("\\", "")


def test_a_question_that_asks_about_it_is_enough(workspace: Workspace) -> None:
    assert "it is open who is right" not in memo(workspace, ASKED)


def test_a_point_says_on_what_it_rests_where_the_template_asks(workspace: Workspace) -> None:
    assert "one origin, one party's account" in memo(workspace, template="marking")
    assert "one origin" not in memo(workspace)


def test_a_partys_own_position_in_its_own_letter_needs_no_mark(workspace: Workspace) -> None:
    workspace.write("briefs/little/sources/letter-2.md", LETTER)
    text = memo(workspace, OWN, template="marking")
    assert "one origin, one party's account" in text
    assert "Lind wrote" in text
    position = next(line for line in text.splitlines() if "Lind wrote" in line)
    assert "one origin" not in position and "one party" not in position


def test_the_page_of_an_analyst_asks_for_single_origins_and_unnamed_persons(
    examples: Workspace,
) -> None:
    assert examples.run("build", "harbour-fee", "--for", "assessment").code == 0
    text = examples.memo("harbour-fee", "assessment.md").decode().replace("\u00a0", " ")
    assert "*(one origin, unnamed source)*" in text


def test_the_source_note_says_what_one_origin_means_where_the_page_marks_it(
    workspace: Workspace,
) -> None:
    assert "One origin: at second hand, by one source alone; own positions are not marked." in memo(
        workspace, template="marking"
    )
    assert "One origin" not in memo(workspace)


RADIO = """\
---
title: Morning interview
container-title: Radio
issued: 2026-03-03
reliability: B
visibility: public
---
{==We ask for 9 berths==}{>>^r1 #background speaker=Lind voice=speaker<<}, she said.
"""


def test_what_somebody_said_into_a_microphone_has_no_better_origin(workspace: Workspace) -> None:
    workspace.write("briefs/little/sources/radio.md", RADIO)
    said = "latest: |\n  Lind said that they asked for 9 berths [@radio^r1].\n"
    told = "gaps: |\n  No source says who paid for the 14 berths [@gazette^e1].\n"
    text = memo(workspace, said, template="marking")
    assert "one origin" not in next(line for line in text.splitlines() if "9 berths" in line)
    page = (
        MARKING
        + "sections: [{section: gaps, form: bullets}, {section: sources, form: sources}]\ncut: []\n"
    )
    workspace.write("templates/gaps/template.yaml", page)
    assert "one origin" not in memo(workspace, told, template="gaps")
