"""The state of a date's posts before they go out, for the channels that are decided about."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.channel_config import ChannelConfig
from bot.composer import compose
from bot.dataset import Dataset
from bot.dates import local_date
from bot.post import Post
from bot.selection import Wishes
from bot.store import Database, Decided, Decision, Delivery, Key, State

_IN_TROUBLE = (State.SENDING, State.IN_DOUBT, State.FAILED)


class ChannelGroup(NamedTuple):
    """Channels with the same posts on the same dates, which are decided about together."""

    plans: tuple[ChannelConfig, ...]

    @property
    def name(self) -> str:
        """The name of the first channel."""
        return self.plans[0].name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of all its channels."""
        return self.plans[0].zone


def channel_groups(plans: Sequence[ChannelConfig]) -> list[ChannelGroup]:
    """The groups that the channels make, in their order."""
    found: list[ChannelGroup] = []
    for plan in plans:
        for number, group in enumerate(found):
            if group.plans[0].tells_as(plan):
                found[number] = ChannelGroup((*group.plans, plan))
                break
        else:
            found.append(ChannelGroup((plan,)))
    return found


@dataclass(frozen=True, slots=True)
class PreviewState:
    """The posts of a group on a date, and the decisions about them.

    ``posts`` are those of the channels that are open still. A decision is about them, and about
    those ``in_trouble``, whose post may not be on air and may be sent again.
    """

    group: ChannelGroup
    on: date
    today: date
    rows: Mapping[str, Delivery | None]
    decisions: Mapping[str, Decided]
    history: Sequence[Decision]
    posts: Mapping[str, Post | None] = field(default_factory=dict)

    @property
    def open(self) -> tuple[ChannelConfig, ...]:
        """The channels whose post may still be changed."""
        return tuple(plan for plan in self.group.plans if plan.name in self.posts)

    @property
    def in_trouble(self) -> tuple[str, ...]:
        """The channels that are being sent to, or whose post is in doubt or has failed."""
        return tuple(
            name for name, row in self.rows.items() if row is not None and row.state in _IN_TROUBLE
        )

    @property
    def decided(self) -> Decided:
        """The decisions about the first channel that is still open or in doubt or failed."""
        named = [*self.posts, *self.in_trouble, *self.decisions]
        return self.decisions[named[0]]

    @property
    def post(self) -> Post | None:
        """The fullest post, which is Telegram's where there is one."""
        found = [post for post in self.posts.values() if post is not None]
        return max(found, key=lambda post: len(post.events), default=None)

    @property
    def mark(self) -> str:
        """Six letters that change with any of the posts: a press is about what was seen."""
        texts = "\n\n".join(post.told if post else "" for post in self.posts.values())
        return short_mark(texts)

    @property
    def approval(self) -> Decision | None:
        """The approval of these posts, where it is for all of them."""
        found = [
            self.decisions[name].approved(post.told) for name, post in self.posts.items() if post
        ]
        return found[0] if found and all(found) else None


def short_mark(text: str) -> str:
    """Six letters of a text's hash: enough to distinguish two in one message."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


class PreviewBuilder:
    """Makes the states of previews from the ledger and the dataset."""

    def __init__(self, store: Database, dataset: Callable[[], Dataset]) -> None:
        self._store = store
        self._decisions = store.decisions
        self._dataset = dataset

    def state(
        self, group: ChannelGroup, on: date, *, now: datetime, more: Wishes | None = None
    ) -> PreviewState:
        """The present state; ``more`` are wishes on trial, on top of those decided."""
        rows = {plan.name: self._store.ledger.get(Key(plan.name, on)) for plan in group.plans}
        still = [
            plan
            for plan in group.plans
            if ((row := rows[plan.name]) is None or row.state.open) and now < plan.window(on).end
        ]
        told = (still or group.plans)[0].name
        decisions = {name: self._decisions.of(name, on) for name in rows}
        history = [d for d in self._decisions.history(told, since=on) if d.date == on]
        posts = {
            plan.name: self._post(plan, on, wishes=joined(decisions[plan.name].wishes, more))
            for plan in still
        }
        today = local_date(now, group.zone)
        return PreviewState(group, on, today, rows, decisions, history, posts)

    def _post(self, plan: ChannelConfig, on: date, *, wishes: Wishes) -> Post | None:
        return compose(self._dataset(), plan, on, wishes=wishes, on_air=self._store.history.on_air)


def joined(wishes: Wishes, more: Wishes | None) -> Wishes:
    """Both wishes together."""
    if more is None:
        return wishes
    return Wishes(wishes.not_leading | more.not_leading, wishes.left_out | more.left_out)
