"""Nine templates of one brief in one process, against one: `python -m benchmarks.nine_templates`.

Prints the median seconds of each and their ratio; the nine should take under four times the one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMES = [
    *("executive", "press", "legal", "mediator", "decision"),
    *("research", "investor", "reporter", "assessment"),
]
RUNS = 9


def seconds(names: list[str], folder: str) -> float:
    """One whole process that builds these templates of harbour-fee, both formats."""
    wanted = [word for name in names for word in ("--for", name)]
    command = [sys.executable, "-m", "briefgen", "build", "harbour-fee", *wanted, "--out", folder]
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pairs = [(seconds(NAMES[:1], folder), seconds(NAMES, folder)) for _ in range(RUNS)]
    one, nine = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"one {one:.3f} s, nine {nine:.3f} s, {nine / one:.2f} times")


if __name__ == "__main__":
    main()
