"""The front matter edited at single places: an orphan goes in and comes out, all else stays."""

from __future__ import annotations

import pytest

from briefgen.read.capturing.anchor import Selector, State
from briefgen.read.capturing.head import Head
from briefgen.read.frontmatter import read_front_matter

WANTED = Selector('He said: "no, {not} so"\nand left', "before ", " after, – ")
REST = '#positions/lines speaker="Ada Okoye"'
HEADS = {
    "a block": "\ntitle: T\nexcerpts:\n  e1: {gist: One.}\n  e2:\n    gist: Two.\n    credibility: 3\nsha256: x\n",
    "a flow": "\ntitle: T\nexcerpts: {e1: {gist: One.}, e2: {gist: Two., credibility: 3}}\nsha256: x\n",
    "a flow in a block": "\ntitle: T\nexcerpts:\n  e2: {gist: Two., credibility: 3}\n",
    "comments between": "\ntitle: T # so\nexcerpts: # long ones\n  # the second\n  e2: {gist: Two., credibility: 3} # yes\n",
}
EMPTY = {
    "no excerpts": "\ntitle: T\nsha256: x\n",
    "excerpts with nothing in it": "\ntitle: T\nexcerpts:\nsha256: x\n",
    "an empty mapping": "\ntitle: T\nexcerpts: {}\nsha256: x\n",
    "an entry that says nothing": "\ntitle: T\nexcerpts:\n  e2: {}\n  e3: {gist: Three.}\n",
    "others only": "\ntitle: T\nexcerpts:\n  e3: {gist: Three.}\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_an_orphan_comes_out_as_it_went_in(name: str) -> None:
    head = Head(HEADS[name])
    head.keep_orphan("e2", WANTED, State.CHANGED, REST)
    front = read_front_matter(head.text, "s.md")
    assert [f.code for f in front.findings] == ["SEL006"]
    kept = front.orphans["e2"]
    assert (kept.exact, kept.prefix, kept.suffix, kept.state, kept.mark) == (
        WANTED.exact, WANTED.prefix, WANTED.suffix, "changed", REST,
    )  # fmt: skip
    head.forget_orphan("e2")
    assert head.text == HEADS[name]


@pytest.mark.parametrize("name", EMPTY)
def test_an_orphan_finds_a_place_where_nothing_was_said_of_it(name: str) -> None:
    head = Head(EMPTY[name])
    head.keep_orphan("e2", WANTED, State.ORPHAN, "")
    front = read_front_matter(head.text, "s.md")
    assert [f.code for f in front.findings] == ["SEL006"]
    assert front.orphans["e2"].exact == WANTED.exact
    assert ("e3" in front.excerpts) == ("e3" in EMPTY[name])
    head.forget_orphan("e2")
    head.keep_orphan("e2", WANTED, State.ORPHAN, "")
    assert list(read_front_matter(head.text, "s.md").orphans) == ["e2"]


def test_records_of_an_earlier_capture_are_taken_out_and_keys_set() -> None:
    head = Head("\n#: captured from a.pdf\ntitle: T\nsha256: x\n# mine\n")
    head.without_record()
    head.set("sha256", "y", before=["#: captured from b.pdf"])
    assert head.text == "\ntitle: T\n#: captured from b.pdf\nsha256: y\n# mine\n"
