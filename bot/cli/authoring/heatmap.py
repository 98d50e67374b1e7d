"""The year as a picture: a square a day, coloured by the number of its entries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from bot.authoring.lint.rules_days import ENOUGH
from bot.cli.authoring.heat_palette import legend, shade
from bot.dates import MONTHS, MonthDay
from bot.errors import install_extra

CELL, GAP, LEFT, TOP, MARGIN = 38, 4, 120, 150, 40
STEP = CELL + GAP
INK, PALE, PAPER = "#e8edf2", "#93a1b0", "#10161d"


def draw(counts: Mapping[MonthDay, int], path: Path) -> None:
    """Write a PNG of the 366 days; a usage error where the library or the folder is missing."""
    try:
        from PIL import Image, ImageDraw, ImageFont
    except ImportError:
        raise click.UsageError(f"--png needs Pillow: {install_extra('stats')}") from None
    image = Image.new("RGB", (LEFT + 31 * STEP + MARGIN, TOP + 12 * STEP + 90), PAPER)
    pen = ImageDraw.Draw(image)
    fonts = {points: ImageFont.load_default(points) for points in (16, 18, 34)}
    enough = sum(count >= ENOUGH for count in counts.values())
    pen.text((MARGIN, 30), f"{sum(counts.values()):,} entries in 366 days", INK, fonts[34])
    pen.text((MARGIN, 78), f"{enough} days have {ENOUGH} or more", PALE, fonts[18])
    for column in range(31):
        x = LEFT + column * STEP + CELL / 2
        pen.text((x, TOP - 12), str(column + 1), PALE, fonts[16], anchor="ms")
    for row, name in enumerate(MONTHS):
        y = TOP + row * STEP + CELL / 2
        pen.text((MARGIN, y), name[:3], INK, fonts[18], anchor="lm")
    for day, count in counts.items():
        _square(pen, day, count, font=fonts[16])
    _legend(pen, fonts[16])
    try:
        image.save(path, "PNG")
    except OSError as fault:
        raise click.UsageError(f"{path}: cannot be written: {fault.strerror}") from None


def _square(pen: Any, day: MonthDay, count: int, *, font: Any) -> None:
    x, y = LEFT + (day.day - 1) * STEP, TOP + (day.month - 1) * STEP
    pen.rounded_rectangle((x, y, x + CELL, y + CELL), 6, shade(count))
    pen.text((x + CELL / 2, y + CELL / 2), str(count), INK, font, anchor="mm")


def _legend(pen: Any, font: Any) -> None:
    """A small square for each shade, with its number."""
    x, y = float(LEFT), TOP + 12 * STEP + 30
    for words, colour in legend():
        pen.rounded_rectangle((x, y, x + 24, y + 24), 5, colour)
        pen.text((x + 34, y + 12), words, PALE, font, anchor="lm")
        x += 64 + pen.textlength(words, font)
