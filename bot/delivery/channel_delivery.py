"""A channel as delivery knows it: its settings, and the connection to its platform."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channel_config import ChannelConfig
from bot.channels import Channel


@dataclass(frozen=True, slots=True)
class ChannelDelivery:
    """A channel's settings and its connection."""

    config: ChannelConfig
    channel: Channel

    @property
    def name(self) -> str:
        """The channel's name, by which the ledger knows it."""
        return self.config.name
