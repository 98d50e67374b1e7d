"""The post of a day as it would go out now: the dataset, what editors want, and what is on air."""

from __future__ import annotations

from datetime import date

from bot.channel_config import ChannelConfig
from bot.composer import make_post
from bot.dataset import Dataset
from bot.formatting import Post
from bot.selection import Wishes
from bot.store import Store


def day_post(
    store: Store, dataset: Dataset, plan: ChannelConfig, on: date, *, wishes: Wishes
) -> Post | None:
    """The post of a channel on a local date, linked to its own earlier posts of the story.

    None if there is nothing to tell. Deliveries and previews both come from here.
    """
    wanted = {name for event in dataset.told_on(on) for name in event.follows}
    found = store.on_air(plan.name, sorted(wanted)) if wanted else {}
    links = {name: plan.address(remote_id) for name, remote_id in found.items()}
    shown = {name: url for name, url in links.items() if url}
    return make_post(dataset, plan, on, links=shown, wishes=wishes)
