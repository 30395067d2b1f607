"""Records: frozen classes that are quick to define.

A program that starts, builds one page and ends would spend more time on defining its hundred
dataclasses than on checking the page: `dataclasses` compiles six methods for each of them. A
record compiles one, `__init__`, and shares the rest (measured in docs/figures.md). Type checkers
read it as the frozen dataclass that it stands for (PEP 681).
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
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
    names = tuple(cls.__dict__.get("__annotations__", ()))  # noqa: RUF063 - `inspect` takes 10 ms
    body = {k: v for k, v in cls.__dict__.items() if k not in ("__dict__", "__weakref__")}
    defaults = {name: body.pop(name) for name in names if name in body}
    body |= {"__slots__": names, "__match_args__": names}
    body["__init__"] = _init(cls.__name__, names, defaults)
    # The fields at the speed of C; not a function, so it is no method of the record.
    body["_values"] = attrgetter(*names) if names else staticmethod(lambda _: ())
    for name, method in _SHARED.items():
        body.setdefault(name, method)
    return type(cls.__name__, cls.__bases__, body)


def replace(record: T, **changes: Any) -> T:
    """A copy of a record with some fields changed."""
    kept = {name: getattr(record, name) for name in _names(record)}
    return type(record)(**{**kept, **changes})


def as_dict(record: object) -> dict[str, Any]:
    """The fields of a record by name, not those of records within it."""
    return {name: getattr(record, name) for name in _names(record)}


def _init(name: str, names: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    """Compile `__init__(self, a, b=...)`: the one method that depends on the fields."""
    known = {f"_{n}": value for n, value in defaults.items()} | {"_set": object.__setattr__}
    head = ["self", *(f"{n}=_{n}" if n in defaults else n for n in names)]
    lines = [f"_set(self, {n!r}, {_value(n, defaults)})" for n in names]
    source = f"def __init__({', '.join(head)}):\n {'; '.join(lines) or 'pass'}"
    exec(compile(source, f"<record {name}>", "exec"), known)  # noqa: S102 - only names of fields
    made: Callable[..., None] = known["__init__"]
    return made


def _value(name: str, defaults: dict[str, Any]) -> str:
    made_anew = isinstance(defaults.get(name), _Factory)
    return f"_{name}.make() if {name} is _{name} else {name}" if made_anew else name


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
