"""A finished post and its parts: what formatting makes, channels publish and the ledger keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from bot.events import Event


@dataclass(frozen=True, slots=True)
class Button:
    """A button: it sends ``data`` back, opens ``url``, or opens the bot at what ``start`` names."""

    text: str
    data: str = ""
    url: str = field(default="", kw_only=True)
    start: str = field(default="", kw_only=True)


class Earlier(NamedTuple):
    """An earlier event of the lead's story, and the address of its own post; empty for none."""

    event: Event
    url: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A finished post: ``text`` as the platform takes it, ``length`` and ``limit`` as it counts,
    and what the platform charges for it in US dollars. ``story`` are the earlier events that
    it names, and ``earlier`` the finished line that names them.
    """

    platform: str
    text: str
    length: int
    limit: int
    events: tuple[Event, ...]
    button: Button | None = None
    cost_usd: Decimal = Decimal(0)
    earlier: str = ""
    story: tuple[Earlier, ...] = ()

    @property
    def lead(self) -> Event:
        """The event that the post is about."""
        return self.events[0]
