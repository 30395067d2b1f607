<<<<<<< HEAD
"""What several tests need: the real case, where it is at hand."""
=======
"""What tests share."""
>>>>>>> read-yaml

from __future__ import annotations

import os
from pathlib import Path

import pytest


<<<<<<< HEAD
@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository, or where BRIEFGEN_SHARED says."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("BRIEFGEN_SHARED", beside))
    if not (folder / "cases").is_dir():
        pytest.skip(f"the real case is not at hand: no {folder}/cases (set BRIEFGEN_SHARED)")
=======
@pytest.fixture
def shared() -> Path:
    """The folder with the real case: beside the repository, or where BRIEFGEN_SHARED says."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("BRIEFGEN_SHARED", beside))
    if not folder.is_dir():
        pytest.skip("../shared with the real case is absent")
>>>>>>> read-yaml
    return folder
