"""The ledger on a real PostgreSQL: first starts at once, a pool between, a session that ends."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy

from bot.drill.dataset import dataset_text
from bot.drill.postgres_cases import end_sessions
from bot.local_service import NINE, Scene, World, made_world
from bot.store import Content, Database, Key, State
from tests.helpers.meanwhile import meanwhile
from tests.helpers.ports import free_port
from tests.helpers.talk import PATIENCE, until

KEY = Key("telegram", NINE.date())
CONTENT = Content("telegram", "@x", "text")
OPEN = "import sys; from bot.store import Database; Database.open(sys.argv[1]).close()"
TRIES = 5  # ports for the pooler: it takes its own after the test has found it free
POOLER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def test_three_first_starts_at_once_all_come_up(postgres_url: str) -> None:
    """Of three processes on an empty database one migrates, and the others wait for it."""
    command = [sys.executable, "-c", OPEN, postgres_url]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ended = [process.communicate(timeout=PATIENCE)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], ended
    with Database.open(postgres_url) as database:
        assert database.ledger.claim(KEY, CONTENT, now=NINE)


@pytest.fixture
def pooled_url(postgres_url: str, tmp_path: Path) -> Iterator[str]:
    """The same database behind pgbouncer, which gives each transaction to any session."""
    if POOLER is None:
        pytest.skip("pgbouncer is not installed: apt-get install pgbouncer")
    url = urlsplit(postgres_url)
    name, place = url.path.strip("/"), parse_qs(url.query)["host"][0]
    tmp_path.chmod(0o755)
    databases = f"[databases]\n{name} = host={place} dbname={name} user=postgres\n"
    pooler, port = _pooler(tmp_path / "pgbouncer.ini", databases)
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/{name}"
    finally:
        pooler.terminate()
        pooler.wait()


def _pooler(settings: Path, databases: str) -> tuple[subprocess.Popen[bytes], int]:
    """A running pooler and its port; another port where one beside it took the first meanwhile."""
    for _ in range(TRIES):
        port = free_port()
        settings.write_text(
            f"{databases}[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n"
            "unix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 3\n",
            encoding="utf-8",
        )
        as_user = {"user": "embedded_postgres"} if os.geteuid() == 0 else {}
        options: Any = {"stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **as_user}
        pooler = subprocess.Popen([str(POOLER), str(settings)], **options)
        if _comes_up(pooler, port):
            return pooler, port
    raise AssertionError("pgbouncer does not start: run it by hand")


def _comes_up(pooler: subprocess.Popen[bytes], port: int) -> bool:
    """True once the pooler listens; False if it has ended."""
    until(lambda: pooler.poll() is not None or _listens(port))
    return pooler.poll() is None


def _listens(port: int) -> bool:
    with contextlib.suppress(ConnectionError):
        socket.create_connection(("127.0.0.1", port)).close()
        return True
    return False


def test_behind_a_pool_in_transaction_mode_one_copy_posts(pooled_url: str) -> None:
    """Two copies on the same pool: the right to post is one copy's, and goes on to the other."""
    with Database.open(pooled_url) as one, Database.open(pooled_url) as other:
        first, second = one.leader_lock(), other.leader_lock()
        for _ in range(5):  # whichever of its sessions the pool gives
            assert (first.take(), second.take()) == (True, False)
            assert not first.is_lost()
        assert one.ledger.claim(KEY, CONTENT, now=NINE)
        assert not other.ledger.claim(KEY, CONTENT, now=NINE)
        first.release()
        until(second.take)
        assert not first.take()
        second.release()


@pytest.fixture
def world(postgres_url: str, tmp_path: Path) -> Iterator[World]:
    """A service on PostgreSQL, on its second day."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(dataset_text(), encoding="utf-8")
    with made_world(tmp_path, dataset, scene=Scene(database=postgres_url)) as made:
        made.runner.run(made.service.owned_beat())
        made.clock.step(days=1)
        yield made


@pytest.mark.parametrize("channel", ["telegram", "x"])
def test_a_sender_whose_session_ended_after_its_claim_sends_nothing(
    world: World, channel: str
) -> None:
    """It has lost the right to post, and asks right before the request."""
    meanwhile(world, channel, lambda: end_sessions(world))
    world.runner.run(world.service.owned_beat())
    assert len(world.seen(channel)) == 1
    assert world.state(channel) is State.WAITING
    world.clock.step(minutes=2)
    world.runner.run(world.service.owned_beat())
    assert world.state(channel) is State.SENT


def test_a_restored_table_is_no_continued_ledger(world: World) -> None:
    """What is put back has another file; then a process that begins after the time looks first."""
    world.runner.run(world.service.owned_beat())
    world.restart()
    assert world.database.is_continued
    world.restart()
    engine = sqlalchemy.create_engine(world.scene.database)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE kept AS SELECT * FROM deliveries"))
        connection.execute(sqlalchemy.text("TRUNCATE deliveries"))
        connection.execute(sqlalchemy.text("INSERT INTO deliveries SELECT * FROM kept"))
        connection.execute(sqlalchemy.text("DROP TABLE kept"))
    engine.dispose()
    assert not world.database.is_continued
    world.clock.now = NINE + timedelta(days=2)
    world.scene = replace(world.scene)
    states = [outcome.state for outcome in world.beat().values()]
    assert states == [State.IN_DOUBT] * 2
