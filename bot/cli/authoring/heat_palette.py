"""The colours of the year's picture: how many entries a day has, from red to green."""

from __future__ import annotations

from collections.abc import Iterable

SHADES = ("#4a1525", "#7a3b12", "#8a6d1a", "#8f9a2c", "#2f8f4a", "#1fa866", "#14b87c")
"""Backgrounds for 0, 1, 2, ... entries a day: red is thin, green is enough."""


def shade(count: int) -> str:
    """The colour of a day with so many entries."""
    return SHADES[min(count, len(SHADES) - 1)]


def legend() -> Iterable[tuple[str, str]]:
    """Each shade with its meaning, for the picture."""
    last = len(SHADES) - 1
    return [(f"{n} or more" if n == last else str(n), colour) for n, colour in enumerate(SHADES)]
