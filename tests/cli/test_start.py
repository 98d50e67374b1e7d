"""What a command that is started every few minutes loads: nothing that it does not use; and what
the service says when it starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.drill.dataset import translate
from bot.store import Database
from tests.config.test_settings import SECRETS
from tests.conftest import ROOT, full_year
from tests.helpers.settings import settings_file

pytestmark = pytest.mark.network

PLATFORMS = {"telegram", "tweepy", "requests", "httpx"}
CATALOGUES = "babel.messages.pofile"  # which reads the texts that a post is made of
LOADED = """\
import sys
from bot.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
SERVERS = {"TELEGRAM_BASE_URL": "http://127.0.0.1:9", "X_BASE_URL": "http://127.0.0.1:9"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with settings, a dataset and a ledger."""
    full_year(tmp_path)
    settings_file(tmp_path, "operators_chat = 5")
    Database.open(f"sqlite:///{tmp_path}/ledger.db").close()
    return tmp_path


def loaded(folder: Path, *words: str) -> tuple[str, set[str]]:
    """What a command prints, and the modules that are loaded at its end."""
    environ = {**os.environ, **SECRETS, **SERVERS, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout, set(done.stderr.split())


def test_a_post_with_nothing_due_loads_no_platform(folder: Path) -> None:
    """The clients of Telegram and X are made when something is sent or asked."""
    said, modules = loaded(folder, "post", "--now", "2027-05-20T06:00Z")
    assert said.count("not due") == 2
    assert not modules & (PLATFORMS | {"alembic", "rich", "bot.chatbot"})


def test_a_post_with_nothing_due_formats_nothing(folder: Path) -> None:
    """In Persian too, where the days ahead are looked at for texts that are lacking."""
    translate(folder / "events.toml")
    settings = folder / "onthisday.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("post_at", 'language = "fa"\npost_at'), encoding="utf-8")
    said, modules = loaded(folder, "post", "--now", "2027-05-20T06:00Z")
    assert said.count("not due") == 2
    assert not modules & (PLATFORMS | {CATALOGUES})


def test_a_health_check_loads_no_library_of_the_database(folder: Path) -> None:
    """It runs every minute, and reads two lines."""
    said, modules = loaded(folder, "status", "--alive")
    assert said == "no beat yet\n"
    assert not modules & (PLATFORMS | {"sqlalchemy", "sqlmodel", "pydantic", "asyncio", "rich"})


def test_a_post_that_is_due_loads_its_platforms(folder: Path) -> None:
    """As above, where there is something to send: the names in the list are the right ones."""
    _, modules = loaded(folder, "post", "--now", "2027-05-20T09:00Z")
    assert modules >= PLATFORMS | {CATALOGUES}


def test_the_service_says_what_it_is_going_to_do(folder: Path) -> None:
    """At its start the log has the dataset, each channel's place and time, and who is told."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env={**os.environ, **SECRETS, **SERVERS, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    ) as service:
        assert service.stderr is not None
        said = []
        for line in service.stderr:
            said.append(line.partition("bot.cli.service: ")[2].rstrip())
            if said[-1].startswith("operators"):
                break
        service.terminate()
        service.stderr.read()
    assert said == [
        "dataset events.toml: 366 entries",
        "telegram: posts to @on_this_day each day at 09:03 Europe/London",
        "x: posts each day at 09:03 Europe/London",
        "operators: told in chat 5",
    ]
