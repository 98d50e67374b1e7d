"""The states of a delivery, and which may follow which. The documentation's table is checked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """The state of a delivery."""

    SENDING = "sending"
    SENT = "sent"
    WAITING = "waiting"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
    MISSED = "missed"
    EMPTY = "empty"
    HELD = "held"

    @property
    def open(self) -> bool:
        """True if the post is certainly not on air and may still be sent on its day."""
        return self in OPEN


OPEN = frozenset({State.WAITING, State.EMPTY, State.HELD})

FIRST = frozenset(set(State) - {State.SENT, State.IN_DOUBT})
"""The states in which a delivery may begin; ``sending`` by a claim."""

ALLOWED: Mapping[State, frozenset[State]] = {
    State.SENDING: frozenset({State.SENT, State.WAITING, State.FAILED, State.IN_DOUBT, State.HELD}),
    State.IN_DOUBT: frozenset({State.SENT, State.WAITING, State.FAILED}),
    State.WAITING: frozenset(
        {
            State.SENDING,
            State.SENT,  # found on air, or its receipt came late
            State.WAITING,
            State.FAILED,
            State.MISSED,
            State.EMPTY,
            State.HELD,
        }
    ),
    State.EMPTY: frozenset({State.SENDING, State.WAITING, State.MISSED, State.EMPTY, State.HELD}),
    State.HELD: frozenset({State.SENDING, State.WAITING, State.FAILED, State.EMPTY, State.HELD}),
    State.FAILED: frozenset({State.SENT, State.WAITING, State.FAILED}),
    State.MISSED: frozenset({State.WAITING}),  # the day is not over after all
    State.SENT: frozenset({State.SENT}),  # its id is put right
}
"""For each state, those that may follow it; every change of the ledger is held to it."""


def before(state: State) -> frozenset[State]:
    """The states from which a delivery may come into ``state``."""
    return frozenset(old for old, new in ALLOWED.items() if state in new)
