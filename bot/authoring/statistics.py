"""How full and how balanced the dataset is: each figure with the aim that it is held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from bot.authoring.figure import Figure
from bot.authoring.lint.rules_days import ENOUGH
from bot.authoring.lint.rules_sources import NEWS_SINCE, needs_two, publishers
from bot.authoring.regions import by_country, home_countries
from bot.dataset.dataset import Dataset
from bot.dates import MonthDay, every_day
from bot.events import Event

LIGHT_TOPICS = frozenset(("science", "technology", "arts", "sport", "exploration"))


def told(dataset: Dataset) -> list[Event]:
    """The entries that count: retracted ones do not."""
    return [event for event in dataset if event.retracted is None]


def figures(dataset: Dataset) -> list[Figure]:
    """Every figure that the dataset is held to."""
    events = told(dataset)
    counts = per_day(dataset)
    countries = by_part(events, lambda event: event.countries)
    two = [event for event in events if needs_two(event)]
    alone = sum(len(publishers(event.sources)) < 2 for event in two)
    peopled = [event for event in events if event.people]
    return [
        Figure("entries", len(events), 1600),
        Figure("days with four entries or more", _days(counts.values(), ENOUGH), 366),
        Figure("days with an entry of the home region", _days(home_days(dataset), 1), 366),
        _share("births and deaths", events, lambda e: e.kind != "event", 15, at_most=True),
        _share("before 1800", events, lambda e: e.year < 1800, 12),
        _share("since 1945", events, lambda e: e.year >= 1945, 25),
        Figure("entries since November 2019", _since(events, NEWS_SINCE), 40),
        _share("sciences, arts, sport, exploration", events, _light, 20),
        Figure(
            f"largest country ({_first(countries)})",
            _percent(max(countries.values(), default=0), len(events)),
            25,
            "%",
            at_most=True,
        ),
        _share("women in entries with people", peopled, _has_woman, 15),
        _share("weight 4 or 5", events, lambda e: e.weight >= 4, 20, at_most=True),
        Figure("entries that lack a second publisher", alone, 0, at_most=True),
        Figure("ties by follows", sum(len(event.follows) for event in events), 200),
    ]


def per_day(dataset: Dataset) -> dict[MonthDay, int]:
    """How many entries each of the 366 days has."""
    return {day: len(dataset.on(day)) for day in every_day()}


def home_days(dataset: Dataset) -> list[int]:
    """How many entries of each day concern the home region or Islam."""
    return [sum(map(is_home, dataset.on(day))) for day in every_day()]


def is_home(event: Event) -> bool:
    """Whether an entry concerns the Middle East, Central or South Asia, or the Islamic world."""
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
    """How many entries have each part; an entry may have several."""
    return Counter(part for event in events for part in parts(event))


def ready(dataset: Dataset, today: date, *, days: int = 30) -> list[tuple[date, list[Event]]]:
    """The next days and what they have to tell, the thinnest first."""
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


def _share(
    name: str,
    events: Sequence[Event],
    test: Callable[[Event], bool],
    aim: float,
    *,
    at_most: bool = False,
) -> Figure:
    value = _percent(sum(map(test, events)), len(events))
    return Figure(name, value, aim, "%", at_most=at_most)


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _first(counts: Counter[str]) -> str:
    return counts.most_common(1)[0][0] if counts else "none"
