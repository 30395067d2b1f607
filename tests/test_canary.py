"""A canary word in every place that outsiders may not see: in no byte of any file they get.

The brief below says `zqcanary` wherever something is withheld: in a whole source, in passages of a
public one, in points, in the header, in names of files, tags and ids. It is built for three pages
with the ceiling `public`, which differ in how they cite, with all that goes with them.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.workspaces import Workspace

CANARY = "zqcanary"
#: What a manifest keeps for the house: the brief, its files, the names of files in the edition.
HOUSE = ("brief", "files", "inputs")
CITATIONS = ("numbered", "footnotes", "author-date", "none")
#: Every section that a page may have, so that nothing is left out for want of a place.
PAGE = """\
extends: executive
ceiling: public
page: {pages: 900}
header: [to, from, date, for, subject, prepared_for, note]
sections:
  - {section: bottom_line, form: prose}
  - {section: background, form: bullets}
  - {section: timeline, of: [latest, dates], form: timeline, columns: [{holds: date, width: 20}, {holds: what, width: 60}, {holds: reported, width: 20}]}
  - {section: positions, form: table, columns: [{holds: party, width: 20}, {holds: stated, width: 40}, {holds: claims, width: 40}]}
  - {section: stakes, form: bullets}
  - {section: options, form: table, columns: [{holds: option, width: 40}, {holds: for, width: 60}]}
  - {section: qa, form: qa}
  - {section: exposure, form: figures, columns: [{holds: item, width: 40}, {holds: figure, width: 30}, {holds: source, width: 30}]}
  - {section: people, form: people}
  - {section: conflicts, form: bullets}
  - {section: quotations, query: voice:speaker or voice:source, show: quote, repeat: true, form: quotations}
  - {section: open_questions, form: numbered}
  - {section: sources, form: sources}
forbid: []
cut: []
"""
OPEN = """\
---
id: gazette
type: article-newspaper
title: Port fee talks stall
container-title: The Gazette
issued: 2026-03-05
URL: https://example.org/fee
visibility: public
via: [zqcanary-note]
excerpts:
  e3: {gist: The zqcanary gist said so., visibility: internal}
---
{==Talks stopped on 2 March.==}{>>^e1 #background #latest date=2026-03-02 remark="zqcanary remark" via=zqcanary-note<<} {>>zqcanary, a remark of its own<<}

{==The zqcanary passage {==is inside==}{>>^e5 #background visibility=public<<} this one.==}{>>^e2 #background #zqcanary/tag visibility=restricted speaker="Zqcanary Speaker" translation="zqcanary translated" translator=Zqcanary gist="A zqcanary gist."<<}

{==Another zqcanary passage.==}{>>^e3 #positions/lines kind=claim<<} {==The fee is final==}{>>^e4 #positions/authority #claims/authority kind=claim<<}, it said.
"""
NOTE = """\
---
id: zqcanary-note
type: report
title: Zqcanary title
title-short: Zqcanary
container-title: Zqcanary container
container-title-short: Zqcanary short
publisher: Zqcanary publisher
authority: Zqcanary court
number: zqcanary-7
author: [{family: Zqcanary, given: Zqcanary}]
interviewer: [{literal: Zqcanary}]
issued: 2026-03-01
URL: https://zqcanary.example/zqcanary
descriptor: A zqcanary descriptor.
reliability: A
visibility: VISIBILITY
---
{==The zqcanary note says so.==}{>>^zqcanary1 #background #latest #stakes/lines #positions/lines #zqcanary speaker="Zqcanary" via=zqcanary-origin date=2026-03-01 weight=99<<}

"{==We will zqcanary==}{>>^zqcanary2 #claims/lines voice=speaker speaker="Zqcanary"<<}", it ends.
"""
SIDECAR = """\
source: gazette
excerpts:
  - {id: zqcanary3, exact: it said, tags: [zqcanary/side], visibility: partner, remark: zqcanary, gist: 'The zqcanary gist of a sidecar.'}
"""
HIDDEN = (
    "{text: 'The zqcanary point said \"nobody said zqcanary\" [@zqcanary-note^zqcanary1].'}",
    "{text: 'The zqcanary point cites nothing.'}",
    "{text: 'Zqcanary is above.', visibility: restricted, id: zqcanary-id, noqa: {CIT001: zqcanary}}",
    "{text: 'Zqcanary is for others [@gazette^e1].', for: [executive], visibility: public}",
    "{text: 'Zqcanary was said [@gazette^e1].', visibility: public, withdrawn: 'Zqcanary reason'}",
)
OUTLINE = f"""\
title: Harbour fee dispute
as_of: 2026-03-05
memo:
  to: Zqcanary reader
  from: Policy Office
  handling: ZQCANARY
  prepared_for: Zqcanary
  executive: {{subject: Zqcanary subject, note: zqcanary}}
parties: {{authority: {{name: Harbour Authority}}, lines: {{name: Shipping lines}}}}
names: {{Zqcanary Person: {{short: Zqcanary, role: zqcanary}}}}
origins: {{zqcanary-origin: {{name: Zqcanary origin, seen: false, also: [zqcanary]}}}}
tags: {{zqcanary/old: zqcanary/tag}}
bottom_line: |
  Talks stopped on 2 March [@gazette^e1].
background: [{{fill: background, show: both}}, {", ".join(HIDDEN)}]
latest: [{{fill: latest, show: both, repeat: true}}, {HIDDEN[0]}]
positions:
  authority: {{stated: [{{fill: positions/authority, show: quote}}], claims: [{HIDDEN[3]}]}}
  lines: {{stated: [{{fill: positions/lines or claims/lines, show: both}}], claims: [{HIDDEN[0]}]}}
stakes: {{lines: [{{fill: stakes/lines}}, {HIDDEN[1]}]}}
options:
  - {{option: 'Zqcanary option [@zqcanary-note].', for: Zqcanary., against: Zqcanary., cost: Zqcanary.}}
qa: [{{q: 'Zqcanary?', a: 'Zqcanary [@zqcanary-note].', pressed: Zqcanary., status: zqcanary}}]
exposure: [{{item: Zqcanary, figure: '7 zqcanary [@zqcanary-note]', source: Zqcanary, status: zqcanary}}]
dates: [{{date: 2026-03-09, what: 'Zqcanary day [@zqcanary-note].'}}]
people: [{{name: Zqcanary, role: zqcanary, note: 'Zqcanary [@zqcanary-note].'}}]
conflicts:
  - {{text: 'Zqcanary differs [@zqcanary-note; @gazette^e1].', members: [zqcanary-note^zqcanary1, gazette^e1], resolution: prefer, reason: Zqcanary.}}
open_questions:
  - {{ask: 'Is zqcanary so?', to: Zqcanary, cite: [zqcanary-note^zqcanary1], answer: 'Zqcanary [@zqcanary-note].'}}
"""


@pytest.fixture(params=["restricted", "internal", "partner"])
def caged(tmp_path: Path, request: pytest.FixtureRequest) -> Workspace:
    """The brief with a canary in every withheld place, the note as secret as the parameter says."""
    made = Workspace(tmp_path / "zqcanary-workspace")
    made.write("briefgen.yaml", "")
    for style in CITATIONS:
        page = f"# zqcanary: a comment of the template's maker\n{PAGE}citations: {style}\n"
        made.write(f"templates/out-{style}/template.yaml", page)
    brief = "briefs/zqcanary-brief"
    made.write(f"{brief}/outline.yaml", f"# zqcanary\n{OUTLINE}")
    made.write(f"{brief}/sources/gazette.md", OPEN)
    made.write(f"{brief}/sources/zqcanary.md", NOTE.replace("VISIBILITY", request.param))
    made.write(f"{brief}/sources/gazette.excerpts.yaml", SIDECAR)
    made.write(f"{brief}/sources/originals/zqcanary.txt", "zqcanary")
    return made


def build(made: Workspace, *options: str, styles: tuple[str, ...] = CITATIONS) -> dict[str, bytes]:
    """Every file of the four pages; what was said of them on the way is held to it too."""
    pages = [word for style in styles for word in ("--for", f"out-{style}")]
    done = made.run("build", *pages, "--annex", "--checksheet", *options)
    assert done.code == 0, done.err
    said = re.sub(r"zqcanary-brief|/[^ ]*zqcanary-workspace", "", done.err)
    assert CANARY not in said.lower()
    return made.out("zqcanary-brief")


def test_no_byte_of_an_outsiders_file_holds_a_canary(caged: Workspace) -> None:
    files = build(caged)
    assert len(files) == 3 * 2 * len(CITATIONS), "memo, annex and checksheet, each docx and md"
    for name, data in files.items():
        assert b"Talks stopped" in b"".join(spread(data)), name
        assert not holds(data), name


def test_nor_does_a_draft(caged: Workspace) -> None:
    for name, data in build(caged, "--draft").items():
        assert not holds(data), name


@pytest.mark.parametrize("caged", ["restricted"], indirect=True)
def test_nor_does_an_edition_its_log_its_redline_or_what_a_manifest_says(caged: Workspace) -> None:
    """Two editions for readers outside, between them changes of what is open and what is not.

    A manifest stays in the house: it names the files that an edition was made from, and the brief.
    """
    outline = caged.root / "briefs/zqcanary-brief/outline.yaml"
    pages = [f"out-{style}" for style in CITATIONS]
    for page in pages:
        assert caged.run("release", "zqcanary-brief", "--for", page).code == 0
    text = outline.read_text(encoding="utf-8").replace("Talks stopped", "The talks stopped")
    text = text.replace("Zqcanary day", "Zqcanary morning").replace("ask: 'Is zq", "ask: 'Was zq")
    outline.write_text(text, encoding="utf-8")
    for page in pages:
        done = caged.run("redline", "zqcanary-brief", "--for", page)
        assert done.code == 0, done.err
        told = caged.run("diff", "zqcanary-brief", "--for", page)
        assert "1 updated" in told.out
        assert CANARY not in told.out.lower()
    build(caged)
    files = caged.out("zqcanary-brief")
    for page in pages:
        assert caged.run("release", "zqcanary-brief", "--for", page).code == 0
    editions = caged.root / "briefs/zqcanary-brief/editions"
    files |= {str(p.relative_to(editions)): p.read_bytes() for p in editions.rglob("*.*")}
    assert len(files) == (3 * 2 + 1 + 2 * 3) * len(CITATIONS)
    for name, data in files.items():
        assert not holds(told_outside(data) if name.endswith("manifest.json") else data), name


def test_and_readers_inside_get_it(caged: Workspace) -> None:
    """The cage is no wall: what outsiders do not get is there for others."""
    done = caged.run("build", "--for", "executive", "--draft", "--to", "md")
    assert done.code in (0, 1), done.err
    assert holds(caged.memo("zqcanary-brief", "executive.md"))


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("caged", ["restricted"], indirect=True)
def test_nor_does_a_pdf(caged: Workspace) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    pdfium = pytest.importorskip("pypdfium2")
    for name, data in build(caged, "--to", "pdf", styles=("footnotes",)).items():
        pdf = pdfium.PdfDocument(data)
        words = "".join(page.get_textpage().get_text_range() for page in pdf)
        assert "Talks stopped" in words
        shown = f"{words} {pdf.get_metadata_dict()}"
        assert not holds(data) and CANARY not in shown.lower(), name


def told_outside(manifest: bytes) -> bytes:
    """A manifest without what it keeps for the house."""
    return json.dumps({k: v for k, v in json.loads(manifest).items() if k not in HOUSE}).encode()


def holds(data: bytes) -> bool:
    """Whether the canary is in any byte: plain, in UTF-16, as hexadecimal digits, or packed."""
    forms = {CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be")}
    forms |= {form.hex().encode() for form in forms}
    return any(form in part.lower() for part in spread(data) for form in forms)


def spread(data: bytes) -> Iterator[bytes]:
    """A file, and what is packed in it: the parts of a Word file, the streams of a PDF."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            for part in package.infolist():
                yield part.filename.encode() + part.comment + part.extra
                words = package.read(part)
                yield words
                yield re.sub(rb"<[^>]*>", b"", words)  # words that stand in several runs
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue
