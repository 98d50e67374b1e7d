"""The editors' previews: sent in the evening, kept up to date, and answered with decisions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from telegram import Bot, CallbackQuery, ReplyParameters
from telegram.error import RetryAfter, TelegramError

from bot.channel_config import ChannelConfig
from bot.chatbot.answers.message import Answer
from bot.chatbot.callback_data import PreviewAction
from bot.chatbot.previews.decisions import OLD, EditorDecisions
from bot.chatbot.previews.messages import CONTROL, Action, PreviewMessages
from bot.chatbot.previews.pictures import PreviewPictures
from bot.chatbot.previews.state import (
    ChannelGroup,
    PreviewBuilder,
    PreviewState,
    channel_groups,
    short_mark,
)
from bot.chatbot.replies import acknowledge, edit, send_or_edit
from bot.chatbot.retrying import pause_of
from bot.config.settings import Editors
from bot.dates import local_date
from bot.errors import DecisionError, StoreError
from bot.posting_window import instant
from bot.store import Database, Preview, Shown

log = logging.getLogger(__name__)
TROUBLE = "preview"
PAUSE = timedelta(minutes=1)  # after Telegram would not have a message


class EditorHandlers:
    """Sends the preview of each group and date to the editors' chat, and takes decisions."""

    def __init__(
        self,
        editors: Editors,
        plans: Sequence[ChannelConfig],
        *,
        builder: PreviewBuilder,
        messages: PreviewMessages,
        pictures: PreviewPictures,
        store: Database,
        clock: Callable[[], datetime],
        posts_here: Callable[[], bool],
    ) -> None:
        self._editors = editors
        self._groups = channel_groups(plans)
        self._builder = builder
        self._messages = messages
        self._pictures = pictures
        self._store = store
        self._previews = store.previews
        self._decisions = EditorDecisions(store.decisions, builder)
        self._clock = clock
        self._posts_here = posts_here
        self._turn = asyncio.Lock()
        self._not_before: datetime | None = None
        self._failing = True

    @property
    def chat(self) -> int:
        """The editors' chat."""
        return self._editors.chat

    # -- sending, and keeping up to date --

    async def keep(self, bot: Bot) -> None:
        """Send the previews that are due; change those whose post would read otherwise now.

        A standby copy leaves that to the one that posts. A failure pauses it and is reported.
        """
        now = self._clock()
        if not self._posts_here() or (self._not_before and now < self._not_before):
            return
        try:
            await self._keep_all(bot, now)
        except StoreError as fault:
            self._not_before = now + PAUSE
            log.warning("the previews are behind: %s", fault)
        except Exception:
            self._not_before = now + PAUSE
            log.exception("a preview could not be made")

    async def _keep_all(self, bot: Bot, now: datetime) -> None:
        """The previews of all groups; a chat that cannot be reached is noted, and its end."""
        try:
            for group in self._groups:
                today = local_date(now, group.zone)
                for days in (-1, 0, 1):  # yesterday's shows the outcome at last
                    async with self._turn:
                        await self._keep(bot, group, today + timedelta(days=days), now=now)
        except TelegramError as fault:
            wait = pause_of(fault) if isinstance(fault, RetryAfter) else PAUSE
            self._not_before = now + max(wait, PAUSE)
            await asyncio.to_thread(self._note_failure, fault, now)
        else:
            await self._note_recovery()

    async def _keep(self, bot: Bot, group: ChannelGroup, on: date, *, now: datetime) -> None:
        preview = await asyncio.to_thread(self._previews.get, group.name, on)
        if preview is None or not preview.messages:
            if not await asyncio.to_thread(self._begins, group, on, now):
                return
            preview = None
        state, shown = await self._shown(bot, group, on, preview=preview, now=now)
        if preview is not None and preview.reminded_at is None:
            await self._remind(bot, state, shown[CONTROL].message_id, now=now)

    def _begins(self, group: ChannelGroup, on: date, now: datetime) -> bool:
        """True if a preview is due that nobody has begun; it is begun with that.

        A post whose time has come, and that waits for nobody, needs none any more.
        """
        evening = datetime.combine(on - timedelta(days=1), self._editors.preview_at)
        if now < instant(evening, zone=group.zone):
            return False
        state = self._builder.state(group, on, now=now)
        ahead = any(now < plan.window(on).start for plan in state.open)
        waits = self._editors.approval and bool(state.open) and not state.approval
        return (ahead or waits) and self._previews.claim(group.name, on, now=now)

    async def _shown(
        self, bot: Bot, group: ChannelGroup, on: date, *, preview: Preview | None, now: datetime
    ) -> tuple[PreviewState, dict[str, Shown]]:
        """Send or edit every message of a preview, and note their ids."""
        state = await asyncio.to_thread(self._builder.state, group, on, now=now)
        answers = self._messages.all(state, username=bot.username)
        shown = dict(preview.messages) if preview else {}
        before = dict(shown)
        try:
            await self._pictures.show(bot, state, shown, now=now)
            for name, answer in answers.items():
                mark = short_mark(repr(answer))
                old = shown.get(name)
                if old is None or old.mark != mark:
                    number = await send_or_edit(
                        bot, self._editors.chat, answer, message_id=old.message_id if old else None
                    )
                    shown[name] = Shown(number, mark)
        finally:
            if shown != before:
                await asyncio.to_thread(self._previews.note, group.name, on, shown)
        return state, shown

    async def _remind(self, bot: Bot, state: PreviewState, control: int, *, now: datetime) -> None:
        """Say once that a post is due and waits for its approval.

        It is noted before: rather none than one at every round where nothing can be noted.
        """
        store = self._store
        started = [plan.name for plan in state.open if now >= plan.window(state.on).start]
        due = [name for name in started if not store.holds.on(name, state.on)]
        waits = self._editors.approval and not state.approval and not state.decided.held_by
        if not due or not waits or state.post is None:
            return
        name = state.group.name
        if not await asyncio.to_thread(self._previews.take_reminder, name, state.on, now=now):
            return
        await bot.send_message(
            self._editors.chat,
            f"{', '.join(due)}: the post is due and needs approval.",
            reply_parameters=ReplyParameters(control, allow_sending_without_reply=True),
        )

    def _note_failure(self, fault: TelegramError, now: datetime) -> None:
        self._failing = True
        text = f"The editors' chat cannot be reached ({fault}): nobody there sees what is to come."
        if self._store.notices.add(TROUBLE, text, now=now):
            log.warning("%s", text)

    async def _note_recovery(self) -> None:
        """Note that the chat can be reached, where it could not, now or when the program ended."""
        if self._failing:
            over = "The editors' chat can be reached again."
            await asyncio.to_thread(self._store.notices.end, TROUBLE, over)
            self._failing = False

    # -- deciding --

    async def press(self, query: CallbackQuery, action: PreviewAction, *, by: str) -> None:
        """Do what a button of a preview says. Who may press was asked before."""
        now, on = self._clock(), action.on
        group = next((group for group in self._groups if group.name == action.group), None)
        if group is None or action.code not in list(Action):
            await acknowledge(query, OLD, alert=True)
            return
        async with self._turn:
            state = await asyncio.to_thread(self._builder.state, group, on, now=now)
            page = self._page(state, Action(action.code), action.mark)
            if page is not None:
                await edit(query, page)
                return
            said = await asyncio.to_thread(self._decided, state, action, by=by, now=now)
            await acknowledge(query, said, alert=bool(said))
            preview = await asyncio.to_thread(self._previews.get, group.name, on)
            if preview is None:  # the ledger is an older copy
                await asyncio.to_thread(self._previews.claim, group.name, on, now=now)
            bot = query.get_bot()
            state, _ = await self._shown(bot, group, on, preview=preview, now=now)
            if said and query.message is not None:  # the list of entries gives way all the same
                control = self._messages.control(state)
                await send_or_edit(bot, self.chat, control, message_id=query.message.message_id)

    def _page(self, state: PreviewState, action: Action, mark: str) -> Answer | None:
        """The page that a button shows; None for a button that decides."""
        if action is Action.BACK:
            return self._messages.control(state)
        several = state.post is not None and len(state.post.events) > 1
        if action is Action.WITHOUT and mark == state.mark and several:
            return self._messages.picker(state)
        return None

    def _decided(
        self, state: PreviewState, action: PreviewAction, *, by: str, now: datetime
    ) -> str:
        """The reason why a decision was not taken; empty if it was."""
        try:
            self._decisions.decide(state, Action(action.code), action.mark, by=by, now=now)
        except DecisionError as fault:
            return str(fault)
        return ""
