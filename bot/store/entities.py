"""The frozen records that the store gives out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.events import Correction, Event
from bot.post import Button, Earlier, PictureKind
from bot.store.states import State

DAY_SLOT = "day"  # a constant, never a time: moving the hour at noon posts nothing twice


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a delivery: the channel's name, its local date, and the slot."""

    channel: str
    date: date
    slot: str = DAY_SLOT

    @property
    def name(self) -> str:
        """The name of the channel's post: the date, and the slot where it is not the day's post."""
        return str(self.date) if self.slot == DAY_SLOT else f"{self.date} {self.slot}"


@dataclass(frozen=True, slots=True)
class Content:
    """The content about to go on air, kept with the claim: the finished text and its events.

    ``target`` is where the settings say to post; ``chat_id`` is the platform's own id of that chat
    or account, empty where it is not known. ``story`` are the earlier events that the text names,
    and ``earlier`` the finished line that names them, which is all that older posts have.
    ``picture`` is the hash of the picture that goes with it, empty where that is not known.
    """

    platform: str
    target: str
    text: str = ""
    button: Button | None = None
    events: tuple[Event, ...] = ()
    earlier: str = ""
    story: tuple[Earlier, ...] = ()
    chat_id: str = ""
    picture: str = ""
    picture_kind: PictureKind | None = None

    @property
    def events_json(self) -> str:
        """The events as they are published, the lead first."""
        return json.dumps([json.loads(event.to_json()) for event in self.events])

    @property
    def story_json(self) -> str:
        """The earlier events as they are named, each with the address of its post."""
        return json.dumps([[json.loads(event.to_json()), url] for event, url in self.story])


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger.

    ``after_id`` is the last post that was known on air when this one was first tried, and
    ``look_state`` where a look for it that is not finished goes on. ``edit_of`` is the version of
    a post in whose place this one goes.
    """

    key: Key
    state: State
    content: Content
    remote_id: str | None
    after_id: str | None
    attempts: int
    not_before: datetime | None
    claimed_at: datetime | None
    settled_at: datetime | None
    looks: int
    looked_at: datetime | None
    error: str
    id: int = 0
    look_state: str = ""
    edit_of: str | None = None

    @property
    def chat(self) -> str:
        """The chat that the post is in: its id where that is known, or the target."""
        return self.content.chat_id or self.content.target


class Amended(StrEnum):
    """The life of an amendment."""

    WAITING = "waiting"  # to be done by the next heartbeats
    DONE = "done"
    FAILED = "failed"
    ASKED = "asked"  # the operators choose
    JOINED = "joined"  # reported together with a later one, before they had chosen
    LEFT = "left"  # they chose to leave the post as it is
    UNSEEN = "unseen"  # the post names the entry only, in words that stay right


class Kind(StrEnum):
    """The kind of an amendment: with a note, a retraction, or silent."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"
    SILENT = "silent"


class Choice(StrEnum):
    """The ways to correct a post that cannot be edited for good; operators choose all but EDIT."""

    EDIT = "edit"  # a new version in its place, while the platform lets the account
    POST = "post"
    REPLY = "reply"
    REPLACE = "replace"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One thing to put right in one post: ``event`` is the entry as it shall read there.

    ``number`` counts the amendments of an entry in a post from 1; ``note`` is None where it is
    silent. ``choice`` is how it is done, for a post that cannot be edited for good.
    """

    post: Key
    event: Event
    kind: Kind
    number: int = 0
    note: Correction | None = None
    state: Amended = Amended.WAITING
    choice: Choice | None = None
    attempts: int = 0
    not_before: datetime | None = None
    error: str = ""
    id: int = 0

    @property
    def key(self) -> Key:
        """The ledger's key of a post that makes this correction."""
        return Key(self.post.channel, self.post.date, f"correction:{self.event.id}:{self.number}")

    @property
    def can_replace(self) -> bool:
        """True if a new post may take the place of the wrong one: none is made of a stale text."""
        return self.event.retracted is not None or not self.event.stale

    @property
    def notice(self) -> str:
        """The key of the notice by which the operators are asked."""
        return f"amend:{self.post.channel}:{self.post.date}:{self.key.slot}"


@dataclass(frozen=True, slots=True)
class Hold:
    """A stopped channel: ``until`` is the last date that it is stopped on, None for open end."""

    channel: str
    until: date | None
    since: datetime
    by: str
    why: str

    @property
    def words(self) -> str:
        """``telegram: held until 2027-05-22 by Aisha (7)``, with the reason where one is known."""
        until = f"until {self.until}" if self.until else "until resumed"
        return f"{self.channel}: held {until} by {self.by} {self.why}".rstrip()

    def covers(self, day: date) -> bool:
        """True if the channel is stopped on a date."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to the operators: a problem, or its end."""

    key: str
    text: str
    over: bool
    buttons: tuple[Button, ...] = ()
