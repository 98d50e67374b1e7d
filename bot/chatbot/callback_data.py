"""The one table of what buttons and deep links carry: how each form begins, and what it means.

Posts that are already on air carry buttons and links. A form is therefore never removed or
given another meaning: new ones are added.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from bot.calendars import HijriCalendar
from bot.dates import MonthDay
from bot.operations.buttons import CORRECT, RESOLVE

T = TypeVar("T")
DATA_LIMIT = 64  # bytes of callback data, Telegram's


def fits(data: str) -> bool:
    """True if Telegram takes it as a button's data."""
    return len(data.encode()) <= DATA_LIMIT


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """A form of callback data: its prefix, and the parser of the rest (ValueError: nonsense)."""

    prefix: str
    parse_rest: Callable[[str], T]

    @property
    def pattern(self) -> str:
        """The regular expression with which its handler is registered."""
        return f"^{re.escape(self.prefix)}"

    def parse(self, data: str) -> T:
        """The meaning of data that begins with the prefix."""
        return self.parse_rest(data.removeprefix(self.prefix))

    def data(self, *fields: object) -> str:
        """The data of a button: the prefix and the fields."""
        return self.prefix + "|".join(str(field) for field in fields)


class View(NamedTuple):
    """A page of a day: ``only`` is a country's code or a topic, or empty.

    ``asked`` says what the person gave besides the day: ``y1983`` a year, ``s1405-11-22`` and
    ``h1448-9-1`` a date of the Solar Hijri or the Hijri calendar (``S`` and ``H`` with its year,
    a letter alone in older buttons), ``l`` a leap day; empty for nothing. ``known`` is the mark of
    the recurring day that was asked for by its name, or empty.
    """

    on: date
    page: int = 0
    only: str = ""
    asked: str = ""
    known: str = ""

    @property
    def year(self) -> int | None:
        """The Gregorian year that was asked for, if any."""
        if self.asked.startswith("y"):
            return int(self.asked[1:])
        return self.on.year if self.asked[:1] in ("S", "H") else None

    @property
    def leap(self) -> bool:
        """True if 29 February was asked for, and another day is shown."""
        return self.asked == "l"

    def data(self, form: Form[View] | None = None) -> str:
        """The data of a button that leads here, or asks for one of the entries on this page."""
        known = (self.known,) if self.known else ()
        fields = (self.on.isoformat(), self.page, self.only, self.asked, *known)
        return (form or DAY).data(*fields)

    @classmethod
    def parse(cls, text: str) -> View:
        """The view that ``data`` wrote; ValueError for anything else."""
        on, page, only, asked, *marks = text.split("|")
        known = "".join(marks)
        if not re.fullmatch(r"(y-?\d{1,4}|[sShH](\d{1,4}-\d{1,2}-\d{1,2})?|l)?", asked, re.ASCII):
            raise ValueError(asked)
        if len(marks) > 1 or not re.fullmatch(r"([0-9a-f]{8})?", known):
            raise ValueError(text)
        return cls(date.fromisoformat(on), max(int(page), 0), only, asked, known)


class ListPage(NamedTuple):
    """A page of a list of entries: of a search, or of a year."""

    page: int
    query: str

    @classmethod
    def parse(cls, text: str) -> ListPage:
        """``0|reagan``; the query may have bars of its own."""
        page, bar, query = text.partition("|")
        if not bar:
            raise ValueError(text)
        return cls(int(page), query)


class PreviewAction(NamedTuple):
    """A press under a preview: ``mark`` names what it is about, as the sender saw it."""

    on: date
    group: str
    code: str
    mark: str

    @classmethod
    def parse(cls, text: str) -> PreviewAction:
        """``20270521|telegram|h|a1b2c3``; ValueError for anything else."""
        day, group, code, mark = text.split("|")
        return cls(date.fromisoformat(day), group, code, mark)


def _nothing(rest: str) -> str:
    if rest:
        raise ValueError(rest)
    return rest


def _subject(rest: str) -> str:
    """``|IR``: the country or topic after a bar; empty for none."""
    if rest and not rest.startswith("|"):
        raise ValueError(rest)
    return rest[1:]


def _row_number(rest: str) -> int:
    """The number of a row, as long as a database takes."""
    if re.fullmatch(r"\d{1,18}", rest, re.ASCII) is None:
        raise ValueError(rest)
    return int(rest)


DAY = Form("d|", View.parse)
PICK_SOURCES = Form("pe|", View.parse)
PICK_REPORT = Form("pr|", View.parse)
SEARCH = Form("s|", ListPage.parse)
YEAR = Form("y|", ListPage.parse)
RANDOM = Form("z", _subject)
ENTRY = Form("e_", str)
REPORT = Form("r_", str)
CANCEL_REPORT = Form("rx", _nothing)
SEND_REPORT = Form("rs", _nothing)
QUESTION = Form("q|", str)
LANGUAGE = Form("l|", str)
HIJRI = Form("c|", HijriCalendar)
ACCEPT = Form("ok|", _row_number)
DECLINE = Form("no|", _row_number)
PREVIEW = Form("ed|", PreviewAction.parse)
RESOLVE_POST = Form(f"{RESOLVE}|", str)
CORRECT_POST = Form(f"{CORRECT}|", str)

START_DAY = Form("d_", str)


def linked_day(digits: str) -> MonthDay | None:
    """The day of a deep link such as ``d_0520``, from its digits; None if there is none."""
    try:
        return MonthDay.parse(f"{digits[:2]}-{digits[2:]}")
    except KeyError:
        return None
