"""Rules for sources: enough publishers, and addresses that last."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qsl

from bot.authoring.lint.findings import Note, Notes
from bot.events import Event, Source

SHORTENERS = frozenset(
    "bit.ly t.co tinyurl.com goo.gl ow.ly is.gd buff.ly dlvr.it lnkd.in rb.gy cutt.ly t.ly "
    "shorturl.at tiny.cc rebrand.ly fb.me amzn.to wp.me trib.al nyti.ms bbc.in".split()
)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|ref_src|"
    r"cmpid|ns_\w+|vero_id|oly_\w+|s_cid|at_\w+"
)
_WIKIPEDIA_HOST = re.compile(
    r"(^|\.)(wikipedia|wikimedia|wikidata|wikiquote|wikivoyage|wiktionary|wikiwand|wikimili|"
    r"wiki2|wikizero|wikibrief|alchetron|infogalactic|dbpedia|everybodywiki|justapedia|"
    r"wikizer|wikitia|en-academic|newworldencyclopedia|wn|kiddle|wiki\w*)\.\w+$"
)
_WIKIPEDIA_NAME = re.compile(r"\bwikipedia\b|\bwiki summaries\b|\bwikidata\b|\bwikiwand\b")
_WIKISOURCE = re.compile(r"(^|\.)wikisource\.org$")  # holds others' books: the text is not its own
SHARED_HOSTS = frozenset(
    "archive.org google.com jstor.org gutenberg.org youtube.com facebook.com medium.com "
    "wordpress.com blogspot.com substack.com researchgate.net academia.edu scribd.com "
    "wikisource.org msn.com yahoo.com hathitrust.org issuu.com nasdaq.com".split()
)
"""Hosts with works of many publishers: there the name decides, not the address."""
_SECOND_LEVEL = frozenset("co com org net ac edu gov gob go or mil ne nic".split())
WIKIPEDIA = "wikipedia"
NEWS_SINCE = (2019, 11, 1)
"""From here on no reference confirms dates, so a single publisher is not enough."""


def sources(event: Event) -> Notes:
    """Each address once, no shortened or tracking ones, and two publishers where needed."""
    seen: dict[str, int] = {}
    for number, source in enumerate(event.sources, 1):
        key = f"sources[{number}].url"
        page = source.url.split("#", 1)[0].rstrip("/")
        host, query = host_of(page), page.partition("?")[2]
        if host in SHORTENERS:
            yield Note(key, f"{host} hides the page's own address: open it and copy that")
        if query and (tracked := [k for k, _ in parse_qsl(query, True) if _TRACKING.fullmatch(k)]):
            yield Note(key, f"delete {', '.join(tracked)} from the address: it follows readers")
        if (first := seen.setdefault(page, number)) != number:
            yield Note(key, f"expected each page once, got that of source {first} again")
    if event.sources and (why := needs_two(event)):
        yield from _two_publishers(event, why)


def needs_two(event: Event) -> str:
    """The reason why an entry needs two publishers; empty if one is enough."""
    for word in ("contested", "living"):
        if word in event.sensitivity:
            return f"it is marked {word}"
    if event.weight >= 4:
        return f"its weight is {event.weight}"
    return "it is later than October 2019" if event.moment >= NEWS_SINCE else ""


def _two_publishers(event: Event, why: str) -> Notes:
    found = publishers(event.sources)
    if len(found) >= 2:
        return
    only = " (in all its forms and copies)" if found == {WIKIPEDIA} else ""
    name = "Wikipedia" if found == {WIKIPEDIA} else event.sources[0].publisher
    sentence = f"expected two publishers, since {why}, got only {name}{only}"
    yield Note("sources", sentence)


def publishers(sources: tuple[Source, ...]) -> set[str]:
    """The different publishers: one name is one, and so is one site; all of Wikipedia is one."""
    by_site: dict[str, str] = {}
    names: set[str] = set()
    for source in sources:
        name, site = _identity(source.publisher, source.url)
        names.add(by_site.setdefault(site, name) if site else name)
    return names


@cache
def _identity(publisher: str, url: str) -> tuple[str, str]:
    """A publisher's name as it is compared, and its site; no site where many share one."""
    host = host_of(re.sub(r"^https://web\.archive\.org/web/\w+/(?=https?://)", "", url))
    name = re.sub(r"^the |\W", "", publisher.lower())
    if _WIKISOURCE.search(host):
        return name, ""
    if _WIKIPEDIA_HOST.search(host) or _WIKIPEDIA_NAME.search(publisher.lower()):
        return WIKIPEDIA, WIKIPEDIA
    site = _site(host)
    return name, "" if site in SHARED_HOSTS else site


def is_wikipedia(source: Source) -> bool:
    """True if a page is Wikipedia's, in any of its forms and copies."""
    return _identity(source.publisher, source.url)[1] == WIKIPEDIA


def host_of(url: str) -> str:
    """The host of an http or https address, without www."""
    return url.partition("://")[2].split("/", 1)[0].split(":", 1)[0].lower().removeprefix("www.")


def _site(host: str) -> str:
    """The part of a host name that its owner registered: ``bbc.co.uk``, ``ucsb.edu``."""
    labels = host.split(".")
    second = len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
    return ".".join(labels[-3:] if second else labels[-2:])
