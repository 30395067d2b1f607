"""The mistakes of a memo.docx, one rule each, in the words of a person who knows Word."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.patterns import late
from briefgen.places import Place
from briefgen.records import record

#: The parts that a person writes in.
PART = late(r"word/(document|header|footer)(\d*)\.xml")


@record
class Spot:
    """A paragraph of a memo.docx: its part, its number in it from 1, its words."""

    file: str
    part: str  # word/header1.xml
    number: int
    words: str
    boxed: bool = False  # in a text box

    @property
    def place(self) -> Place:
        """The file, for lists of findings; which paragraph is said in words."""
        return Place(self.file)

    def __str__(self) -> str:
        """`header 1, paragraph 3 (“To [[memo.too]]”)`."""
        found = PART.fullmatch(self.part)
        kind, number = found.groups() if found else ("document", "")
        where = "text" if kind == "document" else f"{kind} {number}".strip()
        box = ", in a text box" if self.boxed else ""
        words = " ".join(self.words.split())
        short = words if len(words) <= 48 else f"{words[:47]}…"
        return f"{where}, paragraph {self.number}{box} (“{short}”)"


@rule("TPL020", Severity.ERROR)
def TPL020(spot: Spot, name: str, known: Collection[str]) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """The memo.docx has a field that no memo has.

    It would be printed as it stands. `briefgen templates fields` makes a sheet of all markers.

    Bad:

        [[titel]]

    Good:

        [[title]]
    """
    near = get_close_matches(name, known, 1, 0.6)
    hint = f"did you mean [[{near[0]}]]?" if near else "`briefgen templates fields` lists them all"
    return TPL020.at(spot.place, f"{spot}: no memo has a field [[{name}]]", hint)


@rule("TPL021", Severity.ERROR)
def TPL021(spot: Spot, name: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A slot of the memo.docx is not alone on its line.

    A slot is replaced by headings, lists and tables, which cannot stand within a line.

    Bad:

        Positions: [[section:positions]]

    Good:

        [[section:positions]]
    """
    hint = "press Enter before and after it"
    return TPL021.at(spot.place, f"{spot}: the slot [[{name}]] is not alone on its line", hint)


@rule("TPL022", Severity.ERROR)
def TPL022(spot: Spot, section: str, sections: Collection[str]) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A slot of the memo.docx is for a section that the template does not have.

    Bad:

        [[section:stake]]

    Good:

        [[section:stakes]]
    """
    near = get_close_matches(section, sections, 1, 0.6)
    hint = f"did you mean [[section:{near[0]}]]?" if near else f"it has {', '.join(sections)}"
    return TPL022.at(spot.place, f"{spot}: the template has no section “{section}”", hint)


@rule("TPL023", Severity.ERROR)
def TPL023(file: str, sections: Collection[str]) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """The memo.docx has no place for a section of the template.

    Bad:

        a memo.docx whose only slot is [[section:positions]]

    Good:

        [[body]] on a line of its own: it takes every section that has no slot
    """
    what = f"memo.docx has no place for {', '.join(sections)}"
    return TPL023.at(Place(file), what, "put [[body]] on a line of its own")


@rule("TPL024", Severity.ERROR)
def TPL024(spot: Spot, name: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A slot stands twice in the memo.docx.

    A section is printed once, where its slot stands.

    Bad:

        [[body]] on the first page and once more on the second

    Good:

        [[body]] once
    """
    return TPL024.at(spot.place, f"{spot}: a second slot [[{name}]]", "delete one of them")


@rule("TPL025", Severity.ERROR)
def TPL025(spot: Spot) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A marker of the memo.docx is not whole.

    Two brackets that no marker begins or ends with would be printed.

    Bad:

        As of [[as_of]

    Good:

        As of [[as_of]]
    """
    hint = "write it whole, like [[title]]: letters, dots and _ between two brackets on each side"
    return TPL025.at(spot.place, f"{spot}: a marker is not whole", hint)


@rule("TPL026", Severity.ERROR)
def TPL026(spot: Spot, name: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A section with footnotes cannot stand in a text box, a header or a footer.

    Word has no footnotes there.

    Bad:

        [[body]] in a text box, and `citations: footnotes` in template.yaml

    Good:

        [[body]] in the text or in a table
    """
    hint = "move the slot into the text or a table, or use another form of citations"
    return TPL026.at(spot.place, f"{spot}: no footnotes can stand where [[{name}]] is", hint)


@rule("TPL027", Severity.INFO)
def TPL027(file: str, made: Collection[str]) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """The memo.docx lacks styles, and the memo gets ours, based on its own.

    They take the file's font and the colour of its headings. Make a style of that name in Word to
    have it look as you like.

    Bad:

        no style is called Bottom Line

    Good:

        a style Bottom Line, made in Word
    """
    what = f"memo.docx has no styles {', '.join(made)}: they are made like ours"
    return TPL027.at(Place(file), what, "make a style of that name in Word to change its look")


@rule("TPL028", Severity.ERROR)
def TPL028(file: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """The memo.docx has no [[title]].

    A page without its title does not say what it is.

    Bad:

        a letterhead and [[body]]

    Good:

        a letterhead, [[title]] and [[body]]
    """
    return TPL028.at(Place(file), "memo.docx has no [[title]]", "type [[title]] where it belongs")


@rule("TPL029", Severity.WARNING)
def TPL029(file: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """The memo.docx has no [[memo.handling]].

    A memo whose outline gives a handling mark is not written without it.

    Bad:

        a header that says As of [[as_of]]

    Good:

        a header that says [[memo.handling]] | As of [[as_of]]
    """
    what = "memo.docx has no [[memo.handling]]: no memo with a handling mark can be made"
    return TPL029.at(Place(file), what, "type [[memo.handling]] into the header")
