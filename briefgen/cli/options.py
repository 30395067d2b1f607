"""What the options and arguments of commands may be."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """What a schema describes."""

    outline = "outline"
    source = "source"
    template = "template"


class Named(StrEnum):
    """What can be renamed."""

    tag = "tag"
    source = "source"
    excerpt = "excerpt"


class CheckFormat(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


class ToFormat(StrEnum):
    """What a memo is written as."""

    docx = "docx"
    md = "md"
    pdf = "pdf"


class Layout(StrEnum):
    """What may confirm the page count."""

    libreoffice = "libreoffice"


class BuildFormat(StrEnum):
    """How the result of a build is printed."""

    text = "text"
    json = "json"


class ListFormat(StrEnum):
    """How a list is printed."""

    text = "text"
    json = "json"


class DiffFormat(StrEnum):
    """How changes are printed."""

    text = "text"
    md = "md"
    json = "json"


Briefs = Annotated[
    list[str] | None,
    typer.Argument(metavar="BRIEF", help="A folder, an outline file or a slug; none: all."),
]
OneBrief = Annotated[str, typer.Argument(metavar="BRIEF", help="A folder, outline file or slug.")]
For = Annotated[
    list[str] | None, typer.Option("--for", metavar="T", help="A template; repeatable.")
]
ForOne = Annotated[str, typer.Option("--for", metavar="T", help="The template.")]
