"""The choices of the people who talk to the bot, cached, since each update needs them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telegram import Update

from bot.calendars import HijriCalendar
from bot.chatbot.requester import Requester
from bot.errors import StoreError
from bot.i18n.languages import language
from bot.store import Person, Users

log = logging.getLogger(__name__)
CACHED = 10_000  # people
KEPT_BY_TELEGRAM = timedelta(days=1, hours=1)


class UserCache:
    """Reads and keeps people's choices; ``zone`` is the channel's, for those who chose none."""

    def __init__(self, people: Users, *, zone: ZoneInfo, clock: Callable[[], datetime]) -> None:
        self._people = people
        self._zone = zone
        self._clock = clock
        self._cache: dict[int, Person] = {}

    async def person(self, person_id: int) -> Person:
        """The data of a person; empty, and not cached, where the database cannot be read."""
        if person_id not in self._cache:
            try:
                found = await asyncio.to_thread(self._people.get, person_id)
            except StoreError as fault:
                log.warning("a person's choices could not be read: %s", fault)
                return Person(person_id)
            self._remember(found)
        return self._cache[person_id]

    async def requester_of(self, update: Update) -> Requester:
        """The sender of an update; for an anonymous one the chat takes the person's place."""
        user, chat, now = update.effective_user, update.effective_chat, self.asked_at(update)
        if user is not None:
            return await self.requester(user.id, user.language_code, now=now)
        return await self.requester(chat.id if chat else 0, None, now=now)

    def asked_at(self, update: Update) -> datetime:
        """The instant of an update: after a night, *today* is the day on which it was asked.

        Telegram keeps updates for a day; an older or later date is not believed.
        """
        now, message = self._clock(), update.message
        if message is None or not now - KEPT_BY_TELEGRAM <= message.date <= now:
            return now
        return message.date

    async def requester(
        self, person_id: int, language_code: str | None, *, now: datetime | None = None
    ) -> Requester:
        """The person as one who asks at an instant; the language is chosen, or Telegram's."""
        person = await self.person(person_id)
        return Requester(
            id=person_id,
            language=language(person.language or language_code or "en"),
            zone=_zone(person.zone) or self._zone,
            own_zone=_zone(person.zone) is not None,
            now=now or self._clock(),
            own_language=bool(person.language),
            own_hijri=HijriCalendar(person.hijri) if person.hijri in set(HijriCalendar) else None,
        )

    async def put(self, person: Person) -> None:
        """Keep a person's choices; StoreError where they cannot be written."""
        await asyncio.to_thread(self._people.put, person)
        self._remember(person)

    async def note_gone(self, person_id: int, *, gone: bool) -> None:
        """Note that a person blocked the bot, or came back."""
        await asyncio.to_thread(self._people.note_gone, person_id, self._clock() if gone else None)
        self._cache.pop(person_id, None)

    async def forget(self, person_id: int) -> None:
        """Delete the data of a person."""
        await asyncio.to_thread(self._people.forget, person_id)
        self._cache.pop(person_id, None)

    def _remember(self, person: Person) -> None:
        if len(self._cache) >= CACHED:
            self._cache.pop(next(iter(self._cache)))
        self._cache[person.id] = person


def _zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key) if key else None
    except ZoneInfoNotFoundError:  # a key that the time zone database has dropped
        return None
