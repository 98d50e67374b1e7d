"""The promise "once" under faults, and a drill that sees when it is broken."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.drill.cases import METHOD, Case, live_a_day, past_day
from bot.drill.clocks import CHANGES
from bot.drill.judge import Tally, dataset_text, judge
from bot.drill.play import all_cases, play
from bot.drill.world import NINE, Scene, World, made_world
from bot.sandbox.faults import Fault
from bot.store import Store

EVERY, SEEDS = 12, 300
CASES = all_cases(seeds=SEEDS)[::EVERY]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_the_promise_holds(case: Case) -> None:
    """Nothing doubled, on a wrong day, or missing without a record."""
    played = play(case)
    assert played.fault == ""
    assert played.tally.broken == 0, played.tally
    assert played.tally.expected > 0


def change_patterns(zone: ZoneInfo) -> set[tuple[time, timedelta]]:
    """At which local time the zone's clock changes, and by how much, from 2025 to 2030."""
    found, now = set(), datetime(2025, 1, 1, tzinfo=UTC)
    while now.year < 2031:
        after = now + timedelta(days=1)
        before = now.astimezone(zone).utcoffset()
        if (shift := after.astimezone(zone).utcoffset() - before) != timedelta():
            minute = timedelta(minutes=1)
            change = next(
                moment
                for moment in (now + n * minute for n in range(1, 1441))
                if moment.astimezone(zone).utcoffset() != before
            )
            found.add(((change + before).time(), shift))
        now = after
    return found


def test_every_pattern_of_clock_change_is_played() -> None:
    """Whatever a zone's clock does in these years, a zone of the list does so, too."""
    played = {pattern for name, _ in CHANGES for pattern in change_patterns(ZoneInfo(name))}
    there = {
        pattern
        for name in zoneinfo.available_timezones()
        for pattern in change_patterns(ZoneInfo(name))
    }
    assert len(there) > 15
    assert there == played


def test_the_table_says_how_long_trouble_lasted(world: World) -> None:
    """From the time of the post until the ledger knew it on air; a quiet day counts for none."""
    past_day(world)
    world.telegram.faults.add(Fault("429", retry_after=600, method=METHOD["telegram"]))
    live_a_day(world)
    assert judge(world, NINE.date(), 2).recovery == [
        12.0
    ]  # due 09:03, refused at 09:05, sent at 09:15


class Crash(BaseException):
    """The process ends here."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world with an entry for every day."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    with made_world(tmp_path, dataset, scene=Scene(platforms=("telegram",))) as made:
        yield made


def crash_after_sending(world: World) -> Tally:
    """A second day on which the process dies as soon as Telegram has the post, and starts anew."""
    live_a_day(world)
    [channel] = [c for plan, c in world.service.channels if plan.name == "telegram"]
    publish: Any = channel.publish

    async def dies(*args: Any, **kwargs: Any) -> None:
        await publish(*args, **kwargs)
        raise Crash

    vars(channel)["publish"] = dies
    with pytest.raises(Crash):
        world.beat()
    world.restart()
    live_a_day(world)
    return judge(world, NINE.date(), 2)


def test_a_crash_after_sending_doubles_nothing(world: World) -> None:
    """As the ledger is."""
    assert crash_after_sending(world).broken == 0


def test_the_drill_sees_a_ledger_without_claims(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the claim removed the same story doubles the post, and the drill says so."""
    monkeypatch.setattr(Store, "claim", lambda *args, **kwargs: True)
    assert crash_after_sending(world).doubled > 0


def test_the_drill_sees_a_commit_after_sending(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the claim written only when the answer is there, the crash leaves no trace of it."""
    claim, record = Store.claim, Store.record

    def claims_later(self: Store, *args: Any, **kwargs: Any) -> bool:
        vars(self).setdefault("late", []).append((args, kwargs))
        return True

    def records(self: Store, *args: Any, **kwargs: Any) -> bool:
        for claim_args, claim_kwargs in vars(self).pop("late", ()):
            claim(self, *claim_args, **claim_kwargs)
        return record(self, *args, **kwargs)

    monkeypatch.setattr(Store, "claim", claims_later)
    monkeypatch.setattr(Store, "record", records)
    assert crash_after_sending(world).broken > 0
