"""Writing the site: only what changed is made, and nothing is moved into place before all is made.

A build that fails leaves the last one as it was. One that is killed while files are moved leaves
a list without them, so that the next build makes them again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from bot.site import manifest
from bot.site.output import Output
from bot.site.outputs import all_outputs
from bot.site.paths import file_of
from bot.site.site import Site, SiteError

Progress = Callable[[int, int], None]
"""Called with how many files are done, and of how many."""


class Built(NamedTuple):
    """How many files were written, kept from the last build, and removed."""

    written: int
    kept: int
    removed: int


def build(site: Site, out: Path, *, progress: Progress | None = None) -> Built:
    """Write the site into a folder, or SiteError with the last build still in place."""
    manifest.read(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / manifest.LOCK, timeout=0):
            return _build(site, out, progress)
    except Timeout:
        raise SiteError(f"{out}: another build is writing there; wait until it is done") from None
    except OSError as fault:
        place = fault.filename or out
        raise SiteError(f"{place}: cannot be written: {fault.strerror}") from None


def _build(site: Site, out: Path, progress: Progress | None) -> Built:
    before = manifest.read(out)
    wanted = list(all_outputs(site))
    paths = {output.path for output in wanted}
    changed = [o for o in wanted if before.get(o.path) != o.key or not _file(out, o).is_file()]
    gone = [path for path in before if path not in paths]
    staging = out / manifest.STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        _make(changed, staging, progress)
        moving = {output.path for output in changed}
        manifest.write(out, {path: key for path, key in before.items() if path not in moving})
        _move(changed, staging, out)
        _remove(out, gone)
        manifest.write(out, {output.path: output.key for output in wanted})
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Built(len(changed), len(wanted) - len(changed), len(gone))


def _file(out: Path, output: Output) -> Path:
    return out / file_of(output.path)


def _make(changed: Sequence[Output], staging: Path, progress: Progress | None) -> None:
    """Make every file, under its number."""
    for number, output in enumerate(changed):
        (staging / str(number)).write_bytes(output.make())
        if progress:
            progress(number + 1, len(changed))


def _move(changed: Iterable[Output], staging: Path, out: Path) -> None:
    folders: set[Path] = set()
    for number, output in enumerate(changed):
        path = _file(out, output)
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        (staging / str(number)).replace(path)


def _remove(out: Path, gone: Iterable[str]) -> None:
    """Remove files that are no longer part of the site, and folders that are empty then."""
    for path in gone:
        file = out / file_of(path)
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == out or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
