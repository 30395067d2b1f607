"""What several tests need: briefgen run as a person runs it, small workspaces, the real case."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.workspaces import REPOSITORY, Workspace, copy_of, harbour


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden memos anew, to be read in the diff."""
    parser.addoption("--update-golden", action="store_true", help="write the golden memos anew")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository, or where BRIEFGEN_SHARED says."""
    folder = Path(os.environ.get("BRIEFGEN_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "cases").is_dir():
        pytest.skip(f"the real case is not at hand: no {folder}/cases (set BRIEFGEN_SHARED)")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small workspace with one brief, `harbour`, and one sealed source."""
    return harbour(tmp_path / "workspace")


@pytest.fixture
def examples(tmp_path: Path) -> Workspace:
    """A copy of the two example briefs."""
    return copy_of(REPOSITORY, tmp_path / "examples")


@pytest.fixture
def case(shared: Path, tmp_path: Path) -> Workspace:
    """A copy of the real case."""
    return copy_of(shared / "cases", tmp_path / "case")
