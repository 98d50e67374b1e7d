"""What happens between a channel's claim and its request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.local_service import World


def meanwhile(world: World, channel: str, act: Callable[[], object]) -> None:
    """Do something between a channel's claim and its request, once."""
    [one] = [one.channel for one in world.service.channels if one.name == channel]
    publish: Any = one.publish

    async def publishes(*args: Any, **kwargs: Any) -> Any:
        vars(one)["publish"] = publish
        act()
        return await publish(*args, **kwargs)

    vars(one)["publish"] = publishes
