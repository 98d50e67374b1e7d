"""Operators and editors in their chats: who may decide, their buttons, and their commands."""

from __future__ import annotations

import asyncio
import html
import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime

from telegram import CallbackQuery, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.channel_config import ChannelConfig
from bot.chatbot.answers.message import Answer
from bot.chatbot.context import BotContext
from bot.chatbot.replies import acknowledge, edit, reply
from bot.date_parser import DateError, read_date
from bot.dates import local_date
from bot.errors import DecisionError
from bot.operations import channel_status, outcome, press, resume
from bot.store import BEAT, Database, Hold, Key

log = logging.getLogger(__name__)
DECIDERS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
NOT_YOU = "Only the administrators of this chat decide here."
CANNOT_ASK = "Telegram does not say who is an administrator here; try again."
LAST_YEAR = 2999
ALERT = 200  # characters, Telegram's
SHOWN = 3500  # characters of a notice, so that there is room for what was done
USAGE = "Like this: /hold, /hold telegram, /hold until 25 May, /hold telegram until 25 May."


class Staff:
    """The operators and editors; the settings name their chats."""

    def __init__(
        self,
        store: Database,
        plans: Mapping[str, ChannelConfig],
        *,
        clock: Callable[[], datetime],
        present_id: Callable[[int], object],
    ) -> None:
        self._store = store
        self._plans = plans
        self._clock = clock
        self._present_id = present_id

    # -- who may --

    async def refusal(self, message: Message, user: User | None) -> str:
        """The reason why a person may not decide in a chat; empty if they may.

        In a group they have to be its administrators, asked anew each time, since rights are
        taken away at once. An anonymous administrator writes in the chat's own name.
        """
        chat = message.chat
        if chat.type == ChatType.PRIVATE:
            return ""
        own_name = message.sender_chat is not None and message.sender_chat.id == chat.id
        if own_name and user == message.from_user:
            return ""
        if user is None:
            return NOT_YOU
        try:
            member = await message.get_bot().get_chat_member(chat.id, user.id)
        except TelegramError as fault:
            log.warning("who is an administrator cannot be asked: %s", fault)
            return CANNOT_ASK
        return "" if member.status in DECIDERS else NOT_YOU

    async def presses(self, query: CallbackQuery) -> bool:
        """True if the person who presses may decide; they are notified if not."""
        message = query.message
        if not isinstance(message, Message):
            await acknowledge(query, "This message is too old.", alert=True)
            return False
        refusal = await self.refusal(message, query.from_user)
        if refusal:
            await acknowledge(query, refusal, alert=True)
        return not refusal

    # -- the buttons under notices --

    async def press(self, query: CallbackQuery, data: str) -> bool:
        """Do what a button under a notice says; False if it is no such button."""
        now, plans, by = self._clock(), self._plans, name_of(query.from_user)
        try:
            said = await asyncio.to_thread(press, self._store, plans, data, by=by, now=now)
        except DecisionError as fault:  # the other buttons stay
            await acknowledge(query, str(fault)[:ALERT], alert=True)
            return True
        if said is None:
            return False
        log.info("%s: %s, by %s", data, said, by)
        told = query.message.text if isinstance(query.message, Message) else ""
        done = f"<b>{html.escape(by)}: {html.escape(said)}</b>"
        await edit(query, Answer(f"{html.escape((told or '')[:SHOWN])}\n\n{done}"))
        return True

    # -- the commands --

    async def hold(self, update: Update, context: BotContext) -> None:
        """Stop channels, for mourning or an emergency."""
        await self._command(update, context.args or [], self._hold)

    async def resume(self, update: Update, context: BotContext) -> None:
        """Let channels post again."""
        await self._command(update, context.args or [], self._resume)

    async def status(self, update: Update, _: BotContext) -> None:
        """Report the status of each channel. Every member may read it."""
        lines = await asyncio.to_thread(self._standing)
        await reply(update, Answer(html.escape("\n".join(lines))))

    async def number(self, update: Update, _: BotContext) -> None:
        """Tell the number of a chat, which the settings want, to its administrators."""
        message = update.effective_message
        if message is None:
            return
        refusal = await self.refusal(message, message.from_user)
        number = f"The number of this chat is <code>{self._present_id(message.chat.id)}</code>."
        await reply(update, Answer(html.escape(refusal) if refusal else number))

    async def _command(
        self, update: Update, words: list[str], act: Callable[[list[str], str], str]
    ) -> None:
        message = update.effective_message
        if message is None:
            return
        said = await self.refusal(message, message.from_user)
        if not said:
            by = name_of(message.from_user)
            try:
                said = await asyncio.to_thread(act, words, by)
            except DecisionError as fault:
                said = str(fault)
            log.info("%s: %s, by %s", (message.text or "").split()[0], said, by)
        await reply(update, Answer(html.escape(said)))

    def _hold(self, words: list[str], by: str) -> str:
        plans, rest = self._named(words)
        now = self._clock()
        if rest and rest[0].lower() != "until":
            raise DecisionError(USAGE)
        if rest and len(rest) < 2:
            raise DecisionError(USAGE)
        told = []
        for plan in plans:
            until = _until(" ".join(rest[1:]), local_date(now, plan.zone)) if rest else None
            self._store.holds.put(Hold(plan.name, until, now, by, ""))
            held = f"{plan.name}: held {f'until {until}' if until else 'until /resume'}"
            told.append(f"{held}{self._too_late(plan, now)}")
        return "\n".join(told)

    def _too_late(self, plan: ChannelConfig, now: datetime) -> str:
        """A remark where today's post can no longer be held."""
        row = self._store.ledger.get(Key(plan.name, local_date(now, plan.zone)))
        if row is None or row.state.open:
            return ""
        return f"; today's post: {outcome(plan, row)}"

    def _resume(self, words: list[str], by: str) -> str:
        del by
        plans, rest = self._named(words)
        if rest:
            raise DecisionError("Like this: /resume, /resume telegram.")
        store = self._store
        return "\n".join(
            f"{plan.name}: {'posts again' if resume(store, plan.name) else 'was not held'}"
            for plan in plans
        )

    def _named(self, words: list[str]) -> tuple[list[ChannelConfig], list[str]]:
        """The channel that the first word names, else all of them; and the other words."""
        plans = self._plans
        if not words or words[0].lower() == "until":
            return list(plans.values()), words
        if words[0] not in plans:
            raise DecisionError(f"There is no channel {words[0]}; there are: {', '.join(plans)}.")
        return [plans[words[0]]], words[1:]

    def _standing(self) -> list[str]:
        store, now = self._store, self._clock()
        lines = [channel_status(store, plan, now=now) for plan in self._plans.values()]
        last = store.marks.get(BEAT)
        return [*lines, f"last beat: {_ago(last, now)}"]


def name_of(user: User | None) -> str:
    """A person's name for the ledger: the name people know, and the permanent number."""
    return f"{user.full_name} ({user.id})" if user else "an administrator"


def _until(text: str, today: date) -> date:
    """The last date of a hold, which lies ahead."""
    try:
        reading = read_date(text, today=today)
        if reading.year is not None and not today.year <= reading.year <= LAST_YEAR:
            raise DecisionError(f"{reading.words} is over, or too far away; today is {today}.")
        until = reading.date_from(today)
    except DateError as fault:
        raise DecisionError(str(fault)) from None
    if until < today:
        raise DecisionError(f"{until} is over; today is {today}.")
    return until


def _ago(last: datetime | None, now: datetime) -> str:
    return f"{(now - last).total_seconds():.0f} s ago" if last else "none yet"
