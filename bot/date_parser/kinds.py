"""The kinds of tokens, and patterns of them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bot.calendars import Calendar


class Kind(StrEnum):
    """A kind of token, by its letter in a pattern."""

    NUMBER = "n"
    NUMBER_WORD = "o"  # fifth, بیست و دوم
    YEAR_BEFORE = "z"  # -44
    MONTH = "m"
    EITHER_MONTH = "M"  # Levantine تشرين, which is October and November
    WEEKDAY = "w"
    WEEK_OR_SATURDAY = "s"  # Urdu ہفتہ
    NEAR_DAY = "r"  # today, yesterday
    BEFORE_OR_AFTER = "k"  # Urdu کل, which is yesterday and tomorrow
    DAY = "d"
    DAYS = "D"
    WEEK = "u"
    SEVERAL_WEEKS = "W"
    COUNTED_DAYS = "e"  # Arabic يومين, Roman Urdu do din
    NEXT = "N"
    LAST = "L"
    THIS = "H"
    IN = "i"
    LATER = "f"
    AGO = "a"
    ONE = "q"  # a, an
    BCE = "B"
    CE = "C"
    SOLAR_ERA = "J"
    HIJRI_ERA = "I"
    FROM = "F"  # between, from
    TO = "T"  # to, until, and
    DECADE = "E"  # the s of 1990s, دهه
    NAMED_DECADE = "X"  # nineties
    CENTURY = "Y"
    DASH = "-"
    STROKE = "/"
    POINT = "."
    UNKNOWN = "?"


class Token(NamedTuple):
    """A token, its value, how many digits it had, and the calendar of a month."""

    kind: Kind
    value: int = 0
    width: int = 0
    calendar: Calendar | None = None


UNKNOWN = Token(Kind.UNKNOWN)
ERAS = (Kind.BCE, Kind.CE, Kind.SOLAR_ERA, Kind.HIJRI_ERA)
WEEKS = (Kind.WEEK, Kind.WEEK_OR_SATURDAY)
UNITS = (Kind.DAY, Kind.DAYS, *WEEKS, Kind.SEVERAL_WEEKS)
WEEKDAYS = (Kind.WEEKDAY, Kind.WEEK_OR_SATURDAY)
NUMBERS = (Kind.NUMBER, Kind.NUMBER_WORD)


def any_of(*kinds: Kind, name: str = "", optional: bool = False) -> str:
    """The pattern of one token of these kinds; its place is kept under ``name``."""
    letters = "".join(kinds).replace("-", r"\-")
    group = f"(?P<{name}>[{letters}])" if name else f"[{letters}]"
    return f"{group}?" if optional else group
