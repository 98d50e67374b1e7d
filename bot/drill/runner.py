"""Playing cases: each in a folder of its own, side by side in as many processes as asked for."""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot.drill.cases import Case
from bot.drill.chat_cases import chat_cases, copy_cases, wrong_clock_cases
from bot.drill.clock_cases import clock_cases, stop_cases
from bot.drill.dataset import dataset_text, translate
from bot.drill.language_cases import language_cases
from bot.drill.picture_cases import picture_cases
from bot.drill.platform_cases import fault_cases, random_case
from bot.drill.postgres_cases import postgres_cases
from bot.drill.process_cases import process_cases
from bot.drill.scoring import Tally, judge
from bot.drill.storage_cases import database_cases, dataset_cases
from bot.local_service import made_world


@dataclass(frozen=True)
class Played:
    """A case and what came of it; ``fault`` is empty unless the drill itself failed."""

    group: str
    name: str
    tally: Tally
    fault: str = ""


def play(case: Case) -> Played:
    """Play one case and judge it."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        dataset = Path(folder) / "events.toml"
        dataset.write_text(dataset_text(), encoding="utf-8")
        if case.scene.persian:
            translate(dataset)
        scene = replace(case.scene, timeouts=case.timeouts)
        server = case.server(Path(folder)) if case.server else nullcontext("")
        try:
            with (
                server as database,
                made_world(
                    Path(folder),
                    dataset,
                    scene=replace(scene, database=database),
                    start=case.start,
                ) as world,
            ):
                case.play(world)
                promises = {
                    "ledger_is_whole": case.ledger_is_whole,
                    "loses_nothing": case.loses_nothing,
                }
                tally = judge(world, case.first, case.days, **promises)
        except Exception as fault:  # noqa: BLE001 - a case that breaks is shown, the others go on
            return Played(case.group, case.name, Tally(cases=1), f"{type(fault).__name__}: {fault}")
    if not case.is_fenced:
        tally = replace(tally, doubled=0, not_fenced=tally.doubled)
    return Played(case.group, case.name, tally)


@cache
def all_cases(*, seeds: int) -> tuple[Case, ...]:
    """Every case in its order; ``seeds`` is how many by chance there are."""
    return (
        *process_cases(),
        *fault_cases(),
        *clock_cases(),
        *stop_cases(),
        *database_cases(),
        *dataset_cases(),
        *chat_cases(),
        *copy_cases(),
        *wrong_clock_cases(),
        *picture_cases(),
        *language_cases(),
        *postgres_cases(),
        *(random_case(seed) for seed in range(seeds)),
    )


def _play_number(numbers: tuple[int, int]) -> Played:
    """Cases hold functions, which cannot be sent to a process; their numbers can."""
    seeds, number = numbers
    return play(all_cases(seeds=seeds)[number])


def _quiet() -> None:
    """The service logs every fault that is caused; the table shows enough."""
    logging.disable(logging.CRITICAL)


def sample(cases: Sequence[Case]) -> list[int]:
    """The numbers of a few cases that have every trait among them.

    They are gone through in an order made of their names, as good as by chance: in their own all
    that are chosen would be alike in what varies last. One more case so moves few others.
    """
    covered: set[str] = set()
    chosen = []
    for number in sorted(range(len(cases)), key=lambda one: zlib.crc32(cases[one].name.encode())):
        if not covered.issuperset(cases[number].traits):
            covered.update(cases[number].traits)
            chosen.append(number)
    return sorted(chosen)


def chosen_cases(*, seeds: int, quick: bool) -> Sequence[int]:
    """The numbers of the cases that ``play_all`` plays: all of them, or a sample."""
    cases = all_cases(seeds=seeds)
    return sample(cases) if quick else range(len(cases))


def play_all(*, seeds: int, processes: int, quick: bool = False) -> Iterator[Played]:
    """Play the cases, or a sample of them, side by side; in this process alone if asked for one."""
    numbers = [(seeds, number) for number in chosen_cases(seeds=seeds, quick=quick)]
    if processes == 1:
        yield from map(_play_number, numbers)
        return
    # Not multiprocessing's own pool: its workers may have no processes of their own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_quiet) as pool:
        yield from pool.map(_play_number, numbers, chunksize=4)
