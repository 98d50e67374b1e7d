"""An X account that the bot posts to, with tweepy."""

from __future__ import annotations

import asyncio
import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TypeVar

import tweepy

from bot.channels import (
    Anchor,
    Attached,
    Failure,
    Look,
    PictureRefused,
    Receipt,
    Refused,
    RetryLater,
    Timeouts,
    Unknown,
    ahead_of,
    ensure_in_time,
)
from bot.channels.x_client import API, READ_COST
from bot.channels.x_edits import ensure_editable, newest_version, put_version
from bot.channels.x_errors import failure_of
from bot.channels.x_media import Uploads
from bot.channels.x_reading import read_post, read_posts
from bot.post import Button, Picture
from bot.threads import in_daemon_thread

ASK_TIME = f"{API}/2/users/me"
READ_POSTS = 20
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)  # of the time in an id
DELETE_COST = Decimal("0.010")  # the price list does not say which of two rates: the dearer
_SHORT_LINK = re.compile(r"https://t\.co/\w+")
_T = TypeVar("_T")


def reads_as(given: str, sent: str) -> bool:
    """True if a text that X gives back is one that was sent.

    X normalizes it (NFC), escapes ``&``, shortens links, and puts one behind it for a picture.
    """
    text = _folded(html.unescape(given))
    without_picture = re.sub(rf" {_SHORT_LINK.pattern}$", "", text)
    return any(_read_as(shown, _folded(sent)) for shown in {text, without_picture})


def _read_as(shown: str, sent: str) -> bool:
    """True if the texts are the same, but for the target of each short link."""
    pattern = r"\S+".join(map(re.escape, _SHORT_LINK.split(shown)))
    return re.fullmatch(pattern, sent) is not None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


class XChannel:
    """An X account that the bot posts to."""

    def __init__(
        self,
        client: tweepy.Client,
        *,
        clock: Callable[[], datetime],
        timeouts: Timeouts | None = None,
    ) -> None:
        self._client = client
        self._uploads = Uploads(client)
        self._clock = clock
        self._timeouts = timeouts or Timeouts()
        self._user_id = str(client.access_token).split("-", 1)[0]

    async def publish(
        self,
        text: str,
        *,
        button: Button | None,  # noqa: ARG002 - X has none
        before: datetime,
        reply_to: str | None = None,
        edit_of: str | None = None,
        guard: Callable[[], None] = lambda: None,
        picture: Picture | None = None,
    ) -> Receipt:
        """Post the text; see ``Channel``. Replies need a summons since 2026, so X may say no."""
        limit = min(before, self._clock() + timedelta(seconds=self._timeouts.total))

        def ensure_may_send() -> None:
            guard()
            ensure_in_time(self._clock(), limit)  # a thread goes on after the time-out below

        def post() -> Receipt:
            ensure_may_send()
            media = [picture.media_id] if picture else None
            answer = self._client.create_tweet(
                text=text, in_reply_to_tweet_id=reply_to, media_ids=media, user_auth=True
            )
            return Receipt(str(answer.data["id"]), self._user_id)

        call = post
        if edit_of is not None:
            call = partial(
                self._edit, edit_of, text, picture=picture, ensure_may_send=ensure_may_send
            )
        try:
            return await self._done(call, optional=bool(edit_of or reply_to))
        except Refused as failure:
            if picture is None or failure.stop or edit_of is not None:
                raise  # an edit is refused for its own reasons: its time, the account
            raise PictureRefused(failure.reason) from failure

    async def attach(self, picture: Picture) -> Attached:
        """Upload the picture with its alternative text; see ``Channel``."""
        now = self._clock()
        if known := self._uploads.known(picture, now):
            return Attached(replace(picture, media_id=known))
        media_id = await self._done(lambda: self._uploads.upload(picture, now))
        return Attached(replace(picture, media_id=media_id), is_charged=True)

    def _edit(
        self,
        known: str,
        text: str,
        *,
        picture: Picture | None,
        ensure_may_send: Callable[[], None],
    ) -> Receipt:
        """Put a new version in the place of the newest one, unless that reads so already."""
        try:
            newest, cost = newest_version(self._client, known)
        except Exception as fault:
            failure = failure_of(fault, now=self._clock())
            if isinstance(failure, Unknown):
                raise RetryLater(failure.reason) from fault  # nothing is posted by reading
            raise
        if newest is None:
            raise Refused("X: the post is not there any more")
        if reads_as(newest.text, text):
            return Receipt(str(newest.id), self._user_id, cost)
        ensure_editable(newest, self._clock())
        ensure_may_send()
        version = put_version(self._client, newest, text, picture=picture)
        return Receipt(version, self._user_id, cost)

    async def place(self) -> str:
        """The account's own id."""
        return self._user_id

    async def clock_ahead(self) -> timedelta | None:
        """See ``Channel``; asked without a signature, which X refuses, and so costs nothing."""
        sent = self._clock()
        try:
            async with asyncio.timeout(self._timeouts.total):
                answer = await in_daemon_thread(lambda: self._client.session.get(ASK_TIME))
        except Exception:  # noqa: BLE001 - whatever goes wrong, the time is not known
            return None
        return ahead_of(answer.headers.get("Date"), sent=sent, answered=self._clock())

    async def place_of(self, target: str) -> str:  # noqa: ARG002 - X has no targets
        """The account's own id: it is the only one."""
        return self._user_id

    async def edit(
        self,
        remote_id: str,  # noqa: ARG002
        text: str,  # noqa: ARG002
        *,
        button: Button | None,  # noqa: ARG002
        chat: str = "",  # noqa: ARG002
        picture: Picture | None = None,  # noqa: ARG002
    ) -> bool:
        """Refused: on X an edit makes a new version with an id of its own; see ``publish``."""
        raise Refused("X: a post cannot be edited for good")

    async def delete(self, remote_id: str, *, chat: str = "") -> Decimal:  # noqa: ARG002 - one account
        """Delete the post; see ``Channel``.

        A 404 can come from anything on the way, so the post is looked for before it is believed.
        """

        def delete() -> Decimal:
            try:
                answer = self._client.delete_tweet(remote_id, user_auth=True)
            except tweepy.NotFound:
                if read_post(self._client, remote_id) is not None:
                    raise
                return READ_COST
            return DELETE_COST if answer.data["deleted"] else Decimal(0)

        return await self._done(delete)

    async def _done(self, call: Callable[[], _T], *, optional: bool = False) -> _T:
        """The result of a blocking call; a Failure where its answer cannot be trusted.

        ``optional`` is what X need not let an account do: there its no is final.
        """
        try:
            async with asyncio.timeout(self._timeouts.total):
                return await in_daemon_thread(call)
        except Failure:
            raise
        except TimeoutError:
            waited = f"{self._timeouts.total:g} s"
            raise Unknown(f"X: no whole answer within {waited}") from None
        except Exception as fault:
            failure = failure_of(fault, now=self._clock())
            refused = isinstance(fault, tweepy.Forbidden | tweepy.NotFound)
            if optional and refused and isinstance(failure, RetryLater):
                raise Refused(failure.reason) from fault
            raise failure from fault

    @property
    def can_look(self) -> bool:
        """An account can always read its own posts."""
        return True

    @property
    def needs_anchor(self) -> bool:
        """Posts are read by time as well."""
        return False

    async def find(
        self,
        shown: str,
        *,
        since: datetime,
        after: Anchor | None,
        resume: str = "",  # noqa: ARG002 - one answer has them all
        edit_of: str | None = None,
    ) -> Look:
        """Read the account's own last posts and compare, as X gives texts back."""
        after_id = self._before(after, since)
        read = (
            partial(self._newest_of, edit_of) if edit_of else partial(self._last, after_id, since)
        )
        try:
            async with asyncio.timeout(self._timeouts.total):
                posts, cost = await in_daemon_thread(read)
            found = next((post for post in posts if reads_as(post.text, shown)), None)
        except TimeoutError:
            return Look(sure=False, reason="X: no whole answer while looking")
        except Exception as fault:  # noqa: BLE001 - tweepy lets every fault of the network through
            reason = failure_of(fault, now=self._clock()).reason
            return Look(sure=False, lasting=isinstance(fault, tweepy.BadRequest), reason=reason)
        if found is not None:
            return Look(Receipt(str(found.id), self._user_id), cost_usd=cost)
        full = len(posts) >= READ_POSTS
        reason = "X: more posts than one look reads"
        return Look(sure=not full, lasting=full, reason=reason, cost_usd=cost)

    def _last(self, after_id: str | None, since: datetime) -> tuple[list[tweepy.Tweet], Decimal]:
        """The account's last posts after one, or since an instant, and what reading them cost."""
        posts = read_posts(
            self._client,
            self._user_id,
            max_results=READ_POSTS,
            since_id=after_id,
            start_time=None if after_id else since.astimezone(UTC).replace(microsecond=0),
        )
        return posts, READ_COST * len(posts)

    def _newest_of(self, known: str) -> tuple[list[tweepy.Tweet], Decimal]:
        """The newest version of a post, and what reading it cost."""
        newest, cost = newest_version(self._client, known)
        return [newest] if newest is not None else [], cost

    def _before(self, after: Anchor | None, since: datetime) -> str | None:
        """The id of the last post before, where it is one: X's ids hold the time of their making,
        so a mistyped one cannot hide the post that is looked for.
        """
        if after is None or after.chat_id not in ("", self._user_id):
            return None
        made = EPOCH + timedelta(milliseconds=int(after.remote_id) >> 22)
        return after.remote_id if made < since else None

    async def close(self) -> None:
        """Let the connections go."""
        self._client.session.close()
