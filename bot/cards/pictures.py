"""The pictures of posts: painted apart from whoever posts, ahead of time, and kept in memory."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable

from bot.cards.painter import CardError, Painter, key_of
from bot.channel_config import ChannelConfig
from bot.errors import OnThisDayError
from bot.events import Event
from bot.i18n.languages import language
from bot.post import Picture, PictureKind, Post
from bot.threads import in_daemon_thread, start_daemon

KEPT = 32  # pictures of some 20 KB: those of the day, on every channel
SECONDS = 10.0  # a post waits no longer for its picture; one is painted in a tenth of a second

Publish = Callable[[str, bytes], None]
"""Puts a picture of a name on the site; an error of the program's own where it cannot."""


def _nowhere(name: str, content: bytes) -> None:
    del name, content
    raise CardError("there is no site to put the picture on")


class Pictures:
    """Paints the cards of posts in threads of their own; safe to be used from several loops."""

    def __init__(self, painter: Painter | None = None, *, publish: Publish = _nowhere) -> None:
        self._painter = painter or Painter()
        self._publish = publish
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._turn = threading.Lock()

    def key(self, event: Event, config: ChannelConfig) -> str:
        """The hash of the picture of an entry on a channel."""
        return key_of(event, name=name_of(config))

    def paint_ahead(self, event: Event, config: ChannelConfig) -> None:
        """Begin to paint a picture that will be asked for; whatever fails is said then."""
        if self.key(event, config) not in self._made:
            start_daemon(lambda: self._try(event, config))

    async def of(self, post: Post, config: ChannelConfig) -> Picture:
        """The picture of a post that goes with one; CardError where there is none in time."""
        assert post.picture is not None
        return await self.picture(post.lead, config, kind=post.picture)

    async def picture(self, event: Event, config: ChannelConfig, *, kind: PictureKind) -> Picture:
        """The picture of an entry, as it goes with a channel's post; CardError as above."""
        try:
            async with asyncio.timeout(SECONDS):
                return await in_daemon_thread(lambda: self._picture(event, config, kind))
        except TimeoutError:
            raise CardError(f"the card was not painted within {SECONDS:g} s") from None
        except CardError:
            raise
        except (OSError, OnThisDayError) as fault:
            raise CardError(str(fault)) from fault
        except Exception as fault:
            reason = f"the card cannot be painted: {type(fault).__name__}: {fault}"
            raise CardError(reason) from fault

    def _picture(self, event: Event, config: ChannelConfig, kind: PictureKind) -> Picture:
        key = self.key(event, config)
        content = self._content(event, config, key)
        if kind is not PictureKind.PREVIEW:
            return Picture(kind, key, content, alt_of(event))
        self._publish(f"{key}.png", content)
        return Picture(kind, key, content, alt_of(event), address(config, key))

    def _content(self, event: Event, config: ChannelConfig, key: str) -> bytes:
        with self._turn:
            if key not in self._made:
                self._made[key] = self._painter.card(event, name=name_of(config))
            self._made.move_to_end(key)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
            return self._made[key]

    def _try(self, event: Event, config: ChannelConfig) -> None:
        try:
            self._content(event, config, self.key(event, config))
        except Exception:  # noqa: BLE001 - the post asks again, and reports what fails then
            return


def name_of(config: ChannelConfig) -> str:
    """The channel's name on a card: its @name; empty, for that of the site, where it has none."""
    return config.target if config.target.startswith("@") else ""


def alt_of(event: Event) -> str:
    """The text that stands for the card of an entry: what can be read on it."""
    words = language(event.language)
    return f"{words.full_day(event.day, event.year)}. {event.title}. {event.text}"


def address(config: ChannelConfig, key: str) -> str:
    """The address of a picture that was put on the site."""
    return f"{config.site}cards/{key}.png" if config.site else ""
