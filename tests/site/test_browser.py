"""The site and the box in a real Chromium: readable for everybody, and safe with hostile texts."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.site.builder import build
from bot.text import folded
from tests.helpers.npm import npm_package
from tests.helpers.web import hosted, served
from tests.site.conftest import HOSTILE, small_events
from tests.site.test_pictures import site_with

api = pytest.importorskip("playwright.sync_api", reason="playwright: uv sync --group heavy")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium"),
]
NOON = "2027-05-20T12:00:00Z"
KINDS = (
    "",
    "05-20/",
    "05-21/",
    "e/second-step/",
    "e/taken/",
    "e/hostile/",
    "stories/",
    "stories/first-step/",
    "countries/",
    "countries/pk/",
    "topics/",
    "years/",
    "years/1983/",
    "corrections/",
    "about/",
    "search/?q=step",
    "404.html",
    "demo/",
    "fa/",
    "fa/05-20/",
    "fa/e/second-step/",
    "fa/stories/first-step/",
    "fa/about/",
    "ur/05-21/",
    "ar/05-20/",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of this file."""
    with api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    """The address of the small site."""
    with served(built) as address:
        yield address


class Opened:
    """A page with what the browser complained of, and the dialogs that opened."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.clock.set_fixed_time(NOON)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self._noted(message))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _noted(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """Makes pages, and closes them; none may have complained, run a dialog or left the machine."""
    made: list[Opened] = []

    def new(**options: Any) -> Opened:
        made.append(Opened(browser, **options))
        return made[-1]

    yield new
    for one in made:
        assert one.complaints == []
        assert all(url.startswith("http://127.0.0.1:") for url in one.asked)
        one.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(opened: Any, site: str, scheme: str) -> None:
    """In every kind of page, both directions, light and dark."""
    axe = Path(npm_package("axe-core"), "axe.min.js").read_text(encoding="utf-8")
    one = opened(color_scheme=scheme)
    for kind in KINDS:
        one.page.goto(site + kind, wait_until="networkidle")
        one.page.evaluate(axe)
        found = one.page.evaluate("axe.run().then(result => result.violations)")
        told = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found]
        assert told == [], kind


def test_axe_would_see_a_violation(opened: Any, site: str) -> None:
    """A check that finds nothing anywhere must find what is wrong on purpose."""
    axe = Path(npm_package("axe-core"), "axe.min.js").read_text(encoding="utf-8")
    one = opened()
    one.page.goto(f"{site}about/")
    one.page.evaluate("document.querySelector('main p').style.color = '#eee'")
    one.page.evaluate("document.documentElement.removeAttribute('lang')")
    one.page.evaluate(axe)
    found = one.page.evaluate("axe.run().then(result => result.violations.map(v => v.id))")
    assert {"color-contrast", "html-has-lang"} <= set(found)


@pytest.mark.parametrize("width", [320, 768, 1600])
def test_no_page_scrolls_sideways(opened: Any, site: str, width: int) -> None:
    """From the smallest phone to a wide screen; 640 pixels at 200 % are the first of these."""
    one = opened(viewport={"width": width, "height": 800})
    for kind in KINDS:
        one.page.goto(site + kind)
        wide = one.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, kind


@pytest.mark.parametrize("width", [640, 1280])
def test_no_page_breaks_at_twice_the_size_of_text(opened: Any, site: str, width: int) -> None:
    """A reader who zooms the text to 200 % reads all of it: nothing is cut off or off the page."""
    one = opened(viewport={"width": width, "height": 800}, device_scale_factor=2)
    for kind in KINDS:
        one.page.goto(site + kind)
        one.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width, kind
        assert one.page.evaluate(CUT) == [], kind


LINES = """() => [...document.querySelectorAll('.dateline time')].map((time) => {
  const words = [], walk = document.createTreeWalker(time.closest('p'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) if (node.data.trim()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    words.push([node.data.trim(), [...new Set([...range.getClientRects()].map((r) => r.top))]]);
  }
  return words;
})[0]"""


@pytest.mark.parametrize("kind", ["", "05-20/", "fa/05-20/", "ar/05-20/"])
def test_a_date_is_not_broken_and_no_line_begins_with_a_dot(
    opened: Any, site: str, kind: str
) -> None:
    """On a small phone the date stands in several lines, in three calendars."""
    one = opened(viewport={"width": 320, "height": 800})
    one.page.goto(site + kind, wait_until="networkidle")
    found = one.page.evaluate(LINES)
    assert len(found) >= 3
    assert len({top for _, tops in found for top in tops}) > 1
    for (_, before), (words, tops) in itertools.pairwise(found):
        assert len(tops) == 1, words
        assert words != "·" or tops == before


@pytest.mark.parametrize("width", [320, 1200])
def test_an_entry_keeps_clear_of_the_menu(opened: Any, site: str, width: int) -> None:
    """As every other page does."""
    one = opened(viewport={"width": width, "height": 800})
    one.page.goto(f"{site}e/second-step/")
    menu = one.page.locator(".masthead nav").bounding_box()
    first = one.page.locator("main .when").first.bounding_box()
    assert first["y"] - (menu["y"] + menu["height"]) >= 16


CUT = """() => [...document.querySelectorAll('main *, header *, nav *, footer *')].filter((e) => {
  const style = getComputedStyle(e);
  const hides = [style.overflowX, style.overflowY].includes('hidden');
  return hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    && e.clientWidth > 1 && e.innerText.trim();
}).map((e) => e.outerHTML.slice(0, 80))"""
GOOD = 0.1  # of "layout shift": more than that is felt, says web.dev
SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.parametrize("width", [400, 1200])
def test_nothing_moves_while_a_page_loads(opened: Any, site: str, width: int) -> None:
    """The day that is put in by the script, and the box on the sample page, take no one's place."""
    one = opened(viewport={"width": width, "height": 800})
    one.page.add_init_script(SHIFTS)
    for kind in KINDS:
        one.page.goto(site + kind, wait_until="networkidle")
        assert one.page.evaluate("window.shift") < GOOD, kind


def test_a_shift_would_be_seen(opened: Any, site: str) -> None:
    """Or the test above would pass for a browser that counts nothing."""
    one = opened(viewport={"width": 1200, "height": 800})
    one.page.add_init_script(SHIFTS)
    one.page.goto(f"{site}about/", wait_until="networkidle")
    one.page.evaluate(
        "new Promise((done) => { document.querySelector('main').style.marginTop = '300px';"
        " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))); })"
    )
    assert one.page.evaluate("window.shift") > GOOD


@pytest.mark.parametrize("path", ["e/hostile/", "05-20/", "fa/e/hostile/", "ar/05-20/"])
def test_hostile_text_is_seen_and_does_nothing(opened: Any, site: str, path: str) -> None:
    """In a browser that would run it."""
    one = opened()
    one.page.goto(site + path, wait_until="networkidle")
    assert HOSTILE.strip() in one.page.locator("main").inner_text()
    assert one.page.locator("main script, main img[src=x]").count() == 0


def test_hostile_text_in_the_search_does_nothing(opened: Any, site: str) -> None:
    """Neither as what is found nor as what is typed."""
    one = opened()
    one.page.goto(f"{site}search/?q=alert")
    one.page.locator("#found li").first.wait_for()
    assert HOSTILE.strip() in one.page.locator("#found").inner_text()
    one.page.locator("#q").fill(HOSTILE)
    assert one.page.locator("#found script, #found img").count() == 0


def titles(one: Any, words: str) -> list[str]:
    """What the search finds for words that are typed."""
    one.page.locator("#q").fill(words)
    one.page.locator("#status").filter(has_text=re.compile(r"\S")).wait_for()
    found: list[str] = one.page.locator("#found a").all_inner_texts()
    return found


def test_the_search_forgives_a_slip(opened: Any, site: str) -> None:
    """Exact words first; a slip is marked as one; the index is fetched when the field is used."""
    one = opened()
    one.page.goto(f"{site}search/")
    assert not [url for url in one.asked if url.endswith("index.json")]
    one.page.locator("#q").focus()
    assert titles(one, "second step") == ["Title of second-step"]
    assert "Title of ancient-day" in titles(one, "anceint")
    assert "close to it" in one.page.locator("#status").inner_text()
    assert titles(one, "zzzzqqq") == []
    assert "Title of ancient-day" in titles(one, "44")


def test_the_search_works_in_persian(opened: Any, site: str) -> None:
    """Arabic letters and digits of any script find the same."""
    one = opened()
    one.page.goto(f"{site}fa/search/")
    assert titles(one, "ايران ١٩٧٩")


def test_the_browser_folds_as_the_bot_does(opened: Any, site: str) -> None:
    """One table for Python and JavaScript: the same for every text, in four scripts."""
    texts = [f"{e.title} {e.text} {e.day}" for e in small_events()]
    texts += [
        "ÉCOLE Ångström ﬁn ½ ２０２６ İstanbul STRASSE ΟΔΟΣ",
        "كِتَابٌ ـــ ىئأإآٱؤ ۓ۔",
        "مي‌شود ۱۲۳ ٤٥٦ १२३",
    ]
    texts += ["".join(map(chr, range(start, start + 256))) for start in range(0x20, 0x700, 256)]
    one = opened()
    one.page.goto(f"{site}search/")
    fold = """texts => fetch('index.json').then(a => a.json())
        .then(data => texts.map(searching.folding(data.fold)))"""
    assert one.page.evaluate(fold, texts) == [folded(text) for text in texts]


ZONES = {
    "Pacific/Pago_Pago": "05-19",
    "America/New_York": "05-20",
    "Asia/Tehran": "05-20",
    "Pacific/Kiritimati": "05-21",
}


@pytest.mark.parametrize(("zone", "day"), ZONES.items())
def test_today_is_the_readers_own(opened: Any, site: str, zone: str, day: str) -> None:
    """From UTC-11 to UTC+14, on the page of today and in the box, at one instant."""
    one = opened(timezone_id=zone)
    one.page.clock.set_fixed_time("2027-05-20T10:30:00Z")
    one.page.goto(f"{site}today/")
    one.page.wait_for_url(f"{site}{day}/")
    one.page.goto(f"{site}demo/", wait_until="networkidle")
    assert [url for url in one.asked if "/box/1/" in url] == [f"{site}box/1/{day}.json"]


def test_the_front_page_turns_to_the_readers_day(opened: Any, site: str) -> None:
    """It was built for 20 May; a reader for whom it is the 21st sees the 21st."""
    one = opened(timezone_id="Pacific/Kiritimati")
    one.page.goto(site, wait_until="networkidle")
    assert one.page.locator("#day .big").inner_text() == "21 May"
    assert "Title of second-step" in one.page.locator("#day").inner_text()


def test_without_scripts_everything_can_be_read(opened: Any, site: str) -> None:
    """The year to choose from, the day, and ways around the search."""
    one = opened(java_script_enabled=False)
    one.page.goto(f"{site}today/")
    assert one.page.locator(".year a").count() == 366
    one.page.goto(f"{site}05-20/")
    assert "Title of third-step" in one.page.locator("main").inner_text()
    one.page.goto(f"{site}search/")
    assert one.page.locator("noscript a, main ul a").count() > 3


HOST_STYLE = """<style nonce="n">
* { color: navy !important; background: lime !important; font: 40px fantasy !important }
on-this-day { color: navy !important; height: 3px !important; display: none !important }
p, h2, a { text-transform: uppercase; letter-spacing: 1em; visibility: hidden }
</style>"""


def host_page(site: str, options: str, style: str = "") -> tuple[str, str]:
    """A page of another origin with the box, under a policy that permits only that."""
    origin = site.rstrip("/").rpartition("/")[0]
    policy = (
        f"default-src 'none'; script-src {origin}; connect-src {origin}; img-src {origin}; "
        "style-src 'nonce-n'"
    )
    body = f'{style}<p>Before</p><script src="{site}box-1.js" {options} async></script><p>After</p>'
    return policy, f"<!doctype html><html lang=en><title>t</title><body>{body}"


LOOK = """() => {
  const root = document.querySelector('on-this-day').shadowRoot;
  const own = ['.b', 'h2', 'h2 a', 'p', '.s'].map(name => root.querySelector(name));
  const names = ['color', 'backgroundColor', 'fontSize', 'fontFamily', 'visibility',
    'letterSpacing', 'textTransform', 'direction'];
  const host = getComputedStyle(document.querySelector('on-this-day'));
  return [host.height, host.display, ...own.map(e => names.map(n => getComputedStyle(e)[n]))];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", ["en", "fa"])
def test_a_pages_own_styles_do_not_reach_the_box(
    opened: Any, site: str, scheme: str, code: str
) -> None:
    """It looks the same under hostile style sheets, and works where nothing else may load."""
    options = f'data-lang="{code}" data-country="PK"'
    pages = {"/calm": host_page(site, options), "/hostile": host_page(site, options, HOST_STYLE)}
    one = opened(color_scheme=scheme)
    looks = []
    with hosted(pages) as host:
        for path in pages:
            one.page.goto(host + path, wait_until="networkidle")
            looks.append(one.page.evaluate(LOOK))
    assert looks[0] == looks[1]
    assert looks[0][:2] == ["320px", "block"]
    assert looks[0][2][-1] == ("ltr" if code == "en" else "rtl")


SHOWN = """() => {
  const box = document.querySelector('on-this-day');
  return box && box.shadowRoot ? box.shadowRoot.textContent : null;
}"""
CHOICES = {
    "": "Title of third-step",
    'data-country="IR"': "Title of first-step",
    'data-topic="politics"': "Title of first-step",
    'data-country="JP"': "Title of third-step",
}


@pytest.mark.parametrize(("options", "title"), CHOICES.items())
def test_country_and_topic_narrow_the_box(opened: Any, site: str, options: str, title: str) -> None:
    """Where nothing is of them, the day's lead is shown; two requests in all."""
    one = opened()
    with hosted({"/page": host_page(site, options)}) as host:
        one.page.goto(f"{host}/page", wait_until="networkidle")
        assert title in one.page.evaluate(SHOWN)
    assert len([url for url in one.asked if url.startswith(site)]) == 2


def test_pages_of_grief_can_leave_entries_out(opened: Any, site: str) -> None:
    """Where nothing is left, there is no box at all."""
    one = opened(timezone_id="Pacific/Kiritimati")
    pages = {
        "/with": host_page(site, ""),
        "/without": host_page(site, 'data-without="violence,disaster"'),
    }
    with hosted(pages) as host:
        one.page.goto(f"{host}/with", wait_until="networkidle")
        assert "Title of second-step" in one.page.evaluate(SHOWN)
        one.page.goto(f"{host}/without", wait_until="networkidle")
        assert one.page.evaluate(SHOWN) is None
        assert one.page.locator("on-this-day").count() == 0


def test_hostile_text_in_the_box_is_text(opened: Any, site: str) -> None:
    """It is shown as it is and makes no element."""
    one = opened()
    with hosted({"/page": host_page(site, 'data-country="PK"')}) as host:
        one.page.goto(f"{host}/page", wait_until="networkidle")
        assert HOSTILE in one.page.evaluate(SHOWN)
        inside = "document.querySelector('on-this-day').shadowRoot.querySelectorAll('script, img')"
        assert one.page.evaluate(f"{inside}.length") == 0


def test_the_box_is_an_element_and_a_frame_too(opened: Any, site: str) -> None:
    """The same box in the three ways in which a page can carry it."""
    one = opened()
    one.page.goto(f"{site}frame/?country=IR", wait_until="networkidle")
    assert "Title of first-step" in one.page.evaluate(SHOWN)
    policy, text = host_page(site, "data-element")
    element = re.sub("<p>After</p>", '<on-this-day country="IR"></on-this-day>', text)
    with hosted({"/page": (policy, element)}) as host:
        one.page.goto(f"{host}/page", wait_until="networkidle")
        assert one.page.locator("on-this-day").count() == 1
        assert "Title of first-step" in one.page.evaluate(SHOWN)


def test_the_box_moves_nothing_once_it_stands(opened: Any, site: str) -> None:
    """Its height is taken when the script runs, before the data is there."""
    one = opened()
    one.page.goto(f"{site}demo/", wait_until="networkidle")
    height = "document.querySelector('on-this-day').getBoundingClientRect().height"
    assert one.page.evaluate(height) == 400


def test_the_box_shows_a_picture_where_one_is_asked_for(opened: Any, tmp_path: Path) -> None:
    """One request more, with its words and its credit; without data-picture there is none."""
    image = pytest.importorskip("PIL.Image", reason="Pillow: uv sync --group heavy")
    place = tmp_path / "data/pictures/a-street.png"
    place.parent.mkdir(parents=True)
    image.new("RGB", (900, 600), "#336699").save(place)
    build(site_with(tmp_path), tmp_path / "out")
    with served(tmp_path / "out") as site:
        pages = {
            "/with": host_page(site, 'data-picture="lead"'),
            "/without": host_page(site, ""),
        }
        with hosted(pages) as host:
            one = opened()
            one.page.goto(f"{host}/with", wait_until="networkidle")
            assert len([url for url in one.asked if url.startswith(site)]) == 3
            picture = one.page.locator("on-this-day img")
            assert picture.get_attribute("alt") == "A street at night."
            assert picture.evaluate("(one) => one.naturalWidth") == 900
            assert "Picture: Jane Roe (CC BY 4.0)" in one.page.evaluate(SHOWN)
            two = opened()
            two.page.goto(f"{host}/without", wait_until="networkidle")
            assert len([url for url in two.asked if url.startswith(site)]) == 2
            assert two.page.locator("on-this-day img").count() == 0
            assert "Jane Roe" not in two.page.evaluate(SHOWN)
