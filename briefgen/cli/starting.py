"""init, new, add: what makes files. Nothing that exists is ever overwritten."""

from __future__ import annotations

import re
import sys
from datetime import date as Date  # noqa: N812 - `date` is an option here
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from briefgen.cli.console import note, out
from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.model.dates import parse_when

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_CONFIG = """\
# Marks the root of the workspace; every key is optional.
# for: [executive]        # templates that `briefgen build` builds
# to: [docx, md]          # and the formats
# paper: a4               # letter or a4
"""
#: git must not touch a captured text: its seal is over every character of it.
_ATTRIBUTES = "sources/** -text\nbriefs/*/sources/** -text\n"
_IGNORED = "briefs/*/out/\n"


def init(folder: Path) -> None:
    """Make a workspace in `folder`."""
    first = _scaffold() / "first"
    wanted = {
        "briefgen.yaml": _CONFIG,
        ".gitattributes": _ATTRIBUTES,
        ".gitignore": _IGNORED,
        ".briefgen/outline.schema.json": _schema(),
        "briefs/first-brief/outline.yaml": _text(first / "outline.yaml"),
    }
    for source in ("council-notice.md", "friends-letter.md"):
        wanted[f"briefs/first-brief/sources/{source}"] = _text(first / "sources" / source)
    for name, text in wanted.items():
        _make(folder / name, text)
    where = f"cd {folder} && " if folder != Path() else ""
    note(f"next: {where}briefgen build")


def new(slug: str) -> None:
    """Make a brief in the workspace of the current folder."""
    from briefgen.read.workspace import find_workspace

    if not _SLUG.fullmatch(slug):
        raise WrongUse(
            f"`{slug}` is no slug", "small letters a-z, digits and single hyphens: harbour-fee"
        )
    folder = find_workspace(Path.cwd()).root / "briefs" / slug
    if (folder / "outline.yaml").exists():
        raise WrongUse(f"{folder / 'outline.yaml'} exists already", "choose another slug")
    text = _text(_scaffold() / "outline.yaml")
    values = {
        "title": slug.replace("-", " ").capitalize(),
        "today": str(Date.today()),
        "slug": slug,
    }
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    _make(folder / "outline.yaml", text)
    (folder / "sources").mkdir(exist_ok=True)
    note(f"next: briefgen add {slug} FILE..., tag passages in the files, briefgen build {slug}")


def add(
    brief: str,
    names: list[str],
    *,
    title: str,
    date: str,
    url: str,
    heads: bool = False,
    again: str = "",
    accept: bool = False,
) -> int:
    """Capture files, or pasted text (`-`), as sources of a brief; or one of them `again`.

    Returns 1 where an excerpt of a source captured again needs a person.
    """
    from briefgen.read.capturing import capture_file
    from briefgen.read.workspace import find_workspace

    _refuse_wrong_options(names, title, date, again, accept)
    folder = find_workspace(Path.cwd()).folder(brief) / "sources"
    if again:
        from briefgen.cli.recapturing import add_again

        return add_again(folder, names[0], _document(names[0]), again, accept=accept, heads=heads)
    for name in names:
        made = capture_file(
            name, _document(name), folder, title=title, date=date, url=url, heads=heads
        )
        _make(made.path, made.text)
        for path, data in made.others:
            _make(path, data)
        for line in made.told:
            note(f"         {line}")
    return 0


def _refuse_wrong_options(
    names: list[str], title: str, date: str, again: str, accept: bool
) -> None:
    if date and parse_when(date) is None:
        raise WrongUse(f"--date: `{date}` is no date", "write YYYY-MM-DD, YYYY-MM or YYYY")
    for option, value in (("--title", title), ("--again", again)):
        if value and len(names) > 1:
            hint = "add them one by one"
            raise WrongUse(f"{option} names one source, and there are several files", hint)
    if accept and not again:
        raise WrongUse(
            "--accept says nothing without --again ID", "add --again and the source's id"
        )


def _document(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else _read(Path(name))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror}") from error


def _make(path: Path, text: str | bytes) -> None:
    """Write a new file and say so; keep one that exists, and say that."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
    except FileExistsError:
        note(f"kept     {path} (it exists already)")
        return
    except OSError as error:
        raise BriefgenError(f"cannot write {path}: {error.strerror}") from error
    out(f"created  {path}")


def _schema() -> str:
    from briefgen.read.schema import json_schema
    from briefgen.report.machine import as_json

    return as_json(json_schema("outline")) + "\n"


def _scaffold() -> Traversable:
    return files("briefgen.cli") / "scaffold"


def _text(path: Traversable) -> str:
    return path.read_text(encoding="utf-8")
