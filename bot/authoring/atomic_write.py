"""Writing the dataset: whole or not at all, and never over what someone else wrote meanwhile."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from bot.errors import DatasetError


def replace(path: Path, text: str, *, was: bytes) -> None:
    """Put ``text`` in the place of a file that still is ``was``; its mode and owner stay.

    DatasetError if it changed since it was read, or cannot be written: then nothing is changed.
    """
    target = path.resolve()
    try:
        if target.read_bytes() != was:
            raise DatasetError([f"{path}: changed while this ran; nothing is written, try again"])
        _swap(target, text.encode("utf-8"))
    except OSError as fault:
        raise DatasetError([f"{path}: cannot be written: {fault.strerror}"]) from None


def _swap(target: Path, content: bytes) -> None:
    """Write a temporary file next to it, then rename: a reader sees the old or the new one."""
    before = target.stat()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(PermissionError):  # only the superuser may give a file away
            os.chown(beside, before.st_uid, before.st_gid)
        beside.chmod(before.st_mode & 0o7777)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
