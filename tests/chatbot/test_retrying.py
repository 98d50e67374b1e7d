"""Answers are tried again for a while, and a night's backlog is judged by when it was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.chatbot.retrying import retried
from bot.chatbot.user_cache import UserCache
from bot.local_service import NINE
from bot.sandbox.server.faults import Fault
from bot.store import Database
from tests.conftest import full_year
from tests.helpers.talk import Talk, talking


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A bot that polls."""
    with talking(tmp_path, full_year(tmp_path)) as found:
        yield found


@pytest.mark.parametrize(
    "fault",
    [
        Fault("429", method="sendMessage", retry_after=1),
        Fault("reset", method="sendMessage"),
        Fault("close", method="sendMessage"),
    ],
    ids=lambda fault: fault.kind,
)
def test_an_answer_that_meets_a_fault_comes_all_the_same(talk: Talk, fault: Fault) -> None:
    """A 429 that says how long to wait, and a dropped connection, lose nothing."""
    talk.world.telegram.faults.add(fault)
    assert "20 May" in talk.say("20 May").text


def test_only_what_is_safe_is_tried_again() -> None:
    """A refusal and an answer that timed out are final; so is a wait that is too long."""
    for fault in (BadRequest("no"), NetworkError("Bad Gateway"), RetryAfter(3600)):
        calls = []

        async def call(fault: Exception = fault, calls: list[int] = calls) -> None:
            calls.append(1)
            raise fault

        with pytest.raises(type(fault)):
            asyncio.run(retried(call))
        assert len(calls) == 1


@pytest.mark.parametrize(
    ("sent", "believed"),
    [
        (timedelta(0), True),
        (timedelta(hours=-9), True),
        (timedelta(days=-1), True),
        (timedelta(days=-3), False),
        (timedelta(minutes=5), False),
    ],
)
def test_today_is_the_day_on_which_it_was_asked(
    tmp_path: Path, sent: timedelta, believed: bool
) -> None:
    """Telegram keeps updates for a day; a date that cannot be is not believed."""
    database = Database.open(f"sqlite:///{tmp_path}/ledger.db")
    users = UserCache(database.users, zone=ZoneInfo("UTC"), clock=lambda: NINE)
    when = NINE + sent
    update = Update.de_json(
        {
            "update_id": 1,
            "message": {
                "message_id": 1,
                "date": int(when.timestamp()),
                "chat": {"id": 7, "type": "private"},
                "from": {"id": 7, "is_bot": False, "first_name": "A"},
                "text": "/today",
            },
        },
        None,
    )
    asked = asyncio.run(users.requester_of(update)).now
    expected = datetime.fromtimestamp(int(when.timestamp()), UTC) if believed else NINE
    assert asked == expected
    database.close()
