"""``onthisday date``: what is typed in the terminal is read as in the chat."""

from __future__ import annotations

from datetime import date

import click
import pytest
from click.testing import CliRunner

from bot.calendars import HijriCalendar
from bot.cli.day import date_command
from bot.cli.typed_day import typed_day
from bot.dataset.occasion_loader import load_occasions
from tests.conftest import DATASET

TODAY = date(2026, 11, 28)
DAYS = load_occasions(DATASET.with_name("occasions.toml"))


@pytest.mark.parametrize(
    ("typed", "on", "notes"),
    [
        ("05-06", "2027-05-06", ""),
        ("what happened on 20 may", "2027-05-20", ""),
        ("feburary 3", "2027-02-03", ""),
        ("22 Bahman 1357", "1979-02-11", "22 Bahman 1357 is Sunday 11 February 1979."),
        ("10 محرم 61 هـ", "0680-10-10", "10 Muharram 61 is about 10 October 680."),
        ("15 March 44 BC", "2027-03-15", "15 March 44 BCE is told on 15 March."),
        (
            "Nowruz",
            "2026-03-21",
            "Nowruz, the Iranian new year: 1 Farvardin 1405 is Saturday 21 March 2026. "
            "Next on Sunday 21 March 2027.",
        ),
        (
            "یوم آزادی",
            "2027-08-14",
            "Independence Day (Pakistan): 14 August.",
        ),
        (
            "عاشورا",
            "2026-06-25",
            "Ashura: 10 Muharram 1448 is Thursday 25 June 2026. Next on Tuesday 15 June 2027.",
        ),
        (
            "Christmas 1914",
            "1914-12-25",
            "Christmas: 25 December 1914. Next on Friday 25 December 2026.",
        ),
    ],
)
def test_a_date_or_a_known_day_is_read(typed: str, on: str, notes: str) -> None:
    """In every language, with what its day is, and when it comes next."""
    found = typed_day(typed, DAYS, today=TODAY, hijri=HijriCalendar.UMM_AL_QURA)
    assert (found.on.isoformat(), " ".join(found.notes)) == (on, notes)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12/3/88", '"12/3/88" can mean 12 March 1988 or 3 December 1988: say which.'),
        (
            "Eid",
            '"Eid" can mean Eid al-Fitr (1 Shawwal 1448) or Eid al-Adha (10 Dhu al-Hijjah 1448): '
            "say which.",
        ),
        ("31 April", "There is no 31 April: April has 30 days."),
        ("Reagan", 'I cannot read "Reagan" as a date.'),
    ],
)
def test_what_is_no_day_or_two_is_told(typed: str, said: str) -> None:
    """In one sentence, without a traceback."""
    with pytest.raises(click.UsageError) as told:
        typed_day(typed, DAYS, today=TODAY, hijri=HijriCalendar.UMM_AL_QURA)
    assert said in str(told.value)


def test_the_page_of_a_solar_date_has_the_entries_of_that_day() -> None:
    """22 Bahman 1399 was 10 February 2021: the revolution of 11 February 1979 is shown."""
    done = CliRunner().invoke(date_command, ["22 Bahman 1399", "--dataset", str(DATASET)])
    assert done.exit_code == 0
    assert "22 Bahman 1399 is Wednesday 10 February 2021." in done.output
    assert "1979 (11 February)" in done.output


def test_the_page_of_a_hijri_date_has_the_entries_of_that_day() -> None:
    """And names the recurring day that it is."""
    done = CliRunner().invoke(date_command, ["25 June 2026", "--dataset", str(DATASET)])
    assert done.output.startswith("Thursday 25 June 2026 · 4 Tir 1405 · 10 Muharram 1448\nAshura\n")
