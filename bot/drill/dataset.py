"""The drill's dataset: one entry for each day of the year."""

from __future__ import annotations

from bot.dates import every_day

RECORD = """\
[[events]]
id = "entry-{day}"
day = "{day}"
year = 1904
kind = "event"
title = "Entry of {day}"
text = "Entry of {day} is told here."
topics = ["science"]
weight = 3
sources = [{{ publisher = "Publisher", title = "Page", url = "https://example.org/{day}" }}]
"""


def dataset_text() -> str:
    """One entry for each day of the year, so that every post shows to which day it belongs."""
    return "schema = 1\n\n" + "\n".join(RECORD.format(day=day) for day in every_day())
