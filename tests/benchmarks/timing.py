"""Timing: the best of several runs, and ratios within one run, since machines are noisy."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

RECORD = """\
[[events]]
id = "us-resumes-f16-sale-to-israel-{n}"
day = "{day}"
year = {year}
kind = "event"
title = "US lifts its hold on selling F-16s to Israel ({n})"
text = "The United States formally tells Congress of the sale of 75 F-16 fighters to Israel."
context = "The hold followed the invasion of Lebanon; the notice came after the agreement of May."
countries = ["US", "IL"]
topics = ["diplomacy"]
weight = {weight}
sensitivity = ["contested"]
people = [{{ name = "Ronald Reagan", gender = "m" }}]
sources = [{{ publisher = "Publisher", title = "Page", url = "https://example.org/page/{n}" }}]

"""


def dataset_of(path: Path, entries: int) -> Path:
    """A dataset file of so many entries over all days, like the real one in shape."""
    from bot.dates import LEAP_DAY, every_day

    days = [day for day in every_day() if day != LEAP_DAY]
    records = (
        RECORD.format(n=n, day=days[n % 365], year=1000 + n % 1000, weight=1 + n % 5)
        for n in range(entries)
    )
    path.write_text("schema = 1\n\n" + "".join(records), encoding="utf-8")
    return path


def best(call: Callable[[], object], *, runs: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return min(found)
