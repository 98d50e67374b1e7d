"""CPU time of importing what each long-running or frequent command needs."""

from __future__ import annotations

import subprocess
import sys

COMMANDS = ("post", "status", "today")
LOAD = "import click; from bot.cli.group import cli; cli.get_command(click.Context(cli), {!r})"
CHAT = "; import bot.chatbot.running"  # which `run` loads as well


def main() -> None:
    """Prints seconds of processor time for each command's imports, and a bare start's."""
    bare = _seconds("pass")
    loads = {command: LOAD.format(command) for command in COMMANDS}
    for command, load in {**loads, "run": LOAD.format("run") + CHAT}.items():
        spent = _seconds(load)
        print(f"{command}: {spent - bare:.2f} s of CPU for its imports (a bare start: {bare:.2f})")


def _seconds(code: str) -> float:
    """The least processor time of five starts."""
    measured = f"{code}\nimport time; print(time.process_time())"
    runs = (
        subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True)
        for _ in range(5)
    )
    return min(float(run.stdout) for run in runs)
