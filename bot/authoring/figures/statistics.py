"""The size and the balance of the dataset in figures; their bounds are in ``aims``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from bot.authoring.figures.figure import Figure
from bot.authoring.figures.regions import PLACES, by_country, home_countries
from bot.authoring.lint.rules_days import too_light
from bot.authoring.lint.rules_publishers import UNKNOWN, kind_of
from bot.authoring.lint.rules_sources import NEWS_SINCE, is_wikipedia, needs_two, publishers
from bot.dataset.dataset import Dataset
from bot.dates import MonthDay, every_day
from bot.events import Event

ENTRIES = range(5, 10)  # how many a day should have
RECENT_SINCE = (2025, 7, 1)
OWN = frozenset(("IR", "PK", "AF"))
LIGHT_TOPICS = frozenset(("science", "technology", "arts", "sport", "exploration"))


def told(dataset: Dataset) -> list[Event]:
    """The entries that count: retracted ones do not."""
    return [event for event in dataset if event.retracted is None]


def figures(dataset: Dataset) -> list[Figure]:
    """Every figure of a dataset, without aims."""
    events = told(dataset)
    return [
        Figure("entries", len(events)),
        *_of_days(dataset),
        _share("births and deaths", events, lambda e: e.kind != "event"),
        *_of_years(events),
        _share("sciences, arts, sport, exploration", events, _light),
        *_of_places(events),
        _share("women in entries with people", [e for e in events if e.people], _has_woman),
        _share("weight 3 or more", events, lambda e: e.weight >= 3),
        _share("weight 4 or 5", events, lambda e: e.weight >= 4),
        *_of_sources(events),
        Figure("ties by follows", sum(len(event.follows) for event in events)),
    ]


def _of_days(dataset: Dataset) -> list[Figure]:
    counts = per_day(dataset).values()
    own = [sum(map(is_own, dataset.on(day))) for day in every_day()]
    light = sum(bool(too_light(dataset.on(day))) for day in every_day())
    return [
        Figure("days with five to nine entries", sum(count in ENTRIES for count in counts)),
        Figure("days with an entry of the home region", _days(home_days(dataset), 1)),
        Figure("days with an entry of Iran, Pakistan or Afghanistan", _days(own, 1)),
        Figure("days with too little that is worth leading", light),
    ]


def _of_years(events: Sequence[Event]) -> list[Figure]:
    digits = Counter(abs(event.year) % 10 for event in events)
    digit, most = max(digits.items(), key=lambda pair: pair[1], default=(0, 0))
    return [
        _share("before 1800", events, lambda e: e.year < 1800),
        _share("since 1945", events, lambda e: e.year >= 1945),
        Figure("entries since November 2019", _since(events, NEWS_SINCE)),
        Figure("entries since July 2025", _since(events, RECENT_SINCE)),
        Figure(
            "most frequent last digit of the years",
            _percent(most, len(events)),
            unit="%",
            detail=str(digit),
        ),
    ]


def _of_places(events: Sequence[Event]) -> list[Figure]:
    """The shares by place: by an entry's first country; and the country that most concern."""
    countries = by_part(events, lambda event: event.countries)
    country, most = max(countries.items(), key=lambda pair: pair[1], default=("none", 0))
    return [
        *(_share(f"in {name}", events, _took_place_in(codes)) for name, codes in PLACES.items()),
        Figure("largest country", _percent(most, len(events)), unit="%", detail=country),
    ]


def _of_sources(events: Sequence[Event]) -> list[Figure]:
    two = [event for event in events if needs_two(event)]
    others = [s for event in events for s in event.sources if not is_wikipedia(s)]
    unknown = sum(kind_of(source) == UNKNOWN for source in others)
    return [
        Figure(
            "entries that lack a second publisher",
            sum(len(publishers(event.sources)) < 2 for event in two),
        ),
        _share("Wikipedia alone", events, lambda e: all(map(is_wikipedia, e.sources))),
        Figure("other sources on unknown hosts", _percent(unknown, len(others)), unit="%"),
    ]


def _took_place_in(codes: frozenset[str]) -> Callable[[Event], bool]:
    return lambda event: bool(event.countries) and event.countries[0] in codes


def per_day(dataset: Dataset) -> dict[MonthDay, int]:
    """The number of entries of each of the 366 days."""
    return {day: len(dataset.on(day)) for day in every_day()}


def home_days(dataset: Dataset) -> list[int]:
    """The number of entries of each day that concern the home region or Islam."""
    return [sum(map(is_home, dataset.on(day))) for day in every_day()]


def is_own(event: Event) -> bool:
    """True if an entry concerns Iran, Pakistan or Afghanistan."""
    return not OWN.isdisjoint(event.countries)


def is_home(event: Event) -> bool:
    """True if an entry concerns the Middle East, Central or South Asia, or the Islamic world."""
    return "islam" in event.topics or not home_countries().isdisjoint(event.countries)


def balance(events: Sequence[Event]) -> dict[str, Counter[str]]:
    """The entries by century, region, topic, kind and number of publishers, most first."""
    return {
        "century": by_part(events, lambda event: [_century(event.year)]),
        "region": by_part(
            events, lambda e: {by_country()[code] for code in e.countries} or {"none"}
        ),
        "topic": by_part(events, lambda event: event.topics),
        "kind": by_part(events, lambda event: [event.kind]),
        "publishers": by_part(events, lambda e: [str(len(publishers(e.sources)))]),
    }


def by_part(events: Iterable[Event], parts: Callable[[Event], Iterable[str]]) -> Counter[str]:
    """The number of entries with each part; an entry may have several."""
    return Counter(part for event in events for part in parts(event))


def ready(dataset: Dataset, today: date, *, days: int = 30) -> list[tuple[date, list[Event]]]:
    """The next days and their entries, the thinnest first."""
    coming = [today + timedelta(n) for n in range(days)]
    return sorted(((day, dataset.told_on(day)) for day in coming), key=lambda pair: len(pair[1]))


def _century(year: int) -> str:
    """``20th century``, ``1st century BCE``."""
    number = (abs(year) - 1) // 100 + 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{ending} century{' BCE' * (year < 0)}"


def _light(event: Event) -> bool:
    return not LIGHT_TOPICS.isdisjoint(event.topics)


def _has_woman(event: Event) -> bool:
    return any(person.gender == "f" for person in event.people)


def _since(events: Sequence[Event], moment: tuple[int, int, int]) -> int:
    return sum(event.moment >= moment for event in events)


def _days(counts: Iterable[int], least: int) -> int:
    return sum(count >= least for count in counts)


def _share(name: str, events: Sequence[Event], test: Callable[[Event], bool]) -> Figure:
    return Figure(name, _percent(sum(map(test, events)), len(events)), unit="%")


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
