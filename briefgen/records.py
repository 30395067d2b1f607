"""Records: frozen classes that are quick to define; states: the same, and their fields may change.

A program that starts, builds one page and ends would spend more time on defining its hundred
dataclasses than on checking the page: `dataclasses` compiles six methods for each of them. Here all
classes with equally many fields share the code of one `__init__`, their names put in, and the
rest is shared by all (measured in docs/figures.md). Type checkers read them as the dataclasses
that they stand for (PEP 681).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


class _Factory:
    """A default that is made anew for each record."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], Any]) -> Any:
    """A field whose default is made anew for each record."""
    return _Factory(default_factory)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class with annotated fields a frozen record: slots, `__init__`, `==`, hash, repr."""
    return _made(cls, _SHARED)


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def state(cls: type[T]) -> type[T]:
    """Make a class with annotated fields a state: slots, `__init__`, repr; fields may change."""
    return _made(cls, {"__repr__": _repr})


def _made(cls: type[T], shared: Mapping[str, Any]) -> type[T]:
    names = tuple(cls.__dict__.get("__annotations__", ()))  # noqa: RUF063 - `inspect` takes 10 ms
    body = {k: v for k, v in cls.__dict__.items() if k not in ("__dict__", "__weakref__")}
    defaults = {name: body.pop(name) for name in names if name in body}
    body |= {"__slots__": names, "__match_args__": names}
    body["__init__"] = _init(cls.__qualname__, names, defaults)
    # The fields at the speed of C; not a function, so it is no method of the record.
    body["_values"] = attrgetter(*names) if names else staticmethod(lambda _: ())
    for name, method in shared.items():
        body.setdefault(name, method)
    return type(cls.__name__, cls.__bases__, body)


def replace(record: T, **changes: Any) -> T:
    """A copy of a record with some fields changed."""
    kept = {name: getattr(record, name) for name in _names(record)}
    return type(record)(**{**kept, **changes})


def as_dict(record: object) -> dict[str, Any]:
    """The fields of a record by name, not those of records within it."""
    return {name: getattr(record, name) for name in _names(record)}


def _init(owner: str, names: tuple[str, ...], defaults: Mapping[str, Any]) -> FunctionType:
    """`__init__(self, a, b=...)`: shared code, with the names of these fields in it."""
    if any(name in defaults for name in names[: len(names) - len(defaults)]):
        raise TypeError(f"{owner}: a field without a default follows one with a default")
    code = _code(tuple(isinstance(defaults.get(name), _Factory) for name in names))
    own = dict(zip(_placeholders(len(names)), names, strict=True))
    code = code.replace(
        co_varnames=("self", *names),
        co_consts=tuple(own.get(const, const) for const in code.co_consts),
        co_qualname=f"{owner}.__init__",
    )
    given = tuple(defaults[name] for name in names if name in defaults)
    return FunctionType(code, _KNOWN, "__init__", given)


@cache
def _code(made_anew: tuple[bool, ...]) -> CodeType:
    """The code of an `__init__` of so many fields; which defaults are made anew for each record."""
    names = _placeholders(len(made_anew))
    anew = "{0}.make() if {0}.__class__ is _Factory else {0}"
    values = [anew.format(n) if m else n for n, m in zip(names, made_anew, strict=True)]
    lines = [f"_set(self, {n!r}, {v})" for n, v in zip(names, values, strict=True)]
    source = f"def __init__({', '.join(['self', *names])}):\n {'; '.join(lines) or 'pass'}"
    found: dict[str, Any] = {}
    exec(compile(source, "<record>", "exec"), found)  # noqa: S102 - no text but the one above
    code: CodeType = found["__init__"].__code__
    return code


_KNOWN = {"_set": object.__setattr__, "_Factory": _Factory}


def _placeholders(count: int) -> list[str]:
    return [f"field{number}" for number in range(count)]


def _names(record: object) -> tuple[str, ...]:
    names: tuple[str, ...] = type(record).__match_args__  # type: ignore[attr-defined]  # fields
    return names


def _frozen(record: object, name: str, *value: object) -> None:
    del value
    raise AttributeError(f"{type(record).__name__} is frozen: {name} cannot change")


def _eq(one: Any, other: Any) -> Any:
    if one.__class__ is not other.__class__:
        return NotImplemented
    return one is other or one._values(one) == other._values(other)


def _hash(record: Any) -> int:
    return hash(record._values(record))


def _repr(record: object) -> str:
    said = ", ".join(f"{name}={getattr(record, name)!r}" for name in _names(record))
    return f"{type(record).__qualname__}({said})"


def _reduce(record: object) -> tuple[type, tuple[Any, ...]]:
    """Pickle and copy through `__init__`: frozen slots cannot be set one by one."""
    return type(record), tuple(getattr(record, name) for name in _names(record))


_SHARED: dict[str, Any] = {
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__reduce__": _reduce,
}
