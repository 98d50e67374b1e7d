"""An X account, with tweepy.

tweepy has no time-outs, a fixed host and no retries, which is as it should be here: an adapter
on its session sets the first, and rewrites the second where another server is asked for.
"""

from __future__ import annotations

import asyncio
import html
import re
import threading
import unicodedata
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import requests
import tweepy
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from bot.channels import (
    RIGHTS_WAIT,
    Anchor,
    Duplicate,
    Failure,
    Look,
    Receipt,
    Refused,
    RetryLater,
    Timeouts,
    Unknown,
    ahead_of,
    ensure_in_time,
    is_loopback,
)
from bot.post import Button

API = "https://api.x.com"
ASK_TIME = f"{API}/2/users/me"
LONGEST_HINT = 86400  # seconds; a longer hint is nonsense
READ_POSTS = 20
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)  # of the time in an id
READ_COST = Decimal("0.005")  # the price pages differ, from 0.001 to 0.010
DELETE_COST = Decimal("0.010")  # the price list does not say which of two rates: the dearer
_DUPLICATE = re.compile(r"duplicate content", re.IGNORECASE)
_SHORT_LINK = re.compile(r"https://t\.co/\w+")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class XCredentials:
    """The four OAuth 1.0a secrets of an app and an account; they do not expire."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_token_secret: str = field(repr=False)

    @property
    def user_id(self) -> str:
        """The account's id: the part of the access token before the hyphen."""
        return self.access_token.split("-", 1)[0]


class _Adapter(HTTPAdapter):
    """Sets the time-outs of every request, and sends it to another server where one is given.

    The signature is made before, for X's own host; a server that stands in for it knows that.
    """

    def __init__(self, base_url: str, timeouts: Timeouts) -> None:
        self._base = urllib.parse.urlsplit(base_url)
        self._timeouts = (timeouts.connect, timeouts.read)
        super().__init__(max_retries=0)

    def send(  # type: ignore[override]
        self, request: requests.PreparedRequest, **kwargs: Any
    ) -> requests.Response:
        """Send with the time-outs, to the base address."""
        url = urllib.parse.urlsplit(str(request.url))
        request.url = url._replace(scheme=self._base.scheme, netloc=self._base.netloc).geturl()
        kwargs["timeout"] = self._timeouts
        return super().send(request, **kwargs)


def make_client(
    credentials: XCredentials, *, base_url: str = API, timeouts: Timeouts | None = None
) -> tweepy.Client:
    """A client for X's API v2; nothing is sent before its first call."""
    client = tweepy.Client(
        consumer_key=credentials.consumer_key,
        consumer_secret=credentials.consumer_secret,
        access_token=credentials.access_token,
        access_token_secret=credentials.access_token_secret,
        wait_on_rate_limit=False,  # it would sleep inside the call
    )
    adapter = _Adapter(base_url, timeouts or Timeouts())
    client.session.mount("https://", adapter)
    client.session.mount("http://", adapter)
    client.session.trust_env = not is_loopback(base_url)
    client.session.max_redirects = 0  # a redirected post may be posted, or the secrets sent away
    return client


def failure_of(fault: Exception, *, now: datetime) -> Failure:
    """The failure behind an exception of the library or of ``requests`` in a call to post.

    ``now`` (aware) turns the instant until which X asks to wait into a time to wait.
    """
    reason = f"X: {' '.join(str(fault).split()) or type(fault).__name__}"
    match fault:
        case tweepy.TooManyRequests():
            return RetryLater(reason, after=_wait(fault.reset_time, now))
        case tweepy.Forbidden() if _DUPLICATE.search(reason):
            return Duplicate()
        case tweepy.Unauthorized():
            reason = f"{reason}; are X_CONSUMER_KEY and the other three those of the account?"
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case tweepy.Forbidden() | tweepy.NotFound():
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case tweepy.BadRequest():
            return Refused(reason)
        case tweepy.HTTPException() if fault.response.status_code == 402:
            return Refused("X: out of credits (402); buy credits, then resume", stop=True)
        case requests.ConnectionError() if _never_connected(fault):
            return RetryLater(f"X: no connection ({type(fault).__name__})")
    return Unknown(f"X: no answer that can be trusted ({type(fault).__name__}: {reason[3:]})")


def _wait(reset_time: int | None, now: datetime) -> timedelta | None:
    if reset_time is None:
        return None
    return timedelta(seconds=min(max(reset_time - now.timestamp(), 1), LONGEST_HINT))


def _never_connected(fault: requests.ConnectionError) -> bool:
    """True if the request certainly left no byte: there was no connection, or no trust in it."""
    # A proxy that refuses to open a way has passed nothing on.
    if isinstance(fault, requests.exceptions.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    if isinstance(fault, requests.exceptions.SSLError):
        return "CERTIFICATE_VERIFY_FAILED" in str(fault)  # others can come while reading
    cause = fault.args[0] if fault.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


async def in_daemon_thread(call: Callable[[], _T]) -> _T:
    """The result of a blocking call, made in a thread that an exit does not wait for."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def settle(set_outcome: Callable[[Any], None], outcome: object) -> None:
        if not future.done():
            set_outcome(outcome)

    def run() -> None:
        try:
            outcome: tuple[Callable[[Any], None], object] = (future.set_result, call())
        except Exception as fault:  # noqa: BLE001 - carried over to the caller
            outcome = (future.set_exception, fault)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, *outcome)

    threading.Thread(target=run, daemon=True, name="x").start()
    return await future


def reads_as(given: str, sent: str) -> bool:
    """True if a text that X gives back is one that was sent.

    X normalizes it (NFC), escapes ``&``, shortens links, and puts one behind it for a picture.
    """
    text = _folded(html.unescape(given))
    without_picture = re.sub(rf" {_SHORT_LINK.pattern}$", "", text)
    return any(_read_as(shown, _folded(sent)) for shown in {text, without_picture})


def _read_as(shown: str, sent: str) -> bool:
    """True if the texts are the same, but for what each short link stands for."""
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
        guard: Callable[[], None] = lambda: None,
    ) -> Receipt:
        """Post the text; see ``Channel``. Replies need a summons since 2026, so X may say no."""
        limit = min(before, self._clock() + timedelta(seconds=self._timeouts.total))

        def post() -> Receipt:
            guard()
            ensure_in_time(self._clock(), limit)  # a thread goes on after the time-out below
            answer = self._client.create_tweet(
                text=text, in_reply_to_tweet_id=reply_to, user_auth=True
            )
            return Receipt(str(answer.data["id"]), self._user_id)

        return await self._done(post, reply=reply_to is not None)

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
    ) -> bool:
        """Refused: X lets only paying people edit, and no program."""
        raise Refused("X: a post cannot be edited")

    async def delete(self, remote_id: str, *, chat: str = "") -> Decimal:  # noqa: ARG002 - one account
        """Delete the post; see ``Channel``.

        A 404 can come from anything on the way, so the post is looked for before it is believed.
        """

        def delete() -> Decimal:
            try:
                answer = self._client.delete_tweet(remote_id, user_auth=True)
            except tweepy.NotFound:
                if self._client.get_tweet(remote_id, user_auth=True).data is not None:
                    raise
                return READ_COST
            return DELETE_COST if answer.data["deleted"] else Decimal(0)

        return await self._done(delete)

    async def _done(self, call: Callable[[], _T], *, reply: bool = False) -> _T:
        """The result of a blocking call; a Failure where its answer cannot be trusted."""
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
            if reply and isinstance(fault, tweepy.Forbidden) and isinstance(failure, RetryLater):
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
    ) -> Look:
        """Read the account's own last posts and compare, as X gives texts back."""
        after_id = self._before(after, since)
        start = None if after_id else since.astimezone(UTC).replace(microsecond=0)
        try:
            async with asyncio.timeout(self._timeouts.total):
                answer = await in_daemon_thread(
                    lambda: self._client.get_users_tweets(
                        self._user_id,
                        max_results=READ_POSTS,
                        since_id=after_id,
                        start_time=start,
                        user_auth=True,
                    )
                )
            posts = answer.data or []
            cost = READ_COST * len(posts)
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
