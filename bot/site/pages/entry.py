"""A page for each entry. Its address never changes; a retracted one keeps a page."""

from __future__ import annotations

from collections.abc import Iterator

from bot.events import Event
from bot.site import paths
from bot.site.edition import Edition
from bot.site.output import Output, key_of
from bot.site.pages.day import lead_values
from bot.site.pages.structured import article
from bot.site.rendering import Renderer


def outputs(renderer: Renderer) -> Iterator[Output]:
    """The pages of all entries in each language that has them."""
    for edition in renderer.site.editions:
        for event in edition.by_id.values():
            yield _output(renderer, edition, event)


def _output(renderer: Renderer, edition: Edition, event: Event) -> Output:
    around = [*edition.dataset.earlier(event), *edition.followers.get(event.id, ())]
    story = edition.story_of.get(event.id)
    key = key_of(
        renderer.site.stamp,
        edition.digest([event, *around]),
        len(edition.dataset.earlier(event)),
        story and story.id,
        renderer.site.codes_of(event),
        renderer.site.card_of(event),
    )
    path = paths.page(edition.code, paths.entry(event.id))
    return Output(path, key, lambda: _page(renderer, edition, event))


def _page(renderer: Renderer, edition: Edition, event: Event) -> bytes:
    return renderer.page(
        edition,
        paths.entry(event.id),
        template="entry.html",
        title=event.title,
        description=event.text,
        codes=renderer.site.codes_of(event),
        structured=article(renderer, edition, event),
        **lead_values(renderer, edition, event),
    )
