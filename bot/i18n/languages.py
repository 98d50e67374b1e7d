"""The four languages of the interface: gettext catalogues, and babel for plurals, digits, names.

The catalogues are ``locale/LANGUAGE/LC_MESSAGES/bot.po``; they are compiled in memory when a
language is first used, so that no build step can be forgotten.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from bot.calendars import Calendar, CalendarDay, month_name, solar
from bot.date_parser import DateError, Reading, Year
from bot.date_parser.result import MonthName, Value
from bot.dates import MonthDay, weekday, years_since
from bot.events import Event
from bot.text import escaped

CODES = ("en", "fa", "ur", "ar")
OWN_NAMES = {"en": "English", "fa": "فارسی", "ur": "اردو", "ar": "العربية"}
_RIGHT_TO_LEFT = ("fa", "ur", "ar")
_OPEN, _CLOSE = "\u2066", "\u2069"  # isolate a left-to-right run
_MARK = "\u200f"  # right-to-left, of no width
_DIGITS = {"arabext": "۰۱۲۳۴۵۶۷۸۹", "arab": "٠١٢٣٤٥٦٧٨٩"}  # babel formats with ASCII digits
_MONDAY = date(2024, 1, 1)
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f\\ud800-\\udfff]")
_LATIN = re.compile("[A-Za-z]")
_TAG = re.compile("<[^>]*>")
_QUOTED = re.compile('"(.*)"', re.DOTALL)
_QUOTES = {"en": "“”", "fa": "«»", "ar": "«»", "ur": "”“"}


class Html(str):
    """Markup that is finished: it is not escaped again."""

    __slots__ = ()


class Language:
    """One language of the interface. Texts are Telegram HTML; values in them are escaped here."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._locale = Locale.parse(code)
        self._catalogue = _catalogue(code)
        digits = _DIGITS.get(self._locale.default_numbering_system, "0123456789")
        self._digits = str.maketrans("0123456789", digits)

    def text(self, key: str, **values: object) -> Html:
        """The catalogue's text of a key, with values put in."""
        return self._filled(self._catalogue.gettext(key), values)

    def plain(self, key: str, **values: object) -> str:
        """The text of a key where there is no markup and no room for signs of direction."""
        return self._catalogue.gettext(key).format(**values)

    def plain_ago(self, year: int, now: int) -> str:
        """The years since, in words, as plain text like ``plain``'s."""
        years = years_since(year, now)
        if not years:
            return self.plain("this_year")
        template = self._catalogue.ngettext("years_ago", "years_ago plural", years)
        return template.format(n=self._number(years))

    def count(self, key: str, number: int, **values: object) -> Html:
        """The text of a key in the plural form of a number, which it has as ``n``."""
        template = self._catalogue.ngettext(key, f"{key} plural", number)
        return self._filled(template, {**values, "n": self._number(number)})

    def _number(self, number: int) -> str:
        """A number with this language's digits, its thousands parted."""
        shown = format_decimal(number, locale=self._locale, numbering_system="default")
        return self.digits(shown)

    def label(self, key: str, **values: object) -> str:
        """The text of a key for a button, where there is no markup."""
        shown = {name: self.isolated(str(value)) for name, value in values.items()}
        return self.led(self._catalogue.gettext(key).format(**shown))

    def word(self, key: str) -> str:
        """A word of the catalogue, or the key where there is none: names of months and topics."""
        return self._catalogue.gettext(key)

    def _filled(self, template: str, values: Mapping[str, object]) -> Html:
        shown = {
            name: value if isinstance(value, Html) else escaped(self.isolated(str(value)))
            for name, value in values.items()
        }
        text = template.format(**shown) if shown else template
        return Html(self.led_lines(text))

    def isolated(self, text: str) -> str:
        """A value without control signs; apart where it is Latin in a right-to-left sentence."""
        text = _CONTROL.sub("", text)  # Telegram refuses a text with a null in it
        if self.code in _RIGHT_TO_LEFT and _LATIN.search(text):
            return f"{_OPEN}{text}{_CLOSE}"
        return text

    def digits(self, text: object) -> str:
        """The text with this language's digits."""
        return str(text).translate(self._digits)

    def year(self, year: int) -> str:
        """``1983``; marked where it is before the common era or of one or two digits."""
        if year < 0:
            return self._catalogue.gettext("year_bce").format(year=self.digits(-year))
        key = "year_ce" if year < 100 else "{year}"
        return self._catalogue.gettext(key).format(year=self.digits(year))

    def ago(self, year: int, now: int) -> Html:
        """The years since, in words."""
        years = years_since(year, now)
        return self.count("years_ago", years) if years else self.text("this_year")

    def date_alone(self, on: date) -> str:
        """The date without its weekday."""
        return self.digits(_formatted(on, "d MMMM y", self.code))

    def weekday(self, on: date) -> str:
        """The name of a date's weekday."""
        return _formatted(_MONDAY + timedelta(days=weekday(on)), "EEEE", self.code)

    def date(self, on: date) -> str:
        """The weekday and the date."""
        return f"{self.weekday(on)} {self.date_alone(on)}"

    def day(self, day: MonthDay) -> str:
        """A day of the year."""
        return self.digits(_formatted(date(2000, *day), "d LLLL", self.code))

    def full_day(self, day: MonthDay, year: int) -> str:
        """``20 May 1983``, also before the common era."""
        return f"{self.day(day)} {self.year(year)}"

    def month(self, day: MonthDay, year: int) -> str:
        """``May 1983``."""
        return f"{_formatted(date(2000, *day), 'MMMM', self.code)} {self.year(year)}"

    def month_name(self, month: int) -> str:
        """The name of a Gregorian month by itself."""
        return _formatted(date(2000, month, 1), "LLLL", self.code)

    def year_of(self, event: Event) -> str:
        """The year of an event; in Persian the Solar one leads for what happened at home."""
        year = self.year(event.year)
        found = self._home_date(event)
        return f"{self.digits(found.year)} ({year})" if found else year

    def date_of(self, event: Event) -> str:
        """The day and year of an event; in Persian with the Solar date of what happened at home."""
        on = self.full_day(event.day, event.year)
        found = self._home_date(event)
        return f"{on} ({self.day_of(found)})" if found else on

    def _home_date(self, event: Event) -> CalendarDay | None:
        """The Solar date of what Iran or Afghanistan saw since 1925, when it became law in Iran."""
        at_home = self.code == "fa" and event.year >= 1925 and {"IR", "AF"} & set(event.countries)
        return solar(date(event.year, *event.day)) if at_home else None

    @property
    def is_right_to_left(self) -> bool:
        """True if the language is written from the right."""
        return self.code in _RIGHT_TO_LEFT

    @property
    def comma(self) -> str:
        """The separator between the parts of a list."""
        return "، " if self.is_right_to_left else ", "

    @property
    def semicolon(self) -> str:
        """The separator between parts that have commas of their own."""
        return "؛ " if self.is_right_to_left else "; "

    def year_words(self, year: Year) -> str:
        """A year of any calendar, or its month: ``1979``, ``1357 SH``, ``May 1998``; ``May``; or
        several years: ``1990–1999``.
        """
        if year.month:
            month = self._shown(MonthName(year.calendar, year.month))
            return f"{month} {self.year(year.number)}" if year.number else month
        if year.last:
            end = self.year_words(year._replace(number=year.last, last=0))
            return f"{self.digits(abs(year.number))}–{end}"
        if year.calendar is Calendar.GREGORIAN:
            return self.year(year.number)
        key = "year_solar" if year.calendar is Calendar.SOLAR else "year_hijri"
        return self._catalogue.gettext(key).format(year=self.digits(year.number))

    def led(self, line: str) -> str:
        """A line of its own, begun with a mark of direction where it would begin with a Latin
        word in a right-to-left language, and so run the wrong way.
        """
        first = next((sign for sign in _TAG.sub("", line) if sign.isalpha()), "")
        return (
            f"{_MARK}{line}" if self.code in _RIGHT_TO_LEFT and first.isascii() and first else line
        )

    def led_lines(self, text: str) -> str:
        """A text with each of its lines begun as ``led`` does."""
        return "\n".join(self.led(line) for line in text.split("\n"))

    def day_of(self, asked: CalendarDay) -> str:
        """A date of another calendar."""
        month = self.word(month_name(asked.calendar, asked.month))
        return self.digits(f"{asked.day} {month} {asked.year}")

    def reading(self, reading: Reading) -> str:
        """The meaning of a typed date, in a sentence."""
        if reading.asked is not None:
            return self.day_of(reading.asked)
        day = self.day(reading.day)
        return day if reading.year is None else f"{day} {self.year(reading.year)}"

    def fault(self, fault: DateError) -> Html:
        """The reason why a typed date is none."""
        return self.text(
            fault.template, **{name: self._shown(value) for name, value in fault.values.items()}
        )

    def _shown(self, value: Value) -> str:
        if isinstance(value, Reading):
            return self.reading(value)
        if isinstance(value, MonthName):
            if value.calendar == "gregorian":
                return str(self._locale.months["stand-alone"]["wide"][value.month])
            return self.word(month_name(*value))
        if isinstance(value, int):
            return self.digits(value)
        if found := _QUOTED.fullmatch(value):
            return found[1].join(_QUOTES.get(self.code, '""'))
        return self._catalogue.gettext(value)

    def country(self, code: str) -> str:
        """A country's flag and name."""
        flag = "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)
        return f"{flag} {self._locale.territories.get(code, code)}"

    def names_of_countries(self) -> Mapping[str, str]:
        """The names of countries and other places, by code."""
        return self._locale.territories


@cache
def language(code: str) -> Language:
    """The language of a code, English where it is not one of the four."""
    main = code.lower().replace("_", "-").split("-")[0]
    return _language(main if main in CODES else "en")


@cache
def _language(code: str) -> Language:
    return Language(code)


def _catalogue(code: str) -> gettext.NullTranslations:
    # Loaded here: most starts of the program show no text of a catalogue.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("bot.i18n") / "locale" / code / "LC_MESSAGES" / "bot.po"
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=2000)
def _formatted(on: date, form: str, code: str) -> str:
    return format_date(on, form, locale=code)
