"""Loading the real dataset with its languages against a bare parse of the same files."""

from __future__ import annotations

import gc
import resource

import tomli

from bot.dataset import load
from bot.dataset.translations import LANGUAGES, path_of
from tests.benchmarks.timing import best
from tests.conftest import DATASET


def main() -> None:
    """Prints the ratio, the time of making one edition, and the memory of the process."""
    files = [DATASET, *(path_of(DATASET, language) for language in LANGUAGES)]
    texts = [path.read_text(encoding="utf-8") for path in files if path.exists()]
    gc.disable()
    parsed = best(lambda: [tomli.loads(text) for text in texts], runs=5)
    loaded = best(lambda: load(DATASET), runs=5)
    dataset = load(DATASET)
    made = best(lambda: load(DATASET).edition("fa"), runs=3) - loaded
    gc.enable()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(dataset)} entries in {len(texts)} languages: parse {parsed * 1000:.0f} ms, load "
        f"{loaded * 1000:.0f} ms, ratio {loaded / parsed:.2f} (goal: at most 2.2); "
        f"an edition {made * 1000:.0f} ms; {memory:.0f} MB"
    )
