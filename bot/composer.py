"""The post of any channel and date, for previews and deliveries alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.channel_config import ChannelConfig
from bot.dataset import Dataset
from bot.events import Correction, Event
from bot.formatting import Earlier, Post, telegram, x
from bot.formatting.correction_notes import Notes
from bot.selection import Choice, Wishes, choose


def shown_text(platform: str, text: str) -> str:
    """What a reader sees of a finished text: Telegram's without its markup."""
    return telegram.plain(text) if platform == telegram.PLATFORM else text


def make_post(
    dataset: Dataset,
    plan: ChannelConfig,
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
