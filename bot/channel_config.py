"""What a channel posts, where and when, as its settings say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.formatting import telegram, x
from bot.posting_window import Window, window


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelConfig:
    """What a channel posts, where and when."""

    name: str
    platform: str
    target: str
    post_at: time
    zone: ZoneInfo
    late_until: time | None = None
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    monthly_budget_usd: Decimal | None = None

    @property
    def editable(self) -> bool:
        """Whether a post on air can be changed; X lets only paying people do that, by hand."""
        return self.platform == telegram.PLATFORM

    def address(self, remote_id: str) -> str:
        """The public address of a post, by its id there; empty where it has none.

        ``https://t.me/name/5`` on Telegram, by the number for a channel without a name; X resolves
        a post without the account's name.
        """
        if self.platform == x.PLATFORM:
            return f"https://x.com/i/status/{remote_id}"
        if self.target.startswith("@"):
            return f"https://t.me/{self.target[1:]}/{remote_id}"
        inner = self.target.removeprefix("-100")
        return f"https://t.me/c/{inner}/{remote_id}" if inner != self.target else ""

    def tells_as(self, other: ChannelConfig) -> bool:
        """Whether both channels tell the same on the same local dates."""
        mine, others = ((p.zone.key, set(p.countries), set(p.topics)) for p in (self, other))
        return mine == others

    def window(self, day: date) -> Window:
        """When the post of a local date may be sent."""
        return window(day, self.post_at, zone=self.zone, late_until=self.late_until)
