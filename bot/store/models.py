"""The tables. ``table=True`` models are not validated; what is written is checked before."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class _Table(SQLModel):
    """A table. Its validators, which nothing uses, are not built: that takes long at each start."""

    model_config = {"defer_build": True}


class DeliveryRow(_Table, table=True):
    """One post of one channel on one local date: the ledger. The unique key is "once"."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("channel", "date", "slot"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    date: date
    slot: str
    state: str
    platform: str
    target: str
    text: str = Field(default="", sa_type=Text)
    button_text: str = ""
    button_start: str = ""
    lead: str = Field(default="", index=True)
    content: str = Field(default="[]", sa_type=Text)
    earlier: str = Field(default="", sa_type=Text)
    story: str = Field(default="[]", sa_type=Text)
    chat_id: str = ""
    picture: str = ""
    picture_kind: str = ""
    remote_id: str | None = None
    after_id: str | None = None
    edit_of: str | None = None
    attempts: int = 0
    not_before: datetime | None = None
    claimed_at: datetime | None = None
    settled_at: datetime | None = Field(default=None, index=True)
    looks: int = 0
    looked_at: datetime | None = None
    look_state: str = ""
    error: str = Field(default="", sa_type=Text)


class AmendmentRow(_Table, table=True):
    """One thing to put right in one post: a line of ``corrections``, a retraction."""

    __tablename__ = "amendments"
    __table_args__ = (UniqueConstraint("channel", "date", "slot", "event_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    noted_on: date | None = None  # above the field that takes the name of its type
    channel: str
    date: date
    slot: str
    event_id: str
    number: int
    kind: str
    note: str = Field(default="", sa_type=Text)
    event: str = Field(sa_type=Text)
    state: str
    choice: str = ""
    attempts: int = 0
    not_before: datetime | None = None
    noticed_at: datetime
    settled_at: datetime | None = None
    error: str = Field(default="", sa_type=Text)
    told: bool = False


class HoldRow(_Table, table=True):
    """A channel that an operator stopped, until a date or until it is resumed."""

    __tablename__ = "holds"

    channel: str = Field(primary_key=True)
    until: date | None = None
    since: datetime
    by: str
    why: str = ""


class NoticeRow(_Table, table=True):
    """A problem of which the operators are notified once, and once more when it is over."""

    __tablename__ = "notices"

    key: str = Field(primary_key=True)
    text: str = Field(sa_type=Text)
    raised_at: datetime
    told_at: datetime | None = None
    over_text: str = Field(default="", sa_type=Text)
    buttons: str = Field(default="[]", sa_type=Text)


class SpendingRow(_Table, table=True):
    """The charge of a platform for a call, in millionths of a US dollar."""

    __tablename__ = "spending"

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(index=True)
    at: datetime = Field(index=True)
    what: str
    micro_usd: int


class MarkRow(_Table, table=True):
    """A named instant, such as the last heartbeat."""

    __tablename__ = "marks"

    name: str = Field(primary_key=True)
    at: datetime


class ChatRow(_Table, table=True):
    """The id of a chat that the settings name: by its @name, or by the id that it had before."""

    __tablename__ = "chats"

    name: str = Field(primary_key=True)
    chat_id: str


class CounterRow(_Table, table=True):
    """A number that only grows, such as that of the heartbeats."""

    __tablename__ = "counters"

    name: str = Field(primary_key=True)
    value: int = Field(sa_type=BigInteger)


class DecisionRow(_Table, table=True):
    """An editor's decision about a channel's post of a date; undone ones stay as history."""

    __tablename__ = "decisions"

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(index=True)
    day: date = Field(index=True)
    wish: str
    about: str = ""
    by: str
    at: datetime
    undone_by: str = ""
    undone_at: datetime | None = None
    change: str = ""


class PreviewRow(_Table, table=True):
    """The messages in the editors' chat that show the posts of a date before they go out."""

    __tablename__ = "previews"

    channel: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    messages: str = Field(default="[]", sa_type=Text)
    claimed_at: datetime
    reminded_at: datetime | None = None


class PersonRow(_Table, table=True):
    """A person's choices: zone, language, Hijri calendar, the entry that is being reported."""

    __tablename__ = "people"

    id: int = Field(primary_key=True, sa_type=BigInteger)  # Telegram's, of up to 52 bits
    zone: str = ""
    language: str = ""
    reporting: str = ""
    gone_at: datetime | None = None
    hijri: str = ""


class ReportRow(_Table, table=True):
    """A person's report of a fault in an entry. The update that brought it makes it unique."""

    __tablename__ = "reports"

    id: int | None = Field(default=None, primary_key=True)
    person: int | None = Field(default=None, index=True, sa_type=BigInteger)
    language: str = ""
    event_id: str
    words: str = Field(sa_type=Text)
    state: str
    made_at: datetime
    closed_at: datetime | None = None
    told: bool = False
    update_id: int | None = Field(default=None, unique=True, sa_type=BigInteger)


class UpdateRow(_Table, table=True):
    """An update that was answered."""

    __tablename__ = "updates"

    id: int = Field(primary_key=True, sa_type=BigInteger)
