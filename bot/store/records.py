"""What the store gives out: frozen records, and the states of a delivery."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.events import Event

DAY_SLOT = "day"  # a constant, never a time: moving the hour at noon posts nothing twice


class State(StrEnum):
    """The life of a delivery; the README draws it."""

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
        """Whether the post is certainly not on air and may still be sent on its day."""
        return self in (State.WAITING, State.EMPTY, State.HELD)


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a delivery one: the channel's name, its local date, and the slot."""

    channel: str
    date: date
    slot: str = DAY_SLOT


@dataclass(frozen=True, slots=True)
class Content:
    """What is about to go on air, kept with the claim: the finished text and its events."""

    platform: str
    target: str
    text: str = ""
    button_text: str = ""
    button_start: str = ""
    events: tuple[Event, ...] = ()

    @property
    def events_json(self) -> str:
        """The events as they are published, the lead first."""
        return json.dumps([json.loads(event.to_json()) for event in self.events])


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger."""

    key: Key
    state: State
    content: Content
    remote_id: str | None
    attempts: int
    not_before: datetime | None
    claimed_at: datetime | None
    settled_at: datetime | None
    looks: int
    looked_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A stopped channel: ``until`` is the last date that it is stopped on, None for open end."""

    channel: str
    until: date | None
    since: datetime
    by: str
    why: str

    def covers(self, day: date) -> bool:
        """Whether the channel is stopped on a date."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Notice:
    """A trouble to tell the operators of, or that it is over."""

    key: str
    text: str
    over: bool
