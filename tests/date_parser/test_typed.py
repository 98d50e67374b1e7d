"""Tables of typed dates, kind after kind, in four languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.calendars import hijri_for
from bot.date_parser import DateError, Reading, read_date
from bot.date_parser.tokenizer import entries
from bot.text import folded

TODAY = date(2026, 11, 28)  # a Saturday, 7 Azar 1405
FOLDER = Path(__file__).parent / "typed"


def read(typed: str, language: str) -> str:
    """What a reader of a language is understood to mean, as the tables write it."""
    try:
        found = read_date(typed, today=TODAY, language=language, hijri=hijri_for(language))
    except DateError as fault:
        return "ask" if "can mean" in str(fault) else "refuse"
    return in_short(found)


def in_short(found: Reading) -> str:
    """``g:5-20``, ``s:1357-11-22``, ``h:9-1`` or ``r:-3``, the days from today."""
    if found.asked is not None:
        numbers = [found.asked.month, found.asked.day]
        year = found.asked.year if found.year is not None else None
        kind = found.asked.calendar[0]
    elif found.on is not None:
        return f"r:{(found.on - TODAY).days}"
    else:
        numbers, year, kind = list(found.day), found.year, "g"
    return f"{kind}:" + "-".join(map(str, [*([] if year is None else [year]), *numbers]))


def rows(path: Path) -> list[list[str]]:
    """The rows of a table below its two lines of heading."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()[2:]]


@pytest.mark.parametrize("table", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_row_of_a_table_is_read_as_it_is_meant(table: Path) -> None:
    """Read, asked back or refused; each table has hundreds of rows of its kind."""
    wrong = [
        (typed, language, meant, got)
        for typed, language, meant in rows(table)
        if (got := read(typed, language)) != meant
    ]
    assert wrong == []


def test_no_spelling_stands_for_two_things() -> None:
    """Each folded word of a date has one meaning, in all four languages together."""
    seen: dict[str, object] = {}
    for name, token in entries():
        assert seen.setdefault(folded(name), token) == token, name
