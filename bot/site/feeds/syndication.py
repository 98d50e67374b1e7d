"""Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from bot.events import Event
from bot.site import paths
from bot.site.edition import Edition
from bot.site.feeds.feed import Feed, FeedDay, scopes
from bot.site.output import Output
from bot.site.site import LICENCE, Site

_ATOM = "http://www.w3.org/2005/Atom"


def outputs(site: Site) -> Iterator[Output]:
    """Both forms of every feed in each language."""
    for edition in site.editions:
        for scope in scopes(edition):
            feed = Feed(site, edition, scope)
            yield Output(feed.path("xml"), feed.key, lambda feed=feed: atom(feed))  # type: ignore[misc]
            yield Output(feed.path("json"), feed.key, lambda feed=feed: json_feed(feed))  # type: ignore[misc]


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.edition.code})
    _add(root, "title", feed.title)
    _add(root, "id", feed.url(f"feeds/{feed.scope.name}.xml"))
    _add(root, "link", rel="self", href=feed.url(f"feeds/{feed.scope.name}.xml"))
    _add(root, "link", rel="alternate", href=feed.url(""))
    _add(root, "updated", _moment(feed.days[0] if feed.days else None))
    _add(root, "rights", "CC BY 4.0")
    _add(_add(root, "author"), "name", feed.edition.words.word("site_name"))
    for day in feed.days:
        _entry(root, feed, day)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _entry(root: ET.Element, feed: Feed, day: FeedDay) -> None:
    entry = _add(root, "entry")
    _add(entry, "title", feed.heading(day))
    _add(entry, "id", feed.id_of(day))
    _add(entry, "link", rel="alternate", href=feed.url(paths.entry(day.lead.id)))
    _add(entry, "published", _moment(day))
    _add(entry, "updated", _moment(day))
    _add(entry, "summary", day.lead.text)
    _add(entry, "content", _html(feed, day), type="html")
    for topic in day.lead.topics:
        _add(entry, "category", term=topic)


def _add(parent: ET.Element, name: str, text: str = "", **values: str) -> ET.Element:
    made = ET.SubElement(parent, name, values)
    made.text = _clean(text)
    return made


def _clean(text: str) -> str:
    """The text without signs that XML cannot carry, escaped or not."""
    return "".join(s for s in text if s >= " " and not "\ud800" <= s <= "\udfff" and s < "\ufffe")


def _moment(day: FeedDay | None) -> str:
    return f"{day.on}T00:00:00Z" if day else "2000-01-01T00:00:00Z"


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url(""),
        "feed_url": feed.url(f"feeds/{feed.scope.name}.json"),
        "language": feed.edition.code,
        "_licence": LICENCE,
        "items": [_item(feed, day) for day in feed.days],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _item(feed: Feed, day: FeedDay) -> dict[str, Any]:
    return {
        "id": feed.id_of(day),
        "url": feed.url(paths.entry(day.lead.id)),
        "title": feed.heading(day),
        "summary": day.lead.text,
        "content_html": _html(feed, day),
        "date_published": _moment(day),
        "tags": list(day.lead.topics),
    }


def _html(feed: Feed, day: FeedDay) -> str:
    """An item's body: the lead with its context and sources, and links to the others."""
    lead = day.lead
    parts = [f"<p>{html.escape(lead.text)}</p>"]
    if lead.context:
        parts.append(f"<p>{html.escape(lead.context)}</p>")
    sources = feed.edition.words.semicolon.join(
        f'<a href="{html.escape(s.url)}">{html.escape(s.publisher)}</a>' for s in lead.sources
    )
    parts.append(f"<p>{html.escape(feed.edition.words.word('site_sources'))}: {sources}</p>")
    if day.others:
        rows = "".join(_row(feed, feed.edition, event) for event in day.others)
        parts.append(f"<ul>{rows}</ul>")
    return "".join(parts)


def _row(feed: Feed, edition: Edition, event: Event) -> str:
    url = html.escape(feed.url(paths.entry(event.id)))
    year = html.escape(edition.words.year_of(event))
    return f'<li>{year} · <a href="{url}">{html.escape(event.title)}</a></li>'
