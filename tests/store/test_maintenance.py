"""Copies of the ledger, its lock, its file, and channels that were renamed."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.local_service import NINE, Scene, World, made_world
from bot.sandbox.server.faults import Fault
from bot.store import Database, Key, State
from bot.store.maintenance import back_up, restore
from tests.conftest import full_year
from tests.helpers.corrections import LEAD, amended, beats, correction, edit, posted, run

DAY = timedelta(days=1)
BOTH = pytest.mark.parametrize("channel", ["telegram", "x"])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service with an entry for every day; a day is behind it."""
    with made_world(tmp_path, full_year(tmp_path)) as made:
        made.beat()
        yield made


def ledger(world: World) -> Path:
    """The ledger's file."""
    return world.folder / "ledger.db"


def test_a_plain_copy_of_a_running_ledger_is_whole(world: World) -> None:
    """After a heartbeat all that was committed is in the one file."""
    copy = world.folder / "copy.db"
    shutil.copy(ledger(world), copy)
    with Database.open(f"sqlite:///{copy}") as database:
        row = database.ledger.get(Key("telegram", NINE.date()))
        assert row is not None
        assert row.state is State.SENT


@BOTH
@pytest.mark.parametrize("minutes", [1.5, 5, 9])
def test_a_copy_a_minute_old_put_back_within_minutes_doubles_nothing(
    world: World, channel: str, minutes: float
) -> None:
    """A process that begins after the post's time looks before its first try."""
    world.clock.now = NINE + DAY - timedelta(minutes=1)
    world.beat()
    copy = world.folder / "copy.db"
    back_up(world.settings.database, copy)
    world.clock.now = NINE + DAY
    world.beat()
    world.restart()
    world.clock.step(minutes=minutes)
    restore(world.settings.database, copy)
    beats(world, 6)
    assert world.state(channel, NINE + DAY) is State.SENT
    assert len(world.seen(channel)) == 2


def test_a_copy_over_the_running_ledger_is_noticed(world: World) -> None:
    """The file is the same one; what is in it is older: nothing is posted with it."""
    copy = world.folder / "copy.db"
    shutil.copy(ledger(world), copy)
    world.clock.now = NINE + DAY
    world.beat()
    with ledger(world).open("r+b") as file:
        file.write(copy.read_bytes())
        file.truncate()
    for day in (1, 2):
        world.clock.now = NINE + day * DAY + timedelta(minutes=2)
        with pytest.raises(StoreError, match="copied over the one in use"):
            world.beat()
    assert len(world.posts()) == 2


@pytest.mark.parametrize("content", [b"", None], ids=["no byte", "no table"])
def test_an_empty_ledger_beside_an_old_lock_is_refused(world: World, content: bytes | None) -> None:
    """With a sentence that says how to restore, and how to begin anew."""
    world.runner.run(world.service.owned_beat())
    world.restart()
    for path in world.folder.glob("ledger.db*"):
        if path.suffix != ".lock":
            path.unlink()
    if content is None:
        import sqlite3

        connection = sqlite3.connect(ledger(world))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
    else:
        ledger(world).write_bytes(content)
    with pytest.raises(StoreError, match=r"onthisday restore FILE.*delete that lock file"):
        world.beat()
    (world.folder / "ledger.db.lock").unlink()
    assert world.beat()["telegram"].state is State.SENT


def test_a_first_try_ever_looks_on_x_where_it_is_late(world: World) -> None:
    """A ledger begun anew at noon: X can be read without an earlier post."""
    world.restart()
    for path in world.folder.glob("ledger.db*"):
        path.unlink()
    world.clock.step(hours=3)
    beats(world, 3)
    assert world.state("x") is State.SENT
    assert len(world.x_posts()) == 1


def test_backup_and_restore_by_command(world: World) -> None:
    """The copy is private; the ledger that was there is kept."""
    copy = world.folder / "backup.db"
    assert "the ledger as it is now" in run(world, "backup", str(copy))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    world.runner.run(world.service.owned_beat())
    assert "stop it first" in run(world, "restore", str(copy), code=2)
    world.restart()
    assert "ledger.db.replaced" in run(world, "restore", str(copy))
    assert world.state("telegram") is State.SENT
    broken = world.folder / "broken.db"
    broken.write_bytes(b"not a database " * 99)
    world.restart()
    assert "not a whole ledger" in run(world, "restore", str(broken), code=2)
    assert "no such file" in run(world, "restore", "nowhere.db", code=2)


def test_the_ledgers_files_are_private(world: World) -> None:
    """Whatever the umask: they have people's choices."""
    world.runner.run(world.service.owned_beat())
    for path in world.folder.glob("ledger.db*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_two_names_of_one_file_have_one_lock(world: World) -> None:
    """Also by an absolute symbolic link from another folder."""
    elsewhere = world.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "link.db").symlink_to(ledger(world))
    world.runner.run(world.service.owned_beat())
    with Database.open(f"sqlite:///{elsewhere}/link.db") as database:
        assert database.leader_lock().take() is False


def test_a_lost_lock_is_noticed(world: World) -> None:
    """The lock file was removed, and another copy took the new one: the first waits."""
    first, second = world.database.leader_lock(), world.database.leader_lock()
    assert (first.take(), first.is_lost()) == (True, False)
    (world.folder / "ledger.db.lock").unlink()
    assert first.is_lost() is True
    assert second.take() is True
    assert (first.take(), first.take(), second.take()) == (False, False, True)
    second.release()
    assert first.take() is True
    first.release()


@pytest.mark.parametrize("name", ["100%", "what?now", "a b#c", "%2Fx", "ملف"])
def test_any_sign_in_the_path_is_a_sign(tmp_path: Path, name: str) -> None:
    """Not the beginning of a placeholder, of a query or of a fragment."""
    folder = tmp_path / name
    folder.mkdir()
    Database.open(f"sqlite:///{folder}/ledger.db").close()
    assert (folder / "ledger.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_renamed_channel_does_not_post_again(world: World) -> None:
    """It is refused with a sentence; a command carries the history over."""
    names = {"telegram": "news", "x": "x"}
    plans = [replace(plan, name=names[plan.name]) for plan in world.settings.plans]
    with pytest.raises(StoreError, match="onthisday rename telegram news"):
        world.database.refuse_renamed(plans)
    world.restart()
    with Database.open(world.settings.database) as database:
        assert database.rename_channel("telegram", "news") == 1
        database.refuse_renamed(plans)
        row = database.ledger.get(Key("news", NINE.date()))
        assert row is not None
        assert row.state is State.SENT
        with pytest.raises(StoreError, match="knows no channel telegram"):
            database.rename_channel("telegram", "new")
        with pytest.raises(StoreError, match="history of its own"):
            database.rename_channel("news", "x")


def test_rename_wants_the_new_name_in_the_settings(world: World) -> None:
    """Or the service would go on under the old one."""
    assert "no channel news" in run(world, "rename", "telegram", "news", code=2)


def test_a_new_channel_at_another_place_is_no_renamed_one(world: World) -> None:
    """Nor is one next to the old one."""
    plans = list(world.settings.plans)
    world.database.refuse_renamed([*plans, replace(plans[0], name="second")])
    world.database.refuse_renamed([replace(plans[0], name="other", target="@elsewhere")])


@BOTH
@pytest.mark.parametrize("way", ["command", "cp", "cp -a", "mv"])
def test_a_copy_put_back_within_the_posts_minute_doubles_nothing(
    world: World, channel: str, way: str
) -> None:
    """A process that begins seconds after the post's time looks first, where its ledger is not
    provably the one that was written last, however the copy came there.
    """
    world.clock.now = NINE + DAY - timedelta(minutes=1)
    world.beat()
    copy = world.folder / "copy.db"
    shutil.copy2(ledger(world), copy)
    world.clock.now = NINE + DAY - timedelta(seconds=20)
    world.beat()
    world.restart()
    world.clock.step(seconds=20)
    if way == "command":
        restore(world.settings.database, copy)
    elif way == "mv":
        copy.rename(ledger(world))
    else:
        (shutil.copy2 if way == "cp -a" else shutil.copyfile)(copy, ledger(world))
    assert not world.database.is_continued
    beats(world, 8)
    assert world.state(channel, NINE + DAY) is State.SENT
    assert len(world.seen(channel)) == 2


def test_a_ledger_that_is_continued_posts_at_once(world: World) -> None:
    """So cron at the post's minute, and a service started anew then, do not wait for a look."""
    world.clock.now = NINE + DAY - timedelta(minutes=5)
    world.beat()
    world.restart()
    world.clock.now = NINE + DAY
    assert world.database.is_continued
    assert [outcome.state for outcome in world.beat().values()] == [State.SENT] * 2


def test_what_another_program_wrote_since_is_no_continued_ledger(world: World) -> None:
    """Rather one look too many."""
    world.restart()
    with Database.open(world.settings.database) as database:
        database.notices.add("key", "text", now=NINE)
    assert not world.database.is_continued


@BOTH
def test_a_copy_with_a_waiting_try_looks_before_the_next(world: World, channel: str) -> None:
    """The try after it may have been made by the process whose ledger is lost."""
    method = "sendMessage" if channel == "telegram" else "POST /2/tweets"
    server = world.telegram if channel == "telegram" else world.x
    world.clock.now = NINE + DAY
    server.faults.add(Fault("429", method=method, retry_after=60))
    world.beat()
    copy = world.folder / "copy.db"
    shutil.copy2(ledger(world), copy)
    world.clock.step(minutes=1)
    world.beat()
    assert len(world.seen(channel)) == 2
    world.restart()
    shutil.copyfile(copy, ledger(world))
    world.clock.step(minutes=1)
    beats(world, 8)
    assert world.state(channel, NINE + DAY) is State.SENT
    assert len(world.seen(channel)) == 2


@pytest.mark.network
def test_a_copy_from_before_a_correction_on_x_doubles_nothing(tmp_path: Path) -> None:
    """What was chosen before the process began is looked for before it is made."""
    with posted(tmp_path, Scene(platforms=("x",))) as world:
        edit(world, LEAD, ("1983", "1982"), add=correction())
        beats(world)
        run(world, "correct", "x", "2027-05-20", LEAD, "--post")
        copy = world.folder / "copy.db"
        back_up(world.settings.database, copy)
        beats(world)
        assert len(world.x_posts()) == 2
        world.restart()
        shutil.copyfile(copy, ledger(world))
        beats(world, 8)
        assert amended(world, "x") == [(LEAD, "done")]
        assert len(world.x_posts()) == 2
