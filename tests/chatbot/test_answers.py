"""Answers without Telegram: pages within the limits, catalogues that agree, zones, search."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars import HIJRI_MONTHS, SOLAR_MONTHS
from bot.chatbot.answers.answers import Answers
from bot.chatbot.answers.message import Answer
from bot.chatbot.answers.one_box import view_of
from bot.chatbot.answers.subject_filter import subject_of
from bot.chatbot.application import GROUP_MENU, MENU
from bot.chatbot.callback_data import DATA_LIMIT, DAY, PICK_REPORT, REPORT, View
from bot.chatbot.rate_limit import RateLimiter, Verdict
from bot.chatbot.search.index import Index
from bot.chatbot.timezones import find_zone, nearest_zone
from bot.dataset import Dataset
from bot.dataset.schema import TOPICS
from bot.date_parser import read_date
from bot.dates import MonthDay, every_day
from bot.formatting.telegram import plain
from bot.i18n.languages import CODES, language
from tests.conftest import ROOT, make_event
from tests.formatting.test_formatting import _tdjson
from tests.helpers.people import person
from tests.helpers.real import real, real_answers

NOON = datetime(2027, 5, 20, 12, tzinfo=UTC)


def check(answer: Answer) -> None:
    """Telegram's own parser takes the text, and every button's data is short enough."""
    parsed = _tdjson()(
        {
            "@type": "parseTextEntities",
            "text": answer.text,
            "parse_mode": {"@type": "textParseModeHTML"},
        }
    )
    assert parsed["@type"] == "formattedText", (parsed, answer.text)
    assert 0 < len(plain(answer.text).encode("utf-16-le")) // 2 <= 4096
    for row in answer.rows:
        assert row
        for button in row:
            assert button.text
            assert 0 < len(button.data.encode()) <= DATA_LIMIT


@pytest.mark.parametrize("code", CODES)
def test_every_page_of_every_day_is_taken_by_telegrams_parser(code: str) -> None:
    """All pages of all 366 days, in each language, and every entry on its own page."""
    who = person(code, NOON)
    for day in every_day():
        on = day.in_year(2028)
        first = real_answers().view(who, View(on))
        check(first)
        data = [button.data for row in first.rows for button in row]
        for page in range(1, 4):
            if View(on, page).data() in data:
                again = real_answers().view(who, View(on, page))
                check(again)
                check(real_answers().pick(who, View(on, page), form=REPORT))
                data += [button.data for row in again.rows for button in row]
    for event in real():
        check(real_answers().entry(who, event.id))


@given(st.text(max_size=100), st.sampled_from(CODES))
@settings(max_examples=300)
def test_any_text_gets_an_answer(text: str, code: str) -> None:
    """Whatever is typed, as a date, a search, a year or a subject: an answer within the limits."""
    who = person(code, NOON)
    text = text.encode("utf-8", "replace").decode()
    for answer in (
        real_answers().on_date(who, text),
        real_answers().search(who, text),
        real_answers().year(who, text),
        real_answers().today(who, text),
        real_answers().entry(who, text),
    ):
        check(answer)
    real_answers().inline(who, text, most=20)


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=400), st.sampled_from(CODES))
@settings(max_examples=150)
def test_any_entry_gives_pages_within_the_limits(
    title: str, text: str, context: str, code: str
) -> None:
    """Hostile values in every field, forty times on one day."""
    title, text, context = (v.encode("utf-8", "replace").decode() for v in (title, text, context))
    events = [
        make_event(f"e-{n}", title=title, text=text, context=context, year=1900 + n)
        for n in range(40)
    ]
    answers = Answers(lambda: Dataset(events))
    for page in (0, 3, 7):
        check(answers.view(person(code, NOON), View(date(2027, 5, 20), page)))
    check(answers.entry(person(code, NOON), "e-1"))


@pytest.mark.parametrize("code", CODES)
@given(on=st.dates(date(1925, 1, 1), date(2077, 1, 1)))
@settings(max_examples=100)
def test_what_the_bot_writes_in_a_language_it_reads(code: str, on: date) -> None:
    """The first line of a page is read back as its day, so replies are about it."""
    today = date(2027, 5, 20)
    assert read_date(language(code).date(on), today=today).date_from(today) == on
    assert read_date(language(code).day(MonthDay.of(on)), today=today).day == MonthDay.of(on)


@pytest.mark.parametrize("code", CODES)
def test_the_months_of_the_other_calendars_are_read_in_every_language(code: str) -> None:
    """Twelve solar and twelve Hijri names lead back to the same date."""
    for name in (*SOLAR_MONTHS, *HIJRI_MONTHS):
        meant = read_date(f"5 {name}", today=date(2027, 5, 20))
        assert read_date(f"5 {language(code).word(name)}", today=date(2027, 5, 20)) == meant


def catalogue(code: str) -> Catalog:
    """The catalogue as its file has it."""
    path = ROOT / f"bot/i18n/locale/{code}/LC_MESSAGES/bot.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)


def entries(code: str) -> dict[str, tuple[str, ...]]:
    """The texts by key; a plural's key has all its forms."""
    found = {}
    for message in catalogue(code):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            found[key] = texts
    return found


def fields(text: str) -> set[str]:
    """The places in a template."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def used_keys() -> Iterator[str]:
    """Every text that the code asks a catalogue for."""
    rooms = ("chatbot", "date_parser", "i18n")
    for path in (path for room in rooms for path in ROOT.glob(f"bot/{room}/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            asks = name in ("text", "count", "label", "word", "DateError", "gettext")
            if asks and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
    yield from (f"menu_{name}" for name in {*MENU, *GROUP_MENU})


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_the_catalogues_agree(code: str) -> None:
    """Every text of English and every sentence of the reader has its translation, same places."""
    english, own = entries("en"), entries(code)
    assert set(english) <= set(own)
    for key, texts in own.items():
        assert all(texts), key
        expected = set().union(*map(fields, english.get(key, (key,))))
        for text in texts:
            assert fields(text) <= expected, key
            assert fields(text) == expected or len(texts) > 1, key
    assert {*TOPICS, *SOLAR_MONTHS, *HIJRI_MONTHS} <= set(own)


def test_every_text_that_the_code_asks_for_exists() -> None:
    """No key without a text: in English, or as a sentence that is translated."""
    known = set(entries("en")) | set(entries("fa"))
    assert sorted(set(used_keys()) - known) == []


@pytest.mark.parametrize("code", ["fa", "ur", "ar"])
def test_latin_runs_are_kept_apart_in_right_to_left_texts(code: str) -> None:
    """Commands and names in Latin letters are put in isolates, which are always closed."""
    for key, texts in entries(code).items():
        for text in texts:
            assert text.count("\u2066") == text.count("\u2069"), key
            bare = re.sub("\u2066[^\u2069]*\u2069|<[^>]*>|{[^}]*}", "", text)
            assert not re.search("[A-Za-z]", bare), (key, bare)
    assert language(code).isolated("Reagan") == "\u2066Reagan\u2069"
    assert language("en").isolated("Reagan") == "Reagan"


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [
        ("en", 1, "1 year ago"),
        ("en", 1701, "1,701 years ago"),
        ("fa", 43, "۴۳ سال پیش"),
        ("ur", 43, "43 سال پہلے"),
        ("ar", 1, "قبل سنة"),
        ("ar", 2, "قبل سنتين"),
        ("ar", 3, "قبل 3 سنوات"),
        ("ar", 43, "قبل 43 سنة"),
        ("ar", 100, "قبل 100 سنة"),
    ],
)
def test_plurals_and_digits_are_those_of_the_language(code: str, number: int, words: str) -> None:
    """Arabic has six forms, Persian its own digits."""
    assert language(code).ago(2027 - number, 2027) == words


@pytest.mark.parametrize(
    ("named", "subject"),
    [
        ("iran", "IR"),
        ("IR", "IR"),
        ("🇮🇷", "IR"),
        ("ایران", "IR"),
        ("پاکستان", "PK"),
        ("مصر", "EG"),
        ("usa", "US"),
        ("United Kingdom", "GB"),
        ("science", "science"),
        ("علم", "science"),
        ("جنگ", "war"),
        ("atlantis", None),
        ("", None),
    ],
)
def test_subjects_are_known_by_name_code_and_flag(named: str, subject: str | None) -> None:
    """Countries and topics in four languages."""
    assert subject_of(named) == subject


@pytest.mark.parametrize(
    ("named", "key"),
    [
        ("Karachi", "Asia/Karachi"),
        ("asia/karachi", "Asia/Karachi"),
        ("New York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("Lahore", "Asia/Karachi"),
        ("شیراز", "Asia/Tehran"),
        ("تهران", "Asia/Tehran"),
        ("کراچی", "Asia/Karachi"),
        ("الرياض", "Asia/Riyadh"),
        ("+5", "Etc/GMT-5"),
        ("UTC-3", "Etc/GMT+3"),
        ("+۳:۳۰", "Asia/Tehran"),
        ("gmt+5:45", "Asia/Kathmandu"),
        ("utc", "UTC"),
        ("+15", None),
        ("+5:17", None),
        ("Mars", None),
        ("EST", "America/New_York"),
        ("pst", "America/Los_Angeles"),
        ("MST", "America/Denver"),
        ("HST", "Pacific/Honolulu"),
        ("CET", "Europe/Berlin"),
        ("PKT", "Asia/Karachi"),
        ("localtime", None),
        ("Factory", None),
        ("posixrules", None),
        ("Pakistan", "Asia/Karachi"),
        ("India", "Asia/Kolkata"),
        ("ایران", "Asia/Tehran"),
        ("پاکستان", "Asia/Karachi"),
        ("السعودية", "Asia/Riyadh"),
        ("Germany", "Europe/Berlin"),
        ("China", "Asia/Shanghai"),
        ("UK", "Europe/London"),
        ("USA", None),
        ("Russia", None),
    ],
)
def test_zones_are_found_by_key_city_and_offset(named: str, key: str | None) -> None:
    """In four languages, with any digits."""
    found = find_zone(named)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ((31.55, 74.34), "Asia/Karachi"),
        ((29.6, 52.5), "Asia/Tehran"),
        ((40.7, -74.0), "America/New_York"),
        ((-41.0, 174.9), "Pacific/Auckland"),
        ((1.9, -157.4), "Pacific/Kiritimati"),
        ((90.0, 0.0), "Arctic/Longyearbyen"),
    ],
)
def test_a_shared_place_has_the_zone_of_the_nearest_city(
    place: tuple[float, float], key: str
) -> None:
    """Over the date line and at the pole, too."""
    assert nearest_zone(*place)[0].key == key


def test_search_ranks_titles_first_and_forgives_one_typo() -> None:
    """A hyphen does not count; a word in the title outweighs one in the text."""
    events = [
        make_event("a", title="Reagan sells F-16s", text="To Israel."),
        make_event("b", title="Lebanon", text="President Reagan speaks.", weight=5),
        make_event("c", title="Gonaïves", text="A city."),
    ]
    index = Index(Dataset(events))
    assert [e.id for e in index.find("reagan")] == ["a", "b"]
    assert [e.id for e in index.find("raegan")] == ["a", "b"]
    assert [e.id for e in index.find("reagan f-16")][:1] == ["a"]
    assert [e.id for e in index.find("reagan f16s")] == ["a"]
    assert [e.id for e in index.find("Gonaives")] == ["c"]
    assert index.find("") == []


def test_a_limit_says_it_once_and_hears_again_when_it_is_calm() -> None:
    """Two in ten seconds, then one line, then silence."""
    from datetime import timedelta

    limit = RateLimiter(2, within=timedelta(seconds=10))
    verdicts = [limit.hit(1, now=NOON) for _ in range(4)]
    assert verdicts == [Verdict.ANSWER, Verdict.ANSWER, Verdict.SAY, Verdict.SILENCE]
    assert limit.hit(2, now=NOON) is Verdict.ANSWER
    assert limit.hit(1, now=NOON + timedelta(seconds=11)) is Verdict.ANSWER


@pytest.mark.parametrize(
    ("zone", "instant", "seconds"),
    [
        ("UTC", datetime(2027, 5, 20, 23, tzinfo=UTC), 3600),
        ("Asia/Kathmandu", datetime(2027, 5, 20, 18, tzinfo=UTC), 900),
        ("Europe/London", datetime(2027, 3, 28, 0, tzinfo=UTC), 23 * 3600),
    ],
)
def test_a_day_lasts_until_the_persons_midnight(zone: str, instant: datetime, seconds: int) -> None:
    """Also in the night of a clock change, which has an hour less."""
    assert person(now=instant, zone=zone).seconds_left == seconds


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)), st.sampled_from(["", "IR", "exploration"]))
def test_the_data_of_a_day_is_short_and_read_back(on: date, only: str) -> None:
    """From the first year to the last."""
    view = View(on, 12, only, "y-4000")
    assert len(view.data(PICK_REPORT).encode()) <= DATA_LIMIT
    assert DAY.parse(view.data()) == view
    check(real_answers().view(person(now=NOON), view))


def test_a_year_before_the_calendar_is_shown_on_its_next_day() -> None:
    """44 BCE has no date in the calendar of the page, so the year is only remembered."""
    view = view_of(read_date("15 March 44 BC", today=NOON.date()), NOON.date())
    assert view == View(date(2028, 3, 15), asked="y-44")


def test_what_happened_on_a_leap_day_is_marked_on_the_28th() -> None:
    """On the page, and on the buttons that pick one of its entries."""
    leap = make_event("leap", day=MonthDay(2, 29), year=1960)
    other = make_event("other", day=MonthDay(2, 28), year=1961)
    answers, view = Answers(lambda: Dataset([leap, other])), View(date(2027, 2, 28))
    assert "<b>29 February 1960 · " in answers.view(person(now=NOON), view).text
    picked = answers.pick(person(now=NOON), view, form=PICK_REPORT)
    assert [row[0].text for row in picked.rows[:2]] == [
        "29 February 1960 · Title of leap",
        "1961 · Title of other",
    ]
