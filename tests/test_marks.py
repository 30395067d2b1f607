"""Marks: taking them out gives the captured text, letter for letter, with exact places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.places import Place
from briefgen.read.marks import Marked, hold_apart, read_marks

calm = settings(derandomize=True, deadline=None, max_examples=200)
words = st.text(alphabet='ab {}=<>^#"\n“”é😀', max_size=12)


def clean(body: str) -> Marked:
    marked, findings = read_marks(body, "s.md")
    assert findings == []
    return marked


def wrong(body: str) -> list[str]:
    return [f"{f.place.line}:{f.place.column} {f.message}" for f in read_marks(body, "s.md")[1]]


def test_a_mark_gives_its_words_id_tags_and_values() -> None:
    marked = clean('The fee {==is final==}{>>^e1 #a/b #c speaker="A = B #1 ^x" weight=7<<}.\n')
    (mark,) = marked.marks
    assert marked.text == "The fee is final.\n"
    assert marked.text[mark.start : mark.end] == "is final"
    assert (mark.id, mark.tags, mark.place) == ("e1", ("a/b", "c"), Place("s.md", 1, 9))
    assert {key: value.text for key, value in mark.values.items()} == {
        "speaker": "A = B #1 ^x",
        "weight": "7",
    }
    assert mark.values["weight"].place == Place("s.md", 1, 67)


def test_marks_nest_and_span_paragraphs() -> None:
    marked = clean("{==One {==two==}{>>^b<<}\n\nthree==}{>>^a #t<<} four")
    assert marked.text == "One two\n\nthree four"
    assert [marked.text[m.start : m.end] for m in marked.marks] == ["One two\n\nthree", "two"]


def test_a_lone_comment_is_a_remark_and_page_iii_a_page_break() -> None:
    marked = clean("One{>>doubtful: page two is missing<<}.\n{>>page iii<<}Two.{>><<}\n")
    assert marked.text == "One.\nTwo.\n"
    assert marked.pages == ((5, "iii"),)
    assert marked.remarks == ((3, "doubtful: page two is missing"),)


def test_braces_and_equals_signs_alone_are_text() -> None:
    text = "{ a == b } <= {= =} {>a<} x==y << z"
    assert clean(text).text == text


def test_a_wrapped_value_is_joined_and_its_words_keep_their_places() -> None:
    value = clean('{==a==}{>>gist="One\n  two\nthree"<<}').marks[0].values["gist"]
    assert value.text == "One two three"
    assert value.map.place(value.text.index("two")) == Place("s.md", 2, 3)
    assert value.map.place(value.text.index("three")) == Place("s.md", 3, 1)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a {==b", "1:3 this mark is never closed"),
        ("a {==b==} {>>^e<<}", "1:7 this mark has no comment"),
        ("a b==}{>>^e<<}", "1:4 ==} closes no mark"),
        ("a {==b==}{>>^e", "1:10 this comment is never closed"),
        ("a <<} b", "1:3 <<} closes no comment"),
        ("a {====}{>>^e<<}", "1:3 this mark holds no text"),
        ("a {>>b {==c==} d<<}", "1:3 a mark crosses this comment"),
        ("a {>>^e #t<<}", "1:3 this comment stands after no mark"),
        ("{==a==}{>>^E2<<}", "1:11 ^E2 is no id"),
        ("{==a==}{>>^a ^b<<}", "1:14 a second id ^b in one mark"),
        ("{==a==}{>>#<<}", "1:11 # is no tag"),
        ("{==a==}{>>#a/<<}", "1:11 #a/ is no tag"),
        ("{==a==}{>>loud<<}", "1:11 `loud` cannot be read in a mark"),
        ("{==a==}{>>speaker=“Ada Okoye”<<}", "1:11 `speaker=“Ada` cannot be read in a mark"),
        ('{==a==}{>>gist="He "said" so"<<}', '1:11 `gist="He` cannot be read in a mark'),
        ("{==a==}{>>speeker=Okoye<<}", "1:11 unknown key 'speeker'"),
        ("{==a==}{>>note=x<<}", "1:11 note: gist or remark?"),
        ("{==a==}{>>kind=fact kind=claim<<}", "1:21 kind is given twice in one mark"),
    ],
)
def test_a_malformed_mark_is_named_with_its_place(body: str, expected: str) -> None:
    assert wrong("One.\n" + body)[0].replace("2:", "1:", 1) == expected


def test_every_malformed_mark_of_a_file_is_named_at_once() -> None:
    body = "{==a==}{>>#x kynd=fact note=y<<}\n<<}\n{==b==} {>>^y<<}\n{==c"
    assert [line.split()[0] for line in wrong(body)] == ["1:14", "1:24", "2:1", "3:5", "4:1"]


def test_a_mark_after_a_malformed_one_is_still_read() -> None:
    marked, findings = read_marks("{>>forgot {==a==}{>>^e1<<} b", "s.md")
    assert len(findings) == 1
    assert [mark.id for mark in marked.marks] == ["e1"]


def test_what_a_broken_mark_hides_is_not_known() -> None:
    marked, _ = read_marks("{==a==}{>>^e1 visibility:restricted<<}", "s.md")
    assert marked.marks[0].broken


@st.composite
def marked_bodies(draw: st.DrawFn, depth: int = 3) -> tuple[str, str, int]:
    """A text, the same text with marks and remarks in it, and how many marks."""
    plain, body, count = "", "", 0
    for _ in range(draw(st.integers(1, 3))):
        text = draw(words)
        plain, body = plain + text, body + hold_apart(text)
        kind = draw(st.sampled_from(["mark", "remark", "page", "none"]))
        if kind == "mark" and depth:
            inner, inside, n = draw(marked_bodies(depth - 1))
            if inner:
                plain, body = plain + inner, body + "{==" + inside + '==}{>>#t gist="x {= y"<<}'
                count += n + 1
        elif kind in ("remark", "page"):
            body += "{>>doubtful<<}" if kind == "remark" else "{>>page 4<<}"
    return plain, body, count


@calm
@given(marked_bodies())
def test_taking_the_marks_out_gives_the_text_again(case: tuple[str, str, int]) -> None:
    plain, body, count = case
    # Two texts side by side may form a sign between them: hold them apart as `add` does.
    marked, findings = read_marks(body, "s.md")
    if not findings:
        assert (marked.text, len(marked.marks)) == (plain, count)


@calm
@given(words.map(lambda text: text + "x"))
def test_a_text_that_holds_signs_is_stored_and_read_again(text: str) -> None:
    assert clean(hold_apart(text)).text == text


@calm
@given(marked_bodies())
def test_every_character_of_the_captured_text_has_its_exact_place(
    case: tuple[str, str, int],
) -> None:
    body = case[1]
    marked, _ = read_marks(body, "s.md", 10)
    lines = body.split("\n")
    for offset, char in enumerate(marked.text):
        place = marked.map.place(offset)
        assert (lines[place.line - 10] + "\n")[place.column - 1] == char


def test_ten_megabytes_with_a_thousand_marks_are_read_in_one_pass() -> None:
    block = "x" * 9_970 + "\n{==marked==}{>>^{id} #t<<}"
    body = "".join(block.replace("{id}", f"e{n}") for n in range(1_000))
    assert len(clean(body).marks) == 1_000
