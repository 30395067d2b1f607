"""rule, schema, doctor: what tells, and changes nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from briefgen import __version__
from briefgen.cli.console import columns, out
from briefgen.diagnostics import WrongUse


def rule(code: str) -> None:
    """Print one rule's page, or every rule's title."""
    from inspect import cleandoc

    from briefgen.catalogue import rules

    known = rules()
    if not code:
        columns([(r.code, r.severity.value, r.title) for r in known.values()])
        return
    found = known.get(code.upper())
    if found is None:
        raise WrongUse(f"no rule `{code}`", "`briefgen rule` lists them all")
    out(f"{found.code} ({found.severity})")
    out(cleandoc(found.__doc__ or ""))


def schema(kind: str) -> None:
    """Print a JSON Schema."""
    from briefgen.read.schema import json_schema
    from briefgen.report.machine import as_json

    out(as_json(json_schema(kind)))


def doctor() -> None:
    """Print what this machine has, and what each missing thing is for."""
    rows = [("ok", "briefgen", f"{__version__}, Python {sys.version.split()[0]}")]
    rows += [_package(name) for name in ("python-docx", "lxml", "jinja2", "typer", "pyyaml")]
    rows += [_office(), _font(), _workspace()]
    columns(rows)


def _package(name: str) -> tuple[str, str, str]:
    try:
        return ("ok", name, version(name))
    except PackageNotFoundError:
        return ("missing", name, f"pip install {name}")


def _office() -> tuple[str, str, str]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    why = "only `--measure libreoffice` and `--to pdf` need it"
    if program is None:
        return ("missing", "LibreOffice", why)
    said = _said([program, "--version"]).split()
    return ("ok", "LibreOffice", said[1] if len(said) > 1 else program)


def _font() -> tuple[str, str, str]:
    """Calibri, or Carlito of the same widths: pages look here as they look in Word."""
    listed = _said(["fc-list", ":", "family"]) if shutil.which("fc-list") else ""
    found = [name for name in ("Calibri", "Carlito") if name in listed]
    if found:
        return ("ok", "fonts", ", ".join(found))
    return (
        "missing",
        "fonts",
        "neither Calibri nor Carlito: pictures of pages made here may differ",
    )


def _workspace() -> tuple[str, str, str]:
    from briefgen.read.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    slugs = workspace.slugs()
    if not slugs:
        return ("missing", "workspace", "no brief here: briefgen init, or briefgen new SLUG")
    return ("ok", "workspace", f"{workspace.root}, {len(slugs)} briefs")


def _said(command: list[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and programs found on the PATH
            command, capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
