"""The records of the stand-in for Telegram: people, chats and messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.sandbox.telegram.html import Entity
from bot.sandbox.telegram.markup import Buttons, Markup

ChatType = Literal["private", "group", "supergroup", "channel"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]


@dataclass
class Person:
    """Someone with an account. Their private chat only exists once they have written to the bot."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    blocked: bool = False


@dataclass
class Chat:
    """A place for messages, with the bot's own status in it.

    In a channel the standing "member" is that of an administrator without the right to post.
    """

    id: int
    type: ChatType
    title: str
    username: str | None = None
    bot: Status = "administrator"
    protected: bool = False
    linked: int | None = None
    migrated_to: int | None = None
    topics: frozenset[int] = frozenset()
    members: dict[int, Status] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)
    last_id: int = 0


@dataclass(frozen=True)
class Version:
    """A message's earlier content, and until when it was shown."""

    text: str
    html: str
    buttons: Buttons
    until: datetime
    photo: "Photo | None" = None


@dataclass(frozen=True)
class Origin:
    """The origin of a forwarded message: a post of a channel, or something a person wrote."""

    date: datetime
    chat: int | None = None
    message_id: int | None = None
    user: int | None = None


@dataclass(frozen=True)
class Photo:
    """An uploaded picture; the size in pixels is read from a PNG, and nominal for a JPEG."""

    file_id: str
    content: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True)
class Message:
    """One message as it is now.

    `text` is after parsing (a photo's caption), `html` as it was sent. `by_bot` marks the bot's
    messages from all others; `sender` is a person's id, None for the bot and for a channel's other
    authors. `edits` holds what it was before, oldest first. `thread` is a forum topic. `extra` has
    other fields of the Bot API as they are: a location, a service message, an automatic forward.
    """

    id: int
    chat: int
    date: datetime
    text: str = ""
    html: str = ""
    entities: tuple[Entity, ...] = ()
    markup: Markup = field(default_factory=Markup)
    by_bot: bool = False
    sender: int | None = None
    thread: int | None = None
    silent: bool = False
    protected: bool = False
    reply_to: int | None = None
    origin: Origin | None = None
    photo: Photo | None = None
    link_preview: Mapping[str, object] | None = None
    edits: tuple[Version, ...] = ()
    edited: datetime | None = None
    deleted: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def buttons(self) -> Buttons:
        """The inline buttons, by row."""
        return self.markup.buttons
