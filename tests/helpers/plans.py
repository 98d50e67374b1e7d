"""Plans of channels for tests."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from bot.channel_config import ChannelConfig


def plan(platform: str = "telegram", **changes: object) -> ChannelConfig:
    """A channel that posts at 09:03 London time."""
    values: dict[str, object] = {
        "name": platform,
        "platform": platform,
        "target": "@on_this_day" if platform == "telegram" else "",
        "post_at": time(9, 3),
        "zone": ZoneInfo("Europe/London"),
    }
    return ChannelConfig(**{**values, **changes})  # type: ignore[arg-type]
