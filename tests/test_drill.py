"""The promise "once" under faults, and a drill that sees when it is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.drill.cases import Case, all_cases, live_a_day
from bot.drill.judge import Tally, dataset_text, judge
from bot.drill.play import play
from bot.drill.processes import process_cases
from bot.drill.world import NINE, Scene, World, made_world
from bot.store import Store

EVERY, SEEDS = 10, 300
CASES = [*process_cases(), *all_cases(seeds=SEEDS)][::EVERY]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_the_promise_holds(case: Case) -> None:
    """Nothing doubled, on a wrong day, or missing without a record."""
    played = play(case)
    assert played.fault == ""
    assert played.tally.broken == 0, played.tally
    assert played.tally.expected > 0


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
