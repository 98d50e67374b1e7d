"""The questions which day, date or year is meant, with a button for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.calendars import HijriCalendar
from bot.chatbot.answers.day_page import CALENDARS
from bot.chatbot.answers.inside_line import parts_of
from bot.chatbot.answers.lists import year_query
from bot.chatbot.answers.message import LONGEST_TITLE, Answer, in_rows
from bot.chatbot.answers.one_box import Meaning, names_a_day, view_of
from bot.chatbot.callback_data import ENTRY, HIJRI, LANGUAGE, QUESTION, YEAR, View
from bot.chatbot.requester import Requester
from bot.dataset.occasions import KnownDay
from bot.date_parser import Reading, Year
from bot.events import Event
from bot.i18n.languages import OWN_NAMES, Language
from bot.post import Button
from bot.text import shortened

LONGEST_QUOTE = 40  # letters of a line that is quoted


def which_date(requester: Requester, meant: Meaning, *, named: Sequence[Event]) -> Answer:
    """Why a date cannot be read, or which is meant; and the events that the line may name."""
    assert meant.fault is not None
    buttons = [
        Button(
            _day_words(reading, requester.language),
            view_of(reading, requester.today, only=meant.only).data(),
        )
        for reading in meant.readings
    ]
    buttons += [title_button(event, requester) for event in named]
    return Answer(requester.language.fault(meant.fault), in_rows(buttons, 2))


def which_day(requester: Requester, known: Sequence[KnownDay]) -> Answer:
    """Which of several recurring days of one name is meant."""
    words = requester.language
    buttons = [
        Button(
            f"{day.occasion.words(words.code)} · {_day_words(day.reading, words)}",
            known_view(day, requester.today).data(),
        )
        for day in known
    ]
    return Answer(words.text("which_day"), in_rows(buttons, 1))


def which_year(requester: Requester, years: Sequence[Year], *, only: str = "") -> Answer:
    """Which of the years of several calendars is meant; ``only`` a country's or topic's."""
    words = requester.language
    buttons = [Button(words.year_words(y), YEAR.data(0, year_query(y, only))) for y in years]
    return Answer(words.text("which_year"), in_rows(buttons, 1))


def unknown(requester: Requester, text: str) -> Answer:
    """What is not known of a line, and what would help; a button for what is known in it."""
    words = requester.language
    key = "unknown_day" if names_a_day(text) else "unknown"
    inside = [Button(part, QUESTION.data(part)) for part in parts_of(text, requester)]
    query = shortened(" ".join(text.split()), LONGEST_QUOTE)
    return Answer(words.text(key, query=query), (*in_rows(inside, 3), *examples(requester)))


def examples(requester: Requester) -> tuple[tuple[Button, ...], ...]:
    """Buttons that ask an example each."""
    found = (example.strip() for example in requester.language.word("examples").split(","))
    return in_rows([Button(example, QUESTION.data(example)) for example in found], 2)


def which_language(requester: Requester) -> Answer:
    """Which of the bot's languages is wanted."""
    buttons = [Button(name, LANGUAGE.data(code)) for code, name in OWN_NAMES.items()]
    return Answer(requester.language.text("which_language"), in_rows(buttons, 2))


def which_calendar(requester: Requester) -> Answer:
    """Which Hijri calendar is wanted, and which it is now."""
    words = requester.language
    buttons = [Button(words.label(CALENDARS[by]), HIJRI.data(by.value)) for by in HijriCalendar]
    text = words.text("which_calendar", calendar=words.word(CALENDARS[requester.hijri]))
    return Answer(text, in_rows(buttons, 1))


def title_button(event: Event, requester: Requester) -> Button:
    """A button to an entry, by its year and title."""
    title = shortened(event.title, LONGEST_TITLE)
    return Button(f"{requester.language.year(event.year)} · {title}", ENTRY.data(event.id))


def known_view(day: KnownDay, today: date) -> View:
    """The page of a recurring day, which names it and opens with its own entry."""
    return view_of(day.reading, today)._replace(known=day.occasion.mark)


def _day_words(reading: Reading, language: Language) -> str:
    """The label of a reading's button; a day counted from today has its weekday."""
    if reading.on is not None and reading.asked is None:
        return language.date(reading.on)
    return language.reading(reading)
