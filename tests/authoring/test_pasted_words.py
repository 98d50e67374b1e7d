"""What comes with pasted text, tenses, births, old-style days and days that are one off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.authoring.lint.findings import Notes
from bot.authoring.lint.rules_dates import old_style, possible
from bot.authoring.lint.rules_marks import marks
from bot.authoring.lint.rules_relations import duplicates
from bot.authoring.lint.rules_tense import kind_words, tense
from bot.dates import MonthDay
from bot.events import Correction, Event, Person, Retraction, Source
from tests.conftest import make_event

TODAY = date(2027, 1, 1)
RUSSIA = "Russia then used the Julian calendar, by which the day was 23 February."
RULES: list[tuple[Callable[[Event], Notes], dict[str, object], str]] = [
    (marks, {"text": "Salt&nbsp;and pepper."}, 'an HTML entity in it, "&nbsp;"'),
    (marks, {"text": "Salt &amp; pepper."}, "an HTML entity"),
    (marks, {"title": "Salt <b>and</b> pepper"}, "an HTML tag"),
    (marks, {"text": "It opens.[12]"}, "a footnote's mark"),
    (marks, {"context": "It was opened.[citation needed]"}, "a footnote's mark"),
    (marks, {"text": "The '''bridge''' opens."}, "a wiki's mark"),
    (marks, {"text": "The [[bridge]] opens."}, "a wiki's mark"),
    (marks, {"text": "The **bridge** opens."}, "a mark of Markdown"),
    (marks, {"text": "The  bridge opens."}, "two spaces"),
    (marks, {"text": "The bridge opens ."}, "a space before a sign"),
    (marks, {"text": "The bridge â€™s end."}, "a character that was lost"),
    (marks, {"text": "The briԁge and the Рresident."}, "has letters of two scripts"),
    (marks, {"people": (Person("Аnna Smith"),)}, '"Аnna" has letters of two scripts'),
    (marks, {"sources": (Source("P", "A&nbsp;page", "https://example.org"),)}, "an HTML entity"),
    (marks, {"title": "The bridge opens!"}, 'has "!"'),
    (marks, {"sources": (Source("Yahoo!", "Well ... done!", "https://example.org"),)}, ""),
    (marks, {"text": "The q&a of 9.30 a.m. costs 5 per cent; 'Я' is a letter."}, ""),
    (tense, {"text": "The bridge was opened by a queen."}, '"was": title and text'),
    (tense, {"text": "Britain signed the treaty in Paris."}, '"signed"'),
    (tense, {"title": "Germany invaded its neighbour"}, '"invaded"'),
    (tense, {"title": "Rebels took the city"}, '"took"'),
    (tense, {"text": "A treaty signed in Paris ends the war, which was long."}, ""),
    (tense, {"text": "The man who was king dies."}, ""),
    (tense, {"text": "She says 'I was there' and goes."}, ""),
    (kind_words, {"kind": "birth", "text": "The country leaves the empire."}, "nobody is born"),
    (kind_words, {"kind": "birth", "text": "A poet is born in Tus."}, ""),
    (kind_words, {"kind": "death", "text": "The poet moves to Tus."}, "nobody dies"),
    (kind_words, {"kind": "death", "text": "The poet is shot in Tus."}, ""),
    (old_style, {"year": 1666, "text": "By the old-style date it falls."}, 'calendar = "julian"'),
    (
        old_style,
        {"year": 1631, "context": "The day is by the calendar then used in Ireland."},
        "say",
    ),
    (old_style, {"year": 1700, "context": "By the Julian calendar it was 20 May."}, "say"),
    (old_style, {"year": 1917, "context": RUSSIA}, ""),
    (old_style, {"year": 1700, "calendar": "julian", "context": "An old-style date."}, ""),
    (old_style, {"year": 1500, "context": "An old-style date."}, ""),
    (old_style, {"year": 1950, "context": "An old-style date."}, ""),
]


@pytest.mark.parametrize(("rule", "changes", "said"), RULES)
def test_what_is_wrong_in_words_is_told(
    rule: Callable[[Event], Notes], changes: dict[str, object], said: str
) -> None:
    """Each kind of fault, and what looks like one and is none."""
    found = [note.sentence for note in rule(make_event(**changes))]
    assert bool(found) == bool(said), found
    assert not said or any(said in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"corrections": (Correction(date(2027, 1, 2), "Later."),)}, "corrections[1].on"),
        ({"retracted": Retraction(date(2028, 1, 1), "Wrong.")}, "retracted.on"),
        ({"corrections": (Correction(TODAY, "Now."),)}, ""),
    ],
)
def test_a_correction_of_tomorrow_is_told(changes: dict[str, object], key: str) -> None:
    """Its date is that on which it is written."""
    found = [note.key for note in possible(make_event(**changes), TODAY)]
    assert found == ([key] if key else [])


TWICE = {"title": "Rebels take the port of Aden", "text": "Rebels from the hills take Aden's port."}


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ({"day": MonthDay(5, 21), **TWICE}, True),
        ({"day": MonthDay(5, 19), **TWICE}, True),
        ({"day": MonthDay(5, 22), **TWICE}, False),
        ({"day": MonthDay(5, 21), **TWICE, "year": 1984}, False),
        ({"day": MonthDay(5, 21), **TWICE, "text": "A quake shakes the coast of Chile."}, False),
    ],
)
def test_a_duplicate_one_day_off_is_told(changes: dict[str, object], *, is_told: bool) -> None:
    """The same event of the same year on the next day, whichever is first."""
    events = [make_event("a", **TWICE), make_event("b", **changes)]
    found = list(duplicates(list(enumerate(events))))
    assert bool(found) is is_told
