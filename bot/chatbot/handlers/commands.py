"""The commands that ask for something of the dataset."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import ContextTypes

from bot.chatbot.answers.message import Answer
from bot.chatbot.context import Parts
from bot.chatbot.handlers.reports import Reporting
from bot.chatbot.replies import tell
from bot.chatbot.requester import Asker
from bot.dates import MonthDay

Ask = Callable[[Asker, str], Answer]
Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]


class Commands:
    """Each command is a question with the rest of the line as its text."""

    def __init__(self, parts: Parts, reporting: Reporting) -> None:
        self._parts = parts
        self._reporting = reporting

    @property
    def table(self) -> dict[str, Callback]:
        """The callbacks by command."""
        answers = self._parts.answers
        asks: dict[str, Ask] = {
            "today": answers.today,
            "tomorrow": lambda asker, text: answers.today(asker, text, days=1),
            "yesterday": lambda asker, text: answers.today(asker, text, days=-1),
            "date": answers.on_date,
            "search": answers.search,
            "year": answers.year,
            "random": lambda asker, _: answers.random(asker),
            "help": lambda asker, _: answers.help(asker),
        }
        return {"start": self._start, **{name: self._ask(ask) for name, ask in asks.items()}}

    def _ask(self, ask: Ask) -> Callback:
        async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            asker = await self._parts.asker(update)
            await tell(update, ask(asker, " ".join(context.args or [])))

        return callback

    async def _start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Help, or what a link's payload names: a day, an entry, an entry to report."""
        asker = await self._parts.asker(update)
        payload = " ".join(context.args or [])
        kind, name = payload[:2], payload[2:]
        if kind == "r_":
            await self._reporting.begin(update, name)
        elif kind == "e_":
            await tell(update, self._parts.answers.entry(asker, name))
        elif kind == "d_":
            await tell(update, self._day(asker, name))
        else:
            await tell(update, self._parts.answers.help(asker))

    def _day(self, asker: Asker, digits: str) -> Answer:
        """The day of a link such as ``d_0520``."""
        try:
            day = MonthDay.parse(f"{digits[:2]}-{digits[2:]}")
        except KeyError:
            return self._parts.answers.on_date(asker, digits)
        return self._parts.answers.on_date(asker, str(day.words))
