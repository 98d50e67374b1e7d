"""How a day begins: the dates in the reader's calendars, and the day's name."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import Calendar, HijriCalendar, ReaderCalendars
from bot.channel_config import ChannelConfig
from bot.composer import compose
from bot.dataset import Dataset
from bot.date_parser import read_date
from bot.dates import MonthDay
from bot.formatting import telegram
from bot.formatting.date_head import Head, dates_of
from bot.i18n.languages import language
from tests.conftest import make_event
from tests.helpers.real import real

ON = date(2027, 3, 10)
IRAN, SAUDI, ABOUT, NONE = HijriCalendar


@pytest.mark.parametrize(
    ("code", "hijri", "solar", "told"),
    [
        ("en", None, None, "Wednesday 10 March 2027 · 19 Esfand 1405 · 2 Shawwal 1448"),
        ("en", IRAN, None, "Wednesday 10 March 2027 · 19 Esfand 1405 · 1 Shawwal 1448"),
        ("en", NONE, False, "Wednesday 10 March 2027"),
        ("fa", None, None, "چهارشنبه ۱۹ اسفند ۱۴۰۵ · ۱۰ مارس ۲۰۲۷ · ۱ شوال ۱۴۴۸"),
        ("ur", None, None, "بدھ 10 مارچ 2027 · تقریباً 2 شوال 1448"),
        ("ar", None, None, "الأربعاء 10 مارس 2027 · 2 شوال 1448"),
        ("ar", None, True, "الأربعاء 10 مارس 2027 · 19 إسفند 1405 · 2 شوال 1448"),
    ],
)
def test_the_readers_own_calendar_leads_with_the_weekday(
    code: str, hijri: HijriCalendar | None, solar: bool | None, told: str
) -> None:
    """Solar first in Persian, none in Urdu and Arabic unless wanted; whose Hijri date it is."""
    calendars = ReaderCalendars.of(code, hijri=hijri, solar=solar)
    assert " · ".join(dates_of(ON, language(code), calendars=calendars)) == told


def test_a_day_of_iran_that_is_to_come_is_about() -> None:
    """Its printed calendar can still be changed by a sighting."""
    calendars = ReaderCalendars.of("en", hijri=IRAN)
    told = dates_of(ON, language("en"), calendars=calendars, today=date(2026, 11, 28))
    assert told[-1] == "about 1 Shawwal 1448"


def test_a_day_that_a_calendar_does_not_reach_has_no_date_in_it() -> None:
    """Nor a weekday of its own."""
    calendars = ReaderCalendars.of("fa")
    assert len(dates_of(date(600, 1, 1), language("fa"), calendars=calendars)) == 1


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["en", "fa", "ur", "ar"]),
    st.sampled_from([None, True, False]),
)
def test_the_first_date_is_read_back(on: date, code: str, solar: bool | None) -> None:
    """A forwarded post is known by its first line, in every language and calendar."""
    calendars = ReaderCalendars.of(code, solar=solar)
    first = dates_of(on, language(code), calendars=calendars)[0]
    assert read_date(first, today=ON).date_from(ON) == on


def channel(code: str, **changes: object) -> ChannelConfig:
    """A channel of a language."""
    values: dict[str, object] = {
        "name": "telegram",
        "platform": "telegram",
        "target": "@channel",
        "post_at": time(9),
        "zone": ZoneInfo("UTC"),
        "language": code,
    }
    return ChannelConfig(**{**values, **changes})  # type: ignore[arg-type]


def head_on(on: date, config: ChannelConfig) -> str:
    """The first lines of a channel's post, as a reader sees them."""
    event = make_event(year=1900, day=MonthDay.of(on))
    dataset = Dataset([event], occasions=real().occasions)
    post = compose(dataset, config, on)
    assert post is not None
    return telegram.plain(telegram.head_of(post.text))


@pytest.mark.parametrize(
    ("on", "changes", "told"),
    [
        (
            date(2027, 3, 21),
            {},
            "Sunday 21 March 2027\n1 Farvardin 1406 · 13 Shawwal 1448\n"
            "Today: Nowruz, the Iranian new year",
        ),
        (date(2027, 8, 14), {}, "Saturday 14 August 2027\n23 Mordad 1406 · 12 Rabi al-Awwal 1449"),
        (
            date(2028, 8, 14),
            {"countries": ("PK", "US")},
            "Monday 14 August 2028\n24 Mordad 1407 · 23 Rabi al-Awwal 1450\n"
            "Today: Independence Day (Pakistan)",
        ),
        (
            date(2027, 3, 10),
            {"zone": ZoneInfo("Asia/Tehran")},
            "Wednesday 10 March 2027\n19 Esfand 1405 · 1 Shawwal 1448\nToday: Eid al-Fitr",
        ),
        (
            date(2027, 3, 9),
            {"hijri": NONE},
            "Tuesday 9 March 2027\n18 Esfand 1405\nToday: Eid al-Fitr",
        ),
    ],
)
def test_a_post_begins_with_the_day_of_its_readers(
    on: date, changes: dict[str, object], told: str
) -> None:
    """The dates in their calendars, and the recurring day that is theirs."""
    assert head_on(on, channel("en", **changes)) == told


def test_a_corrected_post_keeps_its_first_lines() -> None:
    """As they were published, also the day's name."""
    head = Head(ReaderCalendars.of("en", hijri=IRAN), "Eid al-Fitr")
    lines = telegram.head_lines(ON, language("en"), head=head)
    assert lines.endswith("\nToday: Eid al-Fitr")
    assert telegram.head_of(f"{lines}\n\n<b>1983 · Title</b>\n\nText") == lines


def test_a_solar_channel_tells_22_bahman_on_22_bahman() -> None:
    """In a leap year on 10 February, with the event's own date in its heading."""
    event = make_event(year=1979, day=MonthDay(2, 11), countries=("IR",))
    post = compose(Dataset([event]), channel("en", calendar=Calendar.SOLAR), date(2021, 2, 10))
    assert post is not None
    assert "11 February 1979 · Title" in telegram.plain(post.text)
    assert compose(Dataset([event]), channel("en"), date(2021, 2, 10)) is None
