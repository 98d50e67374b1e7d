"""Reads a typed date: its tokens as a string of letters, held against a few patterns.

Never a guess: what reads two ways is refused with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from bot.calendars import Calendar
from bot.date_parser.result import DateError, Reading
from bot.date_parser.tokenizer import LONGEST, Token, tokens_of
from bot.date_parser.validation import Numbers, checked, current_year
from bot.dates import MonthDay
from bot.text import folded

USAGE = "Type a date such as 20 May, 20.5. or 2024-05-20, or one of today, tomorrow, yesterday."
_ERAS = {"J": Calendar.SOLAR, "I": Calendar.HIJRI}
_EASTERN = re.compile("[۰-۹]")


class _Typed:
    """What was typed, as its tokens, and the day on which it was."""

    def __init__(self, text: str, today: date) -> None:
        self.text = text
        self.today = today
        self.line = folded(text[: LONGEST + 1]).strip("!?؟۔ ")
        short = len(text.strip()) <= LONGEST
        self.tokens = tokens_of(self.line) if short else []
        self.kinds = "".join(token.kind for token in self.tokens)

    @property
    def eastern(self) -> bool:
        """Whether it has the digits of Iran, where a year of two digits may be a solar one."""
        return _EASTERN.search(self.text) is not None

    def token(self, found: re.Match[str], name: str) -> Token | None:
        """The token of a pattern's group."""
        return self.tokens[found.start(name)] if found[name] else None


def read_date(text: str, *, today: date) -> Reading:
    """What a person means by ``text``; ``today`` is the person's own.

    DateError says in a sentence why it cannot be a date, or that it reads two ways.
    """
    typed = _Typed(text, today)
    for form, read in _FORMS:
        if (found := form.fullmatch(typed.kinds)) and (reading := read(typed, found)):
            return reading
    raise DateError("I cannot read {typed} as a date. {usage}", typed=_quoted(text), usage=USAGE)


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 40 else f'"{line[:40]}..."'


# -- dates with the name of a month --


def _named(typed: _Typed, found: re.Match[str]) -> Reading | None:
    month, day = typed.token(found, "month"), typed.token(found, "day")
    year, era = typed.token(found, "year"), typed.token(found, "era")
    assert month is not None
    assert day is not None
    if year is not None and day.width > 2 >= year.width:
        day, year = year, day  # 1403 Bahman 22
    calendar = month.calendar or Calendar.GREGORIAN
    if day.width > 2 or (era and (year is None or not _agrees(era, calendar))):
        return None
    years = _years(year, era, calendar=calendar, today=typed.today)
    reading = _only(typed, [Numbers(calendar, y, month.value, day.value) for y in years])
    _check_weekday(typed, reading)
    return reading


def _agrees(era: Token, calendar: Calendar) -> bool:
    return _ERAS.get(era.kind, Calendar.GREGORIAN) is calendar


def _years(
    year: Token | None, era: Token | None, *, calendar: Calendar, today: date
) -> list[int | None]:
    """The years that may be meant: two digits may be short for four."""
    if year is None:
        return [None]
    if era is not None and era.kind in "BC":
        return [-year.value if era.kind == "B" else year.value]
    if year.width == 2:
        return [_nearest_century(year.value, calendar, today), year.value]
    return [year.value]


def _nearest_century(short: int, calendar: Calendar, today: date) -> int:
    """The last year that ends on two digits, from ten years ahead of now."""
    latest = current_year(calendar, today) + 10
    return latest - (latest - short) % 100


def _check_weekday(typed: _Typed, reading: Reading) -> None:
    first = typed.tokens[0]
    if first.kind != "w" or reading.year is None or reading.year < 1583:
        return
    if reading.date_from(typed.today).weekday() != first.value:
        raise DateError("The weekday and the date do not agree.", readings=[reading])


# -- dates in numbers --


def _numeric(typed: _Typed, found: re.Match[str]) -> Reading | None:
    first, second = typed.tokens[0], typed.tokens[2]
    third, era = typed.token(found, "third"), typed.token(found, "era")
    sign = found["sign"]
    if third is None:
        if max(first.width, second.width) > 2:
            return None
        return _only(typed, list(_days(typed, first.value, second.value, sign=sign)))
    if sorted(token.width for token in (first, second, third))[1] > 2 or second.width > 2:
        return None
    orders = _orders(first, second, third, sign=sign)
    return _only(typed, [n for y, m, d in orders for n in _dates(typed, y, m, d, era=era)])


def _days(typed: _Typed, first: int, second: int, *, sign: str) -> Iterable[Numbers]:
    """Day first with points; either way with strokes, and in Iran's digits a solar date too."""
    calendars = [Calendar.GREGORIAN, *[Calendar.SOLAR] * typed.eastern]
    for calendar in calendars:
        yield Numbers(calendar, None, second, first)
        if sign != ".":
            yield Numbers(calendar, None, first, second)


def _orders(
    first: Token, second: Token, third: Token, *, sign: str
) -> list[tuple[Token, Token, Token]]:
    """Year, month and day in the orders that may be meant."""
    year_first = (first, second, third)
    day_first, month_first = (third, second, first), (third, first, second)
    if first.width > 2:
        return [year_first]
    if sign == ".":
        return [day_first]
    return [day_first, month_first, *[year_first] * (third.width <= 2)]


def _dates(
    typed: _Typed, year: Token, month: Token, day: Token, *, era: Token | None
) -> Iterable[Numbers]:
    for calendar in _calendars(typed, year, era=era):
        if year.width == 2 and era is None:
            value = _nearest_century(year.value, calendar, typed.today)
        else:
            value = -year.value if era is not None and era.kind == "B" else year.value
        yield Numbers(calendar, value, month.value, day.value)


def _calendars(typed: _Typed, year: Token, *, era: Token | None) -> list[Calendar]:
    """The calendars that a year may be of: 1403 is near in the solar one, far in the Gregorian."""
    if era is not None:
        return [_ERAS.get(era.kind, Calendar.GREGORIAN)]
    if year.width <= 2:
        return [Calendar.GREGORIAN, *[Calendar.SOLAR] * typed.eastern]
    lunar = current_year(Calendar.HIJRI, typed.today)
    near = {
        Calendar.SOLAR: 1300 <= year.value <= current_year(Calendar.SOLAR, typed.today) + 1,
        Calendar.HIJRI: 1343 <= year.value <= lunar + 1,
    }
    return [*(calendar for calendar, is_near in near.items() if is_near), Calendar.GREGORIAN]


# -- days told from today --


def _relative(typed: _Typed, found: re.Match[str]) -> Reading:
    del found
    return _away(typed.tokens[0].value, typed)


def _two_ways(typed: _Typed, found: re.Match[str]) -> Reading:
    del found
    days = typed.tokens[0].value
    raise _ask(typed, [_away(-days, typed), _away(days, typed)])


def _counted(typed: _Typed, found: re.Match[str]) -> Reading:
    del found
    values = {token.kind: token.value for token in typed.tokens}
    days = values.get("n", 1) * values["u"]
    return _away(-days if "a" in typed.kinds else days, typed)


def _weekday(typed: _Typed, found: re.Match[str]) -> Reading:
    """Next: the first after today; last: the last before it; alone, it may be either."""
    del found
    weekday = next(token.value for token in typed.tokens if token.kind == "w")
    ahead = (weekday - typed.today.weekday()) % 7
    if "N" in typed.kinds or "f" in typed.kinds:
        return _away(ahead or 7, typed)
    if "L" in typed.kinds or "a" in typed.kinds:
        return _away(ahead - 7, typed)
    if "H" in typed.kinds:
        return _away(ahead, typed)
    raise _ask(typed, [_away(ahead - 7, typed), _away(ahead, typed)])


def _away(days: int, typed: _Typed) -> Reading:
    try:
        on = typed.today + timedelta(days=days)
    except OverflowError:
        raise DateError("That is too far from today.") from None
    return Reading(MonthDay.of(on), None, on)


# -- one reading, or a question --


def _only(typed: _Typed, meant: Sequence[Numbers]) -> Reading:
    """The one reading that exists; DateError where there are more, or none."""
    readings: list[Reading] = []
    faults: list[DateError] = []
    for numbers in meant:
        try:
            readings.append(checked(numbers, typed.today))
        except DateError as fault:
            faults.append(fault)
    unique = list(dict.fromkeys(readings))
    if len(unique) == 1:
        return unique[0]
    if unique:
        raise _ask(typed, unique)
    if all(min(numbers.month, numbers.day) > 12 for numbers in meant):
        raise _no_month(typed, meant)
    raise faults[0]


def _no_month(typed: _Typed, meant: Sequence[Numbers]) -> DateError:
    first, second = meant[0].day, meant[0].month
    near = [Reading(MonthDay(12, day)) for day in (first, second) if day <= 31]
    return DateError(
        "In {typed} neither {first} nor {second} can be a month. {usage}",
        typed=_quoted(typed.text),
        first=first,
        second=second,
        usage=USAGE,
        readings=list(dict.fromkeys(near)),
    )


def _ask(typed: _Typed, readings: Sequence[Reading]) -> DateError:
    return DateError(
        "{typed} can mean {first} or {second}: say which.",
        typed=_quoted(typed.text),
        first=readings[0],
        second=readings[1],
        readings=readings,
    )


_ERA = r"(?P<era>[BCJI])?\.?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[_Typed, re.Match[str]], Reading | None]], ...] = (
    (re.compile(rf"[wu]?t?(?P<day>n)s?o?(?P<month>m)\.?(?:(?P<year>n)s?)?{_ERA}"), _named),
    (re.compile(rf"[wu]?(?P<month>m)\.?t?(?P<day>n)s?(?:(?P<year>n)s?)?{_ERA}"), _named),
    (re.compile(rf"n(?P<sign>[-/.])n(?:(?P=sign)(?P<third>n))?{_ERA}"), _numeric),
    (re.compile(r"r"), _relative),
    (re.compile(r"k"), _two_ways),
    (re.compile(r"[ifa][nq]u|[nq]u[fa]"), _counted),
    (re.compile(r"[NLH]?w|w[NLaf]"), _weekday),
)
