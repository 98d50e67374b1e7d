"""The answers, as Telegram HTML: what a person asked for, from the dataset. No Telegram objects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.dataset import Dataset
from bot.dataset.schema import ID_LENGTH
from bot.dates import local_date, year_words
from bot.formatting import telegram
from bot.formatting.telegram import escaped
from bot.reading import DateError, read_date

HELP = (
    "I tell what happened on a day in history, each entry with its source.\n\n"
    "/today: what happened on this day\n"
    "/date 20 May: any other day\n\n"
    "In a private chat a date alone is enough: 20 May, 20.5. or 2024-05-20."
)
EVENT_PREFIX, DAY_PREFIX = "e_", "d_"


class Answers:
    """Answers questions from the dataset as it is now; *today* is the zone's."""

    def __init__(
        self, dataset: Callable[[], Dataset], *, zone: ZoneInfo, clock: Callable[[], datetime]
    ) -> None:
        self._dataset = dataset
        self._zone = zone
        self._clock = clock

    def start(self, payload: str) -> str:
        """The answer to ``/start``: help, or what a button's payload names."""
        if payload.startswith(EVENT_PREFIX):
            return self._event(payload.removeprefix(EVENT_PREFIX)[:ID_LENGTH])
        if payload.startswith(DAY_PREFIX):
            month, day = payload[2:4], payload[4:]
            return self.on_date(f"{month}-{day}")
        return HELP

    def today(self) -> str:
        """All events of today."""
        return self._day(self._today())

    def on_date(self, text: str) -> str:
        """All events of the date that a person typed, or why it cannot be read."""
        today = self._today()
        if not text.strip():
            return "Which date? For example /date 20 May"
        try:
            asked = read_date(text, today=today)
        except DateError as fault:
            return escaped(str(fault))
        page = self._day(asked.date_from(today))
        if asked.year is None:
            return page
        return f"You asked for {year_words(asked.year)}; events of all years:\n\n{page}"

    def _today(self) -> date:
        return local_date(self._clock(), self._zone)

    def _day(self, on: date) -> str:
        return telegram.day_page(self._dataset().told_on(on), on)

    def _event(self, event_id: str) -> str:
        dataset = self._dataset()
        event = dataset.get(event_id)
        if event is None:
            return "That entry is no longer in the dataset. /today shows what there is today."
        return telegram.event_page(event, self._today(), earlier=dataset.earlier(event))
