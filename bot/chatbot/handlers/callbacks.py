"""Pressed buttons: what their data says is put in place of the message."""

from __future__ import annotations

import re

from telegram import CallbackQuery, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chatbot.answers.message import Answer, View
from bot.chatbot.context import Parts
from bot.chatbot.editor_previews import KIND
from bot.chatbot.handlers.editors import Editing
from bot.chatbot.handlers.reports import Reporting
from bot.chatbot.handlers.staff import Staff, name_of
from bot.chatbot.handlers.user_settings import Personal
from bot.chatbot.replies import acknowledge, retell, tell
from bot.chatbot.requester import Asker


class Pressed:
    """Reads a button's data; one that is old or not ours is answered politely."""

    def __init__(
        self,
        parts: Parts,
        reporting: Reporting,
        *,
        personal: Personal,
        staff: Staff,
        editing: Editing | None,
    ) -> None:
        self._parts = parts
        self._reporting = reporting
        self._personal = personal
        self._staff = staff
        self._editing = editing

    async def handle(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer one pressed button."""
        del context
        query = update.callback_query
        assert query is not None  # the kind of update that this handler gets
        asker = await self._parts.asker(update)
        data = query.data if isinstance(query.data, str) else ""
        try:
            answer = self._page(asker, data)
        except (ValueError, IndexError):
            answer = None
        if answer is not None:
            await retell(query, answer)
        elif not await self._act(update, query, data):
            await acknowledge(query, asker.language.label("old_button"), alert=True)

    def _page(self, asker: Asker, data: str) -> Answer | None:
        """The page that a button leads to; None for the others, ValueError for nonsense."""
        answers = self._parts.answers
        kind, *fields = data.split("|", 2) if data[:2] in ("s|", "y|") else data.split("|")
        if kind == "d":
            return answers.view(asker, View.of(fields))
        if kind in ("pe", "pr"):
            return answers.pick(asker, View.of(fields), kind=kind[1])
        if kind == "s":
            return answers.search(asker, fields[1], page=int(fields[0]))
        if kind == "y":
            return answers.year(asker, fields[1], page=int(fields[0]))
        if kind == "z":
            return answers.random(asker)
        return answers.entry(asker, data[2:]) if data.startswith("e_") else None

    async def _act(self, update: Update, query: CallbackQuery, data: str) -> bool:
        """What a button does beside showing a page; False for an unknown one."""
        kind, _, value = data.partition("|")
        if data.startswith("r_"):
            await self._report(update, query, data[2:])
        elif data == "rx":
            await retell(query, await self._reporting.cancel(update))
        elif kind == "q":
            await acknowledge(query)
            await tell(update, self._parts.answers.on_date(await self._parts.asker(update), value))
        elif kind == "l":
            await retell(query, await self._personal.choose_language(update, value))
        else:
            return await self._decide(query, data)
        return True

    async def _decide(self, query: CallbackQuery, data: str) -> bool:
        """What a button in the chat of operators or editors does; False for one that is none."""
        chat = query.message.chat.id if query.message else None
        if not self._staff.is_chat(chat):
            return False
        if not await self._staff.presses(query):
            return True
        kind, _, value = data.partition("|")
        known = re.fullmatch(r"\d{1,18}", value, re.ASCII)  # what a database takes
        if kind in ("ok", "no") and known and chat == self._parts.operators_chat:
            await self._reporting.close(query, int(value), accepted=kind == "ok")
            return True
        editors = self._parts.editors
        ours = editors is not None and chat == editors.chat and len(data.split("|")) == 5
        if kind == KIND and ours and self._editing is not None:
            await self._editing.press(query, data, by=name_of(query.from_user))
            return True
        return chat == self._parts.operators_chat and await self._staff.press(query, data)

    async def _report(self, update: Update, query: CallbackQuery, event_id: str) -> None:
        """Ask for the report's words; from a group, in private."""
        chat = query.message.chat if query.message else None
        if chat is not None and chat.type == ChatType.PRIVATE:
            await acknowledge(query)
            await self._reporting.begin(update, event_id)
        else:
            await acknowledge(
                query, url=f"https://t.me/{query.get_bot().username}?start=r_{event_id}"
            )
