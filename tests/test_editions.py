"""Editions: what is given out is numbered and kept; what is new since is marked, logged, told."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.workspaces import OUTLINE, Workspace, copy_of, inflated, word_lines

EDITIONS = "briefs/harbour/editions"
BOTTOM = "Talks stopped on 2 March; the authority"


def change(workspace: Workspace, old: str, new: str, file: str = "outline.yaml") -> None:
    """Put new words for old ones in a file of the brief."""
    path = workspace.root / "briefs/harbour" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def page(workspace: Workspace, *options: str, template: str = "executive") -> str:
    """Today's page in Markdown, no-break spaces as blanks."""
    done = workspace.run("build", "harbour", "--for", template, *options)
    assert done.code == 0, done.err
    return workspace.memo("harbour", f"{template}.md").decode().replace("\u00a0", " ")


def foot(docx: bytes) -> str:
    """The foot of a Word memo."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        name = next(n for n in package.namelist() if "word/footer" in n and n.endswith(".xml"))
        return re.sub(r"<[^>]+>", "", package.read(name).decode())


def released(workspace: Workspace, *readers: str, template: str = "executive") -> str:
    """Release a memo to readers; what was said."""
    to = [word for reader in readers for word in ("--to", reader)]
    done = workspace.run("release", "harbour", "--for", template, *to)
    assert done.code == 0, done.err
    return done.err


def unmarked_memo(workspace: Workspace) -> bytes:
    """Today's Word memo without marks, whatever became of its editions."""
    page(workspace, "--since", "none")
    return workspace.memo("harbour", "executive.docx")


def add_question(workspace: Workspace) -> None:
    change(
        workspace,
        "open_questions:\n",
        "open_questions:\n  - ask: |\n      Who may call the board?\n    cite: [gazette-0305^e1]\n",
    )


# -- release -----------------------------------------------------------------------------------


def test_a_release_keeps_the_memo_as_given_out_with_a_manifest(workspace: Workspace) -> None:
    done = workspace.run("release", "harbour", "--for", "executive", "--to", "Chief of Staff")
    assert done.code == 0, done.err
    name = f"{EDITIONS}/executive/v1/2026-03-05_harbour_executive_v1"
    assert done.out.splitlines() == [f"{name}.docx", f"{name}.md"]
    assert "executive v1, given to Chief of Staff\nthe first edition" in done.err
    manifest = json.loads((workspace.root / EDITIONS / "executive/v1/manifest.json").read_text())
    assert manifest["readers"] == [{"name": "Chief of Staff", "date": "2026-03-05"}]
    inputs = dict(manifest["inputs"])
    assert {"briefs/harbour/outline.yaml", "briefs/harbour/sources/gazette-0305.md"} <= set(inputs)
    assert "templates/executive/template.yaml" in inputs
    assert str(workspace.root) not in json.dumps(manifest)
    origins = re.findall(r'"origin": "([^"]+)"', json.dumps(manifest["document"]))
    assert "latest/1/1" in origins


def test_the_first_edition_says_so_in_its_foot_and_the_build_after_it_is_that_edition(
    workspace: Workspace,
) -> None:
    released(workspace)
    given = (
        workspace.root / EDITIONS / "executive/v1/2026-03-05_harbour_executive_v1.docx"
    ).read_bytes()
    assert "v1, first edition" in foot(given)
    page(workspace)
    assert workspace.memo("harbour", "executive.docx") == given


def test_nothing_is_released_twice_but_given_to_further_readers(workspace: Workspace) -> None:
    released(workspace, "Chief of Staff")
    done = workspace.run("release", "harbour", "--for", "executive")
    assert done.code == 1
    assert "nothing has changed since v1 of 2026-03-05 (given to Chief of Staff)" in done.err
    assert len(done.err.splitlines()) == 2  # one line, and what to do
    assert "v1, given to Deputy" in released(workspace, "Deputy", "Chief of Staff")
    manifest = json.loads((workspace.root / EDITIONS / "executive/v1/manifest.json").read_text())
    assert [r["name"] for r in manifest["readers"]] == ["Chief of Staff", "Deputy"]
    again = workspace.run("release", "harbour", "--for", "executive", "--to", "deputy")
    assert again.code == 1


@pytest.mark.slow
def test_of_every_template_a_build_after_the_release_is_that_edition(examples: Workspace) -> None:
    """The record of a page holds all that makes it this page, however it cites."""
    every = sorted(path.parent.name for path in Path("templates").glob("*/template.yaml"))
    for name in every:
        assert examples.run("release", "harbour-fee", "--for", name).code == 0, name
    states = json.loads(examples.run("status", "harbour-fee", "--format", "json").out)
    assert {s["template"]: s["edition"]["same"] for s in states} == dict.fromkeys(every, True)


def test_what_has_errors_or_was_changed_by_hand_is_not_released(workspace: Workspace) -> None:
    page(workspace)
    memo = workspace.root / "briefs/harbour/out/executive.md"
    memo.write_text(memo.read_text() + "typed at midnight\n")
    done = workspace.run("release", "harbour", "--for", "executive")
    assert done.code == 1
    assert "out/executive.md was changed by hand: nothing released" in done.err
    assert "adopt reads .docx alone" in done.err
    memo.unlink()
    change(workspace, '"will not reopen" the fee', '"will now reopen" the fee')
    done = workspace.run("release", "harbour", "--for", "executive")
    assert done.code == 1
    assert "QUO002" in done.err
    assert "executive: errors stand, nothing released" in done.err
    assert not (workspace.root / EDITIONS).exists()


def test_a_second_edition_of_the_same_day_gets_the_next_number(workspace: Workspace) -> None:
    released(workspace, "Chief of Staff")
    add_question(workspace)
    said = released(workspace, "Chief of Staff")
    assert "since v1 of 2026-03-05: 1 new" in said
    second = workspace.root / EDITIONS / "executive/v2/2026-03-05_harbour_executive_v2.docx"
    assert "v2, replaces v1 of 5 March 2026" in foot(second.read_bytes()).replace("\u00a0", " ")
    page(workspace)
    assert workspace.memo("harbour", "executive.docx") == second.read_bytes()


def test_the_manifest_of_a_small_change_differs_in_few_lines(workspace: Workspace) -> None:
    released(workspace)
    change(workspace, "Does the board have to vote?", "Does the board have to vote at all?")
    released(workspace)
    first, second = (
        (workspace.root / EDITIONS / f"executive/v{n}/manifest.json").read_text().splitlines()
        for n in (1, 2)
    )
    paragraphs = [line for line in second if line not in first and "inlines" in line]
    assert len(paragraphs) == 2  # the line that sums up, and the question


# -- what is new -------------------------------------------------------------------------------


def test_without_an_edition_a_build_is_as_ever_and_says_so_when_asked(workspace: Workspace) -> None:
    plain = page(workspace)
    done = workspace.run("build", "harbour", "--since", "last")
    assert done.code == 0
    assert "executive: no edition yet, this is the first" in done.err
    assert workspace.memo("harbour", "executive.md").decode().replace("\u00a0", " ") == plain


def test_what_is_new_and_updated_is_marked_in_words_and_with_a_bar(workspace: Workspace) -> None:
    released(workspace)
    add_question(workspace)
    change(workspace, "The fee is final; it", "The fee stands; it")
    text = page(workspace)
    assert "v2 replaces v1 (5 March 2026): 1 new, 1 updated." in text
    assert "1. **NEW** Who may call the board?" in text
    assert "**UPDATED** The fee stands; it" in text
    docx = workspace.memo("harbour", "executive.docx")
    assert b'"ListNumberChanged"' in inflated(docx)
    assert b'"TableTextChanged"' in inflated(docx)
    assert "NEW Who may call the board?" in "\n".join(word_lines(docx)).replace("\u00a0", " ")
    assert "Draft of v2, replaces v1 of 5 March 2026" in foot(docx).replace("\u00a0", " ")


def test_a_marked_memo_is_valid_and_passes_its_own_verification(
    workspace: Workspace, tmp_path: Path
) -> None:
    released(workspace)
    add_question(workspace)
    page(workspace)
    memo = tmp_path / "executive.docx"
    memo.write_bytes(workspace.memo("harbour", "executive.docx"))
    result = OpenXmlValidator().validate(str(memo))
    assert not result.errors
    assert workspace.run("verify", str(memo), "--brief", "harbour").code == 0


def test_marks_clear_with_the_next_edition(workspace: Workspace) -> None:
    released(workspace)
    add_question(workspace)
    released(workspace)
    assert "**NEW**" in page(workspace)  # it is that edition
    change(workspace, "as_of: 2026-03-05", "as_of: 2026-03-06")
    text = page(workspace)
    assert "Nothing has changed since v2 (5 March 2026)." in text
    assert "**NEW**" not in text


def test_an_older_edition_or_a_readers_last_one_can_be_asked_for(workspace: Workspace) -> None:
    released(workspace, "Ann", "Ben")
    add_question(workspace)
    released(workspace, "Ann")
    change(workspace, "The fee is final; it", "The fee stands; it")
    assert "v3 replaces v2 (5 March 2026): 1 updated." in page(workspace)
    assert "v3 replaces v2 (5 March 2026): 1 updated." in page(workspace, "--reader", "Ann")
    assert "Since v1 (5 March 2026): 1 new, 1 updated." in page(workspace, "--reader", "ben")
    assert "Since v1 (5 March 2026): 1 new, 1 updated." in page(workspace, "--since", "v1")
    unmarked = page(workspace, "--since", "none")
    assert not re.search("replaces|Since v|UPDATED|NEW", unmarked)


def test_a_reader_who_has_had_nothing_gets_the_first_and_a_misspelt_one_is_seen(
    workspace: Workspace,
) -> None:
    released(workspace, "Ann")
    add_question(workspace)
    done = workspace.run("build", "harbour", "--reader", "Anne")
    assert done.code == 0
    assert "Anne has had no edition, this is the first (given to: Ann)" in done.err
    assert b"NEW" not in workspace.memo("harbour", "executive.md")


def test_a_bottom_line_that_says_something_else_is_told(workspace: Workspace) -> None:
    released(workspace)
    change(workspace, BOTTOM, "Talks broke off on 2 March; the authority")
    assert "1 updated. The bottom line has changed." in page(workspace)


def test_so_much_that_is_new_is_said_once_and_not_marked(workspace: Workspace) -> None:
    released(workspace)
    questions = "".join(
        f"  - ask: |\n      Will the {name} come to the next meeting, and who speaks for it there?\n    cite: [gazette-0305^e1]\n"
        for name in ("mayor", "bishop", "ferry", "bank", "court")
    )
    change(workspace, "open_questions:\n", f"open_questions:\n{questions}")
    text = page(workspace)
    assert "Substantially rewritten since v1 (5 March 2026): 5 new." in text
    assert "**NEW**" not in text
    assert b'pStyle w:val="ListNumberChanged"' not in inflated(
        workspace.memo("harbour", "executive.docx")
    )


def test_a_locator_that_moved_is_no_update_and_a_point_put_before_others_changes_none(
    workspace: Workspace,
) -> None:
    released(workspace)
    path = workspace.root / "briefs/harbour/sources/gazette-0305.md"
    text = re.sub(r"sha256: \w+\n", "", path.read_text())
    path.write_text(text.replace("---\n{==", "---\nBy our reporter.\n\n{==", 1))
    moved = page(workspace)
    assert "Nothing has changed since v1" in moved
    assert "[1¶3]" in moved  # it was ¶ 2
    add_question(workspace)
    assert ": 1 new." in page(workspace)


def test_a_reader_has_a_name_on_one_line(workspace: Workspace) -> None:
    done = workspace.run("release", "harbour", "--for", "executive", "--to", " ")
    assert (done.code, done.err.startswith("briefgen: --to names nobody")) == (2, True)
    assert "given to Ann of the Board\n" in released(workspace, "Ann of\n the Board")


def test_another_name_for_a_source_or_an_excerpt_is_no_news(workspace: Workspace) -> None:
    released(workspace)
    before = workspace.memo("harbour", "executive.docx")
    for what, old, new in (
        ("source", "gazette-0305", "gazette-of-march"),
        ("excerpt", "gazette-of-march^e2", "final"),
    ):
        assert workspace.run("rename", what, old, new).code == 0
        assert workspace.run("build", "harbour").code == 0
        assert workspace.memo("harbour", "executive.docx") == before
        assert "nothing has changed since v1" in workspace.run("diff", "harbour").out
        assert "new evidence" not in workspace.run("status", "harbour").out


def test_other_sources_behind_the_same_words_are_an_update(workspace: Workspace) -> None:
    released(workspace)
    source = (workspace.root / "briefs/harbour/sources/gazette-0305.md").read_text()
    other = re.sub(r"sha256: \w+\n", "", source).replace("id: gazette-0305", "id: courier-0306")
    other = re.sub(r"\{==(Talks.*?|The lines.*?)==\}\{>>.*?<<\}", r"\1", other).replace(
        "The Gazette", "The Courier"
    )
    workspace.write("briefs/harbour/sources/courier-0306.md", other)
    change(workspace, 'reopen" it [@gazette-0305^e2]', 'reopen" it [@courier-0306^e2]')
    text = page(workspace, "--annex")
    assert ": 1 updated." in text
    log = workspace.memo("harbour", "executive-annex.md").decode()
    assert "The words are the same; they rest on other sources." in log


# -- the log -----------------------------------------------------------------------------------


def test_the_annex_keeps_new_updated_corrected_withdrawn_and_cut_apart(
    workspace: Workspace,
) -> None:
    change(
        workspace,
        "latest: [{fill: latest}]",
        "latest:\n  - {fill: latest}\n  - |\n    The letter came by post [@gazette-0305^e1].\n  - |\n    Two hundred came to the quay [@gazette-0305^e1].",
    )
    released(workspace, "Ann", "Ben")
    add_question(workspace)
    change(
        workspace,
        "  - |\n    Two hundred came to the quay [@gazette-0305^e1].",
        "  - text: |\n      Two dozen came to the quay [@gazette-0305^e1].\n    change: correction",
    )
    change(
        workspace,
        "  - |\n    The letter came by post [@gazette-0305^e1].",
        "  - text: |\n      The letter came by post [@gazette-0305^e1].\n    withdrawn: It was an e-mail.",
    )
    change(workspace, "The fee is final; it", "The fee stands; it")
    text = page(workspace, "--annex")
    assert "1 corrected, 1 new, 1 updated, 1 withdrawn." in text
    assert "**CORRECTED** Two dozen came" in text
    log = [
        line
        for line in workspace.memo("harbour", "executive-annex.md").decode().split("\n")
        if line.startswith("| ")
    ]
    kinds = [re.sub(r"\W", "", line.split("|")[1]) for line in log[2:6]]
    assert kinds == ["Corrected", "New", "Updated", "Withdrawn"]
    corrected, withdrawn = log[2], log[5]
    assert "Two hundred came to the quay. | Two dozen came to the quay." in corrected
    assert "v1 said the old words; it was given to: Ann, Ben." in corrected
    assert "The letter came by post. | – | It was an e-mail." in withdrawn


def test_what_has_no_room_any_more_is_not_called_withdrawn(workspace: Workspace) -> None:
    change(workspace, "latest: [{fill: latest}]", "latest: [{fill: latest, limit: 1}]")
    released(workspace)
    path = workspace.root / "briefs/harbour/sources/gazette-0305.md"
    text = re.sub(r"sha256: \w+\n", "", path.read_text())
    path.write_text(
        text + "\n{==Both sides met again on 4 March.==}{>>^e4 #latest date=2026-03-04<<}\n"
    )
    text = page(workspace, "--annex")
    assert ": 1 new, 1 dropped for space." in text
    log = workspace.memo("harbour", "executive-annex.md").decode()
    assert "Other evidence came before it; it still stands." in log


def test_release_says_who_was_given_what_is_now_corrected(workspace: Workspace) -> None:
    released(workspace, "Ann")
    change(
        workspace,
        '    - The fee is final; it "will not reopen" it [@gazette-0305^e2].',
        '    - The fee is set; it "will not reopen" it [@gazette-0305^e2].',
    )
    outline = (workspace.root / "briefs/harbour/outline.yaml").read_text()
    changed = outline.replace(
        '  authority: |\n    - The fee is set; it "will not reopen" it [@gazette-0305^e2].\n',
        '  authority:\n    - text: |\n        The fee is set; it "will not reopen" it [@gazette-0305^e2].\n      change: correction\n',
    )
    assert changed != outline
    workspace.write("briefs/harbour/outline.yaml", changed)
    assert "v1, which was wrong, was given to Ann" in released(workspace, "Ann")


# -- readers outside ---------------------------------------------------------------------------


def test_an_outsiders_log_repeats_no_words_and_names_no_reader(workspace: Workspace) -> None:
    released(workspace, "Press desk", template="public")
    change(workspace, "The fee is final; it", "The fee stands; it")
    text = page(workspace, "--annex", template="public")
    assert "1 updated" in text
    log = workspace.memo("harbour", "public-annex.md").decode()
    assert "The fee is final" not in log
    assert "Press desk" not in log


def test_an_edition_for_readers_who_may_see_more_is_not_compared(workspace: Workspace) -> None:
    workspace.write("templates/own/template.yaml", "extends: executive\n")
    released(workspace, template="own")
    workspace.write("templates/own/template.yaml", "extends: executive\nceiling: public\n")
    add_question(workspace)
    done = workspace.run("build", "harbour", "--for", "own", "--since", "v1")
    assert done.code == 1
    assert "EDI001 v1 of own was for internal readers" in done.err
    done = workspace.run("build", "harbour", "--for", "own")
    assert done.code == 0
    assert "NEW" not in workspace.memo("harbour", "own.md").decode()


def test_what_was_raised_above_the_ceiling_leaves_no_trace_but_a_count(
    workspace: Workspace,
) -> None:
    change(
        workspace,
        "open_questions:\n",
        "open_questions:\n  - {ask: 'Will the harbourmaster resign?', visibility: public, cite: [gazette-0305^e1]}\n",
    )
    released(workspace, template="public")
    raised = copy_of(workspace.root, workspace.root.parent / "raised")
    raised.write(
        "templates/public/template.yaml",
        (workspace.root / "templates/public/template.yaml").read_text(),
    )
    change(
        workspace,
        "  - {ask: 'Will the harbourmaster resign?', visibility: public, cite: [gazette-0305^e1]}\n",
        "",
    )
    change(raised, "visibility: public, cite", "visibility: restricted, cite")
    for each in (workspace, raised):
        page(each, "--annex", template="public")
    assert workspace.out("harbour")["public-annex.md"] == raised.out("harbour")["public-annex.md"]
    assert workspace.out("harbour")["public.docx"] == raised.out("harbour")["public.docx"]
    assert "1 withdrawn" in page(workspace, template="public")
    assert b"harbourmaster" not in workspace.memo("harbour", "public-annex.md")


# -- editions that cannot be read --------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "it is not whole"),
        ('{"format": 99}', "was written by a later briefgen"),
        ('{"format": 1}', "it is no record of a memo"),
    ],
)
def test_a_damaged_or_later_edition_stops_the_memo_in_one_line(
    workspace: Workspace, content: str, says: str
) -> None:
    released(workspace)
    before = workspace.out("harbour")
    workspace.write(f"{EDITIONS}/executive/v1/manifest.json", content)
    add_question(workspace)
    done = workspace.run("build", "harbour")
    assert done.code == 1
    assert re.search(
        rf"outline.yaml: error EDI001 .*editions/executive/v1/manifest.json.*{says}|EDI001 .*{says}",
        done.err,
    )
    assert workspace.out("harbour") == before
    assert "Draft of v2" in foot(unmarked_memo(workspace))
    for command in ("status", "diff", "release"):
        told = workspace.run(command, "harbour")
        assert told.code == 1
        assert "build --since none" in told.out + told.err
        assert "never released" not in told.out


def test_an_edition_that_was_lost_is_named_and_so_is_what_to_do(workspace: Workspace) -> None:
    released(workspace)
    add_question(workspace)
    released(workspace)
    folder = workspace.root / EDITIONS / "executive"
    (folder / "v3").mkdir()
    done = workspace.run("build", "harbour")
    assert "editions/executive/v3 is no edition: it has no manifest.json" in done.err
    assert "delete the folder if nothing was given out" in done.err
    (folder / "v3").rmdir()
    (folder / "v1").rename(workspace.root / "elsewhere")
    done = workspace.run("build", "harbour")
    assert done.code == 1
    assert "no edition v1 of executive" in done.err
    assert "editions: v2; if v1 was deleted, take it back from version control" in done.err
    assert "released as v2" in workspace.run("status", "harbour").out


def test_an_edition_that_is_not_there_is_an_error_and_nonsense_wrong_use(
    workspace: Workspace,
) -> None:
    released(workspace)
    add_question(workspace)
    done = workspace.run("build", "harbour", "--since", "v7")
    assert done.code == 1
    assert "EDI001 there is no edition v7 of executive" in done.err
    assert "hint: editions: v1" in done.err
    assert workspace.run("build", "harbour", "--since", "tuesday").code == 2


# -- diff --------------------------------------------------------------------------------------


def test_diff_shows_words_by_section_and_party(workspace: Workspace) -> None:
    assert "no edition to compare with yet" in workspace.run("diff", "harbour").out
    released(workspace)
    assert (
        workspace.run("diff", "harbour").out
        == "executive: nothing has changed since v1 of 2026-03-05\n"
    )
    change(workspace, "The fee is final; it", "The fee stands; it")
    add_question(workspace)
    done = workspace.run("diff", "harbour")
    assert done.code == 0
    assert done.out.splitlines() == [
        "executive since v1 of 2026-03-05: 1 new, 1 updated",
        "",
        "Positions, Harbour Authority",
        "  ~ updated: The fee [-is final-]{+stands+}; it “will not reopen” it.",
        "",
        "Open questions",
        "  + new: Who may call the board?",
    ]
    markdown = workspace.run("diff", "harbour", "--format", "md").out
    assert "- **updated**: The fee ~~is final~~**stands**; it" in markdown
    found = json.loads(workspace.run("diff", "harbour", "--format", "json").out)
    assert found["counts"] == {"new": 1, "updated": 1}
    assert found["changes"][0]["was"].startswith("The fee is final")
    assert found["changes"][0]["party"] == "Harbour Authority"


# -- status ------------------------------------------------------------------------------------


def state(workspace: Workspace, *options: str) -> tuple[int, dict[str, object]]:
    done = workspace.run("status", "harbour", "--format", "json", *options)
    found: list[dict[str, object]] = json.loads(done.out)
    return done.code, found[0]


def test_status_of_a_new_brief_is_friendly(workspace: Workspace) -> None:
    done = workspace.run("status")
    assert done.code == 0
    assert "not built: briefgen build harbour --for executive" in done.out
    assert "never released" in done.out


def test_status_tells_what_is_out_of_date_and_why(workspace: Workspace) -> None:
    page(workspace)
    assert state(workspace)[1]["state"] == "current"
    change(workspace, "The fee is final; it", "The fee stands; it")
    code, found = state(workspace)
    assert code == 1
    assert (found["state"], found["points"], found["sources"]) == (
        "out of date",
        ["positions/authority/stated/1"],
        ["gazette-0305"],
    )
    page(workspace)
    assert state(workspace)[0] == 0


def test_status_tells_what_was_released_to_whom_and_what_is_new_since(workspace: Workspace) -> None:
    released(workspace, "Ann", "Ben")
    text = workspace.run("status", "harbour").out
    assert "released as v1 on 2026-03-05 to Ann, Ben" in text
    assert "nothing has changed since v1" in text
    path = workspace.root / "briefs/harbour/sources/gazette-0305.md"
    source = re.sub(r"sha256: \w+\n", "", path.read_text())
    path.write_text(source + "\n{==Nobody has said what comes next.==}{>>^e9 #background<<}\n")
    add_question(workspace)
    page(workspace)
    code, found = state(workspace)
    assert code == 0
    edition = found["edition"]
    assert isinstance(edition, dict)
    assert edition["counts"] == {"new": 1}
    assert "briefs/harbour/sources/gazette-0305.md" in edition["inputs"]
    assert found["unused"] == ["gazette-0305^e9"]


def test_status_tells_hand_edits_errors_and_what_grew_old(workspace: Workspace) -> None:
    path = workspace.root / "briefs/harbour/sources/gazette-0305.md"
    source = re.sub(r"sha256: \w+\n", "", path.read_text())
    path.write_text(source.replace("date=2026-03-02<<", "date=2026-03-02 expires=2026-03-20<<", 1))
    workspace.write(
        "briefs/harbour/outline.yaml",
        OUTLINE + "dates:\n  - {date: 2026-03-26, what: The board meets}\n",
    )
    page(workspace)
    _, found = state(workspace)
    assert found["stale"] == [{"excerpt": "gazette-0305^e1", "expired": "2026-03-20"}]
    assert found["passed"] == [{"point": "dates/1", "date": "2026-03-26"}]
    memo = workspace.root / "briefs/harbour/out/executive.md"
    memo.write_text(memo.read_text() + "typed\n")
    code, found = state(workspace)
    assert code == 1
    assert found["edited"] == ["executive.md"]
    change(workspace, '"will not reopen" the fee', '"will now reopen" the fee')
    code, found = state(workspace)
    assert (code, found["state"]) == (1, "cannot be built")


def test_status_of_an_outline_that_cannot_be_read_says_why(workspace: Workspace) -> None:
    workspace.write("briefs/harbour/outline.yaml", "title: [\n")
    done = workspace.run("status")
    assert done.code == 1
    assert "outline.yaml:" in done.err
