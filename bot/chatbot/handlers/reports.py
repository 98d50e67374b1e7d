"""Reports of errors: from the button, through the operators' chat, back to the person."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Bot, CallbackQuery, Update
from telegram.error import TelegramError

from bot.chatbot.answers.answers import Answers
from bot.chatbot.answers.message import Answer, Button
from bot.chatbot.callback_data import ACCEPT, CANCEL_REPORT, DECLINE
from bot.chatbot.context import BotContext
from bot.chatbot.replies import acknowledge, edit, reply, send
from bot.chatbot.requester import Requester
from bot.chatbot.user_cache import UserCache
from bot.i18n.languages import language
from bot.store import Report, Reports, ReportState

log = logging.getLogger(__name__)
A_DAY = 10  # reports that a person can send
LONGEST = 1000  # characters of a report


class ReportHandlers:
    """Takes reports, shows them to the operators, and tells what became of them."""

    def __init__(
        self,
        answers: Answers,
        users: UserCache,
        *,
        reports: Reports,
        operators_chat: int | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._answers = answers
        self._users = users
        self._reports = reports
        self._operators_chat = operators_chat
        self._clock = clock

    async def begin(self, update: Update, context: BotContext, event_id: str) -> None:
        """Ask the person what is wrong; their next words are the report."""
        requester = context.requester
        words = requester.language
        if not self._answers.has(event_id):
            await reply(update, Answer(words.text("no_entry")))
            return
        person = await self._users.person(requester.id)
        await self._users.put(replace(person, reporting=event_id))
        cancel = Button(words.label("cancel"), CANCEL_REPORT.data())
        title = self._answers.title(event_id)
        await reply(update, Answer(words.text("what_is_wrong", title=title), ((cancel,),)))

    async def cancel(self, requester: Requester) -> Answer:
        """End a report that has not been written."""
        person = await self._users.person(requester.id)
        if person.reporting:
            await self._users.put(replace(person, reporting=""))
        return Answer(requester.language.text("cancelled"))

    async def take(self, update: Update, context: BotContext, text: str) -> bool:
        """Take a person's words as the report that was begun; False if none was."""
        requester = context.requester
        person = await self._users.person(requester.id)
        words = text.strip()[:LONGEST]
        if not person.reporting or not words:
            return False
        made = await asyncio.to_thread(
            self._make, requester, person.reporting, words=words, update_id=update.update_id
        )
        await self._users.put(replace(person, reporting=""))
        await reply(
            update, Answer(requester.language.text("thanks" if made else "enough", most=A_DAY))
        )
        await self.settle(update.get_bot())
        return True

    def _make(self, requester: Requester, event_id: str, *, words: str, update_id: int) -> bool:
        """Note the report; False if the person has sent enough today."""
        reports, yesterday = self._reports, requester.now - timedelta(days=1)
        if reports.count_since(requester.id, yesterday) >= A_DAY:
            return False
        reports.make(
            requester.id,
            event_id,
            words=words,
            language=requester.language.code,
            update_id=update_id,
            now=requester.now,
        )
        return True

    def purge(self) -> None:
        """Forget the words of reports that were closed long ago."""
        self._reports.purge(self._clock())

    async def settle(self, bot: Bot) -> None:
        """Tell the operators of new reports, and people of closed ones; what fails is kept."""
        for report in await asyncio.to_thread(self._reports.untold):
            try:
                if report.state is ReportState.OPEN:
                    await self._show(bot, report)
                elif report.person is not None:
                    await self._tell_author(bot, report)
            except TelegramError as fault:
                log.warning("report %s could not be told: %s", report.id, fault)
                continue
            await asyncio.to_thread(self._reports.mark_told, report)

    async def _show(self, bot: Bot, report: Report) -> None:
        """Show a report to the operators, with the two buttons that close it."""
        if self._operators_chat is not None:
            await send(bot, self._operators_chat, answer=self._shown(report))

    def _shown(self, report: Report) -> Answer:
        """A report as the operators see it; one that is closed has no buttons."""
        english = language("en")
        title = self._answers.title(report.event_id)
        head = {"number": report.id, "id": report.event_id, "title": title}
        text = english.text("report_shown", **head, words=report.words)
        if report.state is not ReportState.OPEN:
            return Answer(f"{text}\n\n<b>{english.text(report.state)}</b>")
        forms = (("accept", ACCEPT), ("decline", DECLINE))
        row = tuple(Button(english.label(key), form.data(report.id)) for key, form in forms)
        return Answer(text, (row,))

    async def _tell_author(self, bot: Bot, report: Report) -> None:
        """Tell the person what became of a report."""
        assert report.person is not None
        key = "was_accepted" if report.state is ReportState.ACCEPTED else "was_declined"
        title = self._answers.title(report.event_id)
        await send(
            bot, report.person, answer=Answer(language(report.language).text(key, title=title))
        )

    async def close(self, query: CallbackQuery, report_id: int, *, accepted: bool) -> None:
        """An operator's decision; the first one holds."""
        state = ReportState.ACCEPTED if accepted else ReportState.DECLINED
        reports, now = self._reports, self._clock()
        await asyncio.to_thread(reports.close, report_id, state, now=now)
        report = await asyncio.to_thread(reports.get, report_id)
        if report is None:
            await acknowledge(query, language("en").label("no_report"), alert=True)
            return
        await edit(query, self._shown(report))
        await self.settle(query.get_bot())
