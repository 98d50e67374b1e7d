"""Reports of errors: from the button, through the operators' chat, back to the person."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from telegram import Bot, CallbackQuery, Update
from telegram.error import RetryAfter, TelegramError

from bot.chatbot.answers.answers import Answers
from bot.chatbot.answers.message import Answer
from bot.chatbot.callback_data import (
    ACCEPT,
    CANCEL_REPORT,
    DECLINE,
    QUESTION,
    SEND_REPORT,
    fits,
)
from bot.chatbot.context import BotContext
from bot.chatbot.rate_limit import REMEMBERED, RateLimiter, Verdict
from bot.chatbot.replies import acknowledge, edit, reply, send
from bot.chatbot.requester import Requester
from bot.chatbot.retrying import pause_of
from bot.chatbot.user_cache import UserCache
from bot.i18n.languages import language
from bot.post import Button
from bot.store import Report, Reports, ReportState

log = logging.getLogger(__name__)
A_DAY = 10  # reports that a person can send
LONGEST = 1000  # characters of a report
LAPSES_AFTER = timedelta(minutes=10)  # of a report that was begun and not written


class Begun(NamedTuple):
    """A report that was begun: about which entry, and when; kept as one text."""

    event_id: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.event_id}@{self.at.isoformat()}"

    @classmethod
    def parse(cls, text: str, *, now: datetime) -> Begun | None:
        """The inverse of ``str``; None where nothing was begun, or it has lapsed by ``now``."""
        event_id, _, at = text.partition("@")
        if not at:
            return None
        begun = cls(event_id, datetime.fromisoformat(at))
        return begun if abs(now - begun.at) < LAPSES_AFTER else None


class Offered(NamedTuple):
    """Words that may be a report or a question: the person is asked which."""

    begun: Begun
    words: str
    update_id: int


class ReportHandlers:
    """Takes reports, shows them to the operators, and notifies authors of the outcome."""

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
        self._a_day = RateLimiter(A_DAY, within=timedelta(days=1))  # /forget does not reset it
        self._offered: OrderedDict[int, Offered] = OrderedDict()
        self._settling = asyncio.Lock()
        self._not_before: datetime | None = None

    # -- from the person --

    async def begin(self, update: Update, context: BotContext, event_id: str) -> None:
        """Ask the person what is wrong; their next words are the report."""
        requester = context.requester
        words = requester.language
        if not self._answers.has(event_id):
            await reply(update, Answer(words.text("no_entry")))
            return
        person = await self._users.person(requester.id)
        await self._users.put(replace(person, reporting=str(Begun(event_id, requester.now))))
        cancel = Button(words.label("cancel"), CANCEL_REPORT.data())
        title = self._answers.title(event_id)
        await reply(update, Answer(words.text("what_is_wrong", title=title), ((cancel,),)))

    async def cancel(self, requester: Requester) -> Answer:
        """End a report that has not been written, and say so."""
        await self._end(requester)
        self._offered.pop(requester.id, None)
        return Answer(requester.language.text("cancelled"))

    async def end_on_other(self, update: Update, context: BotContext) -> None:
        """End a report that was begun when its author does something else."""
        message = update.message
        is_command = message is not None and (message.text or "").startswith("/")
        if is_command or update.callback_query is not None:
            await self._end(context.requester)

    async def _end(self, requester: Requester) -> None:
        person = await self._users.person(requester.id)
        if person.reporting:
            await self._users.put(replace(person, reporting=""))

    async def take(self, update: Update, context: BotContext, text: str) -> bool:
        """Take a person's words as the report that was begun; False if none was.

        Words that read as a question are asked about first.
        """
        requester = context.requester
        person = await self._users.person(requester.id)
        begun = Begun.parse(person.reporting, now=requester.now)
        words = text.strip()[:LONGEST]
        if begun is None or not words:
            return False
        offered = Offered(begun, words, update.update_id)
        await self._end(requester)
        if self._answers.reads(requester, words):
            await reply(update, self._offer(requester, offered))
        else:
            await reply(update, await self._taken(requester, offered))
            await self.settle(update.get_bot())
        return True

    def _offer(self, requester: Requester, offered: Offered) -> Answer:
        """Ask whether words that read as a question are the report."""
        if len(self._offered) >= REMEMBERED:
            self._offered.popitem(last=False)
        self._offered[requester.id] = offered
        words, title = requester.language, self._answers.title(offered.begun.event_id)
        rows = [(Button(words.label("send_report"), SEND_REPORT.data()),)]
        question = QUESTION.data(" ".join(offered.words.split()))
        if fits(question):
            rows.append((Button(words.label("answer_it", query=offered.words), question),))
        return Answer(words.text("is_it_report", words=offered.words, title=title), tuple(rows))

    async def send_offered(self, requester: Requester) -> Answer:
        """Take the words that were offered as the report."""
        offered = self._offered.pop(requester.id, None)
        if offered is None or Begun.parse(str(offered.begun), now=requester.now) is None:
            return Answer(requester.language.text("report_lapsed"))
        return await self._taken(requester, offered)

    async def _taken(self, requester: Requester, offered: Offered) -> Answer:
        """Note a report, or say that it was one too many."""
        made = await asyncio.to_thread(self._make, requester, offered)
        return Answer(requester.language.text("thanks" if made else "enough", most=A_DAY))

    def _make(self, requester: Requester, offered: Offered) -> bool:
        """Note the report; False if the person has sent enough today."""
        reports, yesterday = self._reports, requester.now - timedelta(days=1)
        if reports.count_since(requester.id, yesterday) >= A_DAY:
            return False
        if self._a_day.hit(requester.id, now=requester.now) is not Verdict.ANSWER:
            return False
        reports.make(
            requester.id,
            offered.begun.event_id,
            words=offered.words,
            language=requester.language.code,
            update_id=offered.update_id,
            now=requester.now,
        )
        return True

    # -- to the operators, and back --

    def purge(self) -> None:
        """Forget the words of reports that were closed long ago."""
        self._reports.purge(self._clock())

    async def settle(self, bot: Bot) -> None:
        """Show new reports to the operators, notify authors of closed ones; keep those that fail.

        One at a time, so that none is shown twice; where Telegram says how long to wait, all wait.
        """
        async with self._settling:
            now = self._clock()
            if self._not_before is not None and now < self._not_before:
                return
            for report in await asyncio.to_thread(self._reports.untold):
                try:
                    await self._settle(bot, report)
                except RetryAfter as hint:
                    self._not_before = now + pause_of(hint)
                    return
                except TelegramError as fault:
                    log.warning("report %s could not be sent on: %s", report.id, fault)

    async def _settle(self, bot: Bot, report: Report) -> None:
        if report.state is ReportState.OPEN:
            await self._show(bot, report)
        elif report.person is not None:
            await self._tell_author(bot, report)
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
        """Notify the person of the outcome of a report."""
        assert report.person is not None
        key = "was_accepted" if report.state is ReportState.ACCEPTED else "was_declined"
        title = self._answers.title(report.event_id)
        text = language(report.language).text(key, title=title)
        await send(bot, report.person, answer=Answer(text))

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
