"""The leak scan: whatever part of a finished file a withheld word stands in, it is found."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

import pytest

from briefgen.model.brief import Withheld
from briefgen.verify import leaks
from briefgen.verify.leaks import find_leaks
from briefgen.write.word.package import pack, unpack
from briefgen.write.word.writer import to_docx
from tests.word.samples import document, template
from tests.workspaces import SOURCE, Workspace, seal

MEMO = to_docx(document(), template(), {})
WORDS = "The minister asked counsel to prepare a retreat. She called zq77x81 about it."
WITHHELD = Withheld(
    frozenset({WORDS, "Ottoline Brandvold", "5 March 2026", "the fee"}),
    frozenset({"letter-0301", "positions/authority/private", "e2"}),
    frozenset({"The minister asked counsel.", "5 March 2026"}),
)


@dataclass(frozen=True)
class File:
    name: str
    data: bytes


def found_in(data: bytes, name: str = "press.docx") -> list[str]:
    return [f.message for f in find_leaks([File(name, data)], WITHHELD)]


def with_part(name: str, old: str, new: str) -> bytes:
    parts = unpack(MEMO)
    text = parts[name].decode()
    assert old in text
    return pack({**parts, name: text.replace(old, new, 1).encode()})


def test_a_memo_that_holds_nothing_withheld_is_handed_over() -> None:
    assert found_in(MEMO) == []
    assert (
        found_in(b"# A title\n\nThe minister asked counsel. 5 March 2026, the fee, e2.\n", "m.md")
        == []
    )


@pytest.mark.parametrize(
    "words",
    [
        "counsel to prepare a retreat",
        "COUNSEL TO PREPARE A RETREAT",
        "Ottoline Brandvold",
        "zq77x81 about it",
        "letter-0301",
        "positions/authority/private",
    ],
)
@pytest.mark.parametrize(
    ("part", "before"),
    [
        ("word/document.xml", "Talks between"),
        ("word/header1.xml", "Briefing memo"),
        ("docProps/core.xml", "Harbour fee"),
        ("word/document.xml", "One row a party"),  # the description of a table
        ("word/_rels/document.xml.rels", "https://example.org/"),
    ],
)
def test_every_place_of_a_package_is_searched(words: str, part: str, before: str) -> None:
    spelled = words.replace(" ", "%20") if part.endswith(".rels") else words
    assert found_in(with_part(part, before, f"{spelled}/ {before}"))


def test_words_split_over_runs_are_found() -> None:
    split = "counsel to</w:t></w:r><w:r><w:t> prepare a retreat. Talks between"
    assert found_in(with_part("word/document.xml", "Talks between", split))


def test_a_new_part_is_searched_too() -> None:
    parts = {**unpack(MEMO), "customXml/item1.xml": f"<x>{WORDS}</x>".encode()}
    assert found_in(pack(parts)) == [
        "withheld words stand in customXml/item1.xml: nothing was written"
    ]


def test_markdown_is_searched_line_by_line() -> None:
    assert found_in(f"# Title\n\n{WORDS}\n".encode(), "press.md")


def test_a_finding_does_not_say_what_it_found() -> None:
    message = " ".join(found_in(f"{WORDS}\n".encode(), "press.md"))
    assert not re.search("minister|zq77|retreat", message)


def test_a_build_that_leaks_writes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first lock is broken on purpose: the writer adds what it was never given."""
    secret = SOURCE.replace("id: gazette-0305", "id: memo-0301").replace(
        "visibility: public", "visibility: restricted"
    )
    secret = secret.replace(
        "Talks on the fee broke down on 2 March.", "Counsel advised a quiet retreat in May."
    )
    workspace.write("briefs/harbour/sources/memo-0301.md", secret.replace("SEAL", seal(secret)))
    assert workspace.run("build", "harbour").code == 0
    before = workspace.out("harbour")
    real = to_docx

    def leaky(*args: object) -> bytes:
        data = unpack(real(*args))  # type: ignore[arg-type]  # passed on as they came
        text = data["docProps/core.xml"].decode()
        data["docProps/core.xml"] = text.replace(
            "<dc:title>", "<dc:title>Counsel advised a quiet retreat "
        ).encode()
        return pack(data)

    monkeypatch.setattr("briefgen.write.word.writer.to_docx", leaky)
    done = workspace.run("build", "harbour")
    assert done.code == 1
    assert "VIS010 withheld words stand in docProps/core.xml" in done.err
    assert "quiet retreat" not in done.err
    assert workspace.out("harbour") == before


def test_the_scan_shares_nothing_with_what_it_guards() -> None:
    names = set(vars(leaks))
    assert not {"withhold", "select", "visible_points"} & names
    assert zipfile.is_zipfile(io.BytesIO(MEMO))
