"""Opening the sources: against a real server on this machine."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from bot.authoring.link_checker import FRESH, Link, note, read_cache, to_open, write_cache
from bot.authoring.lint.linter import read
from bot.cli.authoring.links import check_links
from tests.authoring.test_linter import Write
from tests.conftest import toml_of

NOW = datetime(2027, 1, 1, tzinfo=UTC)


class Site(ThreadingHTTPServer):
    """A site with a page of each kind; it counts what it is asked, and how much at once."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.title = "A page"
        self.now, self.most = 0, 0
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), Page)


class Page(BaseHTTPRequestHandler):
    """Answers by the path."""

    server: Site

    def do_HEAD(self) -> None:
        """The same as GET, without the page."""
        self._answer(head=True)

    def do_GET(self) -> None:
        """The page."""
        self._answer(head=False)

    def _answer(self, *, head: bool) -> None:
        site = self.server
        with site.lock:
            site.asked[f"{self.command} {self.path}"] += 1
            site.now += 1
            site.most = max(site.most, site.now)
        status = self._status(head=head)
        body = b"" if head else f"<html><title>{site.title} &amp; more</title>".encode()
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "0")
        if status in (301, 302):
            self.send_header("Location", "/fine")
        self.send_header("Content-Length", str(len(body)))
        with site.lock:
            site.now -= 1
        self.end_headers()
        self.wfile.write(body)

    def _status(self, *, head: bool) -> int:
        first = self.server.asked[f"{self.command} {self.path}"] == 1
        return {
            "/dead": 404,
            "/gone": 410,
            "/moved": 301,
            "/elsewhere": 302,
            "/no-head": 405 if head else 200,
            "/head-lies": 404 if head else 200,
            "/busy": 429 if first else 200,
            "/broken": 503,
            "/shut": 403,
        }.get(self.path, 200)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


class ToSite(httpx.AsyncBaseTransport):
    """The real client, whose every https address leads to the site on this machine."""

    def __init__(self, site: Site) -> None:
        self.port = site.server_address[1]
        self.inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it there."""
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what is below."""
        await self.inner.aclose()


@pytest.fixture
def site() -> Iterator[Site]:
    """The site, for one test."""
    with Site() as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def told(site: Site, path: Path, *pages: str) -> list[str]:
    """The findings of a dataset with a source for each page, its places left out."""
    text = toml_of(*((page, "05-20", 1900 + n) for n, page in enumerate(pages)))
    path.write_text(text, encoding="utf-8")
    cache = path.with_suffix(".json")
    found = check_links(read(path), cache=cache, pause=0, transport=ToSite(site))
    assert all(finding.key == "sources[1].url" for finding in found)
    return [f"{f.id}: {f.level}: {f.sentence}" for f in found]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("fine", ""),
        ("elsewhere", ""),
        ("no-head", ""),
        ("head-lies", ""),
        ("busy", ""),
        ("dead", "error: dead: answers 404"),
        ("gone", "error: dead: answers 410"),
        ("moved", "warning: moved for good to "),
        ("broken", "warning: not sure: answers 503"),
        ("shut", "warning: not sure: answers 403"),
    ],
)
def test_what_an_address_answers(site: Site, dataset_file: Write, page: str, said: str) -> None:
    """Dead, moved for good, in doubt, or fine; GET has the last word."""
    found = told(site, dataset_file(""), page)
    assert len(found) == bool(said)
    assert all(line.startswith(f"{page}: {said}") for line in found)


def test_a_host_is_asked_one_thing_at_a_time(site: Site, dataset_file: Write) -> None:
    """HEAD, then GET, then the next page."""
    told(site, dataset_file(""), "a", "b", "c", "d")
    assert site.most == 1
    assert sum(site.asked.values()) == 8


def test_what_was_fine_is_not_asked_again(site: Site, dataset_file: Write) -> None:
    """Six days long; what was not fine is."""
    path = dataset_file("")
    told(site, path, "fine", "dead")
    site.asked.clear()
    assert len(told(site, path, "fine", "dead")) == 1
    assert set(site.asked) == {"HEAD /dead", "GET /dead"}


def test_a_page_that_became_another_is_told(site: Site, dataset_file: Write) -> None:
    """By its title, compared with the time before."""
    path = dataset_file("")
    told(site, path, "fine")
    cache = path.with_suffix(".json")
    old = read_cache(cache)
    [(url, link)] = old.items()
    assert link.title == "A page & more"
    write_cache(cache, {url: Link("fine", "2020-01-01T00:00:00+00:00", title=link.title)})
    site.title = "A casino"
    assert told(site, path, "fine") == [
        'fine: warning: changed: titled "A casino & more" now, "A page & more" before'
    ]


def test_a_server_that_does_not_answer_is_no_proof(site: Site, dataset_file: Write) -> None:
    """A refused connection is a doubt, not a death."""
    site.shutdown()
    site.server_close()
    [line] = told(site, dataset_file(""), "fine")
    assert line.startswith("fine: warning: not sure: cannot be opened")


def test_the_cache_ages_and_may_be_damaged(tmp_path: Path) -> None:
    """After six days an address is opened again; rubbish counts as nothing."""
    fresh, old = (NOW - FRESH + timedelta(hours=hours) for hours in (1, -1))
    cache = {
        "a": Link("fine", fresh.isoformat()),
        "b": Link("fine", old.isoformat()),
        "c": Link("dead", fresh.isoformat()),
    }
    assert to_open(["a", "b", "c", "d", "d"], cache, now=NOW) == ["b", "c", "d"]
    path = tmp_path / "deep" / "links.json"
    assert read_cache(path) == {}
    write_cache(path, cache)
    assert read_cache(path) == cache
    for rubbish in ("[1]", "{", '{"a": {"x": 1}}'):
        path.write_text(rubbish, encoding="utf-8")
        assert read_cache(path) == {}


def test_an_address_in_doubt_is_for_a_person() -> None:
    """A warning, since many sites refuse every program."""
    found = note("key", Link("unsure", NOW.isoformat(), reason="answers 403"), None)
    assert found is not None
    assert found.sentence == "not sure: answers 403; open it yourself"
