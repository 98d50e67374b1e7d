"""The post of any channel and date, for previews and deliveries alike: what is shown is posted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from bot.channel_config import ChannelConfig
from bot.dataset import Dataset
from bot.events import Event
from bot.formatting.date_head import Head
from bot.formatting.platforms import PLATFORMS
from bot.post import Earlier, PictureKind, Post
from bot.selection import Choice, Wishes, chooser_of

OnAir = Callable[[ChannelConfig, Collection[str]], Mapping[str, str]]
"""A lookup of the posts on air about these entries: the post's id by the entry's id."""
STORY = 2  # the last events before the lead that a post names; more would be a list


def nothing_on_air(channel: ChannelConfig, ids: Collection[str]) -> Mapping[str, str]:
    """The lookup without a ledger: no earlier post is linked."""
    del channel, ids
    return {}


def compose(
    dataset: Dataset,
    channel: ChannelConfig,
    on: date,
    *,
    wishes: Wishes | None = None,
    on_air: OnAir = nothing_on_air,
) -> Post | None:
    """The post of a channel on a local date, linked to its own earlier posts of the lead's story.

    None if there is no entry. ``wishes`` are what editors decided for this date.
    """
    choice = choice_of(dataset, channel, on, wishes=wishes)
    if choice is None:
        return None
    told = dataset.edition(channel.language)
    story = _story(channel, told.earlier(choice.lead)[-STORY:], on_air)
    occasion = dataset.occasions.headline(on, channel.audience)
    head = Head(channel.calendars, occasion.words(channel.language) if occasion else "")
    post = channel.on.day_post(choice, on, story=story, head=head)
    if channel.card:
        post = _pictured(
            channel, post, partial(channel.on.day_post, choice, on, story=story, head=head)
        )
    return post if channel.button else replace(post, button=None)


def choice_of(
    dataset: Dataset, channel: ChannelConfig, on: date, *, wishes: Wishes | None = None
) -> Choice | None:
    """The entries of the post of a channel on a local date; None if there is none to tell."""
    told = dataset.edition(channel.language)
    return chooser_of(told, channel.scope).choice(on, wishes or Wishes())


def _pictured(channel: ChannelConfig, bare: Post, make: Callable[..., Post]) -> Post:
    """The post as it goes with the picture of its lead, where there is a way for it.

    A preview needs the site, where its picture is.
    """
    post = make(with_credit=True) if bare.lead.picture else bare
    kind = channel.on.picture(post)
    if kind is PictureKind.PREVIEW and not channel.site:
        return bare
    return replace(post, picture=kind, bare=bare.text)


def cost_of(post: Post) -> Decimal:
    """What the platform charges for a post with its picture, in US dollars."""
    picture = PLATFORMS[post.platform].picture_usd if post.picture else Decimal(0)
    return post.cost_usd + picture


def _story(channel: ChannelConfig, events: list[Event], on_air: OnAir) -> list[Earlier]:
    """Earlier events with the addresses of their posts, empty where there is none."""
    found = on_air(channel, [event.id for event in events]) if events else {}
    return [Earlier(e, channel.address(found[e.id]) if e.id in found else "") for e in events]
