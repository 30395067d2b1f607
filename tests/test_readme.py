"""The README is true: its commands run, in order, and do what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.workspaces import REPOSITORY, Workspace

README = REPOSITORY / "README.md"
TEXT = README.read_text(encoding="utf-8")


def test_the_commands_of_the_readme_run_in_order(examples: Workspace) -> None:
    shutil.copy(README, examples.root)
    tried = 0
    for command, code, printed in commands(TEXT):
        done = examples.run(*shlex.split(command)[1:])
        assert done.code == code, f"{command}: {done.out}{done.err}"
        for line in printed:
            assert line in (done.out + done.err).splitlines(), f"{command} does not print {line!r}"
        tried += 1
    assert tried >= 8


@pytest.mark.parametrize("mark", ["run", "test"])
def test_the_marked_commands_are_there_and_parse(mark: str) -> None:
    found = re.findall(rf"^<!-- {mark} -->\n```bash\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"no block ```bash on the line after <!-- {mark} -->, or several"
    parsed = subprocess.run(
        ["bash", "-n"], input=found[0], text=True, capture_output=True, check=False
    )
    assert parsed.returncode == 0, parsed.stderr


def test_every_file_that_the_readme_links_to_is_there() -> None:
    named = re.findall(
        r"\]\(([^)#:]+)\)|`((?:tests|docs|benchmarks|briefs/[\w-]+)/[\w./-]*)`", TEXT
    )
    for name in {a or b for a, b in named}:
        made = "/out/" in name  # what a build makes
        assert made or (REPOSITORY / name).exists(), f"{name} is not there"


def commands(text: str) -> list[tuple[str, int, list[str]]]:
    """The commands of the ```console blocks: what is typed, the exit code, what is printed."""
    found: list[tuple[str, int, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, code = line[2:].partition("  # exit ")
                found.append((command.strip(), int(code or 0), []))
            elif line.strip() and line != "...":
                found[-1][2].append(line)
    return found


def test_the_readme_names_only_tests_that_exist() -> None:
    for name in set(re.findall(r"tests/[\w/]+\.py", TEXT)):
        assert (REPOSITORY / name).is_file(), name
    assert Path(REPOSITORY / "Makefile").is_file()
