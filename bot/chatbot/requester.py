"""The person who asks: the language and the day in which the answer is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendars import HijriCalendar, hijri_for
from bot.dataset.occasion import Audience
from bot.dates import local_date
from bot.i18n.languages import Language


@dataclass(frozen=True, slots=True)
class Requester:
    """A person who asks at an instant; ``own_zone`` is False where the zone is the channel's.

    ``own_language`` is True where the language was chosen, and not only Telegram's; ``own_hijri``
    is the Hijri calendar that was chosen, if any.
    """

    id: int
    language: Language
    zone: ZoneInfo
    own_zone: bool
    now: datetime
    own_language: bool = False
    own_hijri: HijriCalendar | None = None

    @property
    def hijri(self) -> HijriCalendar:
        """The person's Hijri calendar: the chosen one, else by zone and language."""
        return self.own_hijri or hijri_for(
            self.language.code, self.zone.key if self.own_zone else ""
        )

    @property
    def audience(self) -> Audience:
        """The person's audience, for recurring days."""
        return Audience.of(self.language.code, hijri=self.hijri)

    @property
    def today(self) -> date:
        """The date at the person's place."""
        return local_date(self.now, self.zone)

    @property
    def seconds_left(self) -> int:
        """The seconds until the person's next day."""
        tomorrow = self.today + timedelta(days=1)
        midnight = datetime.combine(tomorrow, datetime.min.time(), self.zone)
        return max(1, int((midnight - self.now).total_seconds()))
