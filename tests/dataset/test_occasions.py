"""Recurring days: on which dates they fall, who sees them, and by which names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import Calendar, HijriCalendar, hijri_for
from bot.dataset import load
from bot.dataset.occasion import Audience
from bot.dataset.occasion_days import day_rule, easter, listed, orthodox_easter
from bot.dataset.occasion_loader import KINDS, load_occasions
from bot.dataset.occasions import Occasions
from bot.dataset.reloader import LiveDataset
from bot.dates import MonthDay
from bot.errors import DatasetError
from tests.conftest import ROOT, toml_of

TODAY = date(2026, 11, 28)
DAYS = load_occasions(ROOT / "data/occasions.toml")
GREGORIAN, SOLAR, HIJRI = Calendar.GREGORIAN, Calendar.SOLAR, Calendar.HIJRI


def a_dataset(folder: Path) -> Path:
    """A file with one entry."""
    path = folder / "events.toml"
    path.write_text(toml_of(("an-event", "05-20", 1983)), encoding="utf-8")
    return path


def readers(language: str) -> Audience:
    """The readers of a language, with its Hijri calendar."""
    return Audience.of(language, hijri=hijri_for(language))


def found(typed: str, language: str) -> list[str]:
    """What a text names: id, date (or day of the year) and year."""
    known = DAYS.find(typed, today=TODAY, language=language, audience=readers(language))
    return [
        f"{day.occasion.id} {day.reading.on or day.reading.day} {day.reading.year or ''}".strip()
        for day in known
    ]


@pytest.mark.parametrize(
    ("calendar", "day", "year", "on"),
    [
        (GREGORIAN, "12-25", 2026, "2026-12-25"),
        (GREGORIAN, "02-29", 2028, "2028-02-29"),
        (GREGORIAN, "02-29", 2026, "None"),
        (GREGORIAN, "easter", 2027, "2027-03-28"),
        (GREGORIAN, "easter-46", 2026, "2026-02-18"),
        (GREGORIAN, "orthodox easter+1", 2026, "2026-04-13"),
        (GREGORIAN, "second Sunday of May", 2026, "2026-05-10"),
        (GREGORIAN, "last Monday of May", 2026, "2026-05-25"),
        (GREGORIAN, "fifth Monday of May", 2026, "None"),
        (GREGORIAN, "fourth Thursday of November+1", 2026, "2026-11-27"),
        (GREGORIAN, "first Tuesday after 1 November", 2026, "2026-11-03"),
        (GREGORIAN, "first Sunday after 1 November", 2026, "2026-11-08"),
        (GREGORIAN, "fourth Sunday before 25 December", 2026, "2026-11-29"),
        (GREGORIAN, "first Monday before 25 May", 2026, "2026-05-18"),
        (SOLAR, "01-01", 1406, "2027-03-21"),
        (SOLAR, "12-30", 1403, "2025-03-20"),
        (SOLAR, "12-30", 1404, "None"),
        (SOLAR, "last Wednesday of Esfand-1", 1404, "2026-03-17"),
        (SOLAR, "last Wednesday of Esfand-1", 1403, "2025-03-18"),
        (HIJRI, "01-10", 1448, "2026-06-25"),
        (HIJRI, "last day of Safar", 1448, "2026-08-13"),
        (HIJRI, "last Friday of Ramadan", 1447, "2026-03-13"),
    ],
)
def test_a_day_or_a_rule_gives_the_date_of_a_year(
    calendar: Calendar, day: str, year: int, on: str
) -> None:
    """In each calendar; a year without such a day has none."""
    rule = day_rule(calendar, day)
    assert rule is not None
    assert str(rule.in_year(year, HijriCalendar.UMM_AL_QURA)) == on


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        (GREGORIAN, "13-01"),
        (GREGORIAN, "04-31"),
        (SOLAR, "07-31"),
        (HIJRI, "01-31"),
        (HIJRI, "easter"),
        (GREGORIAN, "second Sunday of Mai"),
        (GREGORIAN, "sixth Sunday of May"),
        (GREGORIAN, "last Sunday after 1 May"),
        (GREGORIAN, "second Sunday of Ramadan"),
        (GREGORIAN, "some day"),
    ],
)
def test_what_is_no_day_is_none(calendar: Calendar, day: str) -> None:
    """A day that the calendar never has, and a rule that cannot be read."""
    assert day_rule(calendar, day) is None


LISTED = listed([date(2025, 10, 20), date(2026, 11, 8), date(2028, 10, 17)])


@pytest.mark.parametrize(
    ("year", "on"),
    [(2024, "None"), (2025, "2025-10-20"), (2026, "2026-11-08"), (2027, "None"), (2029, "None")],
)
def test_a_listed_day_has_a_date_in_the_years_of_its_list(year: int, on: str) -> None:
    """In no other."""
    assert LISTED is not None
    assert str(LISTED.in_year(year)) == on


@pytest.mark.parametrize(
    "dates",
    [
        [],
        [date(2026, 11, 8), date(2025, 10, 20)],
        [date(2026, 1, 1), date(2026, 12, 21)],
    ],
)
def test_listed_days_ascend_one_a_year(dates: list[date]) -> None:
    """A day that comes twice in a year, as those of the Hijri calendar do, is none of these."""
    assert listed(dates) is None


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (1961, "1961-04-02", "1961-04-09"),
        (2000, "2000-04-23", "2000-04-30"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
        (2026, "2026-04-05", "2026-04-12"),
        (2038, "2038-04-25", "2038-04-25"),
    ],
)
def test_easter(year: int, western: str, eastern: str) -> None:
    """In the western and in the eastern churches."""
    assert (str(easter(year)), str(orthodox_easter(year))) == (western, eastern)


NAMED = """
    عاشورا | fa | ashura 2026-06-25
    تاسوعا | fa | tasua 2026-06-24
    نوروز | fa | nowruz 2026-03-21
    نوروز ۱۴۰۰ | fa | nowruz 2021-03-21 2021
    شب یلدا | fa | yalda 2026-12-21
    chaharshanbe soori | en | chaharshanbe-suri 2027-03-16
    Youm e Takbeer | en | youm-e-takbir 05-28
    تولد حضرت علی | fa | birth-of-imam-ali 2026-12-23
    محرم کب ہے | ur | islamic-new-year 2026-06-16
    شب یلدا کیه | fa | yalda 2026-12-21
    ۱۳ به در | fa | sizdah-bedar 2026-04-02
    pakistan ka independence day | en | pakistan-independence-day 08-14
    یوم آزادی پاکستان کب ہے | ur | pakistan-independence-day 08-14
    عید میلاد | ur | mawlid 2026-08-25
    عيد الميلاد | ar | christmas 12-25
    عيد الجلاء | ar | syria-evacuation-day 04-17
    العيد الوطني العماني | ar | oman-national-day 11-20
    qatari national day | en | qatar-national-day 12-18
    مهرگان | fa | mehregan 2026-10-08
    جشن سده | fa | sadeh 2027-01-30
    المسيرة الخضراء | ar | green-march-day 11-06
    سیزده‌به‌در | fa | sizdah-bedar 2026-04-02
    سیزده به در | fa | sizdah-bedar 2026-04-02
    عید فطر کی است؟ | fa | eid-al-fitr 2027-03-10
    شب قدر | fa | qadr-shia 2027-03-02
    روز مادر | fa | womens-day-iran 2026-11-30
    قیام ۱۵ خرداد | fa | khordad-protests 2026-06-05
    عید قربان ۱۴۴۵ | fa | eid-al-adha 2024-06-17 2024
    عید قربان ۱۴۰۴ | fa | eid-al-adha 2025-06-06 2025
    عید فطر ۱۴۰۳ | fa | eid-al-fitr 2024-04-10 2024
    عید قربان ۲۰۲۴ | fa | eid-al-adha 2024-06-17 2024
    عید قربان امسال | fa | eid-al-adha 2026-05-27 2026
    کریسمس ۱۴۰۳ | fa | christmas 12-25 2024
    عید الاضحی کب ہے اس سال | ur | eid-al-adha 2026-05-27 2026
    رمضان هذا العام | ar | ramadan 2026-02-18 2026
    العيد الكبير هاد العام | ar | eid-al-adha 2026-05-27 2026
    eid al adha this year | en | eid-al-adha 2026-05-27 2026
    mothers day this year | en | mothers-day 2026-05-10 2026
    عاشورا ۶۱ هجری | fa | ashura 10-10 680
    عاشورہ | ur | ashura 2026-06-25
    عید الفطر | ur | eid-al-fitr 2027-03-09
    عید الفطر کب ہے | ur | eid-al-fitr 2027-03-09
    یوم آزادی | ur | pakistan-independence-day 08-14
    یوم دفاع | ur | defence-day-pakistan 09-06
    شب قدر | ur | qadr 2027-03-06
    عید | ur | eid-al-fitr 2027-03-09; eid-al-adha 2027-05-16
    المولد النبوي | ar | mawlid 2026-08-25
    رأس السنة | ar | new-year 01-01
    رأس السنة الهجرية | ar | islamic-new-year 2026-06-16
    ليلة القدر | ar | qadr 2027-03-06
    متى عيد الفطر | ar | eid-al-fitr 2027-03-09
    عيد الميلاد | ar | christmas 12-25
    عيد الأم | ar | mothers-day-arab 03-21
    Nowruz | en | nowruz 2026-03-21
    when is Nowruz? | en | nowruz 2026-03-21
    happy norooz | en | nowruz 2026-03-21
    Nowruz 1400 | en | nowruz 2021-03-21 2021
    Nowruz 2021 | en | nowruz 2021-03-21 2021
    Ashura 61 | en | ashura 10-10 680
    Christmas | en | christmas 12-25
    Christmas 1914 | en | christmas 12-25 1914
    Easter | en | easter 2026-04-05
    Easter 2024 | en | easter 2024-03-31 2024
    Thanksgiving 2023 | en | thanksgiving 2023-11-23 2023
    May Day | en | workers-day 05-01
    Eid | en | eid-al-fitr 2027-03-09; eid-al-adha 2027-05-16
    tell me what happened on christmas | en | christmas 12-25
    when does Ramadan start | en | ramadan 2027-02-08
    Independence Day of Pakistan | en | pakistan-independence-day 08-14
    Pakistan's independence day | en | pakistan-independence-day 08-14
    نوروز مبارک | fa | nowruz 2026-03-21
    یوم آزادی کب ہے | ur | pakistan-independence-day 08-14
    ما هو عيد الأضحى | ar | eid-al-adha 2027-05-16
    دیوالی کب ہے | ur | diwali 2026-11-08
    Diwali 2027 | en | diwali 2027-10-29 2027
    Hannukah | en | hanukkah 2026-12-05
    رأس السنة الصينية | ar | chinese-new-year 2026-02-17
    عيد الفصح | ar | easter 2026-04-05
    Leap Day | en | leap-day 02-29
    Remembrance Sunday | en | remembrance-sunday 2026-11-08
    رأس السنة الأمازيغية | ar | amazigh-new-year-algeria 01-12; amazigh-new-year-morocco 01-14
    بزرگداشت حافظ | fa | hafez-day 2026-10-12
    Diwali 1999 | en |
    مبارک | fa |
    Reagan | en |
    the day | en |
    2024 | en |
    Nowruz 99999 | en |
"""


@pytest.mark.parametrize(
    "row", [line.split(" | ") for line in NAMED.strip().splitlines()], ids=lambda row: row[0]
)
def test_a_known_day_is_found_by_its_names(row: list[str]) -> None:
    """In four languages, with and without a year; a name of two days gives both."""
    typed, language, *days = (cell.strip(" |") for cell in row)
    assert "; ".join(found(typed, language)) == "".join(days)


@pytest.mark.parametrize(
    ("on", "language", "words"),
    [
        (date(2026, 3, 21), "en", "Nowruz, the Iranian new year"),
        (date(2026, 3, 21), "fa", "نوروز، آغاز سال نو خورشیدی"),
        (date(2026, 12, 25), "ur", "یوم قائد اعظم، محمد علی جناح کا یوم پیدائش"),
        (date(2026, 12, 25), "ar", "عيد الميلاد"),
        (date(2027, 2, 11), "fa", "سالگرد انقلاب ایران"),
        (date(2027, 2, 11), "en", ""),
        (date(2027, 3, 10), "fa", "عید فطر"),
        (date(2027, 3, 9), "ar", "عيد الفطر"),
        (date(1975, 2, 11), "fa", ""),
    ],
)
def test_a_post_names_the_day_of_its_readers(on: date, language: str, words: str) -> None:
    """Their own days before those of everywhere, by their own Hijri calendar."""
    headline = DAYS.headline(on, readers(language))
    assert (headline.words(language) if headline else "") == words


def test_a_channel_of_a_country_tells_that_countrys_days() -> None:
    """Whatever its language is."""
    pakistan = Audience.of("en", countries=["PK"], hijri=HijriCalendar.ABOUT)
    headline = DAYS.headline(date(2028, 8, 14), pakistan)
    assert headline is not None
    assert headline.id == "pakistan-independence-day"


def test_the_next_date_is_told_with_a_day_that_has_passed() -> None:
    """Ashura of this year, and the one to come."""
    (day,) = DAYS.find("Ashura", today=TODAY, audience=readers("en"))
    assert (str(day.reading.on), str(day.next)) == ("2026-06-25", "2027-06-15")


def test_the_file_has_two_hundred_days_and_more() -> None:
    """Of every kind, each in four languages, and every moving one has a date in each year."""
    assert len(DAYS) >= 200
    assert {day.kind for day in DAYS} == set(KINDS)
    for day in DAYS:
        assert set(day.names) == {"en", "fa", "ur", "ar"}
        assert day.next_from(TODAY, HijriCalendar.UMM_AL_QURA) is not None
        assert day in DAYS.on(
            day.next_from(TODAY, HijriCalendar.UMM_AL_QURA) or TODAY,
            Audience(frozenset(day.countries), HijriCalendar.UMM_AL_QURA),
        )


WHEN = 'calendar = "solar"\nday = "01-01"'
DAY = """schema = 1

[[occasions]]
id = "a-day"
calendar = "solar"
day = "01-01"
names.en = "A day"
names.fa = "روز"
names.ur = "دن"
names.ar = "يوم"
kind = "festival"
weight = 1
sources = [{ publisher = "P", title = "T", url = "https://example.org/day" }]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema = 1", "schema = 2", "1: schema: expected schema = 1"),
        ('"01-01"', '"13-01"', "6: a-day: day: expected MM-DD, or a rule"),
        ('"solar"', '"lunar"', "5: a-day: calendar: expected one of"),
        ('names.ur = "دن"\n', "", "a-day: names.ur: missing"),
        ('"festival"', '"party"', "kind: expected one of"),
        ("weight = 1", "weight = 4", "weight: expected a whole number from 1 to 3"),
        ("weight = 1", "weight = 1\nwieght = 2", "wieght"),
        ("https", "http", "sources"),
        ('calendar = "solar"\n', "", "a-day: calendar: missing; expected gregorian"),
        ('day = "01-01"\n', "", "a-day: day: missing; expected when it is"),
        ('day = "01-01"', "dates = [2026-11-08]", "5: a-day: calendar: expected none beside dates"),
        (WHEN, 'dates = ["2026-11-08"]', "5: a-day: dates[1]: expected a date such as"),
        (WHEN, "dates = [2026-11-08, 2026-12-08]", "5: a-day: dates: expected dates that ascend"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    """Every fault names the line, the day and what was expected."""
    path = tmp_path / "occasions.toml"
    path.write_text(DAY.replace(old, new), encoding="utf-8")
    with pytest.raises(DatasetError) as told:
        load_occasions(path)
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("A day", ["2026-11-08"]),
        ("A day 2025", ["2025-10-20"]),
        ("A day 2027", []),
        ("A day 1999", []),
    ],
)
def test_a_listed_day_is_found_in_the_years_of_its_list(
    typed: str, days: list[str], tmp_path: Path
) -> None:
    """And falls on its dates; after the last it is not told."""
    path = tmp_path / "occasions.toml"
    dates = "dates = [2025-10-20, 2026-11-08]"
    path.write_text(DAY.replace(WHEN, dates), encoding="utf-8")
    known = load_occasions(path)
    found = known.find(typed, today=date(2026, 3, 1), audience=readers("en"))
    assert [str(day.reading.on) for day in found] == days
    assert [day.id for day in known.on(date(2026, 11, 8), readers("en"))] == ["a-day"]
    assert known.on(date(2027, 11, 8), readers("en")) == []
    assert known.find("A day", today=date(2027, 1, 1), audience=readers("en")) == []


def test_a_day_that_this_year_lacks_is_the_next_one(tmp_path: Path) -> None:
    """The leap day, typed in a common year."""
    path = tmp_path / "occasions.toml"
    leap = 'calendar = "gregorian"\nday = "02-29"'
    path.write_text(DAY.replace(WHEN, leap), encoding="utf-8")
    (day,) = load_occasions(path).find("A day", today=TODAY, audience=readers("en"))
    assert (day.reading.day, str(day.next)) == (MonthDay(2, 29), "2028-02-29")


def test_a_dataset_has_the_days_beside_it(tmp_path: Path) -> None:
    """Those of the dataset's file; none without a file; in every edition alike."""
    path = a_dataset(tmp_path)
    assert len(load(path).occasions) == 0
    (tmp_path / "occasions.toml").write_text(DAY, encoding="utf-8")
    assert [day.id for day in load(path).occasions] == ["a-day"]
    assert [day.id for day in load(path).edition("fa").occasions] == ["a-day"]


def test_a_running_service_takes_a_new_file_of_days_and_keeps_the_last_good_one(
    tmp_path: Path,
) -> None:
    """A file that cannot be read is reported, and changes nothing."""
    live = LiveDataset(a_dataset(tmp_path))
    path = tmp_path / "occasions.toml"
    path.write_text(DAY, encoding="utf-8")
    assert live.refresh()
    path.write_text(DAY.replace("schema = 1", "schema = 22"), encoding="utf-8")
    assert not live.refresh()
    assert "expected schema = 1" in live.untold
    assert [day.id for day in live.current.occasions] == ["a-day"]


@given(st.dates())
def test_any_date_of_the_calendar_can_be_asked(on: date) -> None:
    """From the year 1 to 9999: the days that fall on it are kept there and then."""
    for day in DAYS.on(on, readers("fa")):
        assert not day.since or day.since <= on.year


@given(st.text(max_size=40), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_any_text_names_days_or_none(text: str, today: date) -> None:
    """Nothing is raised."""
    DAYS.find(text, today=today, audience=readers("en"))


def test_no_days_are_found_in_none() -> None:
    """Where there is no file, nothing is named and nothing falls on a date."""
    none = Occasions()
    assert none.find("Nowruz", today=TODAY) == []
    assert none.on(TODAY, readers("en")) == []
