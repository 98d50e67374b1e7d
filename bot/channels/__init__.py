"""The interface of a channel for delivery, and the outcomes of its calls. Knows no vendor.

Publishing ends in one of four ways: a ``Receipt``, or ``RetryLater`` (certainly not posted, may
work later), ``Refused`` (certainly not posted, never will be as it is), ``Unknown`` (no answer
that can be trusted: it may be on air).
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import NamedTuple, Protocol

from bot.errors import OnThisDayError
from bot.post import Button, Picture


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform's confirmation that a post is on air: its id, and its chat's id.

    ``cost_usd`` is what it cost beyond the price of the post. ``is_photo`` says whether it is the
    caption of a picture, where the platform tells.
    """

    remote_id: str
    chat_id: str = ""
    cost_usd: Decimal = Decimal(0)
    is_photo: bool | None = None


class Attached(NamedTuple):
    """A picture that is ready to be sent, and whether the platform charged for that just now."""

    picture: Picture
    is_charged: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A post that is known to come before another: its id, its chat's, and its first line.

    ``target`` is the channel's target when the other was sent, which may have changed since.
    """

    remote_id: str
    chat_id: str
    line: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The result of a look for a post: its receipt, or surely nothing, or nothing that is sure.

    ``reason`` says why a look is not sure; ``lasting`` that the next one would not be either.
    ``resume`` is where a look that is not finished goes on, for the next call; ``paused`` says
    that it only waits, so as not to be too fast.
    """

    receipt: Receipt | None = None
    sure: bool = True
    reason: str = ""
    lasting: bool = False
    resume: str = ""
    paused: bool = False
    cost_usd: Decimal = Decimal(0)


class Failure(OnThisDayError):
    """The reason why a post is not surely on air; ``reason`` is a sentence without secrets."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class RetryLater(Failure):
    """Certainly not posted. ``after`` is how long to wait; None lets the caller choose.

    ``tell`` means that a person has to fix something, such as a permission that the bot needs.
    """

    def __init__(self, reason: str, *, after: timedelta | None = None, tell: bool = False) -> None:
        self.after = after
        self.tell = tell
        super().__init__(reason)


def ensure_in_time(now: datetime, before: datetime) -> None:
    """RetryLater at or after ``before``; asked as the last thing before something is sent."""
    if now >= before:
        raise RetryLater("the time for it was over before it was sent")


class Refused(Failure):
    """Certainly not posted, and the same try would be refused again.

    ``stop`` means that the whole channel has to wait until its operators act (no credits).
    """

    def __init__(self, reason: str, *, stop: bool = False) -> None:
        self.stop = stop
        super().__init__(reason)


class PictureRefused(Failure):
    """Certainly not posted, because of the picture: without it, it may be."""


class Unknown(Failure):
    """No answer that can be trusted: it may be posted, and must not be sent again blindly."""


class Duplicate(Unknown):
    """Refused, which costs nothing, because the same text is on air: by an earlier try perhaps."""

    REASON = "refused as a duplicate: the same text is on the account already"

    def __init__(self) -> None:
        super().__init__(self.REASON)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait: for a connection, for each read, and for the whole of a post."""

    connect: float = 10
    read: float = 30
    total: float = 60


LONGEST_HINT = 86400  # seconds that a platform may ask to wait; a longer hint is nonsense
RIGHTS_WAIT = timedelta(minutes=15)
"""The wait after 401, 403 and 404: a permission restored at noon still gets its post."""


def is_loopback(url: str) -> bool:
    """True if an address is on this machine, where no proxy of the environment leads."""
    host = urllib.parse.urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def ahead_of(date: str | None, *, sent: datetime, answered: datetime) -> timedelta | None:
    """The lead of a clock that showed ``sent`` and ``answered`` over an answer's Date header,
    compared at the middle of the request; None if there is no readable one.
    """
    try:
        told = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    if told.tzinfo is None:
        return None
    return sent + (answered - sent) / 2 - told


class Channel(Protocol):
    """A place where posts are published."""

    async def publish(
        self,
        text: str,
        *,
        button: Button | None,
        before: datetime,
        reply_to: str | None = None,
        edit_of: str | None = None,
        guard: Callable[[], None] = lambda: None,
        picture: Picture | None = None,
    ) -> Receipt:
        """Publish once and return the receipt; RetryLater, Refused, PictureRefused or Unknown
        otherwise.

        Nothing is sent at or after ``before``: the process may have been stopped for hours.
        ``guard`` is called right before the request, and raises RetryLater where the post is not
        the caller's to send any more.
        ``reply_to`` is the id of a post to reply to, ``edit_of`` that of a version of a post in
        whose place a new version goes; Refused where the platform does not let us.
        ``picture`` goes with the post, in the same request; it was attached before.
        """

    async def attach(self, picture: Picture) -> Attached:
        """The picture, uploaded where the platform wants that before the post. Nothing is posted
        by it; a Failure where it cannot be had.
        """

    async def place(self) -> str:
        """The platform's own id of the chat or account where posts go now, asked for once.

        RetryLater while it cannot be had: nothing is posted by asking.
        """

    async def clock_ahead(self) -> timedelta | None:
        """The lead of this machine's clock over the platform's; None if that is unknown.

        Asked without a cost; a refusal has the time as well. Never raises.
        """

    async def place_of(self, target: str) -> str:
        """The id of another chat, such as an earlier target; empty where nobody knows it."""

    async def edit(
        self,
        remote_id: str,
        text: str,
        *,
        button: Button | None,
        chat: str = "",
        picture: Picture | None = None,
    ) -> bool:
        """Change a post in the chat (its id or name) that it is in, by default the present one.

        ``picture`` is what goes with it, if anything does; one with ``content`` is put in place of
        the present one, which is never the proof.
        True if the platform says that it reads so already, which is the proof; False if it took
        the change. A Failure otherwise: trying again does no harm.
        """

    async def delete(self, remote_id: str, *, chat: str = "") -> Decimal:
        """Delete a post in its chat, which may be gone already; what that cost in US dollars.

        A Failure otherwise: trying again does no harm.
        """

    @property
    def can_look(self) -> bool:
        """True if ``find`` has a way to look at all."""

    @property
    def needs_anchor(self) -> bool:
        """True if ``find`` needs a post that is known to come before the one it looks for."""

    async def find(
        self,
        shown: str,
        *,
        since: datetime,
        after: Anchor | None,
        resume: str = "",
        edit_of: str | None = None,
    ) -> Look:
        """Look whether a post that reads ``shown`` went on air since an instant.

        ``after`` is the last post that is known to come before it, and ``resume`` is from the last
        look, if that was not finished. With ``edit_of`` it is looked for among the versions of
        that post. Never raises.
        """

    async def close(self) -> None:
        """Let the connections go."""
