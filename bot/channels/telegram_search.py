"""Looking for a post in a Telegram channel, which a bot cannot read.

The ids of a channel are in sequence, and forwarding an id gives the message back, or a refusal.
So the ids after an anchor, a post that is known, are forwarded to the operators' chat without a
sound, compared, and deleted there.

A refusal can mean that there is no such message, a service message, or one that may not be
forwarded; the words do not decide. It is taken for "not ours" only while the anchor itself can be
forwarded, at the beginning and at the end of a look: protected content refuses every id.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass

from telegram import Bot, Message
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.channels import Anchor, Look, Receipt
from bot.channels.telegram_errors import failure_of, is_about_chat

REFUSED = 20  # so many refused ids in a row are the channel's end: deletions leave gaps
MOST = 100  # how many ids after the anchor a look goes through
COPIES = 15  # how many copies a look makes at a time: a group takes 20 messages a minute
GONE = "the last post that is known cannot be forwarded: deleted, protected, or in another chat"
CHANGED = "the id of the last post that is known is that of another message"
TOO_MANY = "too many other posts stand in between"


@dataclass
class _Position:
    """The position of a look: the next id, and how many ids before it were refused in a row."""

    number: int
    refused: int = 0

    @classmethod
    def of(cls, resume: str, after: Anchor) -> _Position:
        number, _, refused = resume.partition(":")
        if number.isdecimal() and refused.isdecimal():
            return cls(int(number), int(refused))
        return cls(int(after.remote_id) + 1)

    def __str__(self) -> str:
        return f"{self.number}:{self.refused}"


class Search:
    """Looks through a channel by way of the operators' chat ``probe``; ``within`` is in seconds."""

    def __init__(self, bot: Bot, chat: int, *, probe: int, within: float) -> None:
        self._bot = bot
        self._chat = chat
        self._probe = probe
        self._within = within
        self._refusal = BadRequest("")

    async def look(self, shown: str, *, after: Anchor, resume: str) -> Look:
        """Look for a post that reads ``shown`` after the anchor. Never raises."""
        position = _Position.of(resume, after)
        try:
            return await self._look(shown, after=after, position=position)
        except TimeoutError:
            reason = "Telegram: no whole answer while looking"
        except RetryAfter as fault:
            reason = failure_of(fault, token=self._bot.token).reason
            return Look(sure=False, reason=reason, resume=str(position), paused=True)
        except TelegramError as fault:
            reason = failure_of(fault, token=self._bot.token).reason
        except Exception as fault:  # noqa: BLE001 - an unreadable answer raises whatever it hits
            reason = f"Telegram: unreadable answer ({type(fault).__name__})"
        return Look(sure=False, reason=reason, resume=str(position))

    async def _look(self, shown: str, *, after: Anchor, position: _Position) -> Look:
        if unsure := await self._check(after):
            return unsure
        copies = 0
        while position.number <= int(after.remote_id) + MOST:
            if copies == COPIES:
                return Look(sure=False, reason=TOO_MANY, resume=str(position), paused=True)
            copy = await self._copy_of(position.number)
            if copy is not None and _folded(_text_of(copy)) == _folded(shown):
                is_photo = bool(copy.photo)
                return Look(Receipt(str(position.number), str(self._chat), is_photo=is_photo))
            position.refused = position.refused + 1 if copy is None else 0
            position.number += 1
            copies += copy is not None
            if position.refused == REFUSED:
                return await self._check(after) or Look()
        return Look(sure=False, lasting=True, reason=TOO_MANY)

    async def _check(self, after: Anchor) -> Look | None:
        """The inconclusive look where the anchor cannot be forwarded, or is another message."""
        copy = await self._copy_of(int(after.remote_id))
        if copy is None:
            lasting = not is_about_chat(self._refusal)  # a missing permission may be restored
            return Look(sure=False, lasting=lasting, reason=f"{GONE} ({self._refusal})")
        if after.line and _folded(after.line) != _folded(_text_of(copy).partition("\n")[0]):
            return Look(sure=False, lasting=True, reason=CHANGED)
        return None

    async def _copy_of(self, number: int) -> Message | None:
        """A copy of the channel's message of a number; None if it cannot be forwarded."""
        async with asyncio.timeout(self._within):
            try:
                copy = await self._bot.forward_message(
                    self._probe, self._chat, number, disable_notification=True
                )
            except ChatMigrated:
                raise
            except BadRequest as fault:
                self._refusal = fault
                return None
            with contextlib.suppress(TelegramError):  # a copy that stays is untidy, no more
                await self._bot.delete_message(self._probe, copy.message_id)
            return copy


def _text_of(copy: Message) -> str:
    """What followers read: a text, or the caption of a photo."""
    return copy.text or copy.caption or ""


def _folded(text: str) -> str:
    """A text as far as it must be the same: Telegram trims and may change white space."""
    return " ".join(text.split())
