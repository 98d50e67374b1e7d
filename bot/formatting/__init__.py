"""Finished texts for each platform, within its limits, from events. Pure: no clock, no network."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.events import Event


@dataclass(frozen=True, slots=True)
class Button:
    """The one button under a post: it opens the bot, at what ``start`` names."""

    text: str
    start: str


@dataclass(frozen=True, slots=True)
class Post:
    """A finished post: ``text`` as the platform takes it, ``length`` and ``limit`` as it counts,
    and what the platform charges for it in US dollars. ``earlier`` is the finished line of
    earlier posts in it, which is kept as it is when the post is corrected.
    """

    platform: str
    text: str
    length: int
    limit: int
    events: tuple[Event, ...]
    button: Button | None = None
    cost_usd: Decimal = Decimal(0)
    earlier: str = ""

    @property
    def lead(self) -> Event:
        """The event that the post is about."""
        return self.events[0]
