"""A Telegram channel or group, with python-telegram-bot.

Telegram has no idempotency key and never shows a bot its own channel posts, so which failures
are certain is decided here, by what the library raises where.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import httpx
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels import (
    RIGHTS_WAIT,
    Failure,
    Look,
    Receipt,
    Refused,
    RetryLater,
    Timeouts,
    Unknown,
    ensure_in_time,
)
from bot.post import Button

API = "https://api.telegram.org"
MESSAGE_LIMIT = 4096
TRAILING = 3  # so many ids without a message are the end of the channel
PROBED_IDS = 10  # how many ids after the last known one a look goes through
UNHINTED_WAIT = 60  # seconds to wait after a 429 that does not say how long
_T = TypeVar("_T")
_RIGHTS = (
    "chat not found",
    "not enough rights",
    "need administrator rights",
    "CHAT_WRITE_FORBIDDEN",
)


class Request(HTTPXRequest):
    """The library's transport, which also knows a 429 without a hint for what it is."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The status and body; RetryAfter for a 429 that would come out as a network error."""
        code, body = await super().do_request(*args, **kwargs)
        if code == 429 and not _has_hint(body):
            raise RetryAfter(UNHINTED_WAIT)
        return code, body


def _has_hint(body: bytes) -> bool:
    try:
        return bool(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return False


def make_bot(
    token: str,
    *,
    base_url: str = API,
    timeouts: Timeouts | None = None,
    kind: type[Bot] = Bot,
) -> Bot:
    """A client for the Bot API; nothing is sent before its first call."""
    limits = timeouts or Timeouts()
    tls = {"verify": _tls()}
    request = Request(
        connect_timeout=limits.connect,
        read_timeout=limits.read,
        write_timeout=limits.read,
        pool_timeout=limits.connect,
        httpx_kwargs=tls,
    )
    root = base_url.rstrip("/")
    return kind(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request,
        get_updates_request=HTTPXRequest(connection_pool_size=1, httpx_kwargs=tls),
    )


@cache
def _tls() -> ssl.SSLContext:
    """The certificates that are trusted; reading them takes 40 ms, so it is done once."""
    return httpx.create_ssl_context()


def failure_of(fault: Exception, *, token: str) -> Failure:
    """What an exception of the library means for a call that was to post something.

    ``BadRequest`` is a kind of ``NetworkError`` there, so the order counts.
    """
    reason = f"Telegram: {fault}".replace(token, "<token>")
    match fault:
        case RetryAfter():
            wait = fault.retry_after
            after = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            return RetryLater(reason, after=after)
        case ChatMigrated():
            reason = f"Telegram: the group is a supergroup now; set target = {fault.new_chat_id}"
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case Forbidden() | InvalidToken():
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case BadRequest():
            if any(sign.lower() in str(fault).lower() for sign in _RIGHTS):
                return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
            return Refused(reason)
        case NetworkError() if isinstance(
            fault.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout
        ):
            return RetryLater(reason)
    return Unknown(reason or f"Telegram: {type(fault).__name__}")


class TelegramChannel:
    """A chat that the bot posts to. ``target`` is ``@name`` or the numeric id.

    ``probe_chat`` is the operators' chat, through which a post in doubt is looked for.
    """

    def __init__(
        self,
        bot: Bot,
        target: str | int,
        *,
        clock: Callable[[], datetime],
        thread: int | None = None,
        silent: bool = False,
        probe_chat: int | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        self._bot = bot
        self._target = target
        self._clock = clock
        self._probe_chat = probe_chat
        self._thread = thread
        self._silent = silent
        self._timeouts = timeouts or Timeouts()
        self._username = ""

    async def publish(
        self, text: str, *, button: Button | None, before: datetime, reply_to: str | None = None
    ) -> Receipt:
        """Send the post; see ``Channel``. The bot's name for the button is asked for before."""
        markup = await self._markup(button)
        ensure_in_time(self._clock(), before)
        message = await self._done(
            self._bot.send_message(
                self._target,
                text,
                parse_mode="HTML",
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                message_thread_id=self._thread,
                disable_notification=self._silent,
                reply_markup=markup,
                reply_parameters=ReplyParameters(int(reply_to)) if reply_to else None,
            )
        )
        return Receipt(str(message.message_id))

    async def edit(self, remote_id: str, text: str, *, button: Button | None) -> bool:
        """Change the text; see ``Channel``. The button is given again, or it would go."""
        markup = await self._markup(button)
        try:
            await self._done(
                self._bot.edit_message_text(
                    text,
                    chat_id=self._target,
                    message_id=int(remote_id),
                    parse_mode="HTML",
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    reply_markup=markup,
                )
            )
        except Refused as failure:
            if "message is not modified" in failure.reason.lower():
                return True
            raise
        return False

    async def delete(self, remote_id: str) -> Decimal:
        """Delete the message; see ``Channel``."""
        try:
            await self._done(self._bot.delete_message(self._target, int(remote_id)))
        except Refused as failure:
            if "message to delete not found" not in failure.reason.lower():
                raise
        return Decimal(0)

    async def _done(self, call: Awaitable[_T]) -> _T:
        """The answer of a call that changes something; a Failure where there is none."""
        try:
            async with asyncio.timeout(self._timeouts.total):
                return await call
        except TimeoutError:
            waited = f"{self._timeouts.total:g} s"
            raise Unknown(f"Telegram: no whole answer within {waited}") from None
        except TelegramError as fault:
            raise failure_of(fault, token=self._bot.token) from fault
        except Exception as fault:
            raise Unknown(f"Telegram: unreadable answer ({type(fault).__name__})") from fault

    async def _markup(self, button: Button | None) -> InlineKeyboardMarkup | None:
        """The post's button, as a link to the bot; RetryLater while its name cannot be had."""
        if button is None:
            return None
        if not self._username:
            self._username = await username_of(self._bot, within=self._timeouts.total)
        url = f"https://t.me/{self._username}?start={button.start}"
        return InlineKeyboardMarkup([[InlineKeyboardButton(button.text, url=url)]])

    @property
    def can_look(self) -> bool:
        """Whether there is a chat to look through."""
        return self._probe_chat is not None

    async def find(self, shown: str, *, since: datetime, after_id: str | None) -> Look:  # noqa: ARG002
        """Forward the next ids to the operators' chat, compare, and delete the copies.

        A bot cannot read its channel, but the ids there are in sequence and a forward gives the
        text back. Posts of other people in between are told apart by their text.
        """
        if self._probe_chat is None:
            return Look(sure=False, lasting=True, reason="no operators_chat to look through")
        if after_id is None:
            return Look(sure=False, lasting=True, reason="no earlier post is known to look after")
        seen: list[bool] = []
        try:
            async with asyncio.timeout(self._timeouts.total):
                for number in range(int(after_id) + 1, int(after_id) + 1 + PROBED_IDS):
                    text = await self._forwarded_text(number)
                    if text is not None and _folded(text) == _folded(shown):
                        return Look(Receipt(str(number)))
                    seen.append(text is not None)
        except TimeoutError:
            return Look(sure=False, reason="Telegram: no whole answer while looking")
        except TelegramError as fault:
            lasting = isinstance(fault, BadRequest)  # a right that lacks may come back
            reason = failure_of(fault, token=self._bot.token).reason
            return Look(sure=False, lasting=lasting, reason=reason)
        except Exception as fault:  # noqa: BLE001 - an unreadable answer raises whatever it hits
            return Look(sure=False, reason=f"Telegram: unreadable answer ({type(fault).__name__})")
        if any(seen[-TRAILING:]):  # deletions and service messages leave gaps, so one is no end
            return Look(sure=False, lasting=True, reason="too many other posts stand in between")
        return Look()

    async def _forwarded_text(self, number: int) -> str | None:
        """The text of the channel's message of a number; None if there is none."""
        assert self._probe_chat is not None
        try:
            copy = await self._bot.forward_message(
                self._probe_chat, self._target, number, disable_notification=True
            )
        except BadRequest as fault:
            if "message to forward not found" in str(fault).lower():
                return None
            raise
        with contextlib.suppress(TelegramError):  # a copy that stays is untidy, no more
            await self._bot.delete_message(self._probe_chat, copy.message_id)
        return copy.text or copy.caption or ""

    async def close(self) -> None:
        """Let the connections go; other channels of the same bot open them again."""
        await self._bot.request.shutdown()


def _cut(text: str) -> str:
    """The text as far as one message holds it; Telegram counts UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * MESSAGE_LIMIT].decode("utf-16-le", "ignore")


def _folded(text: str) -> str:
    """A text as far as it must be the same: Telegram trims and may change white space."""
    return " ".join(text.split())


class TelegramOperators:
    """The chat in which the operators are told of trouble, in plain text."""

    def __init__(self, bot: Bot, chat: int, *, timeouts: Timeouts | None = None) -> None:
        self._bot = bot
        self._chat = chat
        self._timeouts = timeouts or Timeouts()

    async def send(self, text: str, *, buttons: Sequence[tuple[str, str]] = ()) -> None:
        """Send the text; Failure if it may not have arrived.

        ``buttons`` stand below it, one a line: each has its words and the data that it sends.
        """
        rows = [[InlineKeyboardButton(words, callback_data=data)] for words, data in buttons]
        markup = InlineKeyboardMarkup(rows) if rows else None
        try:
            async with asyncio.timeout(self._timeouts.total):
                await self._bot.send_message(self._chat, _cut(text), reply_markup=markup)
        except TimeoutError:
            raise Unknown("Telegram: no whole answer") from None
        except TelegramError as fault:
            raise failure_of(fault, token=self._bot.token) from fault
        except Exception as fault:
            raise Unknown(f"Telegram: unreadable answer ({type(fault).__name__})") from fault


async def username_of(bot: Bot, *, within: float) -> str:
    """The bot's own name. Nothing is posted by asking, so every failure is RetryLater."""
    try:
        async with asyncio.timeout(within):
            me = await bot.get_me()
        return str(me.username)
    except TelegramError as fault:
        found = failure_of(fault, token=bot.token)
        if isinstance(found, RetryLater):
            raise found from fault
        raise RetryLater(found.reason) from fault
    except Exception as fault:
        raise RetryLater(f"Telegram: unreadable answer ({type(fault).__name__})") from fault
