"""Every file of the site, in one order."""

from __future__ import annotations

from collections.abc import Iterator

from bot.site import assets, box, cards, indexes, search_index
from bot.site.feeds import calendar, data, syndication
from bot.site.output import Output
from bot.site.pages import day, demo, entry, front, lists, occasions, stories
from bot.site.rendering import Renderer
from bot.site.site import Site


def all_outputs(site: Site) -> Iterator[Output]:
    """What a build writes; nothing is made yet."""
    renderer = Renderer(site)
    pages = [
        output
        for kind in (front, day, entry, lists, stories, occasions, demo)
        for output in kind.outputs(renderer)
    ]
    yield from assets.outputs()
    yield from pages
    yield from cards.outputs(site)
    yield from box.outputs(renderer)
    yield from search_index.outputs(site)
    yield from syndication.outputs(site)
    yield from calendar.outputs(site)
    yield from data.outputs(site)
    yield from indexes.outputs(site, [page.path for page in pages])
