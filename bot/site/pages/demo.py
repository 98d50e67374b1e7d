"""A sample news page that carries the box, and the page that an iframe of the box shows."""

from __future__ import annotations

from collections.abc import Iterator

from bot.site import assets
from bot.site.output import Output, key_of
from bot.site.pages.structured import collection
from bot.site.rendering import Renderer

COUNTRIES = ("IR", "PK")
RELATED = 5


def outputs(renderer: Renderer) -> Iterator[Output]:
    """Both pages; they are English, and no search engine is to list them."""
    site, english = renderer.site, renderer.site.english
    related = [e for e in english.events if set(COUNTRIES) <= set(e.countries)][-RELATED:]
    yield Output(
        "demo/",
        key_of(site.stamp, english.digest(related)),
        lambda: renderer.page(
            english,
            "demo/",
            template="demo.html",
            title="The Border Review",
            codes=["en"],
            related=renderer.items(english, reversed(related)),
            box=site.config.root + assets.BOX,
            structured=collection(renderer, english, "demo/", related, name="The Border Review"),
        ),
    )
    yield Output(
        "frame/",
        key_of(site.stamp, "frame"),
        lambda: renderer.page(
            english,
            "frame/",
            template="frame.html",
            title=english.words.word("site_name"),
            codes=[],
            box=site.config.root + assets.BOX,
            structured=None,
        ),
    )
