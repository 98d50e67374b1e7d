"""What the bot answers with: a text and buttons, and what a button's data says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

DATA_LIMIT = 64  # bytes, Telegram's


@dataclass(frozen=True, slots=True)
class Button:
    """A button that sends ``data`` back, or opens ``url``."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A message: Telegram HTML, and rows of buttons."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()


class View(NamedTuple):
    """A page of a day: ``only`` is a country's code or a topic, or empty.

    ``asked`` says what the person gave beside the day: ``y1983`` a year, ``s`` and ``h`` a date of
    the Solar Hijri or the Hijri calendar; empty for nothing.
    """

    on: date
    page: int = 0
    only: str = ""
    asked: str = ""

    def data(self, kind: str = "d") -> str:
        """The data of a button that leads here."""
        return f"{kind}|{self.on.isoformat()}|{self.page}|{self.only}|{self.asked}"

    @classmethod
    def of(cls, fields: list[str]) -> View:
        """The view that ``data`` wrote; ValueError for anything else."""
        on, page, only, asked = fields
        return cls(date.fromisoformat(on), max(int(page), 0), only, asked)


def fits(data: str) -> bool:
    """Whether Telegram takes it as a button's data."""
    return len(data.encode()) <= DATA_LIMIT


def in_rows(buttons: list[Button], most: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows of at most so many."""
    return tuple(tuple(buttons[n : n + most]) for n in range(0, len(buttons), most))
