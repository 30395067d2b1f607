"""Tags are paths: `positions/authority/fee` lies under `positions/authority`."""

from __future__ import annotations


def matches(path: str, exact: bool, tag: str) -> bool:
    """Whether `tag` is `path` or lies under it (`exact`: only itself); `*` is any one step."""
    wanted, steps = path.split("/"), tag.split("/")
    if len(steps) < len(wanted) or (exact and len(steps) != len(wanted)):
        return False
    return all(w in ("*", s) for w, s in zip(wanted, steps, strict=False))
