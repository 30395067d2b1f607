"""Nasty words go through the whole program and stand verbatim in both memos.

As excerpt, as title of a source, as name of a party, as name of a speaker, and, where no memo
prints them, as tag and as registered name. Read back by readers that are not ours: zipfile with
lxml and mammoth for Word, markdown-it-py and mistune for Markdown.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import mammoth
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.nasty import NASTY, REFUSED
from tests.test_markdown import read_by_markdown_it, read_by_mistune
from tests.test_promises import assert_one_line_each
from tests.workspaces import OUTLINE, Workspace, harbour, word_lines

#: What marks in a text are made of: a captured text cannot hold a whole mark.
MARK = ("{==", "==}", "{>>", "<<}")
PLACES = ("excerpt", "title", "party", "speaker")
#: The bidirectional characters that are refused: embeddings, overrides, isolates (gate.py).
BIDI = tuple("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.fixture(scope="module")
def memos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of one memo that holds every nasty string in every place, by each reader."""
    strings = [s if is_sent(s) else "plain" for s in NASTY]
    made = nasty_workspace(tmp_path_factory.mktemp("nasty"), strings)
    done = made.run("build", "--for", "long")
    assert done.code == 0, done.err
    docx, markdown = made.memo("harbour", "long.docx"), made.memo("harbour", "long.md").decode()
    return {
        "zipfile and lxml": "\n".join(word_lines(docx)),
        "mammoth": read_by_mammoth(docx),
        "markdown-it": "\n".join(read_by_markdown_it(markdown)),
        "mistune": "\n".join(read_by_mistune(markdown)),
    }


@pytest.mark.parametrize("place", PLACES)
def test_nasty_words_stand_verbatim_in_both_memos(memos: dict[str, str], place: str) -> None:
    sent = [(n, s) for n, s in enumerate(NASTY) if is_sent(s)]
    assert len(sent) >= 150
    for reader, held in memos.items():
        text = re.sub("It.is.party.", "It is party ", held)  # ends of paragraphs are held together
        verbatim = [s for n, s in sent if framed(place, n, s) in text]
        others = [(n, s) for n, s in sent if framed(place, n, s) not in text]
        folded = _one_space(text)
        for n, s in others:  # blanks in a row or at an end, and marks that ours replace
            bare = _one_space(s).strip().strip("\"'“”„‘’«»‹›").strip()
            assert _one_space(framed(place, n, bare)) in folded, f"{place}, {reader}: {s!r}"

        share = len(verbatim) / len(NASTY)
        print(f"{place}, {reader}: {len(verbatim)} of {len(NASTY)} verbatim ({share:.1%})")
        assert share >= 0.93, [s for _, s in others]


@pytest.mark.parametrize("string", [*REFUSED, *(f"a{c}b" for c in BIDI)])
@pytest.mark.parametrize("place", PLACES)
def test_what_xml_cannot_hold_is_refused_by_name(tmp_path: Path, place: str, string: str) -> None:
    made = nasty_workspace(tmp_path / "w", [string], only=place)
    done = made.run("build", "--for", "long")
    assert_one_line_each(done)
    assert done.code == 1
    bad = next(c for c in string if c not in "ab")
    # no UTF-8 file holds a lone surrogate, and YAML has no escape for one: said in other words
    other = "UTF-8" if place == "excerpt" else "Unicode character"
    said = other if "\ud800" <= bad <= "\udfff" else f"U+{ord(bad):04X} "
    assert said in done.err, done.err
    assert made.out("harbour") == {}


def test_nasty_tags_and_registered_names_never_end_in_a_traceback(workspace: Workspace) -> None:
    path = "briefs/harbour/sources/second.md"
    for string in (*NASTY, *REFUSED[:-1]):
        one_line = " ".join(string.split("\n"))
        head = "---\ntitle: T\nissued: 2026-03-05\nvisibility: public\n---\n"
        workspace.write(path, f"{head}{{==A thing.==}}{{>>^e1 #{one_line} #background<<}}\n")
        names = f"names: {{{quoted(string)}: {{never: [{quoted(string + 'x')}]}}}}\n"
        outline = OUTLINE.replace("names:\n  Ada Okoye: {short: Okoye, role: director, party: authority}\n", names)  # fmt: skip
        workspace.write("briefs/harbour/outline.yaml", outline)
        assert_one_line_each(workspace.run("check"))


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(min_size=1, max_size=80))
@example("a\x85b\u2028c")
def test_any_text_as_excerpt_is_printed_verbatim_or_refused(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made = nasty_workspace(Path(folder) / "w", [text], only="excerpt")
        done = made.run("build", "--for", "long")
        assert_one_line_each(done)
        assert done.code == (1 if refusable(text) else 0) or not text.strip(), done.err
        if done.code == 0:
            assert_printed(made, text)


def is_sent(string: str) -> bool:
    """Whether a title or a passage can be this: neither blank nor a whole mark."""
    return bool(string.strip()) and not any(m in string for m in MARK)


def refusable(text: str) -> bool:
    """Whether a text is refused: for a code point of the list, or for what marks are made of."""
    control = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text)
    bidi = any(c in text for c in BIDI)
    return bool(control) or bidi or any(m in text for m in MARK)


def assert_printed(made: Workspace, text: str) -> None:
    """The words stand in both memos, read by two readers each."""
    docx, markdown = made.memo("harbour", "long.docx"), made.memo("harbour", "long.md").decode()
    readers = {
        "zipfile and lxml": "\n".join(word_lines(docx)),
        "markdown-it": "\n".join(read_by_markdown_it(markdown)),
        "mistune": "\n".join(read_by_mistune(markdown)),
    }
    sought = _one_space(text).strip("\"'“”„‘’‚«»‹› ")
    for reader, words in readers.items():
        assert sought in _one_space(words), f"{reader}: {text!r}"


def framed(place: str, number: int, string: str) -> str:
    """How a nasty string stands in the memo, with what stands around it."""
    return {
        "excerpt": f"“{string}”\u00a0[",
        "title": f"{string}, {1000 + number}. ",
        "party": f"{string}: It is number {number} of ",
        "speaker": f"{string}: “Speech {number}.”",
    }[place]


def nasty_workspace(root: Path, strings: Sequence[str], only: str = "") -> Workspace:
    """A brief that prints each string as excerpt, title, party's name and speaker's name."""

    def at(place: str, string: str, plain: str) -> str:
        return string if only in ("", place) else plain

    made = harbour(root)
    parties, stakes = [], []
    for n, string in enumerate(strings):
        title = quoted(at("title", string, "A title"))
        speaker = quoted(at("speaker", string, "A speaker"))
        head = f"title: {title}\nissued: {1000 + n}\nvisibility: public\n"
        head += f"excerpts: {{s: {{speaker: {speaker}}}}}\n"
        body, sidecar = passage(at("excerpt", string, "A passage"))
        speech = f'\n\nThey said {{=="Speech {n}."==}}{{>>^s #latest<<}} then.\n'
        path = made.write(f"briefs/harbour/sources/n{n}.md", "")
        path.write_bytes(f"---\n{head}---\n{body}{speech}".encode("utf-8", "surrogatepass"))
        if sidecar:
            made.write(f"briefs/harbour/sources/n{n}.excerpts.yaml", f"source: n{n}\nexcerpts: [{sidecar}]\n")  # fmt: skip
        parties.append(f"  p{n}: {{name: {quoted(at('party', string, 'A party'))}}}")
        stakes.append(f"  p{n}: It is number {n} of the many parties to it [@n{n}].")
    fills = "latest: [{fill: latest, show: quote}]\nbackground: [{fill: background, show: quote}]\n"
    head = "title: Nasty\nas_of: 2026-03-05\nbottom_line: They speak [@gazette-0305^e1].\n"
    text = "\n".join([f"{head}{fills}parties:", *parties, "stakes:", *stakes, ""])
    made.write("briefs/harbour/outline.yaml", text)
    return made


def passage(string: str) -> tuple[str, str]:
    """A body with the string as its excerpt, and what a sidecar says where a mark cannot."""
    if string.endswith("{"):  # `{` and the closing `==}` would read as an opening mark
        return f"They wrote: {string} and more.", f"{{id: x, exact: {quoted(string)}, tags: [background]}}"  # fmt: skip
    return f"They wrote: {{=={string}==}}{{>>^x #background<<}} and more.", ""


def quoted(string: str) -> str:
    """A YAML scalar in double quotes, every character beyond ASCII by its number."""
    plain = set(map(chr, range(0x20, 0x7F))) - set('"\\')
    return '"' + "".join(c if c in plain else f"\\U{ord(c):08X}" for c in string) + '"'


def read_by_mammoth(docx: bytes) -> str:
    """The words of a Word file, a paragraph a line, as mammoth reads them."""
    page = mammoth.convert_to_html(io.BytesIO(docx)).value
    return "\n".join(_texts(page))


def _texts(page: str) -> Iterator[str]:
    for block in re.split(r"</(?:p|h\d|li|td|th)>", page):
        yield html.unescape(re.sub(r"<[^>]*>", "", block))


def _one_space(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)
