"""Memory of the running service before and after many updates, by its own process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bot.local_service import TOKEN
from bot.sandbox.telegram.server import TelegramServer
from tests.conftest import DATASET

UPDATES, PEOPLE = 20_000, 2_000
WAIT = 3600.0
SETTINGS = f"""
timezone = "Europe/London"
database = "sqlite:///ledger.db"
dataset = "{DATASET}"
[[channels]]
name = "telegram"
platform = "telegram"
target = "@on_this_day"
post_at = "00:00"
"""
QUESTIONS = ("/today", "20 May", "/search moon", "yesterday", "/random", "lol", "/topics", "Quaid")


def main() -> None:
    """Prints the resident memory after the first answers, after all, and its peak."""
    with (
        tempfile.TemporaryDirectory() as folder,
        TelegramServer(TOKEN, now=lambda: datetime.now(UTC)) as telegram,
    ):
        (Path(folder) / "onthisday.toml").write_text(SETTINGS, encoding="utf-8")
        telegram.add_channel(-1001234, username="on_this_day")
        for person in range(1, PEOPLE + 2):
            telegram.add_user(person, wrote=True)
        environment = os.environ | {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": telegram.url}
        command = [sys.executable, "-m", "bot", "run", "--config", f"{folder}/onthisday.toml"]
        service = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            _ask(telegram, 2 * len(QUESTIONS))
            before = _memory(service.pid, "VmRSS")
            _ask(telegram, UPDATES)
            after, peak = (_memory(service.pid, what) for what in ("VmRSS", "VmHWM"))
        finally:
            service.kill()
            service.wait()
    print(f"{UPDATES:,} updates: {before} MB before, {after} MB after, {peak} MB at most")


def _ask(telegram: TelegramServer, number: int) -> None:
    """Ask so many questions, and wait until the last one is answered."""
    last = PEOPLE + 1
    known = len(telegram.messages(last))
    for n in range(number):
        telegram.say(QUESTIONS[n % len(QUESTIONS)], user=1 + n % PEOPLE)
    telegram.say("/help", user=last)
    telegram.wait_for(lambda: len(telegram.messages(last)) > known + 1, timeout=WAIT)


def _memory(process: int, what: str) -> int:
    """A process's memory in MB, as the system counts it."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    found = next(line for line in lines if line.startswith(what))
    return int(found.split()[1]) // 1024
