"""Start-up of the command against an empty Python, both byte-compiled."""

from __future__ import annotations

import compileall
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.timing import best, dataset_of

ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    """Prints ``--help`` against ``python -c pass``, and ``today`` against a bare parse."""
    compileall.compile_dir(str(ROOT / "bot"), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        path = dataset_of(Path(folder) / "events.toml", 5_000)
        bare = f"import tomli; tomli.load(open({str(path)!r}, 'rb'))"
        rows = [
            ("onthisday --help", ["-m", "bot", "--help"], ["-c", "pass"], 6),
            (
                "onthisday today, 5,000 entries",
                ["-m", "bot", "today", "--dataset", str(path)],
                ["-c", bare],
                3,
            ),
        ]
        for name, ours, theirs, goal in rows:
            mine, empty = _seconds(ours), _seconds(theirs)
            print(
                f"{name}: {mine * 1000:.0f} ms against {empty * 1000:.0f} ms, "
                f"ratio {mine / empty:.2f} (goal: at most {goal})"
            )


def _seconds(arguments: list[str]) -> float:
    return best(
        lambda: subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        ),
        runs=9,
    )
