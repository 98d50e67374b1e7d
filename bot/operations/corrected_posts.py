"""The posts in which entries were put right, for the site's page of corrections."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channel_config import ChannelConfig
from bot.site.site import CorrectedPost
from bot.store import Amended, Choice, Database

_OWN = (Choice.POST, Choice.REPLY)  # corrections that are posts of their own


def corrected_posts(
    database: Database, channels: Sequence[ChannelConfig]
) -> dict[str, list[CorrectedPost]]:
    """The corrected posts by the entry's id, each once; those that are posts of their own too."""
    found: dict[str, dict[CorrectedPost, None]] = {}
    for config in channels:
        for made in database.amendments.of(channel=config.name, states=[Amended.DONE]):
            row = database.ledger.get(made.key if made.choice in _OWN else made.post)
            url = config.address(row.remote_id) if row and row.remote_id else ""
            post = CorrectedPost(_name(config), made.post.date, url)
            found.setdefault(made.event.id, {})[post] = None
    return {event_id: list(posts) for event_id, posts in found.items()}


def _name(config: ChannelConfig) -> str:
    """The channel as readers know it: ``Telegram @on_this_day``, or the platform alone."""
    target = config.target if config.target.startswith("@") else ""
    return f"{config.platform.capitalize()} {target}".rstrip()
