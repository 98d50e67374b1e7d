"""What a channel posts, where and when; and the post of any date, for previews and deliveries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.dataset import Dataset
from bot.events import Correction, Event
from bot.formatting import Earlier, Post, telegram, x
from bot.formatting.correction_notes import Notes
from bot.posting_window import Window, window
from bot.selection import Choice, Wishes, choose


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

    def tells_as(self, other: Plan) -> bool:
        """Whether both channels tell the same on the same local dates."""
        mine, others = ((p.zone.key, set(p.countries), set(p.topics)) for p in (self, other))
        return mine == others

    def window(self, day: date) -> Window:
        """When the post of a local date may be sent."""
        return window(day, self.post_at, zone=self.zone, late_until=self.late_until)


def shown_text(platform: str, text: str) -> str:
    """What a reader sees of a finished text: Telegram's without its markup."""
    return telegram.plain(text) if platform == telegram.PLATFORM else text


def make_post(
    dataset: Dataset,
    plan: Plan,
    on: date,
    *,
    links: Mapping[str, str] | None = None,
    wishes: Wishes | None = None,
) -> Post | None:
    """The post of a channel on a local date; None if there is nothing to tell.

    Previews and deliveries both come from here, so what is shown is what is posted.
    """
    choice = choose(
        dataset.told_on(on), on, countries=plan.countries, topics=plan.topics, wishes=wishes
    )
    if choice is None:
        return None
    if plan.platform == x.PLATFORM:
        return x.day_post(choice, on)
    return telegram.day_post(choice, on, earlier=dataset.earlier(choice.lead), links=links)


def named_alike(event: Event, other: Event) -> bool:
    """Whether the posts of later events name both states of an entry in the same words."""
    return event.retracted == other.retracted and telegram.named(event) == telegram.named(other)


def remade_line(story: Sequence[Earlier], on: date, *, notes: Notes) -> str:
    """The line of earlier events in a post that can be edited, made again."""
    return telegram.earlier_line(story, on, notes=notes)


def remade_text(events: Sequence[Event], on: date, *, earlier: str, notes: Notes) -> str:
    """The text of a post that can be edited, made again from what it told, the lead first."""
    choice = Choice(events[0], tuple(events[1:]))
    return telegram.day_text(choice, on, earlier=earlier, notes=notes)


def correcting_post(
    event: Event, on: date, *, notes: Sequence[Correction], replacing: bool = False
) -> Post:
    """What puts right a post of a date that cannot be edited: beside it, or in its place."""
    make = x.replacing_post if replacing else x.correction_post
    return make(event, on, notes=notes)
