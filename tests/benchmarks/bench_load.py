"""Loading the dataset against a bare tomli parse of the same file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import tomli

from bot.dataset import load
from tests.benchmarks.timing import best, dataset_of


def main() -> None:
    """Prints both times and their ratio for 2,000, 5,000 and 50,000 entries."""
    with tempfile.TemporaryDirectory() as folder:
        for entries in (2_000, 5_000, 50_000):
            path = dataset_of(Path(folder) / "events.toml", entries)
            runs = 7 if entries < 50_000 else 3

            def bare(path: Path = path) -> object:
                return tomli.loads(path.read_text(encoding="utf-8"))

            parsed = best(bare, runs=runs)
            loaded = best(lambda path=path: load(path), runs=runs)  # type: ignore[misc]
            print(
                f"{entries:6} entries: parse {parsed * 1000:7.1f} ms, load {loaded * 1000:7.1f} ms,"
                f" ratio {loaded / parsed:.2f} (goal: at most 1.8)"
            )
