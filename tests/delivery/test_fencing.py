"""A copy that was frozen between its claim and its request sends nothing that others have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.local_service import NINE, World, made_world
from bot.sandbox.server.faults import Fault
from bot.store import Key, State
from tests.conftest import full_year
from tests.helpers.meanwhile import meanwhile

BOTH = pytest.mark.parametrize("channel", ["telegram", "x"])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service with an entry for every day; it is the second day, and nothing is posted yet."""
    with made_world(tmp_path, full_year(tmp_path)) as made:
        made.beat()
        made.clock.step(days=1)
        yield made


@BOTH
def test_a_copy_that_thaws_too_late_sends_nothing(world: World, channel: str) -> None:
    """Fifteen seconds after its claim the post is claimed anew, or another copy has it."""
    meanwhile(world, channel, lambda: world.clock.step(seconds=16))
    assert world.beat()[channel].state is State.WAITING
    assert len(world.seen(channel)) == 1
    world.clock.step(minutes=2)
    assert world.beat()[channel].state is State.SENT


@BOTH
def test_a_claim_that_another_copy_took_over_is_not_sent(world: World, channel: str) -> None:
    """With the same clock: the number of the try is what counts."""
    key = Key(channel, world.clock.now.date())
    ledger = world.database.ledger

    def take_over() -> None:
        row = ledger.get(key)
        assert row is not None
        assert ledger.record(key, State.IN_DOUBT, now=world.clock())
        assert ledger.record(key, State.WAITING, now=world.clock())
        assert ledger.claim(key, row.content, now=world.clock())

    meanwhile(world, channel, take_over)
    world.beat()
    assert len(world.seen(channel)) == 1
    row = ledger.get(key)
    assert row is not None
    assert (row.state, row.attempts) == (State.SENDING, 2)


@BOTH
def test_a_copy_that_lost_the_lock_sends_nothing(world: World, channel: str) -> None:
    """The lock file went between the claim and the request."""
    world.service.owner.take()
    meanwhile(world, channel, (world.folder / "ledger.db.lock").unlink)
    assert world.beat()[channel].state is State.WAITING
    assert len(world.seen(channel)) == 1


@BOTH
def test_a_receipt_settles_a_doubt_that_another_copy_noted(world: World, channel: str) -> None:
    """It is the proof, however late it comes."""
    key = Key(channel, world.clock.now.date())
    server = world.telegram if channel == "telegram" else world.x
    method = "sendMessage" if channel == "telegram" else "POST /2/tweets"

    def note(called: str, params: object) -> None:
        del params
        if called == method:
            world.database.ledger.record(key, State.IN_DOUBT, now=world.clock())

    server.faults.on_request(note, stage="accepted")
    world.beat()
    assert world.state(channel) is State.SENT


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: TOPIC_CLOSED",
        "Bad Request: message thread not found",
        "Bad Request: have no rights to send a message",
        "Bad Request: CHAT_RESTRICTED",
        "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN",
        "Bad Request: USER_BANNED_IN_CHANNEL",
        "Bad Request: CHANNEL_PRIVATE",
        "Bad Request: PEER_ID_INVALID",
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: user is banned in this chat",
    ],
)
def test_a_refusal_that_people_mend_waits(world: World, words: str) -> None:
    """Like a 403: tried again, reported once; an alert refused like that stays undelivered."""
    fault = Fault("400", method="sendMessage", times=None, description=words)
    world.telegram.faults.add(fault)
    assert world.beat()["telegram"].state is State.WAITING
    assert world.service.told is False
    world.telegram.faults.clear()
    world.beat()
    assert sum("waits" in text for text in world.told()) == 1
    world.clock.step(minutes=16)
    assert world.beat()["telegram"].state is State.SENT


@pytest.mark.parametrize("hint", [10**14, 10**9, -5, 0])
def test_a_hint_beyond_reason_is_a_wait_within_it(world: World, hint: int) -> None:
    """Certainly not posted, whatever the number says."""
    body = (
        b'{"ok": false, "error_code": 429, "description": "x", "parameters": {"retry_after": %d}}'
    )
    world.telegram.faults.add(Fault("429", method="sendMessage", body=body % hint))
    assert world.beat()["telegram"].state is State.WAITING
    row = world.database.ledger.get(Key("telegram", world.clock.now.date()))
    assert row is not None
    assert row.not_before is not None
    assert row.not_before <= NINE + timedelta(days=2)
