"""The cards of the site: those of the leads of this year and next, in each language; and those
of the posts that show them by their address.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from bot.cards.painter import Painter, key_of
from bot.cards.pictures import POST_CARDS
from bot.dates import LEAP_DAY
from bot.events import Event
from bot.site import manifest
from bot.site.choice import lead_on
from bot.site.edition import Edition
from bot.site.output import Output
from bot.site.pages.day import DAYS
from bot.site.site import Site, SiteError

_YEARS = 2
_FEW = 20  # so few are not worth further processes


def with_cards(site: Site, folder: Path) -> Site:
    """The site with a card for each lead that has no picture of its own; they are painted and
    kept in ``folder``.
    """
    leads = (event for edition in site.editions for event in _leads(site, edition))
    events = [event for event in leads if event.id not in site.pictures]
    paint([event for event in events if not _kept(folder, event).is_file()], folder)
    paths = {f"{e.language}/{e.id}": f"cards/{key_of(e)}.png" for e in events}
    return replace(site, cards=paths, config=replace(site.config, cards=folder))


def outputs(site: Site) -> Iterator[Output]:
    """The pictures; the name of each is the hash of its content."""
    folder = site.config.cards
    for path in sorted(set(site.cards.values())) if folder else ():
        yield Output(path, path, (folder / Path(path).name).read_bytes)  # type: ignore[operator]
    for own in dict.fromkeys(site.pictures.values()):
        yield Output(own.path, own.path, own.file.read_bytes)


def put(out: Path, name: str, content: bytes) -> None:
    """Put the card of a post into a site that was built; its name is the hash of its content.

    SiteError where there is no such site. No build removes it, as posts show it for ever: it is
    in a folder apart from the site's own cards.
    """
    place = out / POST_CARDS / name
    if not (out / manifest.NAME).is_file():
        raise SiteError(f"{out}: there is no site yet for the card of a post")
    if place.is_file():
        return
    for folder in (place.parent.parent, place.parent):
        if not folder.is_dir():
            folder.mkdir()
            folder.chmod(0o755)
    fresh = place.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.chmod(0o644)  # the web server reads it, whatever the service's umask is
    fresh.replace(place)


def paint(events: Sequence[Event], folder: Path) -> None:
    """Paint cards into a folder, on all cores where there are many."""
    if len(events) <= _FEW:
        _paint(events, folder)
        return
    workers = os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()
    parts = [events[n :: workers or 1] for n in range(workers or 1)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(_paint, part, folder) for part in parts]:
            done.result()


def _paint(events: Sequence[Event], folder: Path) -> None:
    painter = Painter(folder)
    for event in events:
        painter.card(event)


def _kept(folder: Path, event: Event) -> Path:
    return folder / f"{key_of(event)}.png"


def _leads(site: Site, edition: Edition) -> list[Event]:
    """The leads of all days of both years, each once, and of the pages as they are."""
    found = {}
    for year in range(site.today.year, site.today.year + _YEARS):
        for day in DAYS:
            on = day.in_year(year)
            if edition.dataset.told_on(on):
                lead = lead_on(edition.dataset, on)
                found[lead.id] = lead
    for lead in filter(None, (edition.day(day).lead for day in (*DAYS, LEAP_DAY))):
        found[lead.id] = lead
    return list(found.values())
