"""Every rule of briefgen by its code: found where it is applied, its docstring is its page."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import briefgen
from briefgen.diagnostics import Rule


def rules() -> dict[str, Rule[..., object]]:
    """All rules, by code. Loads every stage: for `briefgen rule` and the tests, not for a build."""
    found: dict[str, Rule[..., object]] = {}
    for module in pkgutil.walk_packages(briefgen.__path__, "briefgen."):
        if not module.name.startswith(("briefgen.cli", "briefgen.__main__")):
            values = vars(import_module(module.name)).values()
            found.update({v.code: v for v in values if isinstance(v, Rule)})
    return dict(sorted(found.items()))
