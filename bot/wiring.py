"""The composition root: builds a service out of settings and secrets. Nothing else is wired."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, cached_property, partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.cards.pictures import Pictures
from bot.channels import Channel
from bot.config.secrets import Secrets
from bot.config.settings import ChannelSettings, Settings
from bot.dataset import Dataset
from bot.dataset.reloader import LiveDataset
from bot.delivery import ChannelDelivery, Dispatcher
from bot.errors import ConfigError, install_extra
from bot.operations.notifier import Notifier, Operators
from bot.operations.site_rebuilds import SiteRebuilds
from bot.service import Options, Parts, Service
from bot.store import Database
from bot.store.leader_lock import LeaderLock

if TYPE_CHECKING:
    from telegram import Bot

    from bot.channels.telegram_moves import Moves
    from bot.chatbot.dependencies import Dependencies
    from bot.chatbot.webhook_config import WebhookConfig


def build(settings: Settings, secrets: Secrets, options: Options | None = None) -> Service:
    """The service of these settings; ConfigError where an extra is missing."""
    if settings.webhook_url and find_spec("uvicorn") is None:
        raise ConfigError([f'mode = "webhook" needs an extra: {install_extra("webhook")}'])
    live, database = LiveDataset(settings.dataset), Database.open(settings.database)
    database.refuse_renamed(settings.plans)
    wiring = _Wiring(settings, secrets, options or Options(), live, database)
    return Service(wiring.parts(), wiring.options)


@dataclass(frozen=True)
class _Wiring:
    """The inputs from which every part is made.

    A platform's library is imported where its client is made: ``post`` is started every few
    minutes, and mostly has nothing to send. ``closers`` close what was connected.
    """

    settings: Settings
    secrets: Secrets
    options: Options
    live: LiveDataset
    database: Database
    closers: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    @cached_property
    def moves(self) -> Moves:
        """The operators' and editors' chats, followed where a group becomes a supergroup."""
        from bot.channels.telegram_moves import Moves

        editors = self.settings.editors
        chats = {
            "operators_chat": self.settings.operators_chat,
            "editors_chat": editors.chat if editors else None,
        }
        names = {chat: name for name, chat in chats.items() if chat is not None}

        def known(chat: int) -> int | None:
            found = self.database.chats.get("telegram", chat)
            return int(found) if found else None

        def note(old: int, new: int) -> None:
            if self.database.chats.put("telegram", old, str(new)):
                if editors and old == editors.chat:
                    self.database.previews.forget()  # their messages are in the group before
                text = (
                    f"The group of {names[old]} is a supergroup now, and is followed there: "
                    f"set {names[old]} = {new} in the settings."
                )
                self.database.notices.add(f"moved:{old}:{new}", text, now=self.options.clock())

        return Moves(list(names), known=known, note=note)

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures of posts; those that are shown by their address go onto the site."""
        site = self.settings.site
        if site is None:
            return Pictures(dataset=self.settings.dataset)
        from bot.site.cards import put

        return Pictures(dataset=self.settings.dataset, publish=partial(put, site.out))

    def parts(self) -> Parts:
        """Every part of the service."""
        channels = [
            ChannelDelivery(c.plan, partial(self._channel, c)) for c in self.settings.channels
        ]
        owner = self.database.leader_lock()
        has_bot = bool(self.secrets.telegram_token)
        has_chat = has_bot and self.settings.operators_chat is not None
        operators = cache(self._operators) if has_chat else None
        return Parts(
            settings=self.settings,
            live=self.live,
            database=self.database,
            owner=owner,
            channels=channels,
            dispatcher=self._dispatcher(channels, owner),
            notifier=Notifier(self.database, operators, secrets=self.secrets.values),
            chat=self._converse if has_bot else _silence,
            connect=[*(one.connect for one in channels), *([operators] if operators else [])],
            close_clients=self._close,
            site=self._site_rebuilds(),
        )

    def _site_rebuilds(self) -> SiteRebuilds | None:
        """What has the site built; None where the settings name none."""
        if self.settings.site is None:
            return None
        path, clock = self.settings.path, self.options.clock
        build = [sys.executable, "-m", "bot", "site", "build", "--config", str(path), "--on"]
        return SiteRebuilds(self.database, lambda on: [*build, str(on)], clock=clock)

    def _dataset(self) -> Dataset:
        return self.live.current

    def _bot(self, kind: type[Bot]) -> Bot:
        from bot.channels.telegram_client import make_bot

        return make_bot(
            self.secrets.telegram_token,
            base_url=self.secrets.telegram_base_url,
            timeouts=self.options.timeouts,
            kind=kind,
            moves=self.moves,
            proxy=self.secrets.proxy,
        )

    @cached_property
    def publisher(self) -> Bot:
        """The client that posts; the settings asked for its token."""
        from telegram import Bot

        made = self._bot(Bot)
        self.closers.append(made.request.shutdown)
        return made

    async def _close(self) -> None:
        for close in self.closers:
            await close()

    def _channel(self, channel: ChannelSettings) -> Channel:
        """The connection of a channel."""
        made = self._telegram(channel) if channel.platform == "telegram" else self._x(channel)
        self.closers.append(made.close)
        return made

    def _telegram(self, channel: ChannelSettings) -> Channel:
        from bot.channels.telegram import TelegramChannel

        return TelegramChannel(
            self.publisher,
            channel.target,
            clock=self.options.clock,
            thread=channel.thread,
            silent=channel.silent,
            probe_chat=self.settings.operators_chat,
            timeouts=self.options.timeouts,
        )

    def _x(self, channel: ChannelSettings) -> Channel:
        from bot.channels.x import XChannel
        from bot.channels.x_client import XCredentials, make_client

        secrets, timeouts = self.secrets, self.options.timeouts
        client = make_client(
            XCredentials(*secrets.x[channel.name]),
            base_url=secrets.x_base_url,
            timeouts=timeouts,
            proxy=secrets.proxy,
        )
        return XChannel(client, clock=self.options.clock, timeouts=timeouts)

    def _dispatcher(self, channels: list[ChannelDelivery], owner: LeaderLock) -> Dispatcher:
        editors = self.settings.editors
        return Dispatcher(
            self.database,
            self._dataset,
            channels=channels,
            clock=self.options.clock,
            pictures=self.pictures,
            settled_after=timedelta(seconds=self.options.timeouts.total),
            approval=editors is not None and editors.approval,
            checks_clock=self.options.checks_clock,
            lost_lead=owner.is_lost,
        )

    def _operators(self) -> Operators:
        """The operators' chat; the settings have one."""
        from bot.channels.telegram import TelegramOperators

        chat = self.settings.operators_chat
        assert chat is not None
        return TelegramOperators(self.publisher, chat, timeouts=self.options.timeouts)

    async def _converse(self, stop: asyncio.Event, posts_here: Callable[[], bool]) -> None:
        """Answer people; the chatbot's client is apart from the one that posts."""
        from bot.chatbot.running import converse
        from bot.chatbot.tolerant_bot import TolerantBot

        made = self._dependencies(posts_here)
        await converse(self._bot(TolerantBot), made, stop=stop, webhook=self._webhook())

    def _dependencies(self, posts_here: Callable[[], bool]) -> Dependencies:
        """The dependencies of the chatbot's handlers."""
        from bot.chatbot.answers.answers import Answers
        from bot.chatbot.dependencies import Dependencies
        from bot.chatbot.referenced_post import ReferencedPosts
        from bot.chatbot.user_cache import UserCache

        settings, clock = self.settings, self.options.clock
        targets = {c.name: c.target for c in settings.channels if c.platform == "telegram"}
        return Dependencies(
            answers=Answers(self._dataset),
            users=UserCache(self.database.users, zone=settings.zone, clock=clock),
            posts=ReferencedPosts(self.database, targets),
            clock=clock,
            store=self.database,
            dataset=self._dataset,
            plans={plan.name: plan for plan in settings.plans},
            pictures=self.pictures,
            posts_here=posts_here,
            present_id=self.moves.present,
            operators_chat=settings.operators_chat,
            editors=settings.editors,
        )

    def _webhook(self) -> WebhookConfig | None:
        """The configuration of webhook mode; None in polling mode."""
        from bot.chatbot.webhook_config import WebhookConfig

        url = self.settings.webhook_url
        host, _, port = self.settings.listen.rpartition(":")
        if not url:
            return None
        secret, received = self.secrets.webhook_secret, self.moves.received
        return WebhookConfig(url, host, int(port), secret, received)


async def _silence(stop: asyncio.Event, posts_here: Callable[[], bool]) -> None:
    """Answer nobody, where there is no Telegram bot."""
    del posts_here
    await stop.wait()
