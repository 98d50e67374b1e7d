"""The form of an answer: a text and buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.post import Button

LONGEST_TITLE = 48  # letters on a button


@dataclass(frozen=True, slots=True)
class Answer:
    """A message: Telegram HTML, and rows of buttons."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()


def in_rows(buttons: list[Button], most: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows of at most so many."""
    return tuple(tuple(buttons[n : n + most]) for n in range(0, len(buttons), most))
