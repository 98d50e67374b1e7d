"""Pages: links that lead somewhere, four languages that name each other, and nothing hostile."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from bot.dates import every_day
from bot.site.outputs import all_outputs
from bot.site.pages import day as day_pages
from bot.site.rendering import POLICY, Renderer
from bot.site.site import Site, SiteConfig
from tests.helpers.real import real
from tests.site.conftest import BASE, HOSTILE, TODAY, contents, site_of, small_events


class Page(HTMLParser):
    """The parts of a page that tests ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        """Keep the content of scripts."""
        if self._in_script and data.strip():
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self._in_script = False

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of all elements of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, Page]:
    """Every page of the small site by its path."""
    return {
        path.removesuffix("index.html"): Page(body.decode())
        for path, body in contents(built).items()
        if path.endswith(".html")
    }


def test_every_link_of_the_site_leads_somewhere(built: Path, pages: dict[str, Page]) -> None:
    """Each address below the root is a file that was built."""
    missing = set()
    for path, page in pages.items():
        for tag, attributes in page.elements:
            found = attributes.get("href", attributes.get("src", ""))
            address = urljoin(BASE + path, found)
            if tag in ("a", "link", "script", "img") and found and address.startswith(BASE):
                target = urlsplit(address).path.removeprefix("/sub/")
                file = built / (
                    f"{target}index.html" if not target or target.endswith("/") else target
                )
                if not file.is_file():
                    missing.add((path, found))
    assert missing == set()


def test_each_page_names_its_language_and_the_others(pages: dict[str, Page]) -> None:
    """``lang`` and ``dir`` agree with the path, and alternates name one another."""
    for path, page in pages.items():
        code = path.split("/")[0] if path.split("/")[0] in ("fa", "ur", "ar") else "en"
        html = page.all("html")[0]
        assert html["lang"] == code, path
        assert html.get("dir", "ltr") == ("ltr" if code == "en" else "rtl"), path
        links = [link for link in page.all("link") if "hreflang" in link]
        others = {link["hreflang"]: link["href"] for link in links}
        if others:
            assert others[code] == BASE + path
            assert others["x-default"] == others["en"]
        for other in {*others} - {"x-default", code}:
            back = pages[others[other].removeprefix(BASE)]
            own = [link["href"] for link in back.all("link") if link.get("hreflang") == code]
            assert own == [BASE + path]


def test_a_page_has_a_strict_policy_and_keeps_to_it(pages: dict[str, Page]) -> None:
    """No inline script or style, no handler, nothing from another host."""
    for path, page in pages.items():
        policies = [m["content"] for m in page.all("meta") if m.get("http-equiv")]
        assert policies == [POLICY], path
        assert "unsafe" not in POLICY
        assert not page.all("style"), path
        for tag, attributes in page.elements:
            assert "style" not in attributes, (path, tag)
            assert not [name for name in attributes if name.startswith("on")], (path, tag)
            if tag in ("script", "img", "iframe", "source") and "src" in attributes:
                assert attributes["src"].startswith("/sub/"), path
        kinds = {s.get("type", "") for s in page.all("script") if "src" not in s}
        assert kinds <= {"application/ld+json"}, path


def test_structured_data_is_an_article_with_what_it_cites(pages: dict[str, Page]) -> None:
    """It is JSON whatever the texts hold, and history is no bookable event."""
    for path, page in pages.items():
        data = [json.loads(script) for script in page.scripts]
        if "/e/" in f"/{path}":
            assert [d["@type"] for d in data] == ["Article"], path
            assert data[0]["citation"][0]["url"].startswith("https://")
            assert data[0]["about"]
        assert all(d["@type"] != "Event" for d in data)
    ancient = json.loads(pages["e/ancient-day/"].scripts[0])
    assert ancient["temporalCoverage"] == "-0043-03-15"


def test_hostile_text_is_shown_and_never_markup(pages: dict[str, Page]) -> None:
    """No element comes from a field, in any language; the reader sees the signs as they are."""
    described = [m["content"] for m in pages["e/hostile/"].all("meta") if m.get("name")]
    assert any(text.startswith(HOSTILE) for text in described)
    for path, page in pages.items():
        assert not [a for a in page.all("img") if a.get("src") == "x"], path
        assert not [s for s in page.scripts if "alert(1)" in s and "u003c" not in s], path


def test_a_retracted_entry_keeps_its_page_and_is_listed_nowhere_else(built: Path) -> None:
    """Its address never breaks; the page says why it is gone, and the corrections list it."""
    page = (built / "e/taken/index.html").read_text()
    assert "Taken back 1 April 2027: Untrue." in page
    listing = [path for path, body in contents(built).items() if b"/e/taken/" in body]
    assert {p for p in listing if p.endswith(".html")} == {
        "e/taken/index.html",
        "corrections/index.html",
    }


def test_a_day_tells_what_came_before_and_after(built: Path) -> None:
    """The lead's context, what it follows and what follows it, and the whole story."""
    page = (built / "05-21/index.html").read_text()
    assert "What lay behind it." in page
    assert page.index("/e/first-step/") < page.index("/e/third-step/")
    assert "/stories/first-step/" in page
    story = (built / "stories/first-step/index.html").read_text()
    assert [story.index(f"/e/{name}-step/") for name in ("first", "second", "third")] == sorted(
        story.index(f"/e/{name}-step/") for name in ("first", "second", "third")
    )


SIGNS = {"": (", ", "; "), "fa/": ("، ", "؛ "), "ur/": ("، ", "؛ "), "ar/": ("، ", "؛ ")}


@pytest.mark.parametrize("prefix", SIGNS)
def test_a_list_has_the_signs_of_its_language(built: Path, prefix: str) -> None:
    """Between countries a comma, between sources a semicolon."""
    text = (built / prefix / "e/second-step/index.html").read_text(encoding="utf-8")
    countries = text.partition('<dl class="facts">')[2]
    sources = text.partition('<p class="sources">')[2].partition("</p>")[0]
    comma, semicolon = SIGNS[prefix]
    assert re.search(f"</a>{comma}<a", countries)
    assert re.search(f"</a>{semicolon}<a", sources)


def test_without_a_script_today_offers_the_whole_year(pages: dict[str, Page]) -> None:
    """366 days to choose from."""
    hrefs = {a["href"] for a in pages["today/"].all("a")}
    assert {f"/sub/{day}/" for day in every_day()} <= hrefs


def test_a_day_of_the_real_dataset_is_small() -> None:
    """At most 15 KB compressed, without its card."""
    site = Site(real(), SiteConfig(base_url=BASE), TODAY)
    renderer = Renderer(site)
    sizes = {
        str(day): len(gzip.compress(day_pages.output(renderer, site.english, day).make(), 6))
        for day in every_day()
    }
    assert max(sizes.values()) <= 15_000, max(sizes, key=lambda day: sizes[day])


def test_a_language_without_texts_has_no_pages() -> None:
    """English alone where nothing is translated, and no page offers another language."""
    events = [event for event in small_events() if event.id in ("a-birth", "taken")]
    site = site_of(events)
    assert [edition.code for edition in site.editions] == ["en"]
    assert not [o.path for o in all_outputs(site) if o.path.startswith(("fa/", "ur/", "ar/"))]


def test_the_style_sheet_asks_no_other_host() -> None:
    """No import, no address outside."""
    for path in (Path("bot/site/static")).glob("*.css"):
        assert not re.search(r"@import|url\(", path.read_text(encoding="utf-8")), path


def test_a_calendar_can_be_subscribed_to(built: Path) -> None:
    """By webcal, which calendars read again and again; the file is there."""
    for path in ("about", "fa/about", "countries/pk", "ar/topics/war"):
        text = (built / path / "index.html").read_text(encoding="utf-8")
        found = re.findall(r'href="webcal://127\.0\.0\.1:8917/sub/([^"]+\.ics)"', text)
        assert found, path
        assert all((built / one).is_file() for one in found), found
