"""The configuration of a channel: what it posts, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.calendars import Calendar, HijriCalendar, ReaderCalendars
from bot.dataset.occasion import Audience
from bot.formatting.platforms import PLATFORMS, Platform
from bot.posting_window import Window, window
from bot.selection import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelConfig:
    """The configuration of a channel: what it posts, where and when."""

    name: str
    platform: str
    target: str
    post_at: time
    zone: ZoneInfo
    late_until: time | None = None
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()
    language: str = "en"
    button: bool = True  # whether a bot runs that answers the button under a post
    calendar: Calendar = Calendar.GREGORIAN
    hijri: HijriCalendar | None = None
    monthly_budget_usd: Decimal | None = None
    can_edit: bool = False  # whether the account on X may edit its posts for a while
    card: bool = False  # whether the lead's card goes with a post
    site: str = ""  # the address of the site's front page, below which pictures are found

    @property
    def on(self) -> Platform:
        """The platform, with the rules for its posts."""
        return PLATFORMS[self.platform]

    @property
    def editable(self) -> bool:
        """True if a post on air can be edited at any time."""
        return self.on.editable

    def address(self, remote_id: str) -> str:
        """The public address of a post, by its id there; empty where it has none."""
        return self.on.address(self.target, remote_id)

    def tells_as(self, other: ChannelConfig) -> bool:
        """True if both channels post the same entries on the same local dates."""
        mine, others = ((c.zone.key, c.language, c.scope) for c in (self, other))
        return mine == others

    @property
    def scope(self) -> Scope:
        """The entries that the channel posts on which days, and those that it prefers."""
        return Scope.of(self.countries, self.topics, prefer=self.prefer, calendar=self.calendar)

    @property
    def calendars(self) -> ReaderCalendars:
        """The calendars of its readers: as set, else by its language and zone."""
        solar = self.calendar is Calendar.SOLAR or None
        return ReaderCalendars.of(self.language, self.zone.key, hijri=self.hijri, solar=solar)

    @property
    def audience(self) -> Audience:
        """The readers whose recurring days are shown."""
        return Audience.of(self.language, countries=self.countries, hijri=self.calendars.hijri)

    def window(self, day: date) -> Window:
        """The window of time in which the post of a local date may be sent."""
        return window(day, self.post_at, zone=self.zone, late_until=self.late_until)
