"""One box: whatever is typed, in four languages, is a date, a known day, a year, a subject or a
search; what reads two ways is asked back; nothing gets a wrong day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.chatbot.answers.answers import Answers
from bot.chatbot.answers.one_box import asked_about
from bot.chatbot.callback_data import View
from bot.dataset import Dataset
from bot.dates import LEAP_DAY, MonthDay, year_words
from bot.formatting.telegram import plain
from tests.conftest import make_event
from tests.helpers.people import person
from tests.helpers.real import real, real_answers


@pytest.mark.parametrize(
    ("code", "typed", "says"),
    [
        ("en", "20 May", "20 May 2027"),
        ("en", "what happened on 20 may", "20 May 2027"),
        ("en", "today in history", "28 November 2026"),
        ("en", "on this day", "28 November 2026"),
        ("en", "next week", "5 December 2026"),
        ("en", "20 May Iran", "Only: 🇮🇷 Iran"),
        ("en", "Iran 20 May", "Only: 🇮🇷 Iran"),
        ("en", "20 May in Iran", "Only: 🇮🇷 Iran"),
        ("en", "Iran", "🇮🇷 Iran"),
        ("en", "sports", "sport"),
        ("en", "Nowruz", "21 March 2026"),
        ("en", "1979", "1979:"),
        ("en", "tell me about 1979", "1979:"),
        ("en", "44 BC", "44 BCE"),
        ("en", "-44", "44 BCE"),
        ("en", "Reagan", "Reagan"),
        ("en", "search reagan", "Reagan"),
        ("en", "moon landing", "Apollo 11 lands on the Moon"),
        ("en", "tell me about the moon landing", "Apollo 11 lands on the Moon"),
        ("en", "D-Day", "D-Day"),
        ("en", "hi", "I tell what happened"),
        ("en", "help", "I tell what happened"),
        ("en", "?", "I tell what happened"),
        ("en", "thanks", "You are welcome"),
        ("en", "Thank you!", "You are welcome"),
        ("en", "yo bro", "I tell what happened"),
        ("en", "goood morninggg", "I tell what happened"),
        ("ur", "آپ کیسے ہیں", "تاریخ میں اس دن"),
        ("en", "who are you?", "I am a bot"),
        ("en", "thx mate 🙏", "You are welcome"),
        ("ur", "جمعہ مبارک", "تاریخ میں اس دن"),
        ("ur", "pakistan kab bana", "14 اگست 1947"),
        ("ur", "لیاقت علی خان کب شہید ہوئے", "16 اکتوبر 1951"),
        ("fa", "سلام خوبی", "می‌گویم"),
        ("fa", "خیلی ممنون عزیزم", "خواهش می‌کنم"),
        ("ur", "السلام علیکم بھائی جان", "تاریخ میں اس دن"),
        ("ur", "shukriya bhai", "خوش رہیے"),
        ("ar", "السلام عليكم يا صديقي", "في مثل هذا اليوم"),
        ("ar", "شكرا جزيلا يا أخي", "على الرحب والسعة"),
        ("en", "1934 world cup", "I have no entry about “1934 world cup”"),
        ("en", "bhopal gas compensation", "Nothing found for exactly “bhopal gas compensation”"),
        ("ur", "قائداعظم", "قائداعظم کے لیے"),
        ("en", "qwrtzx plmkj", "I have no entry about “qwrtzx plmkj”. Do you know the date?"),
        ("en", "taylor swift birthday", "I have no entry about “taylor swift birthday”"),
        ("en", "sandwich day", "I do not know on which date “sandwich day” is."),
        ("fa", "روز ساندویچ", "نمی‌دانم «روز ساندویچ» در چه تاریخی است"),
        ("ur", "یوم سینڈوچ", "مجھے معلوم نہیں کہ ”یوم سینڈوچ“ کس تاریخ کو"),
        ("ar", "يوم الساندويتش", "لا أعرف تاريخ «يوم الساندويتش»"),
        ("en", "1/1/1/1", "cannot read “1/1/1/1”|cannot read"),
        ("en", "goodbye", "Goodbye!"),
        ("en", "this is wrong", "I am sorry that I did not help"),
        ("en", "wt can u do", "I tell what happened"),
        ("fa", "سلام چطوری", "می‌گویم"),
        ("fa", "خداحافظ", "خدانگهدار"),
        ("ur", "یہ غلط ہے", "معذرت"),
        ("ar", "شلونك", "في مثل هذا اليوم"),
        ("en", "the 90s in iran", "1990–1999 · 🇮🇷 Iran:"),
        ("en", "pakistan 1971 to 1980", "1971–1980 · 🇵🇰 Pakistan:"),
        ("en", "science in the 60s", "1960–1969 · science:"),
        ("fa", "دهه شصت ایران", "🇮🇷 ایران:"),
        ("ar", "التسعينات بالعراق", "العراق:"),
        ("ar", "زلزال 6 شباط", "2023"),
        ("ur", "گاندھی جی کب فوت ہوئے", "30 جنوری 1948"),
        ("fa", "شنبه این هفته", "۲۸ نوامبر ۲۰۲۶"),
        ("ur", "آج کس کی سالگرہ ہے", "28 نومبر 2026"),
        ("fa", "۲۲ بهمن ۱۳۵۷", "۲۲ بهمن ۱۳۵۷"),
        ("fa", "ایران", "🇮🇷 ایران"),
        ("fa", "سلام", "می‌گویم"),
        ("fa", "ممنون", "خواهش می‌کنم"),
        ("fa", "۱۳۵۷", "۱۳۵۷ خورشیدی:"),
        ("fa", "نوروز", "۱ فروردین ۱۴۰۵"),
        ("fa", "زلزله بم", "2003|۲۰۰۳|۱۳۸۲"),
        ("fa", "جستجوی تایتانیک", "Titanic|غرق شد"),
        ("ur", "20 مئی", "20 مئی 2027"),
        ("ur", "پاکستان", "پاکستان"),
        ("ur", "انڈیا", "ہندوستان آزاد"),
        ("ur", "شکریہ", "خوش رہیے"),
        ("ur", "یوم آزادی", "14 اگست"),
        ("ur", "کھیل", "کھیل"),
        ("ar", "20 مايو", "20 مايو 2027"),
        ("ar", "السعودية", "السعودية"),
        ("ar", "مرحبا", "في مثل هذا اليوم"),
        ("ar", "شكرا", "على الرحب والسعة"),
        ("ar", "عيد الفطر", "1 شوال 1448"),
        ("ar", "ابحث عن تايتانيك", "Titanic|تغرق|غرق"),
        ("ar", "علوم", "علوم|علم"),
    ],
)
def test_a_line_gets_what_is_meant(code: str, typed: str, says: str) -> None:
    """The answer comes directly, without a command."""
    text = plain(real_answers().answer(person(code), typed).text)
    assert any(one in text for one in says.split("|")), text


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("9/11", ["9 November", "11 September", "2001 · Hijacked airliners hit"]),
        ("12/3/88", ["12 March 1988", "3 December 1988"]),
        ("the day I was born 12/3/88", ["12 March 1988", "3 December 1988"]),
        ("1357", ["1357 SH", "1357 AH", "1357"]),
        ("31 April", ["30 April", "1 May"]),
        ("year 79", ["1979", "79 CE"]),
        ("26/11", ["2008 · Gunmen come from the sea"]),
    ],
)
def test_what_reads_two_ways_is_asked_back(typed: str, labels: list[str]) -> None:
    """With a button for each, the known day too."""
    answer = real_answers().answer(person(), typed)
    shown = [button.text for row in answer.rows for button in row]
    assert all(any(text.startswith(label) for text in shown) for label in labels), shown


def test_what_is_not_known_is_asked_back_with_what_is_known_in_it() -> None:
    """The country and the year of a line are buttons, before the examples."""
    answer = real_answers().answer(person(), "qwrtzx plmkj of pakistan in 1992")
    assert [button.text for button in answer.rows[0]] == ["1992", "pakistan"]
    assert "20 May" in [button.text for row in answer.rows[1:] for button in row]


def test_the_years_of_a_country_keep_it_on_each_page() -> None:
    """The button to the next page names the country, too."""
    answer = real_answers().answer(person(), "pakistan 1971 to 1980")
    [turn] = [b for row in answer.rows for b in row if b.data.startswith("y|1|")]
    assert turn.data == "y|1|1971-1980|PK"
    next_page = real_answers().year(person(), "1971-1980|PK", page=1)
    assert "1971–1980 · 🇵🇰 Pakistan:" in next_page.text


def test_the_years_own_entry_is_first_wherever_there_is_one() -> None:
    """Each day and year that the dataset can answer opens with an entry of that year."""
    who, asked, wrong = person(), 0, []
    for day, year in sorted({(e.day, e.year) for e in real() if e.retracted is None}):
        typed = f"{day.words} {year_words(year)}"
        answer = real_answers().answer(who, typed)
        asked += 1
        entries = real().on(day)
        first = next(e for e in entries if e.year == year)
        text = plain(answer.text)
        places = [text.find(f"{who.language.year(e.year)} · {e.title[:20]}") for e in entries]
        found = [(p, e.year) for p, e in zip(places, entries, strict=True) if p >= 0]
        if not found or min(found)[1] != year:
            wrong.append((typed, first.id))
    assert asked >= 1500
    assert wrong == []


def test_a_solar_day_and_year_opens_with_its_own_entry() -> None:
    """22 Bahman 1357 leads with the fall of the monarchy; the rest follows under a heading."""
    text = plain(real_answers().answer(person(), "22 Bahman 1357").text)
    assert "22 Bahman 1357" in text
    assert text.index("Iran's monarchy falls") < text.index("The same day in other years")


def test_a_year_without_an_entry_says_so_and_offers_the_year() -> None:
    """It does not pretend: the day in other years, and a button to the whole year."""
    answers = Answers(lambda: Dataset([make_event("a", year=1983), make_event("b", year=1990)]))
    answer = answers.answer(person(), "20 May 1984")
    assert "No entry of 20 May 1984 yet" in answer.text
    assert ["🗓 All of 1984"] in [[b.text for b in row] for row in answer.rows]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("May 1983", ["may"]),
        ("Ordibehesht 1362", ["may"]),
        ("khordad 62", ["june"]),
        ("Shaban 1403 AH", ["may", "june"]),
    ],
)
def test_a_month_of_a_year_lists_its_entries(typed: str, shown: list[str]) -> None:
    """Those of that month alone, in the calendar that the month is of."""
    events = [
        make_event("may", day=MonthDay(5, 20), year=1983, title="In may"),
        make_event("june", day=MonthDay(6, 2), year=1983, title="In june"),
        make_event("other", day=MonthDay(5, 20), year=1990, title="In other"),
    ]
    text = plain(Answers(lambda: Dataset(events)).answer(person(), typed).text)
    assert [event.id for event in events if event.title in text] == shown


def test_a_month_without_an_entry_offers_its_year() -> None:
    """With a button to the whole year."""
    answers = Answers(lambda: Dataset([make_event("a", year=1983)]))
    answer = answers.answer(person(), "March 1983")
    assert answer.text == "No entry is of March 1983."
    assert [button.text for row in answer.rows for button in row] == ["1983"]


def test_29_february_says_why_and_shows_its_own_first() -> None:
    """In a common year it is shown on 28 February."""
    events = [
        make_event("own", day=LEAP_DAY, year=1960, title="Of the leap day"),
        make_event("other", day=MonthDay(2, 28), year=1900, title="Of the day before"),
    ]
    answers = Answers(lambda: Dataset(events))
    text = answers.answer(person(), "29 February").text
    assert "29 February: a common year has none" in text
    assert text.index("Of the leap day") < text.index("Of the day before")


def test_nothing_about_a_country_says_what_else_there_is() -> None:
    """Never "nothing is known": the others are counted, and a button leads to them."""
    answers = Answers(lambda: Dataset([make_event("a"), make_event("b")]))
    answer = answers.view(person(), View(date(2027, 5, 20), only="PK"))
    assert "Nothing about 🇵🇰 Pakistan on 20 May yet; 2 other entries." in answer.text
    assert any(button.text == "📅 20 May" for row in answer.rows for button in row)


def test_random_keeps_to_its_subject() -> None:
    """``/random iran`` is of Iran, and so is the next one."""
    for _ in range(20):
        answer = real_answers().random(person(), "iran")
        again = answer.rows[-1][0]
        assert again.data == "z|IR"
        report = next(b for row in answer.rows for b in row if b.data.startswith("r_"))
        event = real().get(report.data[2:])
        assert event is not None
        assert "IR" in event.countries


def test_buttons_are_never_cut_in_a_word_and_sources_are_named_once() -> None:
    """A long title ends with a whole word; two pages of one publisher are one name."""
    title = "A very long title of an entry that no button can have as a whole at all"
    pages = ("https://a.org/1", "https://a.org/2")
    sources = tuple(make_event().sources[0].__class__("Wikipedia", "Page", url) for url in pages)
    events = [make_event(f"e-{n}", title=title, year=1900 + n, sources=sources) for n in range(2)]
    answers = Answers(lambda: Dataset(events))
    view = View(date(2027, 5, 20))
    from bot.chatbot.callback_data import ENTRY

    picked = answers.pick(person(), view, form=ENTRY)
    assert "Which entry?" in picked.text
    label = picked.rows[0][0].text
    assert label == "1900 · A very long title of an entry that no button…"
    assert plain(answers.view(person(), view).text).count("Source: Wikipedia") == 2
    assert "Wikipedia, Wikipedia" not in plain(picked.text)


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("tell me about the moon landing?", "the moon landing"),
        ("search for reagan", "reagan"),
        ("when did the titanic happen?", "the titanic"),
        ("who was Saladin", "Saladin"),
        ("قائد اعظم کے بارے میں بتائیں", "قائد اعظم"),
        ("أخبرني عن السادات", "السادات"),
        ("search", "search"),
    ],
)
def test_the_words_of_a_question_are_left_out(typed: str, about: str) -> None:
    """What is left is searched for."""
    assert asked_about(typed) == about


@pytest.mark.parametrize(
    ("code", "typed", "named", "first"),
    [
        ("en", "VE day", "Victory in Europe Day", "1945 · The war in Europe is over"),
        ("en", "Independence Day of Pakistan", "Pakistan", "1947 · Pakistan becomes independent"),
        ("ar", "استقلال الجزائر", "عيد الاستقلال الجزائري", "1962 ·"),
        ("fa", "کودتای ۲۸ مرداد", "سالگرد کودتای ۲۸ مرداد", "۱۹۵۳ ·"),
    ],
)
def test_a_known_day_opens_with_what_it_remembers(
    code: str, typed: str, named: str, first: str
) -> None:
    """It is named even to readers elsewhere, on each page; its own entry leads."""
    who = person(code)
    answer = real_answers().answer(who, typed)
    text = plain(answer.text)
    assert named in next(line for line in text.splitlines() if "🗓" in line)
    assert text.index(first) < text.index(who.language.text("other_years"))
    more = next(
        b for row in answer.rows for b in row if b.data.startswith("d|") and "|1|" in b.data
    )
    page = real_answers().view(who, View.parse(more.data[2:]))
    assert named in plain(page.text)


@pytest.mark.parametrize(
    ("client", "typed", "answered"),
    [
        ("en", "امروز چه شد", "fa"),
        ("en", "آج کیا ہوا", "ur"),
        ("en", "ماذا حدث اليوم", "ar"),
        ("fa", "what happened today", "en"),
        ("fa", "20 مئی کو کیا ہوا", "ur"),
        ("ar", "۲۲ بهمن چه شد", "fa"),
        ("ur", "یوم آزادی", "ur"),
        ("fa", "یوم آزادی", "fa"),
        ("en", "رمضان", "en"),
        ("fa", "Mosaddegh", "fa"),
        ("fa", "1979", "fa"),
        ("ar", "D-Day", "ar"),
        ("ur", "pakistan ka independence day", "ur"),
    ],
)
def test_the_typed_language_wins_with_a_button_to_keep_it(
    client: str, typed: str, answered: str
) -> None:
    """For that answer, where the line can hardly be of the client's language."""
    answer = real_answers().answer(person(client), typed)
    data = [button.data for row in answer.rows for button in row]
    assert (f"l|{answered}" in data) == (client != answered)
    chosen = replace(person(client), own_language=True)
    rows = real_answers().answer(chosen, typed).rows
    assert not any(button.data.startswith("l|") for row in rows for button in row)


@pytest.mark.parametrize(
    ("code", "typed", "first"),
    [
        ("en", "", "magellan"),
        ("en", "?", "magellan"),
        ("en", "hi", "magellan"),
        ("en", "VE day", "victory-in-europe-day"),
        ("en", "44 BC", "caesar"),
        ("en", "9/11", "september-11"),
        ("en", "tell me about the moon landing", "apollo-11"),
        ("fa", "مصدق", "mosaddegh"),
        ("ur", "یوم آزادی", "pakistan-becomes-independent"),
        ("ar", "٦ أكتوبر ١٩٧٣", "yom-kippur"),
        ("en", "qwrtzx plmkj", ""),
        ("en", "\u202e\u200f|%\\<>", ""),
    ],
)
def test_an_inline_query_means_what_a_line_means(code: str, typed: str, first: str) -> None:
    """Greetings and nothing at all are of today; odd signs find nothing."""
    found = real_answers().inline(person(code), typed, most=20)
    assert len({event.id for event, _ in found}) == len(found)
    assert first in found[0][0].id if first else found == []
