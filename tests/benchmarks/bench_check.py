"""How long a check takes, as a multiple of a bare parse with validation. Run it as a module:

uv run python -m tests.benchmarks.bench_check
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot import toml
from bot.authoring.lint.linter import check
from bot.dataset.loader import without_collector
from bot.dataset.schema import RECORD
from bot.dates import every_day
from bot.errors import DatasetError
from tests.conftest import DATASET

ENTRIES = 5000


def many(count: int) -> str:
    """A file of ``count`` entries: the real ones again and again, spread evenly over the year."""
    records = DATASET.read_text(encoding="utf-8").split("[[events]]\n")[1:]
    days = [str(day) for day in every_day() if str(day) != "02-29"]
    made = []
    for n in range(count):
        record = re.sub(r'^id = ".*"', f'id = "entry-{n}"', records[n % len(records)])
        record = re.sub(r"^follows = .*\n", "", record, flags=re.MULTILINE)
        record = re.sub(r'^title = "', f'title = "{n}: ', record, flags=re.MULTILINE)
        day = days[n * 151 % len(days)]
        made.append(re.sub(r'^day = ".*"', f'day = "{day}"', record, flags=re.MULTILINE))
    return "schema = 1\n\n[[events]]\n" + "[[events]]\n".join(made)


def best(action: Callable[[], object], *, times: int = 7) -> float:
    """The shortest of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def bare(path: Path) -> None:
    """What any program has to do: parse, and validate each record."""
    with without_collector():
        tables, _ = toml.read(path, error=DatasetError)
        for record in tables["events"]:
            RECORD(record)


def main() -> None:
    """Print both times and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.toml"
        path.write_text(many(ENTRIES), encoding="utf-8")
        least, whole = best(lambda: bare(path)), best(lambda: check(path))
        sys.stdout.write(
            f"{ENTRIES} entries: parse and validation {least:.3f} s, check {whole:.3f} s, "
            f"{whole / least:.2f} times\n"
        )


if __name__ == "__main__":
    main()
