"""What tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def shared() -> Path:
    """The folder with the real case: beside the repository, or where BRIEFGEN_SHARED says."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("BRIEFGEN_SHARED", beside))
    if not folder.is_dir():
        pytest.skip("../shared with the real case is absent")
    return folder
