"""A finished post and its parts: what formatting makes, channels publish and the ledger keeps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from bot.events import Event


@dataclass(frozen=True, slots=True)
class Button:
    """A button: it sends ``data`` back, opens ``url``, or opens the bot at what ``start`` names."""

    text: str
    data: str = ""
    url: str = field(default="", kw_only=True)
    start: str = field(default="", kw_only=True)


class PictureKind(StrEnum):
    """How a picture goes with a post."""

    PHOTO = "photo"  # the post is the caption of the picture
    PREVIEW = "preview"  # above the text, which links to the picture without showing the link
    MEDIA = "media"  # attached to the text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be sent with a post: its hash, its bytes, and the text that stands for it.

    ``url`` is its public address, for a preview. ``media_id`` is the id of one that was uploaded.
    Without ``content`` it is the picture that the post on air has already.
    """

    kind: PictureKind
    key: str
    content: bytes = field(default=b"", repr=False)
    alt: str = ""
    url: str = ""
    media_id: str = ""


class Earlier(NamedTuple):
    """An earlier event of the lead's story, and the address of its own post; empty for none."""

    event: Event
    url: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A finished post: ``text`` as the platform takes it, ``length`` and ``limit`` as it counts,
    and what the platform charges for it in US dollars. ``story`` are the earlier events that
    it names, and ``earlier`` the finished line that names them. ``picture`` is how the lead's
    picture goes with it; None for a post without one. ``bare`` is the text that it has without its
    picture, where that is another.
    """

    platform: str
    text: str
    length: int
    limit: int
    events: tuple[Event, ...]
    button: Button | None = None
    cost_usd: Decimal = Decimal(0)
    earlier: str = ""
    story: tuple[Earlier, ...] = ()
    picture: PictureKind | None = None
    bare: str = ""

    @property
    def lead(self) -> Event:
        """The event that the post is about."""
        return self.events[0]

    def without_picture(self) -> Post:
        """The same post as it goes without its picture."""
        return replace(self, text=self.bare or self.text, picture=None)

    @property
    def told(self) -> str:
        """All that is told: the text, and what can be read in the picture. Approved as a whole."""
        if self.picture is None:
            return self.text
        return f"{self.text}\n\n{self.lead.year} {self.lead.title} {self.lead.text}"
