"""Which events of a day are told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import MonthDay
from bot.events import Event, Retraction
from bot.selection import MOST, Wishes, choose, lift
from tests.conftest import make_event


def on(year: int) -> date:
    """20 May of a year."""
    return date(year, 5, 20)


@pytest.mark.parametrize(
    ("years", "points"),
    [
        (0, 0),
        (1, 0),
        (10, 1),
        (15, 0),
        (25, 1),
        (50, 2),
        (75, 1),
        (90, 1),
        (100, 2),
        (110, 0),
        (125, 1),
        (130, 0),
        (150, 2),
        (1000, 2),
        (-5, 0),
    ],
)
def test_round_anniversaries_lift(years: int, points: int) -> None:
    """Multiples of 25, and of 10 below 100, one point; multiples of 50, two."""
    assert lift(years) == points


def test_nothing_gives_nothing() -> None:
    """A day without an entry that can be told has no choice."""
    assert choose([], on(2027)) is None
    assert choose([make_event(year=2028)], on(2027)) is None
    assert choose([make_event(retracted=Retraction(on(2026), "Wrong"))], on(2027)) is None


def test_the_weightiest_leads() -> None:
    """An entry of more than a point's lead stays in front every year."""
    events = [make_event("light", weight=2), make_event("heavy", weight=5, year=1984)]
    leads = {choose(events, on(year)).lead.id for year in (2026, 2028, 2029)}  # type: ignore[union-attr]
    assert leads == {"heavy"}


def test_a_round_anniversary_can_lead() -> None:
    """Fifty years lift an entry of weight 3 over one of weight 3, and far over one of 2."""
    events = [make_event("plain", weight=3, year=1901), make_event("round", weight=4, year=1977)]
    chosen = choose(events, on(2027))
    assert chosen is not None
    assert chosen.lead.id == "round"


def test_candidates_within_a_point_take_turns() -> None:
    """Three alike lead once each in three years."""
    events = [make_event(name, year=year) for name, year in (("a", 1901), ("b", 1902), ("c", 1903))]
    leads = [choose(events, on(year)).lead.id for year in (2038, 2039, 2040)]  # type: ignore[union-attr]
    assert sorted(leads) == ["a", "b", "c"]


def test_the_rest_is_mixed() -> None:
    """Another era, country and topic come before the same again."""
    same = [
        make_event(f"same-{n}", year=1990 + n, countries=("US",), topics=("war",)) for n in range(6)
    ]
    other = make_event("other", year=900, countries=("IR",), topics=("arts",), weight=2)
    chosen = choose([*same, other], on(2031))
    assert chosen is not None
    assert other in chosen.more


def test_a_channel_can_narrow_the_choice() -> None:
    """Only events of the channel's countries and topics are told there."""
    events = [make_event("us"), make_event("ir", countries=("IR",), topics=("arts",))]
    assert [e.id for e in choose(events, on(2027), countries=["IR"]).events] == ["ir"]  # type: ignore[union-attr]
    assert [e.id for e in choose(events, on(2027), topics=["arts"]).events] == ["ir"]  # type: ignore[union-attr]
    assert choose(events, on(2027), topics=["sport"]) is None


def test_another_lead_is_the_next_best_and_of_this_year_alone() -> None:
    """Passed over it is told below; next year's turn is as if nothing had been."""
    events = [make_event(name, year=year) for name, year in (("a", 1901), ("b", 1902), ("c", 1903))]
    first, second = (choose(events, on(2038 + n)).lead.id for n in range(2))  # type: ignore[union-attr]
    wished = choose(events, on(2038), wishes=Wishes(not_leading=frozenset({first})))
    assert wished is not None
    assert wished.lead.id == second
    assert first in {event.id for event in wished.more}
    assert choose(events, on(2039)).lead.id == second  # type: ignore[union-attr]
    every = choose(events, on(2038), wishes=Wishes(not_leading=frozenset("abc")))
    assert every is not None
    assert every.lead.id == first


EVENTS = st.lists(
    st.builds(
        lambda n, year, weight, country, topic: make_event(
            f"e{n}", year=year or 1, weight=weight, countries=(country,), topics=(topic,)
        ),
        st.integers(0, 10**6),
        st.integers(-500, 2030),
        st.integers(1, 5),
        st.sampled_from(["US", "IR", "PK"]),
        st.sampled_from(["war", "arts", "science"]),
    ),
    max_size=12,
    unique_by=lambda event: event.id,
)


@given(EVENTS, st.integers(2021, 2060), st.randoms())
def test_the_choice_is_a_function_of_day_and_dataset(
    events: list[Event], year: int, random: object
) -> None:
    """Whatever the order of the file: the same choice, of distinct events that have happened."""
    chosen = choose(events, on(year))
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(shuffled, on(year)) == chosen
    if chosen is None:
        assert all(event.year > year for event in events)
        return
    assert len(set(chosen.events)) == len(chosen.events) <= MOST + 1
    assert all(event.year <= year for event in chosen.events)
    assert list(chosen.more) == sorted(chosen.more, key=lambda event: (event.moment, event.id))


@given(EVENTS, st.integers(2021, 2060))
def test_a_lead_does_not_lead_twice_running(events: list[Event], year: int) -> None:
    """With another candidate within a point, last year's lead gives way."""
    now, before = choose(events, on(year)), choose(events, on(year - 1))
    if now is None or before is None or now.lead != before.lead:
        return
    from bot.selection import score

    best = max(score(event, year) for event in events if event.year <= year)
    front = [e for e in events if e.year <= year and score(e, year) >= best - 1]
    assert front == [now.lead]


def test_the_leap_day_is_among_the_events_of_28_february() -> None:
    """The choice takes what the dataset tells on a date, of either day."""
    leap = make_event("leap", day=MonthDay(2, 29), year=1960)
    chosen = choose([leap], date(2027, 2, 28))
    assert chosen is not None
    assert chosen.lead is leap


@given(EVENTS, st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
def test_wishes_are_heeded(events: list[Event], passed: set[int], left: set[int]) -> None:
    """What is left out is not told; what is passed over leads only where nothing else is left."""
    ids = [event.id for event in events]
    not_leading = frozenset(ids[n] for n in passed if n < len(ids))
    left_out = frozenset(ids[n] for n in left if n < len(ids))
    chosen = choose(events, on(2027), wishes=Wishes(not_leading, left_out))
    could = {e.id for e in events if e.year <= 2027} - left_out
    assert (chosen is None) == (not could)
    if chosen is not None:
        assert {event.id for event in chosen.events} <= could
        assert chosen.lead.id not in not_leading or could <= not_leading
