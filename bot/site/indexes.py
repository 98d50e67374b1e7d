"""Sitemaps and robots.txt for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from bot.site import paths
from bot.site.output import Output, key_of
from bot.site.site import Site

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_UNLISTED = ("404.html", "demo/", "frame/")


def outputs(site: Site, pages: Iterable[str]) -> Iterator[Output]:
    """A sitemap for each language, the index of them, and robots.txt."""
    listed = [path for path in pages if path == "" or path.endswith("/")]
    names = []
    for edition in site.editions:
        prefix = paths.page(edition.code)
        own = [path for path in listed if _code_of(site, path) == edition.code]
        shown = [path for path in own if not path.removeprefix(prefix).startswith(_UNLISTED)]
        names.append(f"sitemap-{edition.code}.xml")
        yield Output(
            names[-1],
            key_of(site.stamp, *shown),
            lambda shown=shown: _sitemap(site, shown),  # type: ignore[misc]
        )
    yield Output("sitemap.xml", key_of(site.stamp, *names), lambda: _index(site, names))
    robots = f"User-agent: *\nAllow: /\nSitemap: {site.url('sitemap.xml')}\n"
    yield Output("robots.txt", key_of(robots), lambda: robots.encode())


def _code_of(site: Site, path: str) -> str:
    first = path.split("/")[0]
    return first if first in {edition.code for edition in site.editions} else "en"


def _sitemap(site: Site, pages: Iterable[str]) -> bytes:
    rows = "".join(f"<url><loc>{escape(site.url(path))}</loc></url>\n" for path in pages)
    return f"{_HEAD}<urlset {_SPACE}>\n{rows}</urlset>\n".encode()


def _index(site: Site, names: Iterable[str]) -> bytes:
    rows = "".join(f"<sitemap><loc>{escape(site.url(name))}</loc></sitemap>\n" for name in names)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n".encode()
