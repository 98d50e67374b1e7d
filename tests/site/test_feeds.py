"""Feeds, calendars and data, read back by the programs that read such files."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.site.feeds.schemas import DAY_SCHEMA, ENTRY_SCHEMA
from tests.site.conftest import BASE, HOSTILE

feedparser = pytest.importorskip("feedparser", reason="feedparser: uv sync --group heavy")
icalendar = pytest.importorskip("icalendar", reason="icalendar: uv sync --group heavy")
jsonschema = pytest.importorskip("jsonschema", reason="jsonschema: uv sync --group heavy")
CODES = ["", "fa/", "ur/", "ar/"]


def ids(feed: Any) -> list[str]:
    """The ids of a parsed feed's items."""
    return [entry.id for entry in feed.entries]


@pytest.mark.parametrize("code", CODES)
def test_atom_tells_today_and_the_days_before(built: Path, code: str) -> None:
    """feedparser finds nothing wrong; the latest day is first, each with its own id."""
    feed = feedparser.parse((built / code / "feeds/all.xml").read_bytes())
    assert not feed.bozo
    assert feed.feed.links[0].href == f"{BASE}{code}feeds/all.xml"
    assert [entry.published[:10] for entry in feed.entries] == ["2027-05-20", "2027-05-19"]
    assert len(set(ids(feed))) == len(feed.entries)
    assert feed.entries[0].link.startswith(f"{BASE}{code}e/")


def test_the_json_feed_tells_the_same(built: Path) -> None:
    """Item for item, in the form of version 1.1."""
    feed = json.loads((built / "feeds/all.json").read_text())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}feeds/all.json"
    atom = feedparser.parse((built / "feeds/all.xml").read_bytes())
    assert [item["id"] for item in feed["items"]] == ids(atom)
    assert all(item["content_html"] and item["date_published"] for item in feed["items"])


def test_feeds_by_country_and_topic_tell_only_theirs(built: Path) -> None:
    """Of Pakistan one entry lies in the days that a feed has."""
    feed = feedparser.parse((built / "feeds/country-pk.xml").read_bytes())
    assert [entry.link for entry in feed.entries] == [f"{BASE}e/hostile/"]
    assert "Pakistan" in feed.feed.title
    assert [
        e.link for e in feedparser.parse((built / "feeds/topic-war.xml").read_bytes()).entries
    ] == []


def test_hostile_text_stays_text_in_feeds(built: Path) -> None:
    """Atom's markup has only our own elements, and the title is read back to the letter."""
    feed = feedparser.parse((built / "feeds/country-pk.xml").read_bytes(), sanitize_html=False)
    assert feed.entries[0].summary.strip() == f"{HOSTILE}end".strip()
    assert set(re.findall(r"<(\w+)", feed.entries[0].content[0].value)) <= {"p", "a", "ul", "li"}
    item = json.loads((built / "feeds/country-pk.json").read_text())["items"][0]
    assert set(re.findall(r"<(\w+)", item["content_html"])) <= {"p", "a", "ul", "li"}


def events_of(path: Path) -> list[Any]:
    """The events of a calendar, as icalendar reads them."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    assert str(calendar["VERSION"]) == "2.0"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize("code", CODES)
def test_a_calendar_has_this_year_and_next(built: Path, code: str) -> None:
    """Whole days on which nobody is busy, each with its own id; 29 February also on the 28th."""
    events = events_of(built / code / "feeds/all.ics")
    days = [event["DTSTART"].dt for event in events]
    assert {day.year for day in days} == {2027, 2028}
    assert days == sorted(days)
    assert date(2027, 2, 28) in days
    assert date(2028, 2, 29) in days
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert event["DTEND"].dt.toordinal() == event["DTSTART"].dt.toordinal() + 1
        assert str(event["URL"]).startswith(f"{BASE}{code}e/")
        assert str(event["UID"]).startswith(str(event["DTSTART"].dt.year))


def test_the_calendar_of_iran_and_pakistan_has_every_entry(built: Path) -> None:
    """Others carry one entry a day."""
    whole = [str(e["URL"]) for e in events_of(built / "feeds/ir-pk.ics")]
    assert sorted(set(whole)) == [f"{BASE}e/{n}/" for n in ("first-step", "hostile", "second-step")]
    days = [e["DTSTART"].dt for e in events_of(built / "feeds/country-pk.ics")]
    assert len(days) == len(set(days)) == 4


def test_hostile_text_adds_no_line_to_a_calendar(built: Path) -> None:
    """Names of properties are those that we write."""
    raw = (built / "feeds/country-pk.ics").read_bytes()
    names = {line.split(b":")[0].split(b";")[0] for line in raw.replace(b"\r\n ", b"").splitlines()}
    assert names <= set(
        b"BEGIN END VERSION PRODID CALSCALE METHOD X-WR-CALNAME NAME REFRESH-INTERVAL "
        b"X-PUBLISHED-TTL SUMMARY DTSTART DTEND DTSTAMP UID URL TRANSP CATEGORIES "
        b"DESCRIPTION".split()
    )
    event = next(e for e in events_of(built / "feeds/country-pk.ics") if "hostile" in e["URL"])
    assert str(event["SUMMARY"]) == f"1983 · {HOSTILE}end"


@pytest.mark.parametrize("code", CODES)
def test_data_keeps_to_its_schema(built: Path, code: str) -> None:
    """Every day and every entry; and the schema that is served is that one."""
    day = json.loads((built / "data/v1/day.schema.json").read_text())
    entry = json.loads((built / "data/v1/entry.schema.json").read_text())
    assert (day, entry) == (DAY_SCHEMA, ENTRY_SCHEMA)
    for schema, folder in ((day, "days"), (entry, "entries")):
        validator = jsonschema.Draft202012Validator(schema)
        files = list((built / code / "data/v1" / folder).glob("*.json"))
        assert files
        for path in files:
            validator.validate(json.loads(path.read_text()))


def test_a_broken_file_is_no_data() -> None:
    """The schema refuses a missing key or a strange one in its lists."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(ENTRY_SCHEMA).validate({"version": 1})


def first_client(feed: dict[str, Any]) -> list[tuple[str, int]]:
    """As the Wikipedia apps read the feed: each list by name, each event's text, year and pages."""
    found = []
    for name in ("selected", "events", "births", "deaths"):
        for event in feed[name]:
            pages = [page["titles"]["normalized"] for page in event["pages"] if page["extract"]]
            assert pages
            found.append((event["text"], int(event["year"])))
    assert all("text" in day and isinstance(day["pages"], list) for day in feed["holidays"])
    return found


def second_client(feed: dict[str, Any]) -> list[str]:
    """As small web widgets read it: the year, the text, and the first page's address."""
    rows = []
    for event in feed["events"]:
        page = event["pages"][0] if event.get("pages") else None
        link = page["content_urls"]["desktop"]["page"] if page else "#"
        rows.append(f"{event['year']}: {event['text']} ({link})")
    return rows


def test_wikimedias_clients_read_the_day(built: Path) -> None:
    """By changing an address: the same keys, latest first."""
    feed = json.loads((built / "feed/onthisday/all/05/20.json").read_text())
    assert set(feed) == {"selected", "events", "births", "deaths", "holidays"}
    assert len(first_client(feed)) == 5
    assert [event["year"] for event in feed["births"]] == [1799]
    years = [int(row.split(":")[0]) for row in second_client(feed)]
    assert years == sorted(years, reverse=True)
    assert all(BASE in row for row in second_client(feed))
