"""Two briefs, German and French: memo, annex, its log and checksheet in their own language."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from lxml import etree

from briefgen.compose.wording import Wording, set_type
from briefgen.fit.widths import face
from briefgen.model.dates import parse_when
from briefgen.model.template import Template
from briefgen.read.keys import KINDS
from briefgen.read.sourcekeys import DATES, NAMES, TEXTS, TYPES
from briefgen.text.ladder import Level
from tests.workspaces import REPOSITORY, Workspace, copy_of

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "languages"
COMPANIONS = REPOSITORY / "templates" / "companions"
#: A page with so little room that something is always cut.
NARROW = """\
extends: executive
page:
  sizes: {body: 21, table: 19, lead: 21, notes: 12}
  floors: {body: 20, table: 18, lead: 20}
"""
VALUE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
BRIEFS = {"de": "faehre", "fr": "bac"}
#: Sources say these of themselves in fields of their own, the annex not under their CSL names.
OWN_FIELDS = {"title", "container-title", "publisher", "author", "issued", "accessed", "URL"}


@pytest.fixture
def home(tmp_path: Path) -> Workspace:
    """A copy of both briefs."""
    home = copy_of(HERE / "languages", tmp_path / "languages")
    home.write("templates/knapp/template.yaml", NARROW)
    return home


def words_of(language: str) -> dict[str, str]:
    """The words of annex and checksheet in a language."""
    read = yaml.safe_load((COMPANIONS / f"{language}.yaml").read_text(encoding="utf-8"))
    return {str(name): str(text) for name, text in read.items()}


def page_words(language: str) -> dict[str, str]:
    """The words of the page itself, of all templates, by template and name."""
    found: dict[str, str] = {}
    for path in (REPOSITORY / "templates").glob("*/template.yaml"):
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = read.get("wording", {}).get(language, {})
        found |= {f"{path.parent.name} {name}": str(text) for name, text in words.items()}
    return found


def made(home: Workspace, slug: str) -> None:
    """A first edition that somebody got, and the next memo with all that goes with it."""
    done = home.run("release", slug, "--for", "executive", "--to", "Leserin")
    assert done.code == 0, done.err
    later = home.root / "briefs" / slug / "later.yaml"
    later.replace(later.with_name("outline.yaml"))
    for template in ("executive", "legal", "knapp"):
        done = home.run("build", slug, "--for", template, "--annex", "--checksheet", "--draft")
        assert done.code == 0, done.err


# -- complete --------------------------------------------------------------------------------------


def test_annex_and_checksheet_have_every_word_in_three_languages() -> None:
    english = words_of("en")
    assert {path.stem for path in COMPANIONS.iterdir()} == {"en", "de", "fr"}
    for language in ("de", "fr"):
        assert words_of(language).keys() == english.keys(), language
    assert all(all(words_of(language).values()) for language in ("en", "de", "fr"))


@pytest.mark.parametrize("language", BRIEFS)
def test_a_translated_word_has_the_fields_of_the_english_one(language: str) -> None:
    english = {**page_words("en"), **words_of("en")}
    other = {**page_words(language), **words_of(language)}
    fields = re.compile(r"\{\{\s*([a-z]\w*)")
    for name, text in other.items():
        assert set(fields.findall(text)) == set(fields.findall(english[name])), name


def test_whatever_a_source_or_an_excerpt_may_be_has_words() -> None:
    english = words_of("en")
    names = {f"type.{type}" for type in TYPES} | {f"kind.{kind}" for kind in KINDS}
    names |= {f"csl.{name}" for name in (*TEXTS, *DATES, *NAMES) if name not in OWN_FIELDS}
    names |= {f"level.{level.value}" for level in Level}
    families = ("type.", "csl.", "kind.", "level.")
    assert names == {name for name in english if name.startswith(families)}


def test_every_word_is_said_and_what_is_said_has_words() -> None:
    code = " ".join(p.read_text(encoding="utf-8") for p in Path("briefgen/compose").rglob("*.py"))
    said = set(re.findall(r'"((?:annex|cut|log|sheet|source)\.[a-z_.]+)"', code))
    worked_out = {"annex.kind", "sheet.kind", "annex.numbers", "annex.numbers.own"}
    families = re.compile(
        r"(type|csl|kind|level|log\.why)\.|log\.(corrected|new|updated|withdrawn|dropped)"
        r"|sheet\.(name|figure|date|quotation|attribution)"
    )
    words = {name for name in words_of("en") if not families.match(name)}
    sections = {"annex.log"}  # where the log stands in the document, no word of it
    assert said - sections == words - worked_out


#: The narrow columns: what stands in them at most, and their share of the width.
COLUMNS = {
    "what became of a statement": (r"log\.(change|corrected|new|updated|withdrawn|dropped)$", 15),
    "where in the log": (r"log\.where$", 15),
    "number": (r"annex\.number$", 6),
    "section": (r"annex\.section$", 18),
    "where on the sheet": (r"sheet\.where$|level\.|annex\.retold$", 19),
    "why": (r"log\.why|log\.got", 20),
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_no_word_is_broken_by_its_column(language: str, column: str) -> None:
    bold, (names, share) = face("Calibri", bold=True), COLUMNS[column]
    assert bold is not None
    room = 468 * share / 100 - 8  # of a page in the letter's size, without the margins of a cell
    found = [text for name, text in words_of(language).items() if re.match(names, name)]
    assert found
    for word in " ".join(found).split():
        assert sum(bold.widths(word, 9.5)) < room, word


# -- nothing English -------------------------------------------------------------------------------


def shown_in(path: Path) -> str:
    """Every word that a reader of a file meets: of Word also heads, feet and descriptions."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    found: list[str] = []
    package = zipfile.ZipFile(BytesIO(path.read_bytes()))
    for name in package.namelist():
        if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name):
            for element in etree.fromstring(package.read(name)).iter():
                found += [element.text or ""] if str(element.tag).endswith("}t") else [" "]
                told = str(element.tag).endswith(("}tblCaption", "}tblDescription"))
                found += [str(element.get(VALUE))] if told else []
    return "".join(found)


def pieces(words: dict[str, str]) -> set[str]:
    """What stands between the fields of some strings, as far as it is words."""
    split = {part for text in words.values() for part in re.split(r"\{\{.*?\}\}", text)}
    bare = {part.strip(" .,:;()[]'’¶=/") for part in split}
    return {part for part in bare if len(part) > 1 and any(c.isalpha() for c in part)}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "slug"), BRIEFS.items())
def test_no_english_word_of_ours_is_left(home: Workspace, language: str, slug: str) -> None:
    own = {**page_words(language), **words_of(language)}
    texts = home.root.joinpath("briefs", slug).rglob("*.[my][da]*")  # outlines and sources
    theirs = " ".join([*own.values(), *(p.read_text(encoding="utf-8") for p in texts)])
    english = pieces({**page_words("en"), **words_of("en")})
    foreign = {p for p in english if not re.search(rf"(?<!\w){re.escape(p)}(?!\w)", theirs)}
    assert len(foreign) > 250
    made(home, slug)
    out = home.root / "briefs" / slug / "out"
    files = [path for path in sorted(out.iterdir()) if path.suffix in (".md", ".docx")]
    assert len(files) == 18
    for path in files:
        text = shown_in(path)
        left = [p for p in foreign if re.search(rf"(?<!\w){re.escape(p)}(?!\w)", text)]
        assert left == [], path.name


@pytest.mark.parametrize(("language", "slug"), BRIEFS.items())
def test_the_golden_annex_and_checksheet(
    home: Workspace, language: str, slug: str, request: pytest.FixtureRequest
) -> None:
    made(home, slug)
    for name in ("executive-annex.md", "executive-checksheet.md", "knapp-annex.md"):
        golden = GOLDEN / f"{language}-{name}"
        if request.config.getoption("--update-golden"):
            golden.parent.mkdir(exist_ok=True)
            golden.write_bytes(home.memo(slug, name))
        assert home.memo(slug, name).decode() == golden.read_text(encoding="utf-8"), name


@pytest.mark.parametrize(("slug", "mark"), [("faehre", "ENTWURF"), ("bac", "PROJET")])
def test_a_draft_says_so_in_its_language(home: Workspace, slug: str, mark: str) -> None:
    home.run("build", slug, "--draft", "--annex")
    for name in ("executive", "executive-annex"):
        out = home.root / "briefs" / slug / "out"
        for path in (out / f"{name}.md", out / f"{name}.docx"):
            assert mark in shown_in(path) and "DRAFT" not in shown_in(path), path.name


def test_french_sets_spaces_that_do_not_break_before_high_stops(home: Workspace) -> None:
    home.run("build", "bac", "--annex")
    annex = home.memo("bac", "executive-annex.md").decode()
    assert "cité\u00a0: mot pour mot" in annex
    assert "Union des armateurs\u00a0: «\u00a0Nous" in annex
    assert set_type("dès le 1er avril") == "dès le 1er\u00a0avril"
    every = {**page_words("fr"), **words_of("fr")}  # by whatever name
    said = Wording({"fr": every}, "fr")
    assert not [name for name in every if re.search(r" [:;?!»]|« ", said.say(name))]


@pytest.mark.parametrize(
    ("lang", "day", "shown"),
    [("fr", "2026-04-01", "1er avril 2026"), ("fr", "2026-04-02", "2 avril 2026"),
     ("fr", "2026-04", "avril 2026"), ("de", "2026-04-01", "1. April 2026"),
     ("en", "2026-04-01", "1 April 2026")],
)  # fmt: skip
def test_days_are_said_as_the_language_says_them(lang: str, day: str, shown: str) -> None:
    when = parse_when(day)
    assert when is not None
    assert Wording({}, lang).day(when) == shown.replace(" ", "\u00a0")


# -- other words -----------------------------------------------------------------------------------


def test_a_template_a_workspace_and_briefgen_word_the_annex_in_this_order(home: Workspace) -> None:
    home.write("templates/companions/de.yaml", "annex.kind: Belegheft\nannex.number: Ziffer\n")
    home.write(
        "templates/ours/template.yaml",
        "extends: executive\nwording:\n  de:\n    annex.number: Lfd.\n    annex.statement: Satz\n",
    )
    done = home.run("build", "faehre", "--for", "ours", "--annex")
    assert done.code == 0, done.err
    annex = home.memo("faehre", "ours-annex.md").decode()
    assert "| Belegheft |" in annex
    assert "| Lfd. | Satz | Wortlaut der Quelle, wie erfasst |" in annex
    explained = home.run("templates", "show", "ours", "--explain").out.splitlines()
    rows = {row.split()[0]: row.split()[-1] for row in explained if row.startswith("wording.de.")}
    assert rows["wording.de.annex.number"] == "templates/ours/template.yaml"
    assert rows["wording.de.annex.kind"] == "templates/companions/de.yaml"


def test_a_mistake_in_the_words_is_told_with_its_place_and_stops_the_annex(home: Workspace) -> None:
    home.write("templates/companions/de.yaml", "annex.kind: Belegheft\nannex.kind: Anhang\n")
    done = home.run("build", "faehre", "--annex")
    assert done.code == 1
    assert "templates/companions/de.yaml:2:1: error YML004" in done.err
    assert home.run("build", "faehre").code == 0, "a memo without annex does not read them"
    assert "templates/companions/de.yaml:2:1" in home.run("templates", "check", "executive").err


def test_where_a_language_lacks_words_english_stands_in_and_check_says_so(home: Workspace) -> None:
    outline = home.root / "briefs" / "faehre" / "outline.yaml"
    outline.write_text(outline.read_text().replace("lang: de", "lang: nl"), encoding="utf-8")
    home.write("templates/companions/nl.yaml", "annex.kind: Bewijsbijlage\n")
    assert home.run("build", "faehre", "--annex").code == 0
    annex = home.memo("faehre", "executive-annex.md").decode()
    assert "| Bewijsbijlage |" in annex and "| Statement, as printed |" in annex
    told = home.run("templates", "check", "executive").err
    assert "TPL022 wording.nl lacks annex.as_of, " in told
    assert "here or in templates/companions/nl.yaml; in their place English is printed" in told


def test_a_language_is_never_a_path(home: Workspace) -> None:
    outline = home.root / "briefs" / "faehre" / "outline.yaml"
    outline.write_text(outline.read_text().replace("lang: de", "lang: ../de"), encoding="utf-8")
    home.write("templates/de.yaml", "annex.kind: Zqfremd\n")
    home.run("build", "faehre", "--annex", "--draft")
    assert b"Zqfremd" not in home.out("faehre").get("executive-annex.md", b"")


def test_a_build_without_annex_reads_no_words_of_one(
    home: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(template: Template, *rest: object) -> None:
        raise AssertionError(f"{template.name} needs none")

    monkeypatch.setattr("briefgen.build.with_companions", refuse)
    assert home.run("build").code == 0
