"""A check that the sources can still be opened. The only one of the dataset with network access.

Politely: one request at a time to a host with a pause between them, HEAD before GET, longer
pauses when a host asks for them, and no address again that was fine within a week.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from bot.authoring.lint.findings import Note, warning

AGENT = "onthisday-link-check/1 (checks its sources weekly; one request at a time)"
FRESH = timedelta(days=6)
HOSTS = 8  # at the same time
TRIES = 3
LONGEST_PAUSE = 60.0  # seconds
READ_BYTES = 65_536  # of a page, enough for its title
TEMPORARY = frozenset((429, 500, 502, 503, 504))
NO_HOST = "its host does not exist"
GONE = frozenset((404, 410, 451))
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """The answer of an address: ``state`` is ``fine``, ``dead`` or ``unsure``.

    ``moved`` is where it leads for good, ``title`` the page's own, ``checked`` an instant.
    """

    state: str
    checked: str
    reason: str = ""
    moved: str = ""
    title: str = ""


Cache = dict[str, Link]


def read_cache(path: Path) -> Cache:
    """The results of earlier runs; empty where the file is missing or from another version."""
    try:
        return {url: Link(**found) for url, found in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_cache(path: Path, cache: Cache) -> None:
    """Keep what was found."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({url: asdict(link) for url, link in sorted(cache.items())}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def to_open(urls: Iterable[str], cache: Cache, *, now: datetime) -> list[str]:
    """The addresses, each once, without those that were fine within six days."""
    return [url for url in dict.fromkeys(urls) if not _fresh(cache.get(url), now)]


def _fresh(link: Link | None, now: datetime) -> bool:
    return (
        link is not None
        and link.state == "fine"
        and now - datetime.fromisoformat(link.checked) < FRESH
    )


async def open_all(
    urls: Sequence[str],
    client: httpx.AsyncClient,
    *,
    now: datetime,
    pause: float = 1.0,
    told: Callable[[str, Link], None],
) -> None:
    """Open each address and report its answer; ``pause`` is in seconds, within a host."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(httpx.URL(url).host, []).append(url)
    gate = asyncio.Semaphore(HOSTS)

    async def one_host(of_host: list[str]) -> None:
        async with gate:
            for url in of_host:
                told(url, await _opened(url, client, now=now, pause=pause))
                await asyncio.sleep(pause)

    await asyncio.gather(*map(one_host, hosts.values()))


class _Busy(Exception):
    """The host asks for patience: ``asked`` seconds of it, if it says how many."""

    def __init__(self, answer: httpx.Response) -> None:
        asked = answer.headers.get("retry-after", "")
        self.asked = float(asked) if asked.isdecimal() else None
        super().__init__(f"answers {answer.status_code}")


async def _opened(url: str, client: httpx.AsyncClient, *, now: datetime, pause: float) -> Link:
    """The answer of an address, after a few tries where it is busy or cannot be reached."""
    checked, wait, reason = now.isoformat(), pause, ""
    for _ in range(TRIES):
        try:
            return await _asked(url, client, checked=checked, pause=pause)
        except httpx.InvalidURL as fault:
            return Link("dead", checked, reason=f"is no address: {fault}")
        except httpx.HTTPError as fault:
            reason, wait = _words(fault), wait * 2
        except _Busy as busy:
            reason, wait = str(busy), wait * 2 if busy.asked is None else busy.asked
        await asyncio.sleep(min(wait, LONGEST_PAUSE))
    return Link("dead" if reason == NO_HOST else "unsure", checked, reason=reason)


async def _asked(url: str, client: httpx.AsyncClient, *, checked: str, pause: float) -> Link:
    """HEAD first, which costs a host little; GET has the title, and the last word."""
    head = await client.head(url, follow_redirects=True)
    if head.status_code in TEMPORARY:
        raise _Busy(head)
    await asyncio.sleep(pause)
    return await _read(url, client, checked=checked)


async def _read(url: str, client: httpx.AsyncClient, *, checked: str) -> Link:
    """The beginning of a page: its title, and its final address."""
    async with client.stream("GET", url, follow_redirects=True) as answer:
        status = answer.status_code
        if status in TEMPORARY:
            raise _Busy(answer)
        if status in GONE:
            return Link("dead", checked, reason=f"answers {status}")
        if status >= 400:
            return Link("unsure", checked, reason=f"answers {status}")
        body = b""
        async for part in answer.aiter_bytes():
            body += part
            if len(body) >= READ_BYTES:
                break
        found = _TITLE.search(body)
        words = found[1].decode(answer.encoding or "utf-8", "replace") if found else ""
        title = " ".join(html.unescape(words).split())
        return Link("fine", checked, moved=_moved(url, answer), title=title)


def _moved(url: str, answer: httpx.Response) -> str:
    """The permanent new address; empty unless every step is permanent, or for a mere slash."""
    steps = answer.history
    lasting = steps and all(step.status_code in (301, 308) for step in steps)
    target = str(answer.url)
    return target if lasting and target.rstrip("/") != url.rstrip("/") else ""


def _words(fault: httpx.HTTPError) -> str:
    """A network fault in words."""
    text = str(fault)
    if isinstance(fault, httpx.ConnectError) and re.search(
        "Name or service|No address|nodename", text
    ):
        return NO_HOST
    return (
        "does not answer in time"
        if isinstance(fault, httpx.TimeoutException)
        else (f"cannot be opened ({text or type(fault).__name__})")
    )


def note(key: str, link: Link, before: Link | None) -> Note | None:
    """The note about an address, compared with the run before; None if there is no fault."""
    if link.state == "dead":
        return Note(key, f"dead: {link.reason}; find another source, or an archived copy")
    if link.state == "unsure":
        return warning(key, f"not sure: {link.reason}; open it yourself")
    if link.moved:
        return warning(key, f"moved for good to {link.moved}")
    if before is not None and before.title and link.title and before.title != link.title:
        return warning(key, f'changed: titled "{link.title}" now, "{before.title}" before')
    return None
