"""JSON-LD: an entry is an ``Article`` with what it is about and what it cites.

Schema.org's ``Event`` is for what one can still attend, so history is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.events import Event
from bot.site import paths
from bot.site.edition import Edition
from bot.site.items import country_name, iso_date, topic_name
from bot.site.rendering import Renderer
from bot.site.site import LICENCE

_CONTEXT = "https://schema.org"


def article(renderer: Renderer, edition: Edition, event: Event) -> dict[str, Any]:
    """An entry as an article."""
    url = renderer.site.url(paths.page(edition.code, paths.entry(event.id)))
    places = [{"@type": "Country", "name": country_name(edition, c)} for c in event.countries]
    things = [{"@type": "Thing", "name": topic_name(edition, t)} for t in event.topics]
    people = [{"@type": "Person", "name": person.name} for person in event.people]
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": event.title,
        "articleBody": event.text,
        "inLanguage": edition.code,
        "temporalCoverage": iso_date(event.year, event.day),
        "about": [*places, *people, *things],
        "citation": [
            {"@type": "WebPage", "name": s.title, "url": s.url, "publisher": s.publisher}
            for s in event.sources
        ],
        "license": LICENCE,
        "isPartOf": _whole(renderer, edition),
    }
    if card := renderer.site.card_of(event):
        found["image"] = renderer.site.url(card)
    return found


def collection(
    renderer: Renderer, edition: Edition, path: str, events: Sequence[Event], *, name: str
) -> dict[str, Any]:
    """A page that lists entries."""
    url = renderer.site.url(paths.page(edition.code, path))
    addresses = [
        renderer.site.url(paths.page(edition.code, paths.entry(event.id))) for event in events
    ]
    return {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": edition.code,
        "license": LICENCE,
        "isPartOf": _whole(renderer, edition),
        "hasPart": [
            {"@type": "Article", "@id": address, "headline": event.title}
            for event, address in zip(events, addresses, strict=True)
        ],
    }


def _whole(renderer: Renderer, edition: Edition) -> dict[str, Any]:
    url = renderer.site.url(paths.page(edition.code))
    return {"@type": "WebSite", "@id": url, "name": edition.words.word("site_name")}
