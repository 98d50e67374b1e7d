"""The service as a process of its own: posting, answering, ending, and being killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.local_service import ACCOUNT, CHANNEL
from bot.sandbox.server.faults import Fault
from bot.sandbox.telegram.server import TelegramServer
from bot.sandbox.x.server import XServer
from bot.store import Database, State
from tests.config.test_settings import SECRETS, TOKEN
from tests.conftest import ROOT, full_year
from tests.helpers.settings import settings_file

PERSON = 7
PATIENCE = 300.0  # seconds; a busy machine is no reason to fail


@dataclass
class Stage:
    """The two platforms, and the folder of a service that runs against them."""

    folder: Path
    telegram: TelegramServer
    x: XServer

    @contextlib.contextmanager
    def service(self) -> Iterator[subprocess.Popen[str]]:
        """``onthisday run`` as a process, killed at the end if it still lives."""
        environ = {
            **os.environ,
            **SECRETS,
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BASE_URL": self.telegram.url,
            "X_BASE_URL": self.x.url,
        }
        command = [sys.executable, "-m", "bot", "run", "--config", "onthisday.toml"]
        process = subprocess.Popen(
            command, cwd=self.folder, env=environ, stderr=subprocess.PIPE, text=True
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def states(self) -> dict[str, State]:
        """What the ledger says of each channel."""
        store = Database.open(f"sqlite:///{self.folder}/ledger.db")
        found = {row.key.channel: row.state for row in store.ledger.find()}
        store.close()
        return found


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An entry for every day, so that any real day has a post."""
    full_year(tmp_path)
    settings_file(tmp_path, zone="UTC", post_at="00:00")
    with (
        TelegramServer(TOKEN, now=lambda: datetime.now(UTC)) as telegram,
        XServer(ACCOUNT, now=lambda: datetime.now(UTC)) as x,
    ):
        telegram.add_channel(CHANNEL, username="on_this_day")
        telegram.add_user(PERSON)
        yield Stage(tmp_path, telegram, x)
        assert telegram.crashes == []


def test_it_posts_answers_and_ends_when_asked(stage: Stage) -> None:
    """One post on each channel, an answer to a person, no token in the log, exit code 0."""
    with stage.service() as process:
        stage.telegram.wait_for_messages(CHANNEL, timeout=PATIENCE)
        stage.telegram.say("20 May", user=PERSON)
        [answer] = stage.telegram.wait_for_messages(PERSON, timeout=PATIENCE)
        assert "Title of day-05-20" in answer.text
        stage.telegram.say("/start e_day-05-20", user=PERSON)
        answers = stage.telegram.wait_for_messages(PERSON, 2, timeout=PATIENCE)
        assert "Sources:" in answers[1].text
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert TOKEN not in log
    assert "Traceback" not in log
    # So late in the day a first post on X is looked for before it is sent.
    assert stage.states() == {"telegram": State.SENT, "x": State.IN_DOUBT}
    assert len(stage.telegram.messages(CHANNEL)) == 1


def test_asked_to_end_while_sending_it_ends_in_time_and_leaves_a_doubt(stage: Stage) -> None:
    """SIGTERM waits for what is being sent, not for ever; the next start sends nothing blindly."""
    stage.telegram.faults.add(Fault("hang", when="after", method="sendMessage"))
    with stage.service() as process:
        stage.telegram.faults.wait_for_hung(timeout=PATIENCE)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert stage.states()["telegram"] is State.SENDING
    _restart_and_see_a_doubt(stage)


def test_killed_while_sending_it_leaves_a_doubt(stage: Stage) -> None:
    """kill -9 after Telegram took the post, before the answer: one post, in doubt, none doubled."""
    stage.telegram.faults.add(Fault("hang", when="after", method="sendMessage"))
    with stage.service() as process:
        stage.telegram.faults.wait_for_hung(timeout=PATIENCE)
        process.kill()
        process.wait()
    _restart_and_see_a_doubt(stage)


def test_killed_in_a_burst_of_questions_it_answers_them_all(stage: Stage) -> None:
    """kill -9 at the twentieth of 60 answers: after a restart each person has one at least."""
    people = range(1000, 1060)
    for person in people:
        stage.telegram.add_user(person)

    def answered() -> int:
        return sum(any(m.by_bot for m in stage.telegram.messages(p)) for p in people)

    with stage.service() as process:
        stage.telegram.wait_for_messages(CHANNEL, timeout=PATIENCE)
        arrived: list[str] = []

        def kill_at_the_twentieth(method: str, params: object) -> None:
            if method == "sendMessage":
                arrived.append(method)
            if len(arrived) == 20:
                process.kill()

        stage.telegram.faults.on_request(kill_at_the_twentieth)
        for person in people:
            stage.telegram.say("20 May", user=person)
        process.wait(timeout=PATIENCE)
    with stage.service():
        stage.telegram.wait_for(lambda: answered() == len(people), timeout=PATIENCE)


def _restart_and_see_a_doubt(stage: Stage) -> None:
    stage.telegram.faults.release()
    with stage.service() as process:
        stage.telegram.say("/help", user=PERSON)
        stage.telegram.wait_for_messages(PERSON, timeout=PATIENCE)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert stage.states()["telegram"] is State.IN_DOUBT
    assert len(stage.telegram.messages(CHANNEL)) == 1


def test_a_second_copy_stands_by(stage: Stage) -> None:
    """Two services on one ledger: one post each, and the second says that it waits."""
    with stage.service():
        stage.telegram.wait_for_messages(CHANNEL, timeout=PATIENCE)
        with stage.service() as second:
            assert second.stderr is not None
            line = next(line for line in second.stderr if "stands by" in line)
            assert "another copy" in line
    assert len(stage.telegram.messages(CHANNEL)) == 1
