"""The dataset of a running service: a new file is taken whole, or the last good one is kept."""

from __future__ import annotations

from pathlib import Path

from bot.dataset.dataset import Dataset
from bot.dataset.loader import load
from bot.errors import DatasetError

Signature = tuple[int, int, int]


class LiveDataset:
    """Loads the file at the start (DatasetError if it cannot) and again when it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._signature = _signature(path)
        self._current = load(path)
        self._whole = True

    @property
    def whole(self) -> bool:
        """Whether the file as it was last seen is the one in use."""
        return self._whole

    @property
    def current(self) -> Dataset:
        """The last good dataset."""
        return self._current

    def refresh(self) -> bool:
        """Take the file if it changed; True if it did. DatasetError once for each bad version.

        The signature is taken before the file is read: a change during the reading is seen at
        the next call.
        """
        try:
            signature = _signature(self._path)
        except DatasetError:
            self._signature = (0, 0, 0)  # whatever comes back is a new file
            self._whole = False
            raise
        if signature == self._signature:
            return False
        self._signature, self._whole = signature, False
        self._current = load(self._path)
        self._whole = True
        return True


def _signature(path: Path) -> Signature:
    """Inode, size and time of a file; an atomic swap changes the first."""
    try:
        stat = path.stat()
    except OSError as fault:
        raise DatasetError([f"{path}: cannot be read: {fault.strerror}"]) from None
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns)
