"""The drill's dataset: one entry for each day of the year, in English and in Persian.

A word before a day (``Entry of 05-20``) shows to which day and in which language a text belongs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from bot.dataset.loader import load_events
from bot.dataset.translations import fingerprint, path_of
from bot.dates import every_day

ENTRY = {"en": "Entry of", "fa": "رویداد"}
NOTE = {"en": "Note of", "fa": "یادداشت"}
TOLD = {"en": "is told here", "fa": "اینجا گفته می‌شود"}
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


def reword(dataset: Path, day: str, *, noted: date | None = None) -> None:
    """Change the English text of a day; with the date of a correction, also note it as one."""
    old = f'text = "Entry of {day} is told here.'
    new = old.replace(TOLD["en"], f"{TOLD['en']} anew")
    if noted is not None:
        new = f'corrections = [{{ on = {noted}, note = "Note of {day}." }}]\n{new}'
    dataset.write_text(dataset.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def translate(dataset: Path, *, without: Collection[str] = ()) -> None:
    """Write the Persian of the present English beside it, all entries or all but those of days."""
    lines = ["schema = 1", 'language = "fa"']
    for event in load_events(dataset):
        if str(event.day) not in without:
            lines += ["[[texts]]", f'id = "{event.id}"', f'of = "{fingerprint(event)}"']
            lines += [f'{key} = "{_persian(getattr(event, key))}"' for key in ("title", "text")]
            lines += [f'corrections = ["{_persian(c.note)}"]' for c in event.corrections]
    path = path_of(dataset, "fa")
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")


def _persian(english: str) -> str:
    for words in (ENTRY, NOTE, TOLD):
        english = english.replace(words["en"], words["fa"])
    return english
