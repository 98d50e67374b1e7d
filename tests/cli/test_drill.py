"""The drill's command: its table, what it calls broken, its exit code; and the due windows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from click.testing import CliRunner, Result

from bot.cli.drill import COLUMNS, drill
from bot.drill.cases import Case, beat, live_a_day, past_day
from bot.drill.window_check import check_windows
from bot.local_service import CHANNEL, TOKEN, Scene, World
from bot.posting_window import Window, window
from bot.sandbox.server.faults import Fault

pytestmark = pytest.mark.network

TELEGRAM = Scene(platforms=("telegram",))


def fails(world: World) -> None:
    """The drill itself fails."""
    raise RuntimeError("no such thing")


def doubts(world: World) -> None:
    """Telegram takes the second day's post and says nothing."""
    past_day(world)
    world.telegram.faults.add(Fault("close", when="after", method="sendMessage"))
    beat(world)


def doubts_and_looks(world: World) -> None:
    """And the service looks for it."""
    doubts(world)
    live_a_day(world)


def doubles(world: World) -> None:
    """The day's post goes out, and the same once more past the ledger."""
    beat(world)
    [post] = world.posts()
    message = {"chat_id": str(CHANNEL), "text": post.html, "parse_mode": "HTML"}
    httpx.post(f"{world.telegram.url}/bot{TOKEN}/sendMessage", json=message).raise_for_status()


GOOD = Case("good days", "one beat", beat, TELEGRAM, days=1)
IDLE = Case("idle days", "no beat", lambda world: None, TELEGRAM, days=1)
FAILS = Case("idle days", "a failure", fails, TELEGRAM, days=1)
DOUBT = Case("doubts", "left", doubts, TELEGRAM)
FOUND = Case("doubts", "found out", doubts_and_looks, TELEGRAM)
UNFENCED = Case("doubles", "by hand", doubles, TELEGRAM, days=1, is_fenced=False)
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command on a few cases, in this process."""

    def invoke(*cases: Case) -> Result:
        monkeypatch.setattr("bot.drill.runner.all_cases", lambda *, seeds: cases)
        monkeypatch.setattr("bot.cli.drill.check_windows", lambda processes: (8, len(cases) - 1))
        return CliRunner().invoke(drill, ["--processes", "1"])

    yield invoke
    logging.disable(logging.NOTSET)


def rows(result: Result) -> dict[str, dict[str, str]]:
    """The table: the figures of each group."""
    lines = [line for line in result.stdout.splitlines() if line.startswith("|")]
    head, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert head == ["case", *COLUMNS, "recovered after, minutes"]
    return {row[0]: dict(zip(head, row, strict=True)) for row in body}


def broken(result: Result) -> list[str]:
    """What is called broken."""
    return [line[8:] for line in result.stdout.splitlines() if line.startswith("BROKEN  ")]


def test_all_is_well(run: Run) -> None:
    """A row for the group and one for the total, and exit code 0."""
    result = run(GOOD)
    assert (result.exit_code, broken(result)) == (0, [])
    table = rows(result)
    assert list(table) == ["good days", "total"]
    assert [table["total"][name] for name in ("cases", "expected", "seen")] == ["1", "1", "1"]
    assert "2025 to 2030: 8 looked at, 0 wrong" in result.stdout


def test_what_is_missing_or_fails_is_broken(run: Run) -> None:
    """Each in a line of its own, wrong windows too; the totals count them all."""
    result = run(GOOD, IDLE, FAILS)
    assert result.exit_code == 1
    missing, failed, windows = broken(result)
    assert missing.startswith("idle days: no beat: Tally(")
    assert failed == "idle days: a failure: RuntimeError: no such thing"
    assert windows == "due windows"
    table = rows(result)
    assert (table["idle days"]["cases"], table["idle days"]["missing"]) == ("2", "1")
    total = table["total"]
    assert [total[name] for name in ("cases", "expected", "seen", "missing")] == list("3211")


def test_doubts_have_to_be_found_out(run: Run) -> None:
    """Nothing is lost or doubled where doubts are left to people, but the goal is missed."""
    result = run(FOUND)
    assert (result.exit_code, broken(result)) == (0, [])
    assert "100.0 % of 1 doubts" in result.stdout
    assert broken(run(DOUBT)) == []  # one in a sample may stay
    result = run(DOUBT, DOUBT)
    assert "less than 99 % of the doubts were found out" in broken(result)
    assert result.exit_code == 1
    assert rows(result)["doubts"]["in doubt"] == "2"


def test_what_nothing_fences_is_counted_apart(run: Run) -> None:
    """It is in a line of its own, and neither in the table nor broken; elsewhere it is both."""
    result = run(UNFENCED, UNFENCED)
    assert "doubled between the last check and the first byte: 2\n" in result.stdout
    assert rows(result)["total"]["doubled"] == "0"
    assert [line for line in broken(result) if line != "due windows"] == []
    result = run(replace(UNFENCED, is_fenced=True))
    assert "between the last check" not in result.stdout
    assert rows(result)["total"]["doubled"] == "1"
    assert broken(result)[0].startswith("doubles: by hand: Tally(")
    assert result.exit_code == 1


def test_the_sample_is_quick(run: Run) -> None:
    """``--quick`` plays the sample: cases without a trait are not in it."""
    run(GOOD)
    result = CliRunner().invoke(drill, ["--processes", "1", "--quick"])
    assert rows(result) == {"total": rows(result)["total"]}
    assert "due windows" not in result.stdout


ZONES = ["Europe/London", "Pacific/Apia"]


@pytest.fixture
def _some_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a clock change of London."""
    monkeypatch.setattr("bot.drill.window_check.FIRST", date(2027, 3, 1))
    monkeypatch.setattr("bot.drill.window_check.LAST", date(2027, 4, 9))


@pytest.mark.usefixtures("_some_weeks")
def test_windows_are_counted() -> None:
    """Four times a day, of 40 days and two zones."""
    assert check_windows(1, ZONES) == (4 * 40 * 2, 0)


def too_long(day: date, at: time, *, zone: ZoneInfo) -> Window:
    """A window that goes on into the next day."""
    start, end = window(day, at, zone=zone)
    return Window(start, end + timedelta(seconds=1))


def an_hour_late(day: date, at: time, *, zone: ZoneInfo) -> Window:
    """A window that begins an hour after its time."""
    start, end = window(day, at, zone=zone)
    return Window(min(start + timedelta(hours=1), end - timedelta(seconds=1)), end)


def never_on_sundays(day: date, at: time, *, zone: ZoneInfo) -> Window:
    """A day without a window."""
    start, end = window(day, at, zone=zone)
    return Window(start, start if day.weekday() == 6 else end)


@pytest.mark.usefixtures("_some_weeks")
@pytest.mark.parametrize(
    ("wrong", "count"), [(too_long, 320), (an_hour_late, 320), (never_on_sundays, 40)]
)
def test_wrong_windows_are_seen(
    wrong: Callable[..., Window], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that ends or begins at another time, or is empty."""
    monkeypatch.setattr("bot.drill.window_check.window", wrong)
    assert check_windows(1, ZONES) == (320, count)
