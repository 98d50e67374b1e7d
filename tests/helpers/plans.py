"""Plans of channels for tests."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from bot.composer import Plan


def plan(platform: str = "telegram", **changes: object) -> Plan:
    """A channel that posts at 09:03 London time."""
    values: dict[str, object] = {
        "name": platform,
        "platform": platform,
        "target": "@on_this_day" if platform == "telegram" else "",
        "post_at": time(9, 3),
        "zone": ZoneInfo("Europe/London"),
    }
    return Plan(**{**values, **changes})  # type: ignore[arg-type]
