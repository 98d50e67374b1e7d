"""The form of an answer: a text and buttons."""

from __future__ import annotations

from dataclasses import dataclass


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


def in_rows(buttons: list[Button], most: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows of at most so many."""
    return tuple(tuple(buttons[n : n + most]) for n in range(0, len(buttons), most))
