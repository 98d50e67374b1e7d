"""CPU time of importing what each long-running or frequent command needs."""

from __future__ import annotations

import subprocess
import sys

MODULES = {
    "run": "bot.cli.service",
    "post": "bot.cli.service",
    "status --alive": "bot.cli.ledger",
    "today": "bot.cli.day",
}


def main() -> None:
    """Prints seconds of processor time for each command's imports, and a bare start's."""
    bare = _seconds("pass")
    for command, module in MODULES.items():
        spent = _seconds(f"import bot.cli.group, {module}")
        print(f"{command}: {spent - bare:.2f} s of CPU for its imports (a bare start: {bare:.2f})")


def _seconds(code: str) -> float:
    """The least processor time of five starts."""
    measured = f"{code}\nimport time; print(time.process_time())"
    runs = (
        subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True)
        for _ in range(5)
    )
    return min(float(run.stdout) for run in runs)
