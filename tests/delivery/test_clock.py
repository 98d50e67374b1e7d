"""A machine's clock that is wrong, and is put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels import ahead_of
from bot.local_service import NINE, World, made_world
from bot.operations import resolve
from bot.sandbox.server.faults import Fault
from bot.store import Key, State
from tests.conftest import full_year
from tests.helpers.corrections import beats, told

YEAR, DAY = timedelta(days=365), timedelta(days=1)
STEPS = [YEAR, DAY, timedelta(hours=2), timedelta(minutes=3), -DAY, -timedelta(minutes=3)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service with an entry for every day, whose clock is compared; a day is behind it."""
    with made_world(tmp_path, full_year(tmp_path)) as made:
        made.scene = replace(made.scene, checks_clock=True)
        made.beat()
        made.clock.step(days=1)
        yield made


def seen(world: World) -> list[int]:
    """How many posts there are on each channel."""
    return [len(world.seen(name)) for name in world.scene.platforms]


@pytest.mark.parametrize("ahead", STEPS, ids=str)
def test_with_a_wrong_clock_nothing_is_posted_nor_closed(world: World, ahead: timedelta) -> None:
    """The operators are notified once; put right, the day's post goes out, and each later day's."""
    world.ahead = ahead
    for _ in range(3):
        world.beat()
    rows = len(world.database.ledger.find())
    assert (seen(world), rows) == ([1, 1], 2)
    due = ahead > timedelta()  # by a clock behind nothing is due yet
    assert len(told(world, "This machine's clock is")) == due
    world.ahead = timedelta()
    beats(world, 5)
    assert seen(world) == [2, 2]
    assert len(told(world, "This machine's clock is right again")) == due
    world.clock.now = NINE + 2 * DAY
    beats(world, 5)
    assert seen(world) == [3, 3]


@pytest.mark.parametrize("platform", ["telegram", "x"])
@pytest.mark.parametrize("state", [None, State.WAITING, State.MISSED], ids=str)
def test_a_clock_a_day_behind_posts_nothing_of_yesterday(
    world: World, platform: str, state: State | None
) -> None:
    """Yesterday has no post: by the clock it is due. The operators are notified, once."""
    world.scene = replace(world.scene, platforms=(platform,))
    world.restart()
    world.clock.step(days=1)
    yesterday = Key(platform, NINE.date() + DAY)
    if state is not None:
        before = world.database.ledger.get(Key(platform, NINE.date()))
        assert before is not None
        now = world.clock()
        world.database.ledger.record(yesterday, state, now=now, content=before.content)
    world.ahead = -DAY
    beats(world, 3)
    assert len(world.seen(platform)) == 1
    assert world.state_on(platform, yesterday.date) is (State.WAITING if state else None)
    assert len(told(world, f"This machine's clock is 1 day behind that of {platform}")) == 1
    world.ahead = timedelta()
    beats(world, 4)
    assert world.state_on(platform, yesterday.date) is State.MISSED
    assert world.state(platform) is State.SENT
    assert len(world.seen(platform)) == 2
    assert len(told(world, "This machine's clock is right again")) == 1


def test_an_hour_of_two_minutes_is_no_error(world: World) -> None:
    """Two minutes are within what machines differ by."""
    world.ahead = timedelta(minutes=2)
    beats(world, 2)
    assert seen(world) == [2, 2]
    assert world.told() == []


@pytest.mark.parametrize("fault", ["401", "403", "429"])
def test_a_refusal_tells_the_time_as_well(world: World, fault: str) -> None:
    """Nothing is posted after it, and the operators are notified of the clock."""
    world.ahead = YEAR
    world.telegram.faults.add(Fault(fault, method="getMe", times=None))
    world.beat()
    world.telegram.faults.clear()
    world.beat()
    assert seen(world) == [1, 1]
    assert len(told(world, "365 days ahead of")) == 1


def test_without_a_date_it_is_posted(world: World) -> None:
    """A platform that does not say what time it is keeps nothing back."""
    world.telegram.dated = world.x.dated = False
    world.beat()
    assert seen(world) == [2, 2]


def test_x_is_asked_what_costs_nothing(world: World) -> None:
    """A request without a signature is refused, with a Date."""
    world.scene = replace(world.scene, platforms=("x",))
    world.restart()
    before = world.x.charged
    world.ahead = -YEAR
    world.beat()
    assert (len(world.x_posts()), world.x.charged) == (1, before)


def test_an_instant_that_was_stated_is_not_compared(world: World) -> None:
    """As in a drill: the platforms are not even asked."""
    world.scene = replace(world.scene, checks_clock=False)
    world.restart()
    world.ahead, asked = 5 * DAY, len(world.x.calls)
    world.beat()
    assert "GET /2/users/me" not in [name for name, _ in world.x.calls[asked:]]


def unchecked_year(world: World) -> None:
    """A beat a year ahead with a clock that nobody compared, as of an older version."""
    world.scene = replace(world.scene, checks_clock=False)
    world.restart()
    world.ahead = YEAR
    world.beat()
    world.ahead = timedelta()
    world.scene = replace(world.scene, checks_clock=True)
    world.restart()


def test_a_gap_is_one_message_and_few_rows(world: World) -> None:
    """Not 364 of each."""
    unchecked_year(world)
    missed = told(world, "telegram", "was missed")
    assert len(missed) == 1
    assert "365 days" in missed[0]
    assert len(world.database.ledger.find(channel="telegram", states=[State.MISSED])) <= 31


def test_days_closed_by_a_wrong_clock_open_again(world: World) -> None:
    """While they are not over: today's post goes out, and so does each day's when it comes."""
    world.scene = replace(world.scene, checks_clock=False)
    world.restart()
    world.ahead = 3 * DAY
    world.beat()
    assert world.state("telegram") is State.MISSED
    world.ahead = timedelta()
    for day in range(1, 3):
        world.clock.now = NINE + day * DAY
        beats(world, 6)
        assert world.state("telegram", NINE + day * DAY) is State.SENT
    assert len(world.seen("telegram")) == 3


def test_retry_works_on_any_day_that_is_not_over(world: World) -> None:
    """Also on one that is missed, or still to come; never on yesterday."""
    key = Key("telegram", NINE.date() + DAY)
    world.beat()
    now, today = world.clock(), world.clock().date()
    tomorrow = Key("telegram", today + DAY)
    content = world.database.ledger.get(key).content  # type: ignore[union-attr]
    world.database.ledger.record(tomorrow, State.MISSED, now=now, content=content)
    resolve(world.database, tomorrow, "retry", by="me", today=today, now=now)
    row = world.database.ledger.get(tomorrow)
    assert row is not None
    assert row.state is State.WAITING


@pytest.mark.parametrize("channel", ["telegram", "x"])
def test_a_doubt_of_a_clock_that_was_ahead_is_found_out(world: World, channel: str) -> None:
    """Its claim is a year away: it is looked for once its request is surely over."""
    world.scene = replace(world.scene, checks_clock=False)
    world.restart()
    world.beat()
    world.clock.step(days=1)
    server = world.telegram if channel == "telegram" else world.x
    method = "sendMessage" if channel == "telegram" else "POST /2/tweets"
    server.faults.add(Fault("rubbish", when="after", method=method))
    world.ahead = timedelta(hours=5)
    world.beat()
    assert world.state(channel) is State.IN_DOUBT
    world.ahead = timedelta()
    beats(world, 4)
    assert world.state(channel) is State.SENT
    assert len(world.seen(channel)) == 3


DATES = [
    ("Thu, 20 May 2027 08:00:00 GMT", timedelta(seconds=2)),
    ("nonsense", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("date", "ahead"), DATES)
def test_a_date_is_held_against_the_middle_of_the_request(
    date: str | None, ahead: timedelta | None
) -> None:
    """A slow answer is no wrong clock; what cannot be read says nothing."""
    sent = datetime(2027, 5, 20, 8, 0, 0, tzinfo=UTC)
    assert ahead_of(date, sent=sent, answered=sent + timedelta(seconds=4)) == ahead
