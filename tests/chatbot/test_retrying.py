"""Answers are tried again for a while, and a night's backlog is judged by when it was sent."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.channels import Timeouts
from bot.channels.telegram_client import make_bot
from bot.chatbot.handlers.guard import Guard
from bot.chatbot.rate_limit import REMEMBERED as PEOPLE
from bot.chatbot.rate_limit import RateLimiter
from bot.chatbot.retrying import retried
from bot.chatbot.user_cache import UserCache
from bot.local_service import NINE, TOKEN, made_world
from bot.sandbox.server.faults import Fault
from bot.sandbox.telegram.server import TelegramServer
from bot.store import Database
from bot.store.users import REMEMBERED
from tests.conftest import full_year
from tests.helpers.talk import PATIENCE, PERSON, Talk, running, talking


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


@pytest.mark.network
def test_an_answer_that_meets_a_connect_time_out_comes_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server that takes no connection has heard nothing, so it is asked again."""
    monkeypatch.setattr("bot.chatbot.retrying.PAUSES", (0.0,) * 100)
    asyncio.run(_met_by_a_full_house())


async def _met_by_a_full_house() -> None:
    causes: list[str] = []
    with TelegramServer(TOKEN, now=lambda: NINE) as telegram, contextlib.ExitStack() as full:
        telegram.add_user(PERSON, wrote=True)
        bot = make_bot(TOKEN, base_url=telegram.url, timeouts=Timeouts(connect=0.3))
        port = int(telegram.url.rpartition(":")[2])
        telegram.close()
        full.enter_context(socket.create_server(("127.0.0.1", port), backlog=0))
        for _ in range(3):  # more than may wait there
            one = full.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))

        async def call() -> None:
            if len(causes) == 1:
                full.close()
                telegram.start()
            try:
                await bot.send_message(PERSON, "an answer")
            except NetworkError as fault:
                causes.append(type(fault.__cause__).__name__)
                raise

        await retried(call)
        await bot.request.shutdown()
        assert [message.text for message in telegram.messages(PERSON)] == ["an answer"]
    assert causes[0] == "ConnectTimeout"


@pytest.mark.network
def test_a_nights_backlog_is_not_refused_as_too_fast(tmp_path: Path) -> None:
    """Thirty questions, one a minute, that arrive at once in the morning: each is answered."""
    with made_world(tmp_path, full_year(tmp_path)) as world:
        world.telegram.add_user(PERSON, language_code="en")
        for _ in range(30):
            world.clock.step(minutes=1)
            world.telegram.say("/year 1904", user=PERSON)
        world.clock.step(hours=8)
        with running(world):
            said = world.telegram.wait_for_messages(PERSON, 30, timeout=PATIENCE)
    assert all("1904" in message.text for message in said)


def test_what_is_remembered_of_updates_and_people_is_bounded(tmp_path: Path) -> None:
    """In memory and in the ledger; the last ones are kept."""
    many = 3 * REMEMBERED
    with Database.open(f"sqlite:///{tmp_path}/ledger.db") as database:
        users = UserCache(database.users, zone=ZoneInfo("UTC"), clock=lambda: NINE)
        guard = Guard(users, database.users, staff_chats=())
        for number in range(many):
            guard.note_answered(number)
        guard.save()
        assert list(guard._answered) == list(range(many - REMEMBERED, many))
        kept = set(database.users.seen())
        assert len(kept) <= REMEMBERED + 1
        assert kept >= set(range(many - REMEMBERED, many))
    limiter = RateLimiter(1, within=timedelta(seconds=10))
    for person in range(PEOPLE + 5):
        limiter.hit(person, now=NINE)
    assert len(limiter._times) == PEOPLE


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
