"""The configuration of webhook mode: the address for updates, and their kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

UPDATES = ["message", "callback_query", "inline_query", "my_chat_member"]


@dataclass(frozen=True, slots=True)
class WebhookConfig:
    """The public address, the local one that is listened on, and the secret that is checked.

    ``received`` is called with the JSON of each update, and gives that which is read.
    """

    url: str
    host: str
    port: int
    secret: str = field(repr=False)
    received: Callable[[Any], Any] = lambda update: update
