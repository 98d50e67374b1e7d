"""The choice of a day's events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dataset import Dataset
from bot.dates import LEAP_DAY, MonthDay
from bot.events import Event, Retraction
from bot.selection import (
    FIRST_YEAR,
    MOST,
    Chooser,
    Scope,
    Wishes,
    choose,
    first_among,
    is_round,
    may_lead,
    why,
)
from tests.conftest import make_event

NEXT = FIRST_YEAR + 1
DECADE = range(NEXT, NEXT + 10)


def on(year: int, day: int = 20) -> date:
    """20 May of a year, or another day of that month."""
    return date(year, 5, day)


def leads(events: Iterable[Event], years: Iterable[int] = DECADE, **scope: object) -> list[str]:
    """The ids of the leads of 20 May over years."""
    dataset = Dataset(list(events))
    found = [choose(dataset, on(year), **scope) for year in years]  # type: ignore[arg-type]
    return [choice.lead.id for choice in found if choice is not None]


def several(weights: Mapping[str, int], **changes: object) -> list[Event]:
    """Entries of 20 May with these weights, of years that are not round in the decade."""
    return [
        make_event(name, weight=weight, year=1901 + n, **changes)
        for n, (name, weight) in enumerate(weights.items())
    ]


@pytest.mark.parametrize(
    ("year", "years", "expected"),
    [
        (1980, 0, False),
        (1980, 10, True),
        (1980, 20, False),
        (1980, 25, True),
        (1980, 50, True),
        (1980, 60, False),
        (1980, 75, True),
        (1500, 350, True),
        (1500, 125, False),
        (1499, 350, False),
        (1499, 500, True),
        (-44, 2100, True),
        (1980, -50, False),
    ],
)
def test_round_anniversaries(year: int, years: int, expected: bool) -> None:
    """10, 25, 75 and multiples of 50; before 1500 whole centuries; there was no year 0."""
    now = year + years + (year < 0)
    assert is_round(make_event(year=year), now) is expected


@pytest.mark.parametrize(
    ("entries", "able"),
    [
        ([("a", 5, "event"), ("b", 4, "event"), ("c", 3, "event")], "ab"),
        ([("a", 3, "birth"), ("b", 2, "event"), ("c", 2, "death")], "ab"),
        ([("a", 3, "birth"), ("b", 3, "event"), ("c", 2, "event")], "bc"),
        ([("a", 4, "death"), ("b", 4, "event"), ("c", 3, "birth")], "ab"),
        ([("a", 2, "birth"), ("b", 2, "death")], "ab"),
        ([("a", 3, "event no"), ("b", 3, "event"), ("c", 3, "birth yes")], "bc"),
        ([("a", 3, "event no"), ("b", 2, "event")], "ab"),
        ([("a", 3, "event no"), ("b", 3, "birth")], "ab"),
        ([("a", 4, "event no"), ("b", 4, "event")], "ab"),
        ([], ""),
    ],
)
def test_who_may_lead(entries: list[tuple[str, int, str]], able: str) -> None:
    """Those within a point of the best, save those that leave it to what weighs as much: births
    and deaths that do not say ``lead = true``, and events that say ``lead = false``; never a 4.
    """
    stated = {"": None, "yes": True, "no": False}
    events = []
    for name, weight, kind in entries:
        kind, _, word = kind.partition(" ")
        events.append(make_event(name, weight=weight, kind=kind, lead=stated[word]))
    assert "".join(event.id for event in may_lead(events)) == able


@pytest.mark.parametrize(
    "event", [None, make_event(year=2999), make_event(retracted=Retraction(on(NEXT), "Wrong"))]
)
def test_nothing_gives_nothing(event: Event | None) -> None:
    """A day without an entry that fits has no choice."""
    dataset = Dataset([event] if event else [])
    assert choose(dataset, on(NEXT)) is None
    assert why(Chooser(dataset, Scope()), on(NEXT)) == "There is nothing to tell."


@pytest.mark.parametrize(
    ("weights", "name", "gap"),
    [
        ({"a": 5, "b": 3, "c": 3}, "a", 1),
        ({"a": 5, "b": 4, "c": 3}, "a", 2),
        ({"a": 5, "b": 4, "c": 3}, "b", 2),
        ({"a": 4, "b": 3, "c": 3}, "a", 2),
        ({"a": 4, "b": 4, "c": 4, "d": 3}, "a", 3),
        ({"a": 5, "b": 5, "c": 4}, "c", 10),
        ({"a": 5, "b": 4, "c": 4}, "c", 4),
        ({"a": 3, "b": 3, "c": 3}, "c", 3),
    ],
)
def test_how_often_an_entry_leads(weights: dict[str, int], name: str, gap: int) -> None:
    """A 5 every second year, a 4 every third; on days that are too full 5s before 4s."""
    years = [
        year for year, lead in zip(DECADE, leads(several(weights)), strict=True) if lead == name
    ]
    marks = [DECADE.start - 1, *years, DECADE.stop]
    assert max(b - a for a, b in pairwise(marks)) <= gap


def test_what_is_two_points_lighter_never_leads() -> None:
    """Whatever its anniversary."""
    light = make_event("light", weight=3, year=NEXT - 50)
    assert "light" not in leads([*several({"a": 5}), light])


@pytest.mark.parametrize("year", [NEXT, NEXT + 1])
def test_a_round_anniversary_decides_among_equals(year: int) -> None:
    """Of several entries of weight 3 the round one leads, whoever's turn it was."""
    events = [*several({"a": 3, "b": 3}), make_event("round", weight=3, year=year - 100)]
    assert leads(events, [year]) == ["round"]


def test_a_round_anniversary_does_not_go_before_a_heavier_entry() -> None:
    """A 4 that rests one year leads in the other."""
    round_ones = [make_event(f"r{n}", weight=3, year=NEXT + n - 100) for n in range(2)]
    found = leads([*round_ones, make_event("heavy", weight=4, year=1803)], [NEXT, NEXT + 1])
    assert "heavy" in found


def test_a_heavy_round_one_may_lead_two_years_running() -> None:
    """A 4 of 50 years ago leads, even where it led last year."""
    year = NEXT + 3
    events = [make_event("round", weight=4, year=year - 50), *several({"a": 3, "b": 3})]
    assert leads(events, [year]) == ["round"]


@pytest.mark.parametrize(("lead", "turns"), [(None, 0), (True, 5)])
def test_a_birth_leads_where_it_is_to(lead: bool | None, turns: int) -> None:
    """It takes turns as an event does, or never leads, its round anniversaries included."""
    events = [*several({"a": 3, "b": 3, "d": 3}), make_event("c", kind="birth", lead=lead)]
    assert leads(events, range(NEXT, NEXT + 20)).count("c") == turns


def around(**changes: object) -> list[Event]:
    """Entries of 19 to 21 May: those around the 20th lead alone, and so are known."""
    return [make_event(f"d{day}", day=MonthDay(5, day), year=1902, **changes) for day in (19, 21)]


@pytest.mark.parametrize(
    "changes",
    [
        {"topics": ("war", "law"), "countries": ()},
        {"topics": (), "countries": ("IR", "IQ")},
        {"topics": (), "countries": (), "sensitivity": ("violence",)},
    ],
)
def test_three_days_running_are_not_alike(changes: dict[str, object]) -> None:
    """One of another topic, country or tone leads instead, though it is not its turn."""
    alike = [make_event(name, year=1903 + n, **changes) for n, name in enumerate("ab")]
    other = make_event("other", year=1910, topics=("arts",), countries=("FR",))
    found = leads([*alike, other, *around(**changes)])
    assert found.count("other") == 5


def test_two_entries_of_one_story_do_not_lead_within_30_days() -> None:
    """Unless there is nothing else; a 5 may."""
    first = make_event("first", day=MonthDay(4, 21), year=1903, topics=(), countries=())
    mate = make_event("mate", year=1904, follows=("first",), topics=(), countries=())
    rest = [make_event(name, year=1905, topics=(), countries=()) for name in ("a", "b")]
    assert "mate" not in leads([first, mate, *rest])
    assert "mate" in leads([first, mate])
    assert "mate" in leads([make_event("first", day=MonthDay(4, 19), year=1903), mate, *rest])


def test_a_channel_can_narrow_the_choice() -> None:
    """Only events of the channel's countries and topics are posted there."""
    events = [make_event("us"), make_event("ir", countries=("IR",), topics=("arts",))]
    assert set(leads(events, countries=["IR"])) == {"ir"}
    assert set(leads(events, topics=["arts"])) == {"ir"}
    assert leads(events, topics=["sport"]) == []


def test_what_a_channel_prefers_goes_first_among_those_that_may_lead() -> None:
    """A 3 before a 4 whose turn is not due; never before a 5, and no lighter one."""
    events = [*several({"a": 4, "b": 3, "c": 3}), make_event("ir", countries=("IR",))]
    assert leads(events, prefer=["IR"]).count("ir") > leads(events).count("ir")
    light = make_event("light", countries=("IR",), weight=2)
    assert leads([*events, light], prefer=["IR"]).count("light") == 0
    assert "ir" not in leads([make_event("five", weight=5), *events[3:]], prefer=["IR"])


def test_one_that_the_channel_prefers_is_in_every_post() -> None:
    """However light it is, and however many others there are."""
    events = [*several(dict.fromkeys("abcdefgh", 3)), make_event("ir", topics=("islam",), weight=1)]
    dataset = Dataset(events)
    for year in DECADE:
        choice = choose(dataset, on(year), prefer=["islam", "PK"])
        assert choice is not None
        assert "ir" in {event.id for event in choice.events}


def test_the_heavy_ones_are_told_every_year_and_all_in_five() -> None:
    """Nine entries, three of them heavy, in posts of five."""
    dataset = Dataset(several({"a": 5, "b": 4, "c": 4} | dict.fromkeys("defghi", 2)))
    posts = [choose(dataset, on(year)) for year in DECADE]
    told = [{event.id for event in post.events} for post in posts if post is not None]
    assert all({"a", "b", "c"} <= ids for ids in told)
    for five in range(len(told) - 4):
        assert set().union(*told[five : five + 5]) == set("abcdefghi")


def test_the_rest_is_mixed() -> None:
    """Another era, country and topic come before the same again."""
    same = [
        make_event(f"same-{n}", year=1990 + n, countries=("US",), topics=("war",)) for n in range(6)
    ]
    other = make_event("other", year=900, countries=("IR",), topics=("arts",), weight=2)
    choice = choose(Dataset([*same, other]), on(FIRST_YEAR))
    assert choice is not None
    assert other in choice.more


def test_another_lead_is_the_next_best_and_of_this_year_alone() -> None:
    """Passed over it is listed below; next year's turn is as if nothing had been."""
    dataset = Dataset(several({"a": 3, "b": 3, "c": 3}))
    first, second = (choose(dataset, on(NEXT + n)).lead.id for n in range(2))  # type: ignore[union-attr]
    wished = choose(dataset, on(NEXT), wishes=Wishes(not_leading=frozenset({first})))
    assert wished is not None
    assert wished.lead.id == second
    assert first in {event.id for event in wished.more}
    assert choose(dataset, on(NEXT + 1)).lead.id == second  # type: ignore[union-attr]
    every = choose(dataset, on(NEXT), wishes=Wishes(not_leading=frozenset("abc")))
    assert every is not None
    assert every.lead.id == first


def test_the_turns_of_a_leap_day_are_those_of_the_28th() -> None:
    """What led on 29 February does not lead again on the 28th a year later."""
    leap = [make_event(name, day=LEAP_DAY, year=1960) for name in ("a", "b")]
    dataset = Dataset([*leap, make_event("c", day=MonthDay(2, 28), year=1901)])
    dates = [date(2028, 2, 29), date(2029, 2, 28), date(2030, 2, 28)]
    found = [choose(dataset, day) for day in dates]
    assert len({choice.lead.id for choice in found if choice is not None}) == 3


def test_any_list_of_entries_takes_turns() -> None:
    """As a reader may ask for those of a country; what has not happened yet is left out."""
    events = [*several({"a": 3, "b": 3}), make_event("later", year=NEXT + 1)]
    found = [first_among(events, year) for year in (NEXT, NEXT + 1, 1850)]
    assert [event and event.id for event in found[:1]] in (["a"], ["b"])
    assert found[0] is not found[1]
    assert found[2] is None


@pytest.mark.parametrize(
    ("events", "scope", "wishes", "words"),
    [
        (several({"a": 5, "b": 3}), {}, Wishes(), "within a point of its weight 5"),
        (several({"a": 3, "b": 3}), {}, Wishes(), "led last year"),
        (several({"a": 4, "b": 4, "c": 4}), {}, Wishes(), "A 4 leads at least every third year"),
        (several({"a": 3, "b": 3, "c": 3}), {}, Wishes(), "has waited longest"),
        (
            [*several({"a": 3, "b": 3}), make_event("r", year=NEXT - 25)],
            {},
            Wishes(),
            "Among equals the round anniversary goes first: 25 years.",
        ),
        (
            [*several({"a": 3, "b": 3, "c": 3}), make_event("ir", countries=("IR",), year=1906)],
            {"prefer": frozenset({"IR"})},
            Wishes(),
            "prefers",
        ),
        (
            several({"a": 3, "b": 3, "c": 3}),
            {},
            Wishes(not_leading=frozenset("a"), left_out=frozenset("b")),
            "Editors did not want",
        ),
    ],
)
def test_why_a_lead_leads(
    events: list[Event], scope: dict[str, frozenset[str]], wishes: Wishes, words: str
) -> None:
    """In a sentence or two that ends with a full stop."""
    chooser = Chooser(Dataset(events), Scope(**scope))
    found = {why(chooser, on(year), wishes) for year in range(NEXT, NEXT + 4)}
    assert any(words in sentence for sentence in found), found
    assert all(sentence.endswith(".") for sentence in found)


EVENTS = st.lists(
    st.builds(
        lambda n, day, year, weight, country, topic, kind, follows: make_event(
            f"e{n}",
            day=MonthDay(*day),
            year=year or 1,
            weight=weight,
            countries=(country,),
            topics=(topic,),
            kind=kind,
            follows=tuple(f"e{f}" for f in follows if f < n),
        ),
        st.integers(0, 60),
        st.sampled_from([(12, 31), (1, 1), (1, 2), (2, 27), (2, 28), (2, 29), (3, 1), (3, 2)]),
        st.integers(-500, FIRST_YEAR + 4),
        st.integers(1, 5),
        st.sampled_from(["US", "IR", "PK"]),
        st.sampled_from(["war", "arts", "science"]),
        st.sampled_from(["event", "event", "birth"]),
        st.sets(st.integers(0, 60), max_size=2),
    ),
    max_size=25,
    unique_by=lambda event: event.id,
)
DATES = [
    date(year, 1, 1) + timedelta(days)
    for year in range(FIRST_YEAR - 2, FIRST_YEAR + 8)
    for days in (-1, 0, 1, 57, 58, 59, 60, 61)
]
SCOPES = st.sampled_from([Scope(), Scope(prefer=frozenset({"IR", "arts"}))])


@given(EVENTS, SCOPES, st.permutations(DATES), st.randoms())
@settings(max_examples=50)
def test_the_choice_does_not_depend_on_what_was_asked_before(
    events: list[Event], scope: Scope, dates: list[date], random: object
) -> None:
    """Whatever the order of asking and of the file: the same choice of each date, and why."""
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = Chooser(Dataset(events), scope), Chooser(Dataset(shuffled), scope)
    asked = {day: (other.choice(day), why(other, day)) for day in dates}
    assert asked == {day: (one.choice(day), why(one, day)) for day in DATES}


@given(EVENTS, SCOPES)
@settings(max_examples=50)
def test_a_choice_is_made_of_what_can_be_told(events: list[Event], scope: Scope) -> None:
    """Distinct events that have happened, as they happened; the lead within a point of the best;
    not last year's where another may lead; one that is preferred where there is any.
    """
    chooser = Chooser(Dataset(events), scope)
    for day in DATES:
        told, choice = chooser.leads.told(day), chooser.choice(day)
        if choice is None:
            assert not told
            continue
        assert set(choice.events) <= set(told)
        assert len(set(choice.events)) == len(choice.events) == min(MOST + 1, len(told))
        assert list(choice.more) == sorted(choice.more, key=lambda e: (e.moment, e.id))
        assert choice.lead.weight >= max(event.weight for event in told) - 1
        assert any(map(scope.prefers, choice.events)) == any(map(scope.prefers, told))


@given(EVENTS, st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
@settings(max_examples=50)
def test_wishes_are_heeded_and_change_no_other_day(
    events: list[Event], passed: set[int], left: set[int]
) -> None:
    """What is left out is not posted; what is passed over leads only where nothing else is left."""
    wishes = Wishes(frozenset(f"e{n}" for n in passed), frozenset(f"e{n}" for n in left))
    chooser, plain = Chooser(Dataset(events), Scope()), Chooser(Dataset(events), Scope())
    day = date(NEXT, 2, 28)
    choice = chooser.choice(day, wishes)
    could = {event.id for event in chooser.leads.told(day)} - wishes.left_out
    assert (choice is None) == (not could)
    if choice is not None:
        assert {event.id for event in choice.events} <= could
        assert choice.lead.id not in wishes.not_leading or could <= wishes.not_leading
    assert all(chooser.choice(other) == plain.choice(other) for other in DATES)
