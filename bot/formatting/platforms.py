"""The platforms, and what differs between their posts: look it up here, never compare names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.events import Correction, Event
from bot.formatting import telegram, x
from bot.formatting.date_head import Head
from bot.post import Earlier, PictureKind, Post
from bot.selection import Choice


class DayPost(Protocol):
    """Makes the post of a date; ``story`` are the earlier events of the lead's story, and
    ``head`` says how the day begins; ``with_credit`` names who made the lead's own picture.
    """

    def __call__(
        self,
        choice: Choice,
        on: date,
        *,
        story: Sequence[Earlier] = (),
        head: Head = ...,
        with_credit: bool = False,
    ) -> Post:
        """The finished post."""


class CorrectionPost(Protocol):
    """Makes a post that puts right the one of a date."""

    def __call__(self, event: Event, on: date, *, notes: Sequence[Correction]) -> Post | None:
        """The finished post; None if there is none before the text of the entry is fresh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """The rules for posts on a platform.

    ``is_markup`` says that a text is HTML; ``shown`` gives what a reader sees of a finished text;
    ``address`` the public address of a post, from the channel's target and the post's id there,
    empty where it has none; ``where_id`` says where a person finds that id. ``picture`` says how a
    picture goes with a post, and ``picture_usd`` what the platform charges for it. Where posts on
    air cannot be edited for good, ``correction`` makes a post after a wrong one, and
    ``replacement`` one in its place.
    """

    name: str
    day_post: DayPost
    shown: Callable[[str], str]
    address: Callable[[str, str], str]
    where_id: str
    picture: Callable[[Post], PictureKind]
    picture_usd: Decimal = Decimal(0)
    is_markup: bool = False
    is_paid: bool = False
    correction: CorrectionPost | None = None
    replacement: CorrectionPost | None = None

    @property
    def editable(self) -> bool:
        """True if a post on air can be edited at any time; on X for half an hour at most, see
        ``can_edit`` of a channel.
        """
        return self.correction is None


PLATFORMS: Mapping[str, Platform] = {
    platform.name: platform
    for platform in (
        Platform(
            name=telegram.PLATFORM,
            day_post=telegram.day_post,
            shown=telegram.plain,
            address=telegram.address,
            where_id="the number at the end of the message's link (Copy Link), as in "
            "https://t.me/on_this_day/812",
            picture=telegram.picture_kind,
            is_markup=True,
        ),
        Platform(
            name=x.PLATFORM,
            day_post=x.day_post,
            shown=str,
            address=x.address,
            where_id="the number at the end of the post's address, as in "
            "https://x.com/on_this_day/status/1793112345678901248",
            picture=x.picture_kind,
            picture_usd=x.PICTURE_COST,
            is_paid=True,
            correction=x.correction_post,
            replacement=x.replacing_post,
        ),
    )
}
