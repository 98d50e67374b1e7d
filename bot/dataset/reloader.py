"""The dataset of a running service: a new file is taken whole, or the last good one is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bot.dataset.dataset import Dataset
from bot.dataset.loader import load_events
from bot.dataset.names import Name, load_names, names_path
from bot.dataset.occasion_loader import FILE_NAME as OCCASIONS
from bot.dataset.occasion_loader import load_occasions
from bot.dataset.occasions import Occasions
from bot.dataset.retired import Retired, load_retired, retired_path
from bot.dataset.translations import LANGUAGES, Texts, load_texts, path_of
from bot.errors import DatasetError

Signature = tuple[int, int, int]
ABSENT: Signature = (0, 0, 0)


class LiveDataset:
    """Loads the files at the start and again when one has changed.

    DatasetError at the start if there is no English dataset; of another file that cannot be
    read (a language, names, recurring days, retired entries) the last good content is kept, and
    ``untold`` says why.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._signatures: dict[Path, Signature] = {}
        self._texts: dict[str, Texts] = {}
        self._retired: Mapping[str, Retired] = {}
        self._faults: dict[Path, str] = {}
        self._signature = _signature(path)
        self._events = load_events(path)
        self._whole = True
        self._occasions = Occasions()
        self._names: tuple[Name, ...] = ()
        self._refresh_others()
        self._current = self._made()

    @property
    def whole(self) -> bool:
        """True if the English file as it was last seen is the one in use."""
        return self._whole

    @property
    def untold(self) -> str:
        """The reason why files of other languages cannot be read; empty if all can."""
        return "\n".join(self._faults.values())

    @property
    def current(self) -> Dataset:
        """The last good dataset."""
        return self._current

    def refresh(self) -> bool:
        """Take the files that changed; True if any did. DatasetError once for each bad version of
        the English one; the other files are taken all the same.

        A signature is taken before its file is read: a change during the reading is seen at the
        next call.
        """
        changed = self._refresh_others()
        try:
            changed |= self._refresh_events()
        finally:
            if changed:
                self._current = self._made()
        return changed

    def _made(self) -> Dataset:
        return Dataset(
            self._events,
            dict(self._texts),
            occasions=self._occasions,
            names=self._names,
            retired=self._retired,
        )

    def _refresh_events(self) -> bool:
        try:
            signature = _signature(self._path)
        except DatasetError:
            self._signature = ABSENT  # whatever comes back is a new file
            self._whole = False
            raise
        if signature == self._signature:
            return False
        self._signature, self._whole = signature, False
        self._events = load_events(self._path)
        self._whole = True
        return True

    def _refresh_others(self) -> bool:
        """Take the changed files other than the English one; True if one that can be read did."""
        taken = [
            self._refresh(path_of(self._path, language), partial(self._take_texts, language))
            for language in LANGUAGES
        ]
        taken.append(self._refresh(self._path.with_name(OCCASIONS), self._take_occasions))
        taken.append(self._refresh(names_path(self._path), self._take_names))
        taken.append(self._refresh(retired_path(self._path), self._take_retired))
        return any(taken)

    def _refresh(self, path: Path, take: Callable[[Path], None]) -> bool:
        signature = _signature(path) if path.exists() else ABSENT
        if signature == self._signatures.get(path, ABSENT):
            return False
        self._signatures[path] = signature
        try:
            take(path)
        except DatasetError as fault:
            self._faults[path] = str(fault)
            return False
        self._faults.pop(path, None)
        return True

    def _take_texts(self, language: str, path: Path) -> None:
        self._texts[language] = load_texts(path)

    def _take_names(self, path: Path) -> None:
        self._names = load_names(path)

    def _take_retired(self, path: Path) -> None:
        self._retired = load_retired(path)

    def _take_occasions(self, path: Path) -> None:
        self._occasions = load_occasions(path)


def _signature(path: Path) -> Signature:
    """Inode, size and time of a file; an atomic swap changes the first."""
    try:
        stat = path.stat()
    except OSError as fault:
        raise DatasetError([f"{path}: cannot be read: {fault.strerror}"]) from None
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns)
