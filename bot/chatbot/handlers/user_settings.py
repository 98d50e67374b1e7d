"""The settings of a person (zone, language, calendar), and the deletion of their data."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from zoneinfo import ZoneInfo

from telegram import Update

from bot.calendars import HijriCalendar
from bot.chatbot.answers.day_page import CALENDARS, date_lines
from bot.chatbot.answers.message import Answer
from bot.chatbot.answers.questions import which_calendar, which_language
from bot.chatbot.context import BotContext
from bot.chatbot.replies import reply
from bot.chatbot.requester import Requester
from bot.chatbot.timezones import cities_of, find_zone, nearest_zone, zone_words
from bot.chatbot.user_cache import UserCache
from bot.i18n.languages import CODES, OWN_NAMES, Html, language
from bot.store import Reports
from bot.text import escaped

CITIES = 6  # to choose from, where a country has several time zones


class UserSettings:
    """``/timezone``, a shared place, ``/language``, ``/calendar``, ``/privacy`` and ``/forget``."""

    def __init__(self, users: UserCache, reports: Reports) -> None:
        self._users = users
        self._reports = reports

    async def timezone(self, update: Update, context: BotContext) -> None:
        """Set the zone that the words name, or say which it is."""
        requester = context.requester
        words = " ".join(context.args or [])[:60]
        if not words:
            key = "zone_is" if requester.own_zone else "zone_is_channels"
            text = requester.language.text(key, zone=zone_words(requester.zone))
            await reply(update, Answer(text))
            return
        zone = find_zone(words)
        if zone is None:
            await reply(update, Answer(_no_zone(requester, words)))
        else:
            await reply(update, await self._set_zone(requester, zone, key="zone_set"))

    async def location(self, update: Update, context: BotContext) -> None:
        """Set the zone of a shared place, and say by which city it was found."""
        place = update.message.location if update.message else None
        if place is not None:
            zone, city = nearest_zone(place.latitude, place.longitude)
            answer = await self._set_zone(context.requester, zone, key="zone_by_place", city=city)
            await reply(update, answer)

    async def _set_zone(
        self, requester: Requester, zone: ZoneInfo, *, key: str, **values: str
    ) -> Answer:
        person = await self._users.person(requester.id)
        await self._users.put(replace(person, zone=zone.key))
        words, today = requester.language, replace(requester, zone=zone).today
        shown = {"zone": zone_words(zone), "today": words.date(today), **values}
        return Answer(words.text(key, **shown))

    async def language(self, update: Update, context: BotContext) -> None:
        """Set the language named, or offer the four."""
        requester = context.requester
        wanted = "".join(context.args or []).lower()
        codes = {**{code: code for code in CODES}, **{n.lower(): c for c, n in OWN_NAMES.items()}}
        if wanted in codes:
            await reply(update, await self.choose_language(requester, codes[wanted]))
            return
        await reply(update, which_language(requester))

    async def choose_language(self, requester: Requester, code: str) -> Answer:
        """Keep a language, and say so in it."""
        if code in CODES:
            person = await self._users.person(requester.id)
            await self._users.put(replace(person, language=code))
        return Answer(language(code).text("language_set"))

    async def calendar(self, update: Update, context: BotContext) -> None:
        """Set the Hijri calendar named, or say which it is and offer the four."""
        requester = context.requester
        wanted = "-".join(context.args or []).lower()
        if wanted in set(HijriCalendar):
            await reply(update, await self.choose_hijri(requester, HijriCalendar(wanted)))
            return
        await reply(update, which_calendar(requester))

    async def choose_hijri(self, requester: Requester, by: HijriCalendar) -> Answer:
        """Keep a Hijri calendar, and say so with today's date in it."""
        person = await self._users.person(requester.id)
        await self._users.put(replace(person, hijri=by.value))
        words, chosen = requester.language, replace(requester, own_hijri=by)
        name = words.word(CALENDARS[by])
        today = Html(date_lines(requester.today, chosen))
        return Answer(words.text("calendar_set", calendar=name, today=today))

    async def privacy(self, update: Update, context: BotContext) -> None:
        """Say which data is kept."""
        await reply(update, Answer(context.requester.language.text("privacy")))

    async def forget(self, update: Update, context: BotContext) -> None:
        """Delete all data of the person."""
        requester = context.requester
        await asyncio.to_thread(self._reports.forget, requester.id)
        await self._users.forget(requester.id)
        await reply(update, Answer(requester.language.text("forgotten")))


def _no_zone(requester: Requester, words: str) -> str:
    """The reason why no zone is found: an unknown place, or a country that has several."""
    cities = cities_of(words)[:CITIES]
    if not cities:
        return requester.language.text("no_zone", words=words)
    language = requester.language
    shown = Html(language.comma.join(escaped(language.isolated(city)) for city in cities))
    return language.text("many_zones", place=words, cities=shown)
