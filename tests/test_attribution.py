"""Who a sentence gives its quotation to: the source's words are never printed as a speaker's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.briefs import check_brief

OUTLINE = """\
parties:
  authority: {{name: Harbour Authority, also: [the port]}}
  lines: {{name: Shipping lines}}
names:
  Ada Okoye: {{short: Okoye, role: director, party: authority}}
  Karl Brandt: {{short: Brandt}}
origins:
  letter: {{name: Letter to the board}}
background:
  - |
    - {sentence} [@gazette^e1]
"""
#: The words "a fair price" stand outside quotation marks: they are the paper's own.
SOURCE = """\
---
title: Port fee talks stall
container-title: The Gazette
issued: 2026-03-05
visibility: public
---
{==The fee is a fair price for safe docks.==}{>>^e1 SPEAKER<<}
"""

GIVEN_TO_THE_SOURCE = """
One article calls the fee "a fair price".
The article describes it as "a fair price".
The Gazette called the fee "a fair price".
The fee is "a fair price", one article says.
The fee is "a fair price," according to the Gazette.
The fee, described by one article as "a fair price", applies from April.
According to one article, the fee is "a fair price".
After Okoye said no, one article called the fee "a fair price".
One of the two articles describes the fee as "a fair price".
An undated article writes that it is "a fair price".
In the Letter to the board, the fee is "a fair price".
Okoye said no. One article calls the fee "a fair price".
Okoye spoke for the U.S. director. The Gazette wrote "a fair price".
Neither article explains why the fee is "a fair price".
The Gazette reports that the port has "a fair price" in mind.
Okoye's critics, one article says, miss "a fair price".
""".strip().splitlines()

GIVEN_TO_A_SPEAKER = """
Okoye said the fee is "a fair price".
Okoye called it "a fair price".
Ada Okoye, director of the port, says it is "a fair price".
The fee is "a fair price," said Okoye.
The fee is "a fair price", Okoye said.
According to Okoye, the fee is "a fair price".
In Okoye's words, the fee is "a fair price".
The Harbour Authority has called it "a fair price".
The port says it is "a fair price".
The authority also described it as "a fair price".
The director told staff that it is "a fair price".
He said it is "a fair price".
They have publicly called it "a fair price".
Okoye: "a fair price".
Brandt wrote that it is "a fair price", one article reports.
One article says Okoye called it "a fair price".
Shipping lines argue that it is "a fair price".
""".strip().splitlines()


def errors(folder: Path, sentence: str, speaker: str = "") -> list[str]:
    source = SOURCE.replace(" SPEAKER", speaker and f" speaker={speaker}")
    _, found = check_brief(folder, OUTLINE.format(sentence=sentence), {"gazette.md": source})
    return [f.code for f in found if f.is_error]


@pytest.mark.parametrize("sentence", GIVEN_TO_THE_SOURCE)
def test_the_source_may_be_quoted_as_itself(sentence: str, tmp_path: Path) -> None:
    assert errors(tmp_path, sentence) == []


@pytest.mark.parametrize("sentence", GIVEN_TO_A_SPEAKER)
def test_the_words_of_the_source_are_nobody_elses(sentence: str, tmp_path: Path) -> None:
    assert errors(tmp_path, sentence) == ["QUO005"]


@pytest.mark.parametrize("sentence", GIVEN_TO_THE_SOURCE)
def test_a_tagged_speaker_changes_nothing_where_the_source_is_named(
    sentence: str, tmp_path: Path
) -> None:
    assert errors(tmp_path, sentence, "Brandt") == []


def test_naming_the_tagged_speaker_gives_the_words_to_them(tmp_path: Path) -> None:
    assert errors(tmp_path, 'Mills finds "a fair price" there.', "Mills") == ["QUO005"]


def test_a_speakers_own_document_speaks_in_their_voice(tmp_path: Path) -> None:
    source = SOURCE.replace("visibility: public", "visibility: public\nvoice: speaker")
    source = source.replace(" SPEAKER", " speaker=Okoye")
    outline = OUTLINE.format(sentence='Okoye said the fee is "a fair price".')
    _, found = check_brief(tmp_path, outline, {"gazette.md": source})
    assert [f.code for f in found if f.is_error] == []


def test_words_that_stand_both_ways_may_be_quoted_as_speech(tmp_path: Path) -> None:
    twice = 'The fee is a fair price. "It is a fair price," Okoye said.'
    source = SOURCE.replace("The fee is a fair price for safe docks.", twice)
    outline = OUTLINE.format(sentence='Okoye said the fee is "a fair price".')
    _, found = check_brief(tmp_path, outline, {"gazette.md": source.replace(" SPEAKER", "")})
    assert [f.code for f in found if f.is_error] == []
