"""Templates -> pages. The only file that knows jinja2; every value is escaped where it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from bot.errors import install_extra
from bot.events import Event
from bot.i18n.languages import OWN_NAMES
from bot.site import assets, paths
from bot.site.edition import Edition
from bot.site.items import Item, Link, item_of
from bot.site.site import Site, SiteError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a page may load: only what its own host has."""
SECTIONS = ("today", "stories", "countries", "topics", "years", "occasions", "search")
SMALL_SECTIONS = ("corrections", "about")
_OF_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
_SCRIPT_SIGNS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028"})


class Renderer:
    """Makes pages of one site. SiteError where jinja2 is not installed."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._templates = _environment()
        self._items: dict[tuple[str, str], Item] = {}
        self._chrome: dict[str, dict[str, Any]] = {}

    def item(self, edition: Edition, event: Event) -> Item:
        """An entry in the words of an edition, made once."""
        key = (edition.code, event.id)
        if key not in self._items:
            self._items[key] = item_of(edition, event, root=self.site.config.root)
        return self._items[key]

    def items(self, edition: Edition, events: Iterable[Event]) -> list[Item]:
        """Several entries in the words of an edition."""
        return [self.item(edition, event) for event in events]

    def link(self, edition: Edition, path: str) -> str:
        """The path of a page from the root of the host."""
        return self.site.config.root + paths.page(edition.code, path)

    def page(
        self,
        edition: Edition,
        path: str,
        *,
        template: str,
        title: str,
        codes: Iterable[str] | None = None,
        **values: Any,
    ) -> bytes:
        """A finished page. ``codes`` are the languages that have it; by default all editions."""
        own = [e.code for e in self.site.editions] if codes is None else list(codes)
        alternates = [(code, self.site.url(paths.page(code, path))) for code in own]
        context = {
            **self._common(edition),
            "title": title,
            "path": path,
            "canonical": self.site.url(paths.page(edition.code, path)),
            "alternates": alternates if len(alternates) > 1 else [],
            "switches": self._switches(edition, own, path),
            "description": title,
            **values,
        }
        text: str = self._templates.get_template(template).render(context)
        return text.encode("utf-8", "replace")

    def _switches(self, edition: Edition, codes: list[str], path: str) -> list[tuple[str, Link]]:
        """The other languages of a page, each by its own name."""
        root = self.site.config.root
        return [
            (code, Link(OWN_NAMES[code], root + paths.page(code, path)))
            for code in codes
            if code != edition.code
        ]

    def _common(self, edition: Edition) -> dict[str, Any]:
        if edition.code not in self._chrome:
            root = self.site.config.root
            self._chrome[edition.code] = {
                "code": edition.code,
                "direction": edition.direction,
                "words": edition.words,
                "t": edition.words.word,
                "root": root,
                "home": root + paths.page(edition.code),
                "base": self.site.config.base,
                "calendars": self._calendars(edition),
                "policy": POLICY,
                "assets": {name: root + assets.address(name) for name in assets.STATIC},
                "sections": self._sections(edition, SECTIONS),
                "small_sections": self._sections(edition, SMALL_SECTIONS),
                "right_to_left": edition.direction == "rtl",
                "report": self.site.config.report,
            }
        return self._chrome[edition.code]

    def _calendars(self, edition: Edition) -> str:
        """The address below which programs subscribe to calendars, instead of reading them once."""
        address = self.site.url(paths.page(edition.code, "feeds/"))
        return f"webcal://{address.partition('://')[2]}"

    def _sections(self, edition: Edition, names: Iterable[str]) -> list[Link]:
        shown = [n for n in names if n != "occasions" or self.site.dataset.occasions]
        return [Link(edition.words.word(f"site_{n}"), self.link(edition, f"{n}/")) for n in shown]


def json_script(data: Mapping[str, Any]) -> str:
    """JSON that is safe in a script element: no sign in it can end the element."""
    return json.dumps(data, ensure_ascii=False).translate(_SCRIPT_SIGNS)


@cache
def _environment() -> Any:
    """The templates, compiled once."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError:
        raise SiteError(
            f"building the site needs jinja2 and icalendar: {install_extra('site')}"
        ) from None
    found = Environment(
        loader=PackageLoader("bot.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters["year_of"] = _year_of
    before = Markup('<span class="time">{}</span>')  # HTML has no dates before year 1
    since = Markup('<time datetime="{}">{}</time>')
    found.filters["timed"] = lambda text, iso: (
        before.format(text) if iso.startswith("-") or iso < "0001" else since.format(iso, text)
    )
    found.filters["address"] = lambda url: quote(url, safe=_OF_ADDRESSES)
    found.filters["script"] = lambda data: Markup(json_script(data))
    return found


def _year_of(iso: str) -> int:
    """The year of an ISO date; ISO's year 0 is 1 BCE."""
    number = int(iso[: iso.index("-", 1)])
    return number if number > 0 else number - 1
