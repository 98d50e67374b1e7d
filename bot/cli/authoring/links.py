"""``check --links``: opening every source, with a progress bar."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import Progress

from bot.authoring.link_checker import (
    AGENT,
    Cache,
    Link,
    note,
    open_all,
    read_cache,
    to_open,
    write_cache,
)
from bot.authoring.lint.linter import Document, Finding, entries_of

CACHE = Path(".cache/links.json")
SECONDS = 20.0


def check_links(
    document: Document,
    *,
    cache: Path = CACHE,
    pause: float = 1.0,
    transport: httpx.AsyncBaseTransport | None = None,
) -> list[Finding]:
    """The findings about the sources' addresses; good ones are kept in ``cache`` for six days.

    Stopping in the middle keeps what was found.
    """
    now = datetime.now(UTC)
    before = read_cache(cache)
    places = list(_places(document))
    found: Cache = dict(before)
    opened = to_open((url for _, _, url in places), before, now=now)
    try:
        _open(opened, found, now=now, pause=pause, transport=transport)
    finally:
        write_cache(cache, found)
    return [
        Finding(document.file, document.line_of(n, key), document.records[n]["id"], *told)
        for n, key, url in places
        if url in found and (told := note(key, found[url], before.get(url)))
    ]


def _open(
    urls: list[str],
    found: Cache,
    *,
    now: datetime,
    pause: float,
    transport: httpx.AsyncBaseTransport | None,
) -> None:
    """Open the addresses, and show how far it is."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("sources", total=len(urls))

        def told(url: str, link: Link) -> None:
            found[url] = link
            bar.advance(task)

        async def run() -> None:
            headers = {"User-Agent": AGENT}
            async with httpx.AsyncClient(
                headers=headers, timeout=SECONDS, transport=transport
            ) as client:
                await open_all(urls, client, now=now, pause=pause, told=told)

        asyncio.run(run())


def _places(document: Document) -> Iterator[tuple[int, str, str]]:
    """Each source's record, key and address; retracted entries are left out."""
    for number, event in entries_of(document):
        for n, source in enumerate(event.sources if event.retracted is None else (), 1):
            yield number, f"sources[{n}].url", source.url
