"""Rules for publishers: hosts by kind, refused hosts, and pages about something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import unquote

from bot import toml
from bot.authoring.lint.findings import Notes, warning
from bot.authoring.lint.rules_sources import WIKIPEDIA, host_of, is_wikipedia
from bot.authoring.lint.rules_subject import Text, folded
from bot.errors import DatasetError
from bot.events import Event, Source

WEIGHTY = 4
LONG = 8  # letters of a word that is more likely a thing than a name
UNKNOWN = "unknown"
UNACCEPTED = "unaccepted"
_ARCHIVED = re.compile(r"^https://web\.archive\.org/web/\w+/(?=https?://)")
_BUILDING = re.compile(
    r"_(stadium|church|cathedral|mosque|temple|airport|bridge|palace|castle|museum|university|"
    r"college|station|hospital|hotel|square|street|river|sea|reef|ocean|lake|mountains?)$"
)
_GENERAL = re.compile(r"^(history|geography|economy|banking|list|timeline|culture)_")
T = TypeVar("T")


class Publishers(NamedTuple):
    """The lists of ``publishers.toml``, each by host; ``first`` are kinds for weighty entries."""

    kinds: Mapping[str, str]
    first: frozenset[str]
    unaccepted: Mapping[str, str]
    languages: Mapping[str, tuple[str, frozenset[str]]]


@cache
def known_publishers() -> Publishers:
    """The lists that come with the package."""
    tables, _ = toml.read(Path(__file__).parent / "publishers.toml", error=DatasetError)
    return Publishers(
        {host: table["kind"] for table in tables["kinds"] for host in table["hosts"]},
        frozenset(table["kind"] for table in tables["kinds"] if table["first"]),
        {host: table["why"] for table in tables["unaccepted"] for host in table["hosts"]},
        {
            host: (table["language"], frozenset(table["countries"]))
            for table in tables["languages"]
            for host in table["hosts"]
        },
    )


def kind_of(source: Source) -> str:
    """``wikipedia``, a kind of the list, ``unaccepted``, or ``unknown`` for a host in no list."""
    if is_wikipedia(source):
        return WIKIPEDIA
    host, known = source_host(source), known_publishers()
    if _listed(host, known.unaccepted):
        return UNACCEPTED
    return _listed(host, known.kinds) or UNKNOWN


def source_host(source: Source) -> str:
    """The host that published a page, also where an archive kept it."""
    return host_of(_ARCHIVED.sub("", source.url))


def _listed(host: str, table: Mapping[str, T]) -> T | None:
    """The value in a table for a host or for the nearest one above it."""
    labels = host.split(".")
    above = (".".join(labels[n:]) for n in range(len(labels)))
    return next((table[name] for name in above if name in table), None)


def accepted_publishers(event: Event) -> Notes:
    """Hosts that are not accepted, languages that readers cannot read, and too light a kind."""
    known = known_publishers()
    for number, source in enumerate(event.sources, 1):
        key, host = f"sources[{number}].url", source_host(source)
        if not is_wikipedia(source) and (why := _listed(host, known.unaccepted)):
            yield warning(key, f"{host}: {why}")
        elif (found := _listed(host, known.languages)) and found[1].isdisjoint(event.countries):
            yield warning(key, f"{host} is {found[0]}, and the entry is of another country")
    why = _needs_first(event)
    if (
        why
        and not all(map(is_wikipedia, event.sources))
        and known.first.isdisjoint(map(kind_of, event.sources))
    ):
        first = ", ".join(sorted(known.first))
        yield warning("sources", f"expected one of a kind such as {first}, since {why}")


def _needs_first(event: Event) -> str:
    """The reason why an entry needs a publisher of a first kind; empty if it does not."""
    if "contested" in event.sensitivity:
        return "it is marked contested"
    return f"its weight is {event.weight}" if event.weight >= WEIGHTY else ""


def own_page(event: Event) -> Notes:
    """Wikipedia as the only source, with a page about a country, a building or a subject."""
    if event.kind != "event" or not event.title or not all(map(is_wikipedia, event.sources)):
        return
    abouts = [_about(source, event) for source in event.sources]
    if abouts and all(abouts):
        sentence = f"is the page of {abouts[0]}: cite that of what happened, or another publisher"
        yield warning("sources[1].url", sentence)


def _about(source: Source, event: Event) -> str:
    """The subject of a page, if not the event; empty if it may be the event's own."""
    page = folded(unquote(source.url.rpartition("/")[2]).partition("#")[0])
    if page in countries():
        return "a country"
    if _GENERAL.search(page):
        return "a subject"
    if (found := _BUILDING.search(page)) and found[1] not in folded(event.title):
        return f"a {found[1]}"
    text = Text(f"{event.title} {event.text} {event.context}")
    general = page.isalpha() and len(page) >= LONG and not text.tells([page])
    return f'"{page}"' if general else ""


@cache
def countries() -> frozenset[str]:
    """The names of countries as pages are called."""
    tables, _ = toml.read(Path(__file__).parent / "subject.toml", error=DatasetError)
    return frozenset(folded(name.replace(" ", "_")) for name in tables["country_pages"])
