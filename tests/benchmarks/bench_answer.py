"""Finding, choosing and formatting the answer to ``/today``, per call."""

from __future__ import annotations

import itertools
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chatbot.answers.answers import Answers
from bot.chatbot.callback_data import View
from bot.chatbot.requester import Requester
from bot.composer import compose
from bot.dataset import load
from bot.i18n.languages import language
from tests.benchmarks.timing import best, dataset_of
from tests.helpers.plans import plan


def main() -> None:
    """Prints the time of each step at 5,000 entries, in microseconds a call."""
    with tempfile.TemporaryDirectory() as folder:
        dataset = load(dataset_of(Path(folder) / "events.toml", 5_000))
    days = itertools.cycle(date(2027, 1, 1) + timedelta(days=n) for n in range(365))
    calls = 1_000
    answers, today = Answers(lambda: dataset), View(date(2027, 5, 20))
    requester = Requester(
        7, language("fa"), ZoneInfo("UTC"), False, datetime(2027, 5, 20, tzinfo=UTC)
    )
    steps = {
        "lookup": lambda: dataset.told_on(next(days)),
        "lookup, choice and Telegram post": lambda: compose(dataset, plan("telegram"), next(days)),
        "lookup, choice and X post": lambda: compose(dataset, plan("x"), next(days)),
        "the answer to a date": lambda: Answers(lambda: dataset).view(requester, View(next(days))),
        "the answer to a date that was asked before": lambda: answers.view(requester, today),
    }
    for name, step in steps.items():
        step()
        seconds = best(lambda step=step: [step() for _ in range(calls)])  # type: ignore[misc]
        print(f"{name}: {seconds / calls * 1e6:.0f} microseconds (goal: under 1,000)")
