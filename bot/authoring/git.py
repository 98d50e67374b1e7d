"""The text of a file in the last commit. The only module that calls git, and it only reads."""

from __future__ import annotations

import subprocess
from pathlib import Path

SECONDS = 20


def committed(path: Path, *, base: str = "HEAD") -> bytes | None:
    """A file's content in a commit; None outside a checkout, without git, or if it is new there."""
    folder = path.resolve().parent
    try:
        done = subprocess.run(
            [
                "git",
                "-C",
                str(folder),
                "show",
                "--end-of-options",
                f"{base}:./{path.resolve().name}",
            ],
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
