"""What a person sets: time zone and language; and what is kept, and how to have it deleted."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import ContextTypes

from bot.chatbot.answers.message import Answer, Button, in_rows
from bot.chatbot.context import Parts
from bot.chatbot.replies import tell
from bot.chatbot.timezones import find_zone, nearest_zone, zone_words
from bot.i18n.languages import CODES, language

OWN_NAMES = {"en": "English", "fa": "فارسی", "ur": "اردو", "ar": "العربية"}


class Personal:
    """``/timezone``, a shared place, ``/language``, ``/privacy`` and ``/forget``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def timezone(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the zone that the words name, or say which it is."""
        asker = await self._parts.asker(update)
        words = " ".join(context.args or [])[:60]
        if not words:
            key = "zone_is" if asker.own_zone else "zone_is_channels"
            await tell(update, Answer(asker.language.text(key, zone=zone_words(asker.zone))))
            return
        zone = find_zone(words)
        if zone is None:
            await tell(update, Answer(asker.language.text("no_zone", words=words)))
        else:
            await self._set_zone(update, zone, key="zone_set")

    async def location(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the zone of a shared place, and say by which city it was found."""
        del context
        place = update.message.location if update.message else None
        if place is not None:
            zone, city = nearest_zone(place.latitude, place.longitude)
            await self._set_zone(update, zone, key="zone_by_place", city=city)

    async def _set_zone(self, update: Update, zone: ZoneInfo, *, key: str, **values: str) -> None:
        asker = await self._parts.asker(update)
        person = await self._parts.known.person(asker.id)
        await self._parts.known.put(replace(person, zone=zone.key))
        today = replace(asker, zone=zone).today
        words = zone_words(zone)
        text = asker.language.text(key, zone=words, today=asker.language.date(today), **values)
        await tell(update, Answer(text))

    async def language(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the language named, or offer the four."""
        wanted = "".join(context.args or []).lower()
        codes = {**{code: code for code in CODES}, **{n.lower(): c for c, n in OWN_NAMES.items()}}
        if wanted in codes:
            await tell(update, await self.choose_language(update, codes[wanted]))
            return
        asker = await self._parts.asker(update)
        buttons = [Button(name, f"l|{code}") for code, name in OWN_NAMES.items()]
        await tell(update, Answer(asker.language.text("which_language"), in_rows(buttons, 2)))

    async def choose_language(self, update: Update, code: str) -> Answer:
        """Keep a language, and say so in it."""
        asker = await self._parts.asker(update)
        if code in CODES:
            person = await self._parts.known.person(asker.id)
            await self._parts.known.put(replace(person, language=code))
        return Answer(language(code).text("language_set"))

    async def privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept."""
        del context
        asker = await self._parts.asker(update)
        await tell(update, Answer(asker.language.text("privacy")))

    async def forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Delete all that is kept of the person."""
        del context
        asker = await self._parts.asker(update)
        await asyncio.to_thread(self._parts.reports.forget, asker.id)
        await self._parts.known.forget(asker.id)
        await tell(update, Answer(asker.language.text("forgotten")))
