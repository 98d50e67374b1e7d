"""The aims of a dataset: ``aims.toml`` in its folder, a bound for each figure of ``stats``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from bot import toml
from bot.authoring.figures.figure import Figure
from bot.errors import DatasetError
from bot.validators import did_you_mean

FILE_NAME = "aims.toml"
BOUNDS = ("at_least", "at_most")


class Aim(NamedTuple):
    """A bound of a figure."""

    bound: float
    at_most: bool


def load_aims(dataset: Path) -> dict[str, Aim]:
    """The aims of a dataset by the name of their figure; none where it has no such file.

    DatasetError with everything that is wrong in it.
    """
    path = dataset.parent / FILE_NAME
    if not path.exists():
        return {}
    tables, text = toml.read(path, error=DatasetError)
    lines = toml.KeyLines(text.split("\n"), ())
    faults = [
        f"{path}:{lines.line_of(None, name)}: {name}: expected {{ at_least = 1 }} or at_most"
        for name, table in tables.items()
        if not _is_aim(table)
    ]
    if faults:
        raise DatasetError(faults)
    return {
        name: Aim(next(iter(table.values())), "at_most" in table) for name, table in tables.items()
    }


def _is_aim(table: Any) -> bool:
    return (
        type(table) is dict
        and len(table) == 1
        and next(iter(table)) in BOUNDS
        and type(next(iter(table.values()))) in (int, float)
    )


def held(figures: list[Figure], aims: Mapping[str, Aim]) -> list[Figure]:
    """The figures with their aims; DatasetError where an aim is of no figure."""
    known = [figure.name for figure in figures]
    faults = [
        f"{FILE_NAME}: {name}: there is no such figure{did_you_mean(name, known)}"
        for name in aims
        if name not in known
    ]
    if faults:
        raise DatasetError(faults)
    return [
        replace(figure, aim=aims[figure.name].bound, at_most=aims[figure.name].at_most)
        if figure.name in aims
        else figure
        for figure in figures
    ]
