"""A template's own arrangement of the Markdown memo, `memo.md.j2`.

It is Jinja in a sandbox, strict: it sees finished, escaped text, and loops, conditions, joins. It
calls nothing but its own macros, loads no file, and multiplies nothing. Given are:

    head       the line of handling mark, kind and date     title     the memo's title
    fields     the lines of the header block                body      all blocks, in order
    blocks     each with .kind .section .text               draft     true or false
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.diagnostics import BriefgenError, Diagnostic, Severity, rule
from briefgen.places import Place

#: The filters that arranging needs; none makes a text longer than what goes in.
_FILTERS = (
    "default first join last length list lower reject rejectattr select selectattr title trim upper"
)


class ArrangementError(BriefgenError):
    """A `memo.md.j2` that cannot be followed; `finding` says where and why."""

    def __init__(self, finding: Diagnostic) -> None:
        """Carry the finding, and say it in one line."""
        super().__init__(f"{finding.place}: {finding.message}", finding.hint)
        self.finding = finding


def arrange(path: Path, given: Mapping[str, object]) -> str:
    """Fill `memo.md.j2` at `path` with what is given; raises `ArrangementError` with its line."""
    try:
        source = path.read_text(encoding="utf-8")
        text = _environment().from_string(source).render(given)
    except TemplateSyntaxError as error:
        raise ArrangementError(TPL011(path, error.lineno, str(error.message))) from None
    except Exception as error:  # whatever a template does is the template's mistake
        raise ArrangementError(TPL011(path, _line(error), _said(error))) from None
    return f"{text.strip()}\n"


@rule("TPL011", Severity.ERROR)
def TPL011(path: Path, line: int, said: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """The template's memo.md.j2 cannot be followed.

    It arranges finished blocks: it may loop, choose and join, and nothing else. A name that is
    not given is an error, so that a misspelt name never leaves a hole in the page.

    Bad:

        {{ titel }}

    Good:

        # {{ title }}
    """
    return TPL011.at(
        Place("/".join(path.parts[-3:]), line),
        f"memo.md.j2 cannot be followed: {said}",
        "it is given head, title, fields, blocks, body and draft; `briefgen rule TPL011`",
    )


class _Arranging(ImmutableSandboxedEnvironment):
    """A sandbox in which only macros can be called, and nothing is multiplied."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro | StrictUndefined)  # the latter says its own name

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"the sign {operator} is not for arranging")


def _environment() -> _Arranging:
    environment = _Arranging(
        undefined=StrictUndefined,
        autoescape=False,  # what it is given is Markdown, escaped already
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS.split()}
    return environment


def _line(error: BaseException) -> int:
    """The template's line: Jinja puts its own frames into the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 0 for f in reversed(frames) if f.filename == "<template>"), 0)


def _said(error: BaseException) -> str:
    known = isinstance(error, (TemplateError, OSError, UnicodeError))
    said = str(error) if known else f"{type(error).__name__}: {error}"
    return " ".join(said.split())
