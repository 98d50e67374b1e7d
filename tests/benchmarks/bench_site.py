"""Building the site: CPU a file, seconds in all, memory, sizes; compared with a bare json.dump."""

from __future__ import annotations

import dataclasses
import io
import json
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from bot.dataset import Dataset, load
from bot.dataset.translations import Translation, fingerprint
from bot.events import Event
from bot.site.builder import build
from bot.site.site import Site, SiteConfig
from tests.benchmarks.timing import dataset_of

TODAY = date(2027, 5, 20)
WORDS = {"fa": "رویدادی در تاریخ ایران", "ur": "تاریخ کا ایک واقعہ", "ar": "حدث في التاريخ"}


def in_four_languages(events: list[Event]) -> Dataset:
    """A dataset in which every entry has a text in each language, as long as the English."""
    texts = {
        code: {
            event.id: Translation(
                id=event.id,
                of=fingerprint(event),
                title=f"{words} {event.year}",
                text=f"{words} " * 6,
                context=f"{words} " * 8 if event.context else "",
            )
            for event in events
        }
        for code, words in WORDS.items()
    }
    return Dataset(events, texts)


def measured(events: list[Event], out: Path) -> tuple[int, float, float]:
    """Files written, seconds of CPU, seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    done = build(Site(in_four_languages(events), SiteConfig(), TODAY), out)
    return done.written, time.process_time() - cpu, time.perf_counter() - wall


def main() -> None:
    """Prints the figures for 2,300 and 20,000 entries, and for one edit."""
    for entries in (2_300, 20_000):
        with tempfile.TemporaryDirectory() as folder:
            path = dataset_of(Path(folder) / "events.toml", entries)
            events = list(load(path))
            start = time.process_time()
            json.dump([json.loads(event.to_json()) for event in events], io.StringIO())
            bare = time.process_time() - start
            out = Path(folder) / "out"
            files, cpu, wall = measured(events, out)
            size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{entries:6} entries: {files} files, {cpu / files * 1000:.2f} ms of CPU a file "
                f"(goal 0.8), {wall:.1f} s (goal 40 for 2,300), {memory:.0f} MB of memory, "
                f"{size / 1e6:.0f} MB of files (goal 300); bare json.dump {bare * 1000:.0f} ms"
            )
            edited = [dataclasses.replace(events[0], title="Another title"), *events[1:]]
            files, cpu, wall = measured(edited, out)
            print(f"        one edit: {files} files, {cpu:.2f} s of CPU, {wall:.2f} s (goal 2)")
