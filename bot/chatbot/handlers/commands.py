"""The commands that ask for something of the dataset."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.chatbot.answers.answers import Answers
from bot.chatbot.answers.message import Answer
from bot.chatbot.callback_data import ENTRY, REPORT, START_DAY, linked_day
from bot.chatbot.context import BotContext
from bot.chatbot.handlers.reports import ReportHandlers
from bot.chatbot.replies import reply
from bot.chatbot.requester import Requester

Ask = Callable[[Requester, str], Answer]
Callback = Callable[[Update, BotContext], Coroutine[Any, Any, None]]


class Commands:
    """Each command is a question with the rest of the line as its text."""

    def __init__(self, answers: Answers, reports: ReportHandlers) -> None:
        self._answers = answers
        self._reports = reports

    @property
    def table(self) -> dict[str, Callback]:
        """The callbacks by command."""
        answers = self._answers
        asks: dict[str, Ask] = {
            "today": answers.today,
            "tomorrow": lambda requester, text: answers.today(requester, text, days=1),
            "yesterday": lambda requester, text: answers.today(requester, text, days=-1),
            "date": answers.on_date,
            "search": answers.search,
            "year": answers.year,
            "random": answers.random,
            "topics": lambda requester, _: answers.topics(requester),
            "help": lambda requester, _: answers.help(requester),
        }
        return {"start": self._start, **{name: _asking(ask) for name, ask in asks.items()}}

    async def _start(self, update: Update, context: BotContext) -> None:
        """Help, or what a deep link names: a day, an entry, an entry to report."""
        payload, requester = " ".join(context.args or []), context.requester
        if payload.startswith(REPORT.prefix):
            await self._reports.begin(update, context, REPORT.parse(payload))
        elif payload.startswith(ENTRY.prefix):
            await reply(update, self._answers.entry(requester, ENTRY.parse(payload)))
        elif payload.startswith(START_DAY.prefix):
            await reply(update, self._day(requester, START_DAY.parse(payload)))
        else:
            await reply(update, self._answers.help(requester))

    def _day(self, requester: Requester, digits: str) -> Answer:
        day = linked_day(digits)
        return self._answers.on_date(requester, day.words if day else digits)


def _asking(ask: Ask) -> Callback:
    async def callback(update: Update, context: BotContext) -> None:
        await reply(update, ask(context.requester, " ".join(context.args or [])))

    return callback
