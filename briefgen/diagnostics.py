"""What is wrong, where, and what to do: problems are values, collected and shown all at once.

A `Rule` is a function whose docstring is its manual page (`briefgen rule CODE` prints it). It
either builds one diagnostic or walks a selection and yields many. Exceptions are for what cannot
go on:

    BriefgenError            exit 1: something in the files needs a person
    +-- WrongUse             exit 2: an option, a name of a brief or a template, no permission
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, ParamSpec, TypeVar

from briefgen.places import Place

P = ParamSpec("P")
R = TypeVar("R")


class Severity(StrEnum):
    """How much a finding weighs: errors stop the memo that they concern."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Fix:
    """The lines of `place.file` from `place.line` that `check --fix` replaces.

    `old` must still stand there, line for line without line ends, or the fix is not applied. With
    `words`, it is the words at `place.column` that are replaced, and the line around them stays.
    """

    place: Place
    old: tuple[str, ...]
    new: tuple[str, ...]
    words: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a code, a severity, a place, one line of message and what to do.

    `about` is the key of the point, excerpt or source that it concerns ("" for all): what a
    template withholds takes its findings along. `detail` holds further lines for the terminal
    (a word diff).
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    about: str = ""
    detail: tuple[str, ...] = ()
    fix: Fix | None = None

    @property
    def is_error(self) -> bool:
        """Whether this finding stops a memo."""
        return self.severity is Severity.ERROR

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are sorted by place, then code."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.message)


class Rule(Generic[P, R]):
    """A rule of briefgen: a stable code, a severity and the function that applies it."""

    def __init__(self, code: str, severity: Severity, function: Callable[P, R]) -> None:
        """Wrap `function`; its docstring is the rule's page."""
        self.code = code
        self.severity = severity
        self.function = function
        self.__doc__ = function.__doc__
        self.__name__ = function.__name__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Apply the rule."""
        return self.function(*args, **kwargs)

    @property
    def title(self) -> str:
        """The first line of the page."""
        return (self.__doc__ or "").strip().split("\n", 1)[0]

    def at(
        self,
        place: Place,
        message: str,
        hint: str = "",
        *,
        about: str = "",
        detail: tuple[str, ...] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Build this rule's diagnostic at `place`."""
        return Diagnostic(
            self.code, severity or self.severity, message, place, hint, about, detail, fix
        )


def rule(code: str, severity: Severity) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """Declare the decorated function to be the rule `code`."""
    return lambda function: Rule(code, severity, function)


def in_order(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Sort findings by place, each of them once."""
    return sorted(set(findings), key=Diagnostic.sort_key)


def raised(finding: Diagnostic) -> Diagnostic:
    """Give a warning the weight of an error (`--strict`)."""
    return (
        replace(finding, severity=Severity.ERROR)
        if finding.severity is Severity.WARNING
        else finding
    )


class BriefgenError(Exception):
    """Something that cannot go on: a file needs a person."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        """Say what is wrong in one line, and what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class WrongUse(BriefgenError):  # noqa: N818 - the field's word, read at the call: `raise WrongUse`
    """briefgen was called wrongly: an option, an unknown brief or template, no permission."""

    exit_code = 2
