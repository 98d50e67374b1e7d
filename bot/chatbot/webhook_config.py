"""The configuration of webhook mode: the address for updates, and their kinds."""

from __future__ import annotations

from dataclasses import dataclass, field

UPDATES = ["message", "callback_query", "inline_query", "my_chat_member"]


@dataclass(frozen=True, slots=True)
class WebhookConfig:
    """The public address, the local one that is listened on, and the secret that is checked."""

    url: str
    host: str
    port: int
    secret: str = field(repr=False)
