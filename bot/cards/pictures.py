"""The pictures of posts: painted apart from whoever posts, ahead of time, and kept in memory."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.cards.painter import CardError, Painter, key_of, key_of_file, photo
from bot.channel_config import ChannelConfig
from bot.dataset.picture_file import picture_path
from bot.errors import OnThisDayError
from bot.events import Event
from bot.i18n.languages import language
from bot.post import Picture, PictureKind, Post
from bot.threads import in_daemon_thread, start_daemon

KEPT = 32  # pictures of some 20 KB: those of the day, on every channel
POST_CARDS = "cards/posts"  # of the site, for the pictures that posts show by their address
SECONDS = 10.0  # a post waits no longer for its picture; one is painted in a tenth of a second

_T = TypeVar("_T")
Publish = Callable[[str, bytes], None]
"""Puts a picture of a name on the site; an error of the program's own where it cannot."""


def _nowhere(name: str, content: bytes) -> None:
    del name, content
    raise CardError("there is no site to put the picture on")


class Pictures:
    """Paints the cards of posts in threads of their own; safe to be used from several loops.

    ``dataset`` is the path of the dataset, beside which the entries' own pictures are.
    """

    def __init__(
        self,
        painter: Painter | None = None,
        *,
        dataset: Path | None = None,
        publish: Publish = _nowhere,
    ) -> None:
        self._painter = painter or Painter()
        self._dataset = dataset
        self._publish = publish
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._turn = threading.Lock()

    async def key(self, event: Event, config: ChannelConfig) -> str:
        """The hash of the picture of an entry on a channel; CardError where its file is missing."""
        return await _in_time(lambda: self._key(event, config))

    def _key(self, event: Event, config: ChannelConfig) -> str:
        if (path := self._own(event)) is not None:
            return key_of_file(path)
        return key_of(event, name=name_of(config))

    def _own(self, event: Event) -> Path | None:
        """The file of an entry's own picture; a retracted one shows its card, which says so."""
        if event.picture is None or event.retracted is not None or self._dataset is None:
            return None
        return picture_path(self._dataset, event.picture.file)

    def paint_ahead(self, event: Event, config: ChannelConfig) -> None:
        """Begin to paint a picture that will be asked for; whatever fails is said then."""
        start_daemon(lambda: self._try(event, config))

    async def of(self, post: Post, config: ChannelConfig) -> Picture:
        """The picture of a post that goes with one; CardError where there is none in time."""
        assert post.picture is not None
        return await self.picture(post.lead, config, kind=post.picture)

    async def picture(self, event: Event, config: ChannelConfig, *, kind: PictureKind) -> Picture:
        """The picture of an entry, as it goes with a channel's post; CardError as above."""
        return await _in_time(lambda: self._picture(event, config, kind))

    def _picture(self, event: Event, config: ChannelConfig, kind: PictureKind) -> Picture:
        key = self._key(event, config)
        content = self._content(event, config, key)
        if kind is not PictureKind.PREVIEW:
            return Picture(kind, key, content, alt_of(event))
        self._publish(file_name(key), content)
        return Picture(kind, key, content, alt_of(event), address(config, key))

    def _content(self, event: Event, config: ChannelConfig, key: str) -> bytes:
        with self._turn:
            if key not in self._made:
                path, name = self._own(event), name_of(config)
                made = photo(path) if path else self._painter.card(event, name=name)
                self._made[key] = made
            self._made.move_to_end(key)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
            return self._made[key]

    def _try(self, event: Event, config: ChannelConfig) -> None:
        try:
            self._content(event, config, self._key(event, config))
        except Exception:  # noqa: BLE001 - the post asks again, and reports what fails then
            return


async def _in_time(call: Callable[[], _T]) -> _T:
    """The result of a slow call, made in a thread; CardError where it fails or is late."""
    try:
        async with asyncio.timeout(SECONDS):
            return await in_daemon_thread(call)
    except TimeoutError:
        raise CardError(f"the card was not painted within {SECONDS:g} s") from None
    except CardError:
        raise
    except (OSError, OnThisDayError) as fault:
        raise CardError(str(fault)) from fault
    except Exception as fault:
        reason = f"the card cannot be painted: {type(fault).__name__}: {fault}"
        raise CardError(reason) from fault


def name_of(config: ChannelConfig) -> str:
    """The channel's name on a card: its @name; empty, for that of the site, where it has none."""
    return config.target if config.target.startswith("@") else ""


def alt_of(event: Event) -> str:
    """The text that stands for the picture of an entry: what can be read on its card, or seen in
    its own picture, with who made that.
    """
    words = language(event.language)
    if event.picture is not None and event.retracted is None:
        own = event.picture
        credit = words.plain("picture_credit", credit=own.credit, licence=own.licence)
        return f"{own.alt} {credit}"
    return f"{words.full_day(event.day, event.year)}. {event.title}. {event.text}"


def address(config: ChannelConfig, key: str) -> str:
    """The address of a picture that was put on the site."""
    return f"{config.site}{POST_CARDS}/{file_name(key)}" if config.site else ""


def file_name(key: str) -> str:
    """The name of a picture's file; the key of a real picture has its ending already."""
    return key if key.endswith(".jpg") else f"{key}.png"
