"""Typed dates, in four languages and three calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import HIJRI_MONTHS, SOLAR_MONTHS, hijri, solar
from bot.date_parser import DateError, read_date
from bot.dates import MONTHS, MonthDay, day_words, every_day, local_date

TODAY = date(2026, 11, 23)  # a Monday, 2 Azar 1405, 13 Jumada al-Thani 1448

GREGORIAN = """
    20 May | 05-20
    20 may | 05-20
    20 MAY | 05-20
    the 20th of May | 05-20
    20th May 1983 | 05-20 1983
    20th of May, 1983 | 05-20 1983
    on 20 May | 05-20
    1st June | 06-01
    2nd of june | 06-02
    3rd jun | 06-03
    May 20th | 05-20
    May the 20th | 05-20
    May 20, 1983 | 05-20 1983
    20May | 05-20
    20-May-1983 | 05-20 1983
    20/May/1983 | 05-20 1983
    15 March -44 | 03-15 -44
    -44-03-15 | 03-15 -44
    24 August AD 79 | 08-24 79
    Sept 1 | 09-01
    sep. 1 | 09-01
    20 Dec. 2001 | 12-20 2001
    1983 May 20 | 05-20 1983
    Friday 20 May 1983 | 05-20 1983
    Friday, 20 May | 05-20
    Thursday 20 May 2027 | 05-20 2027
    20.5. | 05-20
    5.6. | 06-05
    5.6 | 06-05
    20.05 | 05-20
    20.05.2024 | 05-20 2024
    20. 5. 2024 | 05-20 2024
    20.5.24 | 05-20 2024
    2024.05.20 | 05-20 2024
    5/20 | 05-20
    20/5 | 05-20
    20-5 | 05-20
    6/6 | 06-06
    20/5/1983 | 05-20 1983
    5/20/1983 | 05-20 1983
    5/20/24 | 05-20 2024
    20-05-1983 | 05-20 1983
    2024-05-20 | 05-20 2024
    2024/5/20 | 05-20 2024
    1945-08-06 | 08-06 1945
    05-20 | 05-20
    02-29 | 02-29
    29 February | 02-29
    29 February 1700 | 02-29 1700
    29 Feb 2024 | 02-29 2024
    15 March 44 BC | 03-15 -44
    15 March 44 BCE | 03-15 -44
    15 March 44 B.C. | 03-15 -44
    24 August 79 AD | 08-24 79
    24 August 79 CE | 08-24 79
    14 October 1066 | 10-14 1066
    1492-10-12 | 10-12 1492
    1605/11/05 | 11-05 1605
    ２０ May | 05-20
    ۲۰ مه | 05-20
    ۲۰ می ۲۰۲۴ | 05-20 2024
    ۱ ژانویه | 01-01
    ۶ اوت ۱۹۴۵ | 08-06 1945
    ۲۰ ژوئیهٔ ۱۹۶۹ | 07-20 1969
    ۲۰ جولای ۱۹۶۹ | 07-20 1969
    ۲۰۲۴/۰۵/۲۰ | 05-20 2024
    20 مئی | 05-20
    ۲۰ مئی ۱۹۸۳ | 05-20 1983
    ۲۰ مئی ۱۹۸۳ء | 05-20 1983
    20 مئی کو | 05-20
    14 اگست 1947 | 08-14 1947
    ۱۴ اگست ۱۹۴۷ | 08-14 1947
    پیر 20 مئی 2024 | 05-20 2024
    23 مارچ | 03-23
    5 فروری | 02-05
    3 جولائی | 07-03
    ہفتہ 22 مئی 2027 | 05-22 2027
    20 أيار | 05-20
    20 ايار | 05-20
    ٢٠ مايو | 05-20
    20 من مايو | 05-20
    ٢٠ مايو ٢٠٢٤ | 05-20 2024
    20 مايو 2024م | 05-20 2024
    1 كانون الثاني | 01-01
    25 كانون الأول | 12-25
    2 تشرين الثاني | 11-02
    6 تشرين الأول 1973 | 10-06 1973
    5 حزيران 1967 | 06-05 1967
    4 آب | 08-04
    1 جانفي | 01-01
    5 جويلية 1962 | 07-05 1962
    الاثنين 20 مايو 2024 | 05-20 2024
    ٢٠٢٤-٠٥-٢٠ | 05-20 2024
    20/5/2024 | 05-20 2024
"""

OTHERS = """
    22 Bahman | 2027-02-11 | 22 Bahman 1405
    22 Bahman 1357 | 1979-02-11 1979 | 22 Bahman 1357
    22 bahman 57 | 1979-02-11 1979 | 22 Bahman 1357
    bahman 22 | 2027-02-11 | 22 Bahman 1405
    1357 Bahman 22 | 1979-02-11 1979 | 22 Bahman 1357
    30 Ordibehesht | 2026-05-20 | 30 Ordibehesht 1405
    ۳۰ اردیبهشت | 2026-05-20 | 30 Ordibehesht 1405
    30 اردیبهشت 1405 | 2026-05-20 2026 | 30 Ordibehesht 1405
    ۳۰ اردیبهشت ماه ۱۴۰۵ | 2026-05-20 2026 | 30 Ordibehesht 1405
    ٣٠ ارديبهشت | 2026-05-20 | 30 Ordibehesht 1405
    ۲۲ بهمن ۵۷ | 1979-02-11 1979 | 22 Bahman 1357
    بهمن ۲۲ | 2027-02-11 | 22 Bahman 1405
    ۱ فروردین | 2026-03-21 | 1 Farvardin 1405
    اول فروردین | 2026-03-21 | 1 Farvardin 1405
    5 Khordad 10 | 1931-05-27 1931 | 5 Khordad 1310
    ۱۳ آبان ۱۳۵۸ | 1979-11-04 1979 | 13 Aban 1358
    2 azar | 2026-11-23 | 2 Azar 1405
    29 esfand 1329 | 1951-03-20 1951 | 29 Esfand 1329
    30 Esfand 1403 | 2025-03-20 2025 | 30 Esfand 1403
    1 Hamal 1403 | 2024-03-20 2024 | 1 Farvardin 1403
    ۱ حمل ۱۴۰۳ | 2024-03-20 2024 | 1 Farvardin 1403
    ۲۸ اسد ۱۲۹۸ | 1919-08-20 1919 | 28 Mordad 1298
    ۶ جدی ۱۳۵۸ | 1979-12-27 1979 | 6 Dey 1358
    1403/02/31 | 2024-05-20 2024 | 31 Ordibehesht 1403
    1403-02-31 | 2024-05-20 2024 | 31 Ordibehesht 1403
    ۱۴۰۳/۲/۳۱ | 2024-05-20 2024 | 31 Ordibehesht 1403
    ۱۴۰۳.۲.۳۱ | 2024-05-20 2024 | 31 Ordibehesht 1403
    31/02/1403 | 2024-05-20 2024 | 31 Ordibehesht 1403
    ۲/۳۱ | 2026-05-21 | 31 Ordibehesht 1405
    1403/05/20 هـ.ش | 2024-08-10 2024 | 20 Mordad 1403
    ۱۴۰۳/۰۵/۲۰ شمسی | 2024-08-10 2024 | 20 Mordad 1403
    22 Bahman 1357 SH | 1979-02-11 1979 | 22 Bahman 1357
    دوشنبه ۳۱ اردیبهشت ۱۴۰۳ | 2024-05-20 2024 | 31 Ordibehesht 1403
    1 Ramadan | 2027-02-08 | 1 Ramadan 1448
    1 Ramazan | 2027-02-08 | 1 Ramadan 1448
    1 Ramadan 1445 | 2024-03-11 2024 | 1 Ramadan 1445
    1 Ramadan 1445 AH | 2024-03-11 2024 | 1 Ramadan 1445
    ۱ رمضان | 2027-02-08 | 1 Ramadan 1448
    1 رمضان المبارک | 2027-02-08 | 1 Ramadan 1448
    ١ رمضان ١٤٤٥ هـ | 2024-03-11 2024 | 1 Ramadan 1445
    10 Muharram | 2026-06-25 | 10 Muharram 1448
    10 محرم الحرام | 2026-06-25 | 10 Muharram 1448
    12 Rabi al-Awwal | 2026-08-25 | 12 Rabi al-Awwal 1448
    12 Rabi' al-awwal | 2026-08-25 | 12 Rabi al-Awwal 1448
    12 rabi ul awwal | 2026-08-25 | 12 Rabi al-Awwal 1448
    12 ربیع الاول | 2026-08-25 | 12 Rabi al-Awwal 1448
    ۱۲ ربيع الأول | 2026-08-25 | 12 Rabi al-Awwal 1448
    13 Jumada al-Thani | 2026-11-23 | 13 Jumada al-Thani 1448
    27 رجب | 2027-01-05 | 27 Rajab 1448
    15 شعبان | 2027-01-23 | 15 Shaban 1448
    1 شوال | 2027-03-09 | 1 Shawwal 1448
    10 ذو الحجة | 2027-05-16 | 10 Dhu al-Hijjah 1448
    10 ذی الحجہ | 2027-05-16 | 10 Dhu al-Hijjah 1448
    10 Dhul-Hijjah | 2027-05-16 | 10 Dhu al-Hijjah 1448
    1445/09/01 هـ | 2024-03-11 2024 | 1 Ramadan 1445
"""

FROM_TODAY = """
    today | 0
    Today! | 0
    TOMORROW | 1
    yesterday | -1
    day after tomorrow | 2
    the day before yesterday | -2
    in 3 days | 3
    in a day | 1
    3 days from now | 3
    3 days ago | -3
    in 2 weeks | 14
    a week ago | -7
    next Friday | 4
    next Monday | 7
    last Friday | -3
    last Monday | -7
    this Monday | 0
    this fri | 4
    next tues | 1
    امروز | 0
    فردا | 1
    دیروز | -1
    پس‌فردا | 2
    پس فردا | 2
    پریروز | -2
    ۳ روز پیش | -3
    ۳ روز بعد | 3
    ۲ هفته دیگر | 14
    یک هفته پیش | -7
    جمعه آینده | 4
    جمعه گذشته | -3
    سه‌شنبه بعد | 1
    سه شنبه گذشته | -6
    آج | 0
    آنے والا کل | 1
    گزشتہ کل | -1
    3 دن بعد | 3
    ۳ دن پہلے | -3
    اگلے جمعہ | 4
    پچھلے جمعہ | -3
    2 ہفتے بعد | 14
    اليوم | 0
    غدا | 1
    غداً | 1
    أمس | -1
    بعد غد | 2
    أول أمس | -2
    بعد 3 أيام | 3
    قبل ٣ أيام | -3
    منذ 3 أيام | -3
    الجمعة القادمة | 4
    الجمعة الماضية | -3
"""

TWO_WAYS = """
    5/6 | 5 June; 6 May
    05/06 | 5 June; 6 May
    05-06 | 5 June; 6 May
    5/6/1983 | 5 June 1983; 6 May 1983
    1 Ramadan 45 | 1 Ramadan 1445; 1 Ramadan 45
    10 محرم 61 | 10 Muharram 1361; 10 Muharram 61
    20/5/24 | 20 May 2024; 24 May 2020
    1403/05/20 | 20 Mordad 1403; 20 Jumada al-Awwal 1403; 20 May 1403
    ۲۰/۵ | 20 May; 20 Mordad 1405
    ۲۰/۵/۰۳ | 20 May 2003; 20 Mordad 1403; 3 May 2020; 3 Mordad 1320
    Friday | 20 November; 27 November
    Monday | 16 November; 23 November
    جمعه | 20 November; 27 November
    کل | 22 November; 24 November
    پرسوں | 21 November; 25 November
    كل | 22 November; 24 November
"""

REFUSED = """
    31 April | April has 30 days | 30 April; 1 May
    ۳۱ آوریل | April has 30 days | 30 April; 1 May
    31 نيسان | April has 30 days | 30 April; 1 May
    30 February | February has 29 days | 29 February; 1 March
    31 December 5 days | cannot read |
    32 December | December has 31 days | 31 December; 1 January
    0 May | There is no 0 May | 1 May; 30 April
    0 January | There is no 0 January | 1 January; 31 December
    29 February 1900 | There was no 29 February 1900 | 28 February 1900; 1 March 1900
    31 Mehr | Mehr has 30 days | 30 Mehr 1405; 1 Aban 1405
    30 Esfand | Esfand has 29 days | 29 Esfand 1405; 1 Farvardin 1406
    ۳۰ اسفند ۱۴۰۲ | Esfand has 29 days | 29 Esfand 1402; 1 Farvardin 1403
    31 Ramadan | Ramadan has 29 days | 29 Ramadan 1448; 1 Shawwal 1448
    1 Ramadan 1601 | its years 1 to 1600 only |
    1 Mehr 900 | its years 1178 to 1633 only |
    13/13 | neither 13 nor 13 can be a month | 13 December
    13/14 | neither 13 nor 14 can be a month | 13 December; 14 December
    13.13. | neither 13 nor 13 | 13 December
    2024-13-01 | There is no month 13 | 1 December
    20 May 0 | no year 0 |
    Friday 20 May 2024 | do not agree | 20 May 2024
    in 99999999999 days | too far |
    foo | cannot read |
    20 | cannot read |
    ٢٠ | cannot read |
    May | cannot read |
    1983 | cannot read |
    20 Smarch | cannot read |
    20 May 1983 and more | cannot read |
    20 May 1983 AH | cannot read |
    22 Bahman 1357 AD | cannot read |
    20 05 20 | cannot read |
    200 May | cannot read |
    1.2.3.4 | cannot read |
    2024/05-20 | cannot read |
    '; DROP TABLE people; -- | cannot read |
    <b>20 May</b> | cannot read |
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The rows of a table, their cells without blanks around them."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.split("\n    ")[1:]]


@pytest.mark.parametrize(("typed", "meant"), rows(GREGORIAN))
def test_a_gregorian_date_is_read(typed: str, meant: str) -> None:
    """Every usual way of typing a date is read in each language, day first with points."""
    day, _, year = meant.partition(" ")
    found = read_date(typed, today=TODAY)
    assert (str(found.day), found.year) == (day, int(year) if year else None)
    assert found.on is None


@pytest.mark.parametrize(("typed", "meant", "asked"), rows(OTHERS))
def test_a_solar_or_hijri_date_is_read(typed: str, meant: str, asked: str) -> None:
    """It means the Gregorian day on which it falls, in the year given or in this one."""
    on, _, year = meant.partition(" ")
    found = read_date(typed, today=TODAY)
    assert (str(found.on), found.year) == (on, int(year) if year else None)
    assert found.words == asked
    assert not found.computed


@pytest.mark.parametrize(("typed", "days"), rows(FROM_TODAY))
def test_a_day_told_from_today_is_read(typed: str, days: str) -> None:
    """Words and numbers of days and weeks count from the person's own today."""
    found = read_date(typed, today=TODAY)
    assert found.on is not None
    assert (found.on - TODAY).days == int(days)


@pytest.mark.parametrize(("typed", "readings"), rows(TWO_WAYS))
def test_what_reads_two_ways_is_asked_back(typed: str, readings: str) -> None:
    """Every reading is offered, and none is taken by a guess."""
    with pytest.raises(DateError) as told:
        read_date(typed, today=TODAY)
    assert "; ".join(reading.words for reading in told.value.readings) == readings
    assert "can mean" in str(told.value)


@pytest.mark.parametrize(("typed", "said", "near"), rows(REFUSED))
def test_what_cannot_be_is_told_why_with_the_nearest_days(typed: str, said: str, near: str) -> None:
    """A sentence says what is wrong, and days that can be are offered."""
    with pytest.raises(DateError) as told:
        read_date(typed, today=TODAY)
    assert said in str(told.value)
    assert "; ".join(reading.words for reading in told.value.readings) == near
    assert len(str(told.value)) < 250


@pytest.mark.parametrize(
    ("typed", "today", "on"),
    [
        ("today", date(2024, 2, 29), date(2024, 2, 29)),
        ("tomorrow", date(2023, 2, 28), date(2023, 3, 1)),
        ("tomorrow", date(2026, 12, 31), date(2027, 1, 1)),
        ("yesterday", date(2027, 1, 1), date(2026, 12, 31)),
        ("22 Bahman", date(2027, 3, 20), date(2027, 2, 11)),
        ("22 Bahman", date(2027, 3, 21), date(2028, 2, 11)),
        ("30 Esfand", date(2024, 6, 1), date(2025, 3, 20)),
        ("1 Ramadan", date(2026, 6, 15), date(2026, 2, 18)),
        ("1 Ramadan", date(2026, 6, 16), date(2027, 2, 8)),
        ("next sunday", date(2026, 11, 22), date(2026, 11, 29)),
        ("last sunday", date(2026, 11, 22), date(2026, 11, 15)),
    ],
)
def test_the_answer_depends_on_today(typed: str, today: date, on: date) -> None:
    """Leap days, the turns of three kinds of years, and a weekday named on itself."""
    assert read_date(typed, today=today).on == on


@pytest.mark.parametrize(
    ("instant", "zone", "typed", "on"),
    [
        ("2026-11-23T10:30", "Pacific/Kiritimati", "today", "2026-11-24"),
        ("2026-11-23T10:30", "Pacific/Pago_Pago", "today", "2026-11-22"),
        ("2026-11-23T20:29", "Asia/Tehran", "امروز", "2026-11-23"),
        ("2026-11-23T20:30", "Asia/Tehran", "امروز", "2026-11-24"),
        ("2026-11-23T18:14", "Asia/Kathmandu", "tomorrow", "2026-11-24"),
        ("2026-11-23T18:15", "Asia/Kathmandu", "tomorrow", "2026-11-25"),
        ("2026-03-28T23:59", "Europe/London", "غدا", "2026-03-29"),
        ("2026-03-29T22:59", "Europe/London", "آج", "2026-03-29"),
        ("2026-03-29T23:00", "Europe/London", "آج", "2026-03-30"),
        ("2026-10-25T00:30", "Europe/Berlin", "next sunday", "2026-11-01"),
        ("2027-03-20T20:31", "Asia/Tehran", "1 Farvardin", "2027-03-21"),
    ],
)
def test_today_is_that_of_the_persons_zone(instant: str, zone: str, typed: str, on: str) -> None:
    """From Kiritimati to Samoa, through half and quarter hours and nights of clock changes."""
    now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    found = read_date(typed, today=local_date(now, ZoneInfo(zone)))
    assert str(found.on) == on


@pytest.mark.parametrize(
    ("typed", "computed"),
    [
        ("1 Ramadan 1389", True),
        ("10 Muharram 61 AH", True),
        ("1 Ramadan 1421", False),
        ("1 Ramadan 1450", False),
        ("1 Ramadan 1451", True),
        ("22 Bahman 1357", False),
    ],
)
def test_a_hijri_date_out_of_the_sure_years_is_marked(typed: str, computed: bool) -> None:
    """Before 2000 and after 2029 the Gregorian day is computed, give or take a day or two."""
    assert read_date(typed, today=TODAY).computed is computed


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but DateError, and what is read is a day."""
    try:
        reading = read_date(text, today=TODAY)
    except DateError:
        return
    assert reading.day in set(every_day())


WORDS = (
    "20 5 1403 2024 ۲۰ -44 May مئی بهمن Ramadan next in ago days week هفته . / - of th Friday کل "
    "کے BC هـ AD fifth بیست ثلاثة يومين what happened".split()
)


@given(st.lists(st.sampled_from(WORDS), max_size=7), st.dates(date(1800, 1, 1), date(2200, 1, 1)))
def test_any_mixture_of_the_words_of_dates_is_read_or_refused(
    words: list[str], today: date
) -> None:
    """Words that each belong to a date never raise anything but DateError, on whatever day."""
    try:
        reading = read_date(" ".join(words), today=today)
    except DateError:
        return
    assert reading.day in set(every_day())
    assert reading.date_from(today)


MONTHS_OF = {
    "en": MONTHS,
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر".split(),
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر".split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}
FORMS = (
    "{day} {month} {year}|{month} {day} {year}|{day}.{number}.{year}|{day}/{number}/{year}|"
    "{number}/{day}/{year}|{year}-{number:02}-{day:02}|{day} {month} {short}|{day}/{number}/{short}"
).split("|")


@given(
    st.dates(date(1583, 1, 1), date(2026, 11, 28)),
    st.sampled_from(FORMS),
    st.sampled_from(sorted(MONTHS_OF)),
)
def test_a_written_date_is_read_as_itself_or_asked_back(on: date, form: str, code: str) -> None:
    """In every form and language: never another day, and where it is asked, it is offered."""
    typed = form.format(
        day=on.day,
        number=on.month,
        month=MONTHS_OF[code][on.month - 1],
        year=on.year,
        short=f"{on.year % 100:02}",
    )
    try:
        found = [read_date(typed, today=TODAY, language=code)]
        assert (
            "{short}" not in form or found[0].year is None or found[0].year % 100 == on.year % 100
        )
    except DateError as fault:
        found = list(fault.readings)
    assert MonthDay.of(on) in [reading.day for reading in found]


CHANGING = (
    "before after since until till between except not every and or to from without day-before "
    "قبل بعد پیش تا از غیر پس پہلے تک سے حتى منذ إلى غير".split()
)


@given(
    st.sampled_from(list(every_day())),
    st.sampled_from(sorted(MONTHS_OF)),
    st.sampled_from(CHANGING),
    st.booleans(),
)
def test_a_word_that_changes_a_date_is_never_ignored(
    day: MonthDay, code: str, word: str, first: bool
) -> None:
    """The day before 20 May is not 20 May."""
    typed = f"{day.day} {MONTHS_OF[code][day.month - 1]}"
    with pytest.raises(DateError):
        read_date(f"{word} {typed}" if first else f"{typed} {word}", today=TODAY, language=code)


@given(st.sampled_from(list(every_day())), st.sampled_from(list(every_day())))
def test_two_dates_are_not_one(one: MonthDay, other: MonthDay) -> None:
    """Neither is taken for the other."""
    with pytest.raises(DateError):
        read_date(f"{one.words} {other.words}", today=TODAY)


LETTERS = "abcdefghijklmnopqrstuvwxyz"


@given(
    st.integers(1, 12),
    st.integers(1, 20),
    st.sampled_from(["leave out", "double", "swap", "exchange", "add"]),
    st.sampled_from(LETTERS),
)
def test_a_month_with_a_letter_wrong_is_that_month_or_none(
    month: int, place: int, fault: str, letter: str
) -> None:
    """Never another one."""
    name = MONTHS[month - 1].lower()
    at = 1 + place % (len(name) - 1)
    before, own, after = name[:at], name[at], name[at + 1 :]
    typed = {
        "leave out": before + after,
        "double": before + own * 2 + after,
        "swap": before + after[:1] + own + after[1:],
        "exchange": before + letter + after,
        "add": before + letter + own + after,
    }[fault]
    try:
        found = read_date(f"5 {typed}", today=TODAY)
    except DateError:
        return
    assert found.day == MonthDay(month, 5)


@given(st.sampled_from(list(every_day())))
def test_every_day_is_read_back_from_its_words(day: MonthDay) -> None:
    """What the bot writes, the bot reads."""
    assert read_date(day.words, today=TODAY).day == day
    assert MonthDay.parse(str(day)) == day


@given(st.dates(date(1925, 1, 1), date(2077, 1, 1)))
def test_every_date_is_read_back_in_the_three_calendars(on: date) -> None:
    """The full date, the solar and the Hijri one all lead back to the same day."""
    assert read_date(day_words(on), today=TODAY).date_from(TODAY) == on
    assert read_date(solar(on).words, today=TODAY).on == on
    found = hijri(on)
    assert found is not None
    assert read_date(found.words, today=TODAY).on == on


def test_every_english_month_is_known() -> None:
    """All twelve of each calendar."""
    for names in (MONTHS, SOLAR_MONTHS, HIJRI_MONTHS):
        assert [read_date(f"5 {name}", today=TODAY).words.split()[1] for name in names] == [
            name.split()[0] for name in names
        ]
