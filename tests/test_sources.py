"""Sources: front matter, seal, ¶, pages, voice, visibility, sidecars, capture."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import Diagnostic, Severity, WrongUse
from briefgen.model.source import Excerpt, Source, Visibility, Voice
from briefgen.places import Place
from briefgen.read.captured import count_by, paragraphs, seal
from briefgen.read.capturing import capture_file, capture_text
from briefgen.read.capturing.naming import new_id, slugify
from briefgen.read.sidecar import apply_sidecar
from briefgen.read.source import read_source, source_of

calm = settings(derandomize=True, deadline=None, max_examples=200)
TITLE = "---\ntitle: T\n---\n"


def read(text: str) -> Source:
    source, findings = source_of(text, "sources/s.md")
    assert source is not None
    assert [f"{f.place} {f.message}" for f in findings if f.is_error] == []
    return source


def findings(text: str) -> list[Diagnostic]:
    return source_of(text, "sources/s.md")[1]


def codes(text: str) -> list[str]:
    return [f"{f.place.line}:{f.place.column} {f.code}" for f in findings(text)]


def by_id(source: Source) -> dict[str, Excerpt]:
    return {excerpt.id: excerpt for excerpt in source.excerpts}


def test_the_example_of_the_contract_is_read() -> None:
    text = (Path(__file__).parent / "contract" / "gazette-0305.md").read_text("utf-8")
    source, found = source_of(text, "sources/gazette-0305.md")
    assert source is not None
    (excerpt,) = source.excerpts
    assert (source.id, source.type, source.container_title) == (
        "gazette-0305",
        "article-newspaper",
        "The Gazette",
    )
    assert source.author[0].family == "Lind"
    assert (source.reliability, source.visibility.word, source.via) == (
        "B",
        "public",
        ("harbour-letter",),
    )
    assert (excerpt.key, excerpt.exact) == ("gazette-0305^e2", "will not reopen")
    assert excerpt.voice is Voice.SPEAKER
    assert (excerpt.speaker, excerpt.credibility) == ("Okoye", 3)
    assert excerpt.gist is not None
    assert excerpt.gist.text == "The authority says the fee is final."
    assert excerpt.tags == ("positions/authority", "fee")
    assert [(f.code, f.severity) for f in found] == [("SRC003", Severity.WARNING)]


# --- seal -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "same", ["One \ntwo\t\n", "\ufeffOne\r\ntwo", "One\rtwo\r\r", "One\ntwo\n\n \n"]
)
def test_line_ends_and_blanks_at_line_ends_do_not_break_a_seal(same: str) -> None:
    assert seal(same) == seal("One\ntwo\n")


@calm
@given(st.text(min_size=1), st.data())
def test_a_seal_breaks_with_any_other_character(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_characters=" \t\r\n\ufeff", codec="utf-8"))
    text = text.encode("utf-8", "replace").decode()
    assume(text[at] != other)
    assert seal(text[:at] + other + text[at + 1 :]) != seal(text)


def test_marks_remarks_and_pages_leave_the_seal_alone() -> None:
    sealed = f"---\ntitle: T\nsha256: {seal('One two.')}\n---\n"
    assert codes(sealed + "{>>page 2<<}One {==two==}{>>^e #t<<}.{>>doubtful<<}\n") == []
    assert codes(sealed + "One twO.\n") == ["3:9 SRC003"]


# --- ¶ and pages ------------------------------------------------------------------------------


def test_paragraphs_are_blocks_or_lines() -> None:
    text = "\nOne\ntwo\n \nThree\n\n"
    assert [text[a:b] for a, b in paragraphs(text, "blank")] == ["One\ntwo", "Three"]
    assert [text[a:b] for a, b in paragraphs(text, "line")] == ["One", "two", "Three"]
    assert (count_by(text), count_by("\nOne\ntwo\n\n")) == ("blank", "line")


def test_an_excerpt_knows_its_paragraphs_and_its_page() -> None:
    source = read(TITLE + "One\n\n{>>page ii<<}{==Two\n\nthree==}{>>^e<<}\n\n{==Four==}{>>^f<<}")
    assert (by_id(source)["e"].paragraphs, by_id(source)["e"].page) == ((2, 3), "ii")
    assert by_id(source)["f"].paragraphs == (4, 4)


# --- voice ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ('It "{==is final==}{>>^e<<}", she said.', "speaker"),
        ('It {=="is final"==}{>>^e<<}, she said.', "speaker"),
        ("It {==“is final”==}{>>^e<<}, she said.", "speaker"),
        ("Sie sagte: „{==Es bleibt dabei==}{>>^e<<}“.", "speaker"),
        ("Elle dit\u00a0: {==«\u00a0C’est non\u00a0»==}{>>^e<<}.", "speaker"),
        ('{=="is final", she said==}{>>^e<<}.', "source"),
        ('{=="is final", she said, "for now"==}{>>^e<<}.', "source"),
        ("It {==is final==}{>>^e<<}.", "source"),
        ('It {==is "final"==}{>>^e<<}.', "source"),
        ("It {==is final==}{>>^e voice=speaker<<}.", "speaker"),
        ('It "{==is final==}{>>^e voice=source<<}".', "source"),
        ('"{==One.\n\n"Two==}{>>^e<<}," she said.', "speaker"),
    ],
)
def test_words_are_the_speakers_only_inside_quotation_marks(text: str, voice: str) -> None:
    assert by_id(read(TITLE + text))["e"].voice == voice


def test_a_transcript_is_in_the_speakers_voice() -> None:
    source = read("---\ntitle: T\nvoice: speaker\n---\nThe fee {==is final==}{>>^e<<}.\n")
    assert source.excerpts[0].voice is Voice.SPEAKER


# --- visibility -------------------------------------------------------------------------------


def test_a_source_without_visibility_is_internal() -> None:
    source = read(TITLE + "{==a==}{>>^e visibility=public<<}")
    assert (source.visibility, source.excerpts[0].visibility) == (Visibility.INTERNAL,) * 2


def test_an_excerpt_is_as_hidden_as_all_that_it_overlaps() -> None:
    text = (
        "---\ntitle: T\nvisibility: public\n---\n{==One {==two {==three==}{>>^c<<}==}"
        "{>>^b visibility=restricted<<}==}{>>^a<<} {==four==}{>>^d visibility=partner<<}"
        " {==five==}{>>^e<<}"
    )
    levels = {name: e.visibility.word for name, e in by_id(read(text)).items()}
    assert levels == {
        "a": "restricted",
        "b": "restricted",
        "c": "restricted",
        "d": "partner",
        "e": "public",
    }


@pytest.mark.parametrize("word", ["pubic", "Public", "publik", "", "internal2", "x"])
def test_a_misspelt_visibility_is_an_error_and_never_public(word: str) -> None:
    mark = f'---\ntitle: T\nvisibility: public\n---\n{{==a==}}{{>>^e visibility="{word}"<<}}'
    source, found = source_of(mark, "s.md")
    assert source is not None
    assert source.excerpts[0].visibility is Visibility.RESTRICTED
    assert [(f.code, f.is_error, f.about) for f in found] == [("YML007", True, "")]


def test_a_misspelt_visibility_key_is_an_error() -> None:
    assert "3:1 YML005" in codes("---\ntitle: T\nvisibilty: restricted\n---\na\n")
    said = "---\ntitle: T\nexcerpts: {e: {visibilty: restricted}}\n---\n{==a==}{>>^e<<}\n"
    assert "3:16 YML005" in codes(said)


def test_a_mark_that_cannot_be_read_hides_what_it_marks() -> None:
    text = "---\ntitle: T\nvisibility: public\n---\n{==a==}{>>^e visibility:restricted<<}"
    source, found = source_of(text, "s.md")
    assert source is not None
    assert source.excerpts[0].visibility is Visibility.RESTRICTED
    assert [f.code for f in found] == ["SEL004"]


# --- front matter -----------------------------------------------------------------------------


def test_names_are_given_in_three_ways() -> None:
    source = read(
        "---\ntitle: T\n"
        "author: [{family: Lind, given: Mara}, {literal: Policy Office}, Ada Okoye]\n"
        "editor: [{family: Roe, given: Jo}]\n---\na\n"
    )
    assert [a.family or a.literal for a in source.author] == ["Lind", "Policy Office", "Ada Okoye"]
    assert source.csl["editor"] == "Jo Roe"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("container_title: X", "'container-title'"),
        ("url: x", "'URL'"),
        ("type: letter", "'personal_communication'"),
        ("type: artcle-newspaper", "'article-newspaper'"),
        ("reliability: b", "'B'"),
        ("issued: 5 March 2026", "YYYY-MM-DD"),
        ("note: x", "descriptor"),
        ("paragraphs: blanks", "'blank'"),
    ],
)
def test_an_unknown_key_or_value_comes_with_a_suggestion(line: str, hint: str) -> None:
    (found,) = findings(f"---\ntitle: T\n{line}\n---\na\n")
    assert found.is_error
    assert found.place.line == 3
    assert hint in found.hint


def test_a_gist_knows_where_each_word_of_it_stands() -> None:
    text = (
        "---\ntitle: T\nexcerpts:\n  e:\n    gist: The fee\n      is final.\n---\n"
        '{==a==}{>>^e<<} {==b==}{>>^f\n  gist="It is\n  so."<<}\n'
    )
    gists = {e.id: e.gist for e in read(text).excerpts}
    assert gists["e"] is not None
    assert gists["f"] is not None
    assert gists["e"].text == "The fee is final."
    assert gists["e"].place(8) == Place("sources/s.md", 6, 7)
    assert gists["f"].text == "It is so."
    assert gists["f"].place(6) == Place("sources/s.md", 10, 3)


def test_all_that_is_wrong_is_said_at_once() -> None:
    text = (
        "---\nissued: soon\nexcerpts: {x: {kind: fact}, e: {kind: claim}}\n---\n"
        "{==a==}{>>^e kind=fact date=then<<}{==b==}{>>^e<<}\n{==c"
    )
    assert sorted(codes(text)) == [
        "1:1 SRC001",
        "2:9 YML007",
        "3:12 SEL001",
        "3:39 SEL007",
        "5:29 YML007",
        "5:36 SEL004",
        "6:1 SEL004",
    ]


# --- sidecars ---------------------------------------------------------------------------------


def side(tmp_path: Path, text: str, sidecar: str) -> tuple[Source, list[Diagnostic]]:
    path = tmp_path / "s.excerpts.yaml"
    path.write_text("source: s\nexcerpts:\n" + sidecar, "utf-8")
    done, found = apply_sidecar(path, "s.excerpts.yaml", {"s": read(text)})
    return done["s"], found


def test_a_sidecar_finds_its_words_with_whitespace_folded(tmp_path: Path) -> None:
    source, found = side(
        tmp_path,
        TITLE + 'The fee "will  not\nreopen", she said.\n\nNo more.\n',
        "  - {id: e1, exact: will not reopen, tags: [a/b], speaker: Okoye}\n",
    )
    assert found == []
    (excerpt,) = source.excerpts
    assert (excerpt.exact, excerpt.tags, excerpt.speaker) == (
        "will  not\nreopen",
        ("a/b",),
        "Okoye",
    )
    assert excerpt.voice is Voice.SPEAKER


def test_prefix_and_suffix_tell_places_apart(tmp_path: Path) -> None:
    text = TITLE + "One fee is old.\nTwo fee is new.\n"
    source, found = side(tmp_path, text, "  - {id: e1, exact: fee is, prefix: Two, suffix: new}\n")
    assert (found, source.excerpts[0].start) == ([], text.index("fee is new") - len(TITLE))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{id: e, exact: fee}", ["3:20 SEL002"]),
        ("{id: e, exact: fee is new, prefix: One}", ["3:20 SEL003"]),
        ("{id: e, exact: fee, prefix: Three}", ["3:20 SEL002"]),
        ("{id: e, tags: [a]}", ["3:5 YML008"]),
        ("{id: E, exact: is new}", ["3:10 YML007"]),
        ("{id: e, exact: is new, visibilty: public}", ["3:28 YML005"]),
        ("{id: m, exact: is new}", ["3:20 SEL004"]),
    ],
)
def test_what_a_sidecar_leaves_open_is_said(
    tmp_path: Path, entry: str, expected: list[str]
) -> None:
    text = TITLE + "One fee is old.\nTwo fee is new{==.==}{>>^m<<}\n"
    _, found = side(tmp_path, text, f"  - {entry}\n")
    assert [f"{f.place.line}:{f.place.column} {f.code}" for f in found] == expected


def test_words_that_stand_nowhere_come_with_the_nearest_and_a_word_diff(tmp_path: Path) -> None:
    text = TITLE + "The authority will not reopen the fee before the summer of next year.\n"
    _, (found,) = side(
        tmp_path, text, "  - {id: e, exact: The authority will reopen the fee before the summer}\n"
    )
    assert (found.code, found.about) == ("SEL001", "s^e")
    assert "will not reopen" in found.hint
    assert any(line.startswith("- ") for line in found.detail)


def test_a_sidecar_hides_what_it_overlaps(tmp_path: Path) -> None:
    text = "---\ntitle: T\nvisibility: public\n---\n{==One two==}{>>^a<<} three\n"
    source, found = side(tmp_path, text, "  - {id: b, exact: two three, visibility: restricted}\n")
    assert found == []
    assert {e.visibility for e in source.excerpts} == {Visibility.RESTRICTED}


def test_an_unknown_source_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.excerpts.yaml"
    path.write_text("source: t\nexcerpts: []\n", "utf-8")
    _, (found,) = apply_sidecar(path, "x.excerpts.yaml", {"s": read(TITLE + "a")})
    assert (found.code, found.place.column) == ("YML007", 9)


# --- capture ----------------------------------------------------------------------------------


@calm
@given(st.text(alphabet='ab {}=<>\n"“”é😀#:-', min_size=1), st.text(min_size=1, max_size=30))
def test_a_captured_text_is_read_again_letter_for_letter(text: str, title: str) -> None:
    title = " ".join(c for c in title if c.isprintable() and not c.isspace())
    assume(title and not text.startswith("---\n"))
    made = capture_text(text, id="s", title=title, date="2026-03-05", url="https://example.org/a#b")
    source = read(made)
    assert (source.captured.text, source.title) == (text, title)
    assert source.url == "https://example.org/a#b"


def test_a_captured_text_carries_its_seal_and_asks_for_what_is_missing() -> None:
    made = capture_text("One\n\ntwo\n", id="s", title="Talks: no end")
    assert 'title: "Talks: no end"' in made
    assert "# issued: YYYY-MM-DD" in made
    assert f"paragraphs: blank\nsha256: {seal('One' + chr(10) * 2 + 'two')}" in made


def test_a_front_matter_of_its_own_goes_on(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Own title\ndate: 2026-03-05\nauthor:\n  - Ada Okoye\nlayout: post\n---\nOne\n"
    )
    made = capture_file("post.md", text.encode(), tmp_path)
    source = read(made.text)
    assert (made.path.name, source.title, source.author[0].literal) == (
        "post.md",
        "Own title",
        "Ada Okoye",
    )
    assert source.issued is not None
    assert source.captured.text == "One\n"
    assert "# layout: post" in made.text


def test_the_same_text_again_gives_the_source_that_holds_it(tmp_path: Path) -> None:
    made = capture_file("talks.txt", b"One two.\r\n", tmp_path)
    made.path.write_text(made.text, "utf-8")
    assert capture_file("other.txt", b"One two. \n", tmp_path).path == made.path
    assert capture_file("talks.txt", b"Three.", tmp_path).path.name == "talks-2.md"


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        capture_file("talks.xlsx", b"PK", tmp_path)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Port fee talks stall", "port-fee-talks-stall"),
        ("Küstenfracht: die Straße", "kustenfracht-die-strasse"),
        ("L’accord n’est pas prêt", "laccord-nest-pas-pret"),
        ("漢字", "source-1"),
        ("--- !!! ---", "source-1"),
        ("Œuvre Ørsted №5", "oeuvre-orsted-no5"),
    ],
)
def test_a_slug_has_letters_digits_and_hyphens(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_new_id_is_not_taken() -> None:
    assert new_id("漢字", {"source-1"}) == "source-2"
    assert new_id("Talks", {"talks", "talks-2"}) == "talks-3"


# --- the real case, and anything at all --------------------------------------------------------


def test_the_real_sources_are_read_with_their_seals(shared: Path) -> None:
    found, excerpts = [], 0
    for path in sorted((shared / "cases/briefs/pentagon-ai/sources").glob("*.md")):
        source, more = read_source(path, path.name)
        assert source is not None
        found += more
        excerpts += len(source.excerpts)
    assert (found, excerpts) == ([], 48)


SIGNS = [
    "{==",
    "==}",
    "{>>",
    "<<}",
    "^e",
    "#a",
    '"',
    "=",
    "---\n",
    "\n\n",
    "visibility: ",
    "é😀",
    " ",
]


@calm
@given(st.lists(st.sampled_from([*SIGNS, "word", "title: x\n"]), max_size=30))
def test_whatever_stands_in_a_file_it_is_read_or_refused_with_a_place(parts: list[str]) -> None:
    text = "---\n" + "".join(parts)
    source, found = source_of(text, "s.md")
    assert source is not None or found
    assert all(f.place.file == "s.md" and "\n" not in f.message + f.hint for f in found)
    for excerpt in source.excerpts if source else ():
        assert source is not None
        assert source.captured.text[excerpt.start : excerpt.end] == excerpt.exact
