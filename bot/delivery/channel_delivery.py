"""A channel as delivery knows it: its settings, and the connection to its platform."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bot.channel_config import ChannelConfig
from bot.channels import Channel


class ChannelDelivery:
    """A channel's settings and its connection.

    ``connect`` makes the connection when it is first needed: a heartbeat with nothing due needs
    none, and a platform's library takes long to load.
    """

    def __init__(self, config: ChannelConfig, connect: Callable[[], Channel]) -> None:
        self.config = config
        self.connect = cache(connect)

    @property
    def channel(self) -> Channel:
        """The connection; ConfigError where none can be made."""
        return self.connect()

    @property
    def name(self) -> str:
        """The channel's name, by which the ledger knows it."""
        return self.config.name
