"""Workspaces on the disk, and briefgen run in them: as a process, or in this one, much faster."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from briefgen.cli import main

REPOSITORY = Path(__file__).parents[1]

SOURCE = """\
---
id: gazette-0305
type: article-newspaper
title: Port fee talks stall
container-title: The Gazette
author: [{family: Lind, given: Mara}]
issued: 2026-03-05
URL: https://example.org/port-fee
reliability: B
visibility: public
descriptor: Regional daily
paragraphs: blank
sha256: SEAL
---
{==Talks on the fee broke down on 2 March.==}{>>^e1 #latest date=2026-03-02<<}

The authority {=="will not reopen"==}{>>^e2 #positions/authority speaker="Ada Okoye" date=2026-03-02<<} the fee, its director said on Monday.

{==The lines will not pay more than 80 cents a tonne.==}{>>^e3 #positions/lines kind=reported<<}
"""

OUTLINE = """\
title: Harbour fee dispute
as_of: 2026-03-05
lang: en
memo: {to: Chief of Staff, from: Policy Office, for: Information, handling: INTERNAL}
parties:
  authority: {name: Harbour Authority, also: [the authority]}
  lines: {name: Shipping lines, also: [the lines]}
names:
  Ada Okoye: {short: Okoye, role: director, party: authority}
bottom_line: |
  Talks stopped on 2 March; the authority "will not reopen" the fee [@gazette-0305^e2].
latest: [{fill: latest}]
positions:
  authority: |
    - The fee is final; it "will not reopen" it [@gazette-0305^e2].
  lines: [{fill: positions/lines}]
open_questions:
  - ask: |
      Does the board have to vote?
    to: Harbour Authority
    cite: [gazette-0305^e2]
"""

#: A page long enough that nothing is ever cut, and one for readers outside.
TEMPLATES = {
    "long": "extends: executive\npage: {pages: 900}\ncut: []\n",
    "public": "extends: executive\nceiling: public\n",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace on the disk."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        """Write one of its files."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def run(self, *args: str) -> Ran:
        """Run briefgen here, in this process, through its own door."""
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.root),
            mock.patch.object(sys, "argv", ["briefgen", *args]),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as exit:
                return Ran(int(exit.code or 0), out.getvalue(), err.getvalue())
        raise AssertionError("briefgen's door always exits")

    def process(self, *args: str, env: Mapping[str, str] | None = None) -> Ran:
        """Run briefgen here in a process of its own."""
        return run_python(["-m", "briefgen", *args], self.root, env)

    def out(self, slug: str) -> dict[str, bytes]:
        """Every file in a brief's out/ but the record of what we wrote."""
        return files_in(self.root / "briefs" / slug / "out")

    def memo(self, slug: str, name: str) -> bytes:
        """One file of out/."""
        return (self.root / "briefs" / slug / "out" / name).read_bytes()


def run_python(
    args: list[str], cwd: Path, env: Mapping[str, str] | None = None, umask: int = -1
) -> Ran:
    """Run Python with this checkout on its path."""
    done = subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        env={**plain_environment(), **(env or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        umask=umask,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def plain_environment() -> dict[str, str]:
    """The environment of a child: this checkout first, nothing written beside the modules."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")}
    return {**kept, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}


def harbour(root: Path, source: str = SOURCE, outline: str = OUTLINE) -> Workspace:
    """Make a workspace of one brief, `harbour`, with the templates `long` and `public`."""
    made = Workspace(root)
    made.write("briefgen.yaml", "")
    for name, text in TEMPLATES.items():
        made.write(f"templates/{name}/template.yaml", text)
    made.write("briefs/harbour/outline.yaml", outline)
    made.write("briefs/harbour/sources/gazette-0305.md", source.replace("SEAL", seal(source)))
    return made


def copy_of(root: Path, to: Path) -> Workspace:
    """A copy of the briefs and shared sources under `root`, without what was built there."""
    left_out = shutil.ignore_patterns("out", "edits")
    for name in ("briefs", "sources"):
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name, ignore=left_out)
    shutil.copy(root / "briefgen.yaml", to)
    for path in [to, *to.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)  # the real case may be read-only
    return Workspace(to)


def seal(source: str) -> str:
    """The seal of a source, by the letter of the contract and none of briefgen's code."""
    body = source.split("\n---\n", 1)[1]
    body = re.sub(r"==\}\{>>.*?<<\}|\{>>.*?<<\}|\{==", "", body)
    text = "\n".join(line.rstrip() for line in body.split("\n")).rstrip("\n") + "\n"
    return hashlib.sha256(text.encode()).hexdigest()


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name, without briefgen's own records."""
    if not folder.is_dir():
        return {}
    found = (p for p in folder.iterdir() if not p.name.startswith(".briefgen"))
    return {p.name: p.read_bytes() for p in found}


def inflated(docx: bytes) -> bytes:
    """Every part of a Word file, one after the other, with the parts' names."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return b"\n".join(name.encode() + package.read(name) for name in package.namelist())


def word_lines(docx: bytes) -> Iterator[str]:
    """The paragraphs of the body of a Word file, read by nothing but zipfile and lxml."""
    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    signs = {f"{w}tab": "\t", f"{w}br": "\n", f"{w}cr": "\n", f"{w}noBreakHyphen": "\u2011"}
    for paragraph in body.iter(f"{w}p"):
        elements = [(str(e.tag), e.text or "") for e in paragraph.iter()]
        parts = [text if tag == f"{w}t" else signs.get(tag, "") for tag, text in elements]
        yield "".join(parts)
