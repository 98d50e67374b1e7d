"""A Telegram channel or group, with python-telegram-bot.

Telegram has no idempotency key and never shows a bot its own channel posts, so which failures
are certain is decided here, by what the library raises where.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from telegram import (
    Bot,
    ChatFullInfo,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.channels import (
    Anchor,
    Attached,
    Failure,
    Look,
    Receipt,
    Refused,
    RetryLater,
    Timeouts,
    Unknown,
    ahead_of,
    ensure_in_time,
)
from bot.channels.telegram_client import Request
from bot.channels.telegram_errors import BEGUN, asked, failure_of
from bot.channels.telegram_posts import edit, picture_failure, send
from bot.channels.telegram_search import Search
from bot.post import Button, Picture

MESSAGE_LIMIT = 4096
COUNTING = (ChatType.CHANNEL, ChatType.SUPERGROUP)  # chats whose ids are all their own
_T = TypeVar("_T")


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
        self._place = "" if str(target).startswith("@") else str(target)

    async def publish(
        self,
        text: str,
        *,
        button: Button | None,
        before: datetime,
        reply_to: str | None = None,
        edit_of: str | None = None,  # noqa: ARG002 - messages keep their id, see ``edit``
        guard: Callable[[], None] = lambda: None,
        picture: Picture | None = None,
    ) -> Receipt:
        """Send the post; see ``Channel``. The bot's name for the button is asked for before."""
        markup = await self._markup(button)
        guard()
        ensure_in_time(self._clock(), before)
        call = send(
            self._bot,
            self._target,
            text=text,
            picture=picture,
            message_thread_id=self._thread,
            disable_notification=self._silent,
            reply_markup=markup,
            reply_parameters=ReplyParameters(int(reply_to)) if reply_to else None,
        )
        try:
            message = await self._done(call)
        except Failure as failure:
            if picture is None:
                raise
            raise picture_failure(failure) from failure
        self._place = str(message.chat_id)
        return Receipt(str(message.message_id), self._place, is_photo=bool(message.photo))

    async def attach(self, picture: Picture) -> Attached:
        """The same picture: it is uploaded in the request that posts."""
        return Attached(picture)

    async def edit(
        self,
        remote_id: str,
        text: str,
        *,
        button: Button | None,
        chat: str = "",
        picture: Picture | None = None,
    ) -> bool:
        """Change the text; see ``Channel``. The button is given again, or it would go."""
        place, markup = (chat or self._target, int(remote_id)), await self._markup(button)
        try:
            await self._done(edit(self._bot, place, text=text, picture=picture, markup=markup))
        except Failure as failure:
            if "message is not modified" in failure.reason.lower():
                return True
            raise (picture_failure(failure) if picture and picture.content else failure) from None
        return False

    async def delete(self, remote_id: str, *, chat: str = "") -> Decimal:
        """Delete the message; see ``Channel``."""
        try:
            await self._done(self._bot.delete_message(chat or self._target, int(remote_id)))
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
            if not BEGUN.get():
                raise RetryLater(f"Telegram: no way there within {waited}") from None
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

    async def place(self) -> str:
        """The id of the target's chat; see ``Channel``."""
        if not self._place:
            self._place = str((await self._chat(self._target)).id)
        return self._place

    async def clock_ahead(self) -> timedelta | None:
        """See ``Channel``; asked by getMe."""
        request = self._bot.request
        assert isinstance(request, Request)
        sent, request.date = self._clock(), None
        with contextlib.suppress(RetryLater):
            await username_of(self._bot, within=self._timeouts.total)
        return ahead_of(request.date, sent=sent, answered=self._clock())

    async def place_of(self, target: str) -> str:
        """The id of another chat; see ``Channel``."""
        if not target.startswith("@"):
            return target
        try:
            return str((await self._chat(target)).id)
        except RetryLater:
            return ""

    async def _chat(self, name: str | int) -> ChatFullInfo:
        """Telegram's record of a chat; RetryLater if it cannot be asked."""
        return await asked(self._bot.get_chat(name), self._bot.token, self._timeouts.total)

    @property
    def can_look(self) -> bool:
        """True if there is a chat to look through."""
        return self._probe_chat is not None

    @property
    def needs_anchor(self) -> bool:
        """A look begins at a message that is known."""
        return True

    async def find(
        self,
        shown: str,
        *,
        since: datetime,  # noqa: ARG002 - ids show what came after the anchor
        after: Anchor | None,
        resume: str = "",
        edit_of: str | None = None,  # noqa: ARG002 - as in ``publish``
    ) -> Look:
        """Look through the messages after the anchor; see ``bot.channels.telegram_search``."""
        if self._probe_chat is None:
            return Look(sure=False, lasting=True, reason="no operators_chat to look through")
        if after is None:
            return Look(sure=False, lasting=True, reason="no earlier post is known to look after")
        try:
            chat = await self._chat(self._target)
            self._place = str(chat.id)
            if after.chat_id != self._place and after.target:
                chat = await self._chat(after.target)
        except RetryLater as failure:
            return Look(sure=False, reason=failure.reason, resume=resume)
        if chat.type not in COUNTING:
            reason = f"the ids of a {chat.type} chat are shared with other chats of the bot"
            return Look(sure=False, lasting=True, reason=reason)
        if after.chat_id not in ("", str(chat.id)):
            reason = "the last post that is known is in another chat"
            return Look(sure=False, lasting=True, reason=reason)
        search = Search(self._bot, chat.id, probe=self._probe_chat, within=self._timeouts.total)
        return await search.look(shown, after=after, resume=resume)

    async def close(self) -> None:
        """Let the connections go; other channels of the same bot open them again."""
        await self._bot.request.shutdown()


def _cut(text: str) -> str:
    """The text as far as one message holds it; Telegram counts UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * MESSAGE_LIMIT].decode("utf-16-le", "ignore")


class TelegramOperators:
    """The operators' chat for notices, in plain text."""

    def __init__(self, bot: Bot, chat: int, *, timeouts: Timeouts | None = None) -> None:
        self._bot = bot
        self._chat = chat
        self._timeouts = timeouts or Timeouts()

    async def send(self, text: str, *, buttons: Sequence[Button] = ()) -> None:
        """Send the text; Failure if it may not have arrived.

        ``buttons`` are below it, one a line.
        """
        rows = [[InlineKeyboardButton(b.text, callback_data=b.data)] for b in buttons]
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
    """The bot's own name; RetryLater while it cannot be had."""
    return str((await asked(bot.get_me(), bot.token, within)).username)
