"""What several tests need: the real case, where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository, or where BRIEFGEN_SHARED says."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("BRIEFGEN_SHARED", beside))
    if not (folder / "cases").is_dir():
        pytest.skip(f"the real case is not at hand: no {folder}/cases (set BRIEFGEN_SHARED)")
    return folder
