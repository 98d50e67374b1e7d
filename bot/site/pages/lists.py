"""Pages that list entries: of a country, a topic, a year, and the lists of those."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.events import Event
from bot.site import paths
from bot.site.edition import Edition
from bot.site.items import country_name, topic_name
from bot.site.output import Output, key_of
from bot.site.pages.structured import collection
from bot.site.rendering import Renderer


class Kind(NamedTuple):
    """A way to list entries: ``name`` of its section, how to group, to title and to find a list."""

    name: str
    groups: Callable[[Edition], Mapping[Any, Sequence[Event]]]
    title: Callable[[Edition, Any], str]
    label: Callable[[Edition, Any], str]
    path: Callable[[Any], str]
    by_name: bool = True  # the list of lists is in the order of names, else of keys


def _country_title(edition: Edition, code: str) -> str:
    return edition.words.plain("site_country_title", name=country_name(edition, code))


def _year_title(edition: Edition, year: int) -> str:
    return edition.words.plain("site_year_title", year=edition.words.year(year))


def _year_label(edition: Edition, year: int) -> str:
    return edition.words.year(year)


KINDS = (
    Kind("countries", lambda e: e.by_country, _country_title, country_name, paths.country),
    Kind("topics", lambda e: e.by_topic, topic_name, topic_name, paths.topic),
    Kind("years", lambda e: e.by_year, _year_title, _year_label, paths.year, by_name=False),
)


def outputs(renderer: Renderer) -> Iterator[Output]:
    """The lists of each language, and the list of them."""
    for kind in KINDS:
        for edition in renderer.site.editions:
            groups = kind.groups(edition)
            yield _index(renderer, edition, kind, groups)
            for key, events in groups.items():
                yield _list(renderer, edition, kind, key, events=events)


def _index(
    renderer: Renderer, edition: Edition, kind: Kind, groups: Mapping[Any, Sequence[Event]]
) -> Output:
    counts = {key: len(events) for key, events in groups.items()}
    path = f"{kind.name}/"
    return Output(
        paths.page(edition.code, path),
        key_of(renderer.site.stamp, sorted(counts.items())),
        lambda: _index_page(renderer, edition, kind, counts),
    )


def _index_page(
    renderer: Renderer, edition: Edition, kind: Kind, counts: Mapping[Any, int]
) -> bytes:
    order = sorted(counts, key=lambda k: kind.label(edition, k).casefold() if kind.by_name else k)
    rows = [
        (kind.label(edition, key), renderer.link(edition, kind.path(key)), counts[key])
        for key in order
    ]
    title = edition.words.word(f"site_{kind.name}")
    return renderer.page(
        edition,
        f"{kind.name}/",
        template="index_of_lists.html",
        title=title,
        rows=rows,
        narrow=kind.name == "years",
        structured=collection(renderer, edition, f"{kind.name}/", (), name=title),
    )


def _list(
    renderer: Renderer, edition: Edition, kind: Kind, key: Any, *, events: Sequence[Event]
) -> Output:
    codes = [e.code for e in renderer.site.editions if key in kind.groups(e)]
    path = kind.path(key)
    return Output(
        paths.page(edition.code, path),
        key_of(renderer.site.stamp, codes, edition.digest(events)),
        lambda: _list_page(renderer, edition, kind, key, codes=codes),
    )


def _list_page(
    renderer: Renderer, edition: Edition, kind: Kind, key: Any, *, codes: list[str]
) -> bytes:
    events = kind.groups(edition)[key]
    title, path = kind.title(edition, key), kind.path(key)
    return renderer.page(
        edition,
        path,
        template="list.html",
        title=title,
        codes=codes,
        items=renderer.items(edition, events),
        kind=kind.name,
        feed=feed_name(kind.name, key),
        structured=collection(renderer, edition, path, events, name=title),
    )


def feed_name(kind: str, key: Any) -> str:
    """The name of the feed of a list, such as ``country-ir``; empty where it has none."""
    singular = {"countries": "country", "topics": "topic"}.get(kind)
    return f"{singular}-{str(key).lower()}" if singular else ""
