"""``onthisday date``: what is typed in the terminal is read and answered as in the chat."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import click
import pytest
from click.testing import CliRunner

from bot.chatbot.requester import Requester
from bot.cli.day import date_command
from bot.cli.one_box import OneBox
from bot.i18n.languages import language
from tests.conftest import DATASET
from tests.helpers.real import real

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@cache
def box() -> OneBox:
    """The box over the project's own dataset."""
    return OneBox(real(), Requester(0, language("en"), ZoneInfo("UTC"), False, NOW), width=88)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("05-06", ["Thursday 6 May 2027"]),
        ("what happened on 20 may", ["Thursday 20 May 2027"]),
        ("feburary 3", ["Wednesday 3 February 2027"]),
        ("20 May 1983", ["1983  US lifts its hold", "1498  "]),
        ("22 Bahman 1357", ["22 Bahman 1357 is Sunday 11 February 1979.", "1979  Iran's monarchy"]),
        ("10 محرم 61 هـ", ["10 Muharram 61 is about 10 October 680.", "680  Husayn"]),
        ("15 March 44 BC", ["15 March 44 BCE is told on 15 March."]),
        (
            "Nowruz",
            [
                "Nowruz, the Iranian new year: 1 Farvardin 1405 is Saturday 21 March 2026.",
                "Next on Sunday 21 March 2027.",
            ],
        ),
        (
            "یوم آزادی",
            ["Independence Day (Pakistan): 14 August.", "1947  Pakistan becomes independent"],
        ),
        ("عاشورا", ["Ashura: 10 Muharram 1448 is", "680 (10 October)  Husayn"]),
        ("Christmas 1914", ["Christmas: 25 December 1914.", "Next on Friday 25 December 2026."]),
        ("Iran 20 May", ["Only: 🇮🇷 Iran"]),
        ("Pakistan", ['entries for "Pakistan"', "14 August 1947"]),
        ("1979", ["1979: 3", "11 February 1979"]),
        ("44 BC", ["44 BCE: 1 entry", "15 March 44 BCE"]),
        ("سال ۱۳۵۷", ["1357 SH: "]),
        ("Reagan", ["Reagan"]),
        ("moon landing", ["20 July 1969", "Apollo 11 lands on the Moon"]),
        ("مصدق", ["19 August 1953", "Coup overthrows Iran's prime minister Mosaddegh"]),
        (
            "bhopal gas compensation",
            ['Nothing found for exactly "bhopal gas compensation". The nearest:', "Bhopal"],
        ),
    ],
)
def test_any_line_is_answered(typed: str, lines: list[str]) -> None:
    """A date, a known day, a year, a subject or a search: each part comes in its order."""
    text, at = box().answer(typed), 0
    for line in lines:
        found = text.find(line, at)
        assert found >= 0, (line, text[:600])
        at = found + len(line)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12/3/88", '"12/3/88" can mean 12 March 1988 or 3 December 1988: say which.'),
        ("9/11", 'say which. Or "Hijacked airliners hit New York'),
        (
            "Eid",
            '"Eid" can mean Eid al-Fitr (1 Shawwal 1448) or Eid al-Adha (10 Dhu al-Hijjah 1448): '
            "say which.",
        ),
        ("1357", '"1357" can mean 1357 SH or 1357 AH or 1357: say which.'),
        ("31 April", "There is no 31 April: April has 30 days."),
        ("qwrtzx plmkj", 'I have no entry about "qwrtzx plmkj". Do you know the date?'),
        ("sandwich day", 'I do not know on which date "sandwich day" is.'),
        ("thank you", "You are welcome! Type a date"),
        ("hi", "Type a date, a known day, a year, a country"),
    ],
)
def test_what_cannot_be_answered_is_said(typed: str, said: str) -> None:
    """In one sentence, without a traceback."""
    with pytest.raises(click.UsageError) as told:
        box().answer(typed)
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
