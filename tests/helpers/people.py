"""Who asks the bot, without a bot."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.calendars import HijriCalendar
from bot.chatbot.requester import Requester
from bot.i18n.languages import language

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def person(
    code: str = "en",
    now: datetime = NOW,
    *,
    zone: str = "UTC",
    own_hijri: HijriCalendar | None = None,
) -> Requester:
    """A person of a language and a time zone, with no choices or that of a Hijri calendar."""
    return Requester(7, language(code), ZoneInfo(zone), False, now, own_hijri=own_hijri)
