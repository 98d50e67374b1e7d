"""The promise "once" under faults, and a drill that sees when it is broken."""

from __future__ import annotations

import re
import sqlite3
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.drill.cases import METHOD, Case, live_a_day, past_day
from bot.drill.clock_cases import CHANGES, TIMES
from bot.drill.dataset import dataset_text, translate
from bot.drill.language_cases import BEFORE_STALE, WAYS
from bot.drill.platform_cases import BROKEN, REFUSALS, SAMPLED_SEEDS, WORDS, X_ONLY
from bot.drill.process_cases import STEPS, process_cases
from bot.drill.runner import all_cases, play, sample
from bot.drill.scoring import EVER, Tally, judge
from bot.drill.storage_cases import database_cases
from bot.local_service import NINE, PLATFORMS, Scene, World, made_world
from bot.posting_window import Window
from bot.sandbox.server.faults import Fault
from bot.store import Choice, State

EVERY_CASE = all_cases(seeds=SAMPLED_SEEDS)
CASES = [EVERY_CASE[number] for number in sample(EVERY_CASE)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_the_promise_holds(case: Case) -> None:
    """Nothing doubled, on a wrong day, or missing without a record."""
    played = play(case)
    assert played.fault == ""
    assert played.tally.broken == 0, played.tally
    assert played.tally.expected > 0


def has(group: str, *words: str) -> bool:
    """Whether the sample has a case of a group whose name begins with some words and has others."""
    return any(
        case.group == group
        and case.name.startswith(words[0])
        and all(w in case.name for w in words)
        for case in CASES
    )


def test_the_sample_has_every_class() -> None:
    """Of each group; each step, fault, trouble and time of day; restarts, and seeds."""
    assert {case.group for case in CASES} == {case.group for case in EVERY_CASE}
    for platform in PLATFORMS:
        for step in STEPS:
            killed, frozen = (f"{platform}: {how} at: {step};" for how in ("killed", "frozen"))
            assert has("killed", killed) or has("frozen", frozen), step
        group = f"faults of {platform}"
        kinds = (*BROKEN, *(X_ONLY if platform == "x" else ()))
        refusals = [kind for kind in REFUSALS if kind != "403"]
        for kind in (*kinds, *refusals, "late", *WORDS[platform]):
            assert has(group, f"{kind}, before, "), kind
        for kind in kinds:
            assert has(group, f"{kind}, after, "), kind
        for word in (", before, once", ", before, for an hour", ", after, once", ", restart"):
            assert has(group, "", word), word
    assert has("faults of telegram", "", ", no operators' chat")
    for at in TIMES:
        assert has("clock changes", "", f"{at:%H:%M}"), at
    for case in EVERY_CASE:
        if case.group in ("the database", "the dataset", "copies", "by chance"):
            assert has(case.group, re.sub(r", (telegram|x|-?\d+ minutes from.*)$", "", case.name))


def test_the_sample_has_a_persian_channel_in_every_way() -> None:
    """Each way of a correction and of a text that is not there; beside an English channel, too."""
    for platform in PLATFORMS:
        for way in WAYS[platform]:
            assert has("in Persian", f"{platform}, corrected on {platform}, {way}"), way
            early = f"{platform}, corrected on {platform}, {way}, chosen early"
            assert has("in Persian", early) or way is Choice.EDIT, way
        assert has("in Persian", f"{platform}, ", ", beside English")
    for name in (*(f"stale {name}" for name in BEFORE_STALE), "answer lost", "lacking"):
        assert has("in Persian", "", f", {name}"), name


def test_the_sample_is_small() -> None:
    """CI plays it within three minutes."""
    assert len(CASES) < 200


def test_a_step_that_is_never_reached_fails_its_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a kill that never came would pass for a service that survived it."""
    monkeypatch.setattr("bot.drill.process_cases.STEPS", ("none of them",))
    assert "without the step 'none of them'" in play(next(process_cases())).fault


def test_trouble_that_does_no_harm_fails_its_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a database that is not full at all would pass for a service that bore it."""
    monkeypatch.setattr("bot.drill.storage_cases.TROUBLES", {"well": lambda world: lambda: None})
    for case in list(database_cases())[:2]:
        assert "not in trouble" in play(case).fault


def change_patterns(zone: ZoneInfo) -> set[tuple[time, timedelta]]:
    """At which local time the zone's clock changes, and by how much, from 2025 to 2030."""
    found, now = set(), datetime(2025, 1, 1, tzinfo=UTC)
    before = now.astimezone(zone).utcoffset()
    while now.year < 2031:
        after = now + timedelta(days=1)
        later = after.astimezone(zone).utcoffset()
        if (shift := later - before) != timedelta():
            minute = timedelta(minutes=1)
            change = next(
                moment
                for moment in (now + n * minute for n in range(1, 1441))
                if moment.astimezone(zone).utcoffset() != before
            )
            found.add(((change + before).time(), shift))
        now, before = after, later
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
        10.5
    ]  # due 09:03, refused at 09:03:30, sent at 09:13:30


def test_the_drill_sees_a_stale_text_and_another_language(tmp_path: Path) -> None:
    """A post made while there was no fresh Persian, and an English one on a Persian channel."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    translate(dataset)
    scene = Scene(platforms=("telegram",), persian=("telegram",))
    with made_world(tmp_path, dataset, scene=scene) as world:
        world.beat()
        assert judge(world, NINE.date(), 1).broken == 0
        world.untold["05-20"] = Window(NINE, EVER)
        assert judge(world, NINE.date(), 1).wrong_text == 1
        world.untold.clear()
        world.scene = replace(scene, persian=())
        assert judge(world, NINE.date(), 1).wrong_text == 1


def test_a_day_without_a_persian_text_is_empty_not_held(tmp_path: Path) -> None:
    """No other record excuses it, and a correction that nobody saw is missing."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    scene = Scene(platforms=("telegram",), persian=("telegram",))
    with made_world(tmp_path, dataset, scene=scene) as world:
        world.untold["05-20"] = Window(NINE, EVER)
        assert judge(world, NINE.date(), 1).missing == 1
        world.beat()
        assert judge(world, NINE.date(), 1, loses_nothing=True).recorded == 1
        world.noted.append("05-20")
        assert judge(world, NINE.date(), 1).missing == 1


def test_a_record_excuses_only_what_could_not_be_posted(world: World) -> None:
    """A service that posts nothing and says so is not taken for one that keeps its promise."""
    world.telegram.faults.add(Fault("400", method=METHOD["telegram"]))
    world.beat()
    excused = judge(world, NINE.date(), 1)
    assert (excused.recorded, excused.missing, excused.broken) == (1, 0, 0)
    lost = judge(world, NINE.date(), 1, loses_nothing=True)
    assert (lost.recorded, lost.missing, lost.broken) == (0, 1, 1)


def test_the_first_day_goes_well_on_a_busy_machine_too(world: World) -> None:
    """A connection that is not made in time costs minutes there, not the day."""
    world.telegram.faults.add(Fault("429", method=METHOD["telegram"], times=2))
    past_day(world)
    assert world.clock.now == NINE + timedelta(days=1)
    assert world.state_on("telegram", NINE.date()) is State.SENT


class Crash(BaseException):
    """The process ends here."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world with an entry for every day."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    with made_world(tmp_path, dataset, scene=Scene(platforms=("telegram",))) as made:
        yield made


def crash_after_sending(world: World, meanwhile: Callable[[], None] = lambda: None) -> Tally:
    """A second day on which the process dies as soon as Telegram has the post, and starts anew;
    ``meanwhile`` is done in between.
    """
    live_a_day(world)
    [channel] = [one.channel for one in world.service.channels if one.name == "telegram"]
    publish: Any = channel.publish

    async def dies(*args: Any, **kwargs: Any) -> None:
        await publish(*args, **kwargs)
        raise Crash

    vars(channel)["publish"] = dies
    with pytest.raises(Crash):
        world.beat()
    meanwhile()
    world.restart()
    live_a_day(world)
    return judge(world, NINE.date(), 2)


def test_a_crash_after_sending_doubles_nothing(world: World) -> None:
    """As the ledger is."""
    assert crash_after_sending(world).broken == 0


def test_the_drill_sees_a_claim_that_a_crash_undoes(world: World) -> None:
    """Where the ledger knows nothing of the request, the same story doubles the post."""

    def undo() -> None:
        with sqlite3.connect(world.folder / "ledger.db") as ledger:
            assert ledger.execute("DELETE FROM deliveries WHERE state = 'sending'").rowcount == 1

    assert crash_after_sending(world, meanwhile=undo).doubled > 0
