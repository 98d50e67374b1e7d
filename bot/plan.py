"""What a channel posts, where and when; and the post of any date, for previews and deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.dataset import Dataset
from bot.due import Window, window
from bot.formatting import Post, telegram, x
from bot.selection import choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
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

    def window(self, day: date) -> Window:
        """When the post of a local date may be sent."""
        return window(day, self.post_at, zone=self.zone, late_until=self.late_until)


def shown_text(platform: str, text: str) -> str:
    """What a reader sees of a finished text: Telegram's without its markup."""
    return telegram.plain(text) if platform == telegram.PLATFORM else text


def make_post(
    dataset: Dataset, plan: Plan, on: date, *, links: Mapping[str, str] | None = None
) -> Post | None:
    """The post of a channel on a local date; None if there is nothing to tell.

    Previews and deliveries both come from here, so what is shown is what is posted.
    """
    choice = choose(dataset.told_on(on), on, countries=plan.countries, topics=plan.topics)
    if choice is None:
        return None
    if plan.platform == x.PLATFORM:
        return x.day_post(choice, on)
    return telegram.day_post(choice, on, earlier=dataset.earlier(choice.lead), links=links)
