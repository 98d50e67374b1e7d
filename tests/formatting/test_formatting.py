"""The posts: golden texts, and every post within the platforms' limits."""

from __future__ import annotations

import dataclasses
import json
import re
import warnings
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.composer import compose
from bot.dates import MonthDay, every_day
from bot.events import Event, Source
from bot.formatting import telegram, terminal, x
from bot.formatting.length import telegram_length, x_length
from bot.formatting.text_helpers import sentences
from bot.i18n.languages import CODES, language
from bot.post import Earlier
from bot.selection import Choice, choose
from bot.text import defused
from tests.conftest import make_event
from tests.helpers.plans import plan
from tests.helpers.real import real

F16 = make_event(
    "us-resumes-f16-sale-to-israel",
    title="US lifts its hold on selling F-16s to Israel",
    text="The United States formally tells Congress of the sale of 75 F-16 fighters to Israel.",
    context="The hold followed Israel's invasion of Lebanon & lasted a year.",
    topics=("diplomacy",),
    sources=(Source("Institute for Palestine Studies", "20 May", "https://example.org/?a=1&b=2"),),
    follows=("israel-invades-lebanon-1982",),
    sensitivity=("contested",),
)
INVASION = make_event(
    "israel-invades-lebanon-1982", title="Israel invades Lebanon", year=1982, day=MonthDay(6, 6)
)
GAMA = make_event("da-gama", title="Vasco da Gama reaches India", year=1498)
CAESAR = make_event(
    "caesar",
    title="Julius Caesar is killed",
    year=-44,
    day=MonthDay(3, 15),
    topics=("politics",),
    text="Senators stab Julius Caesar to death at a meeting in Rome.",
)


def test_the_telegram_post_word_for_word() -> None:
    """Date line, year and headline, text, context, years ago, source, story, the rest, tags."""
    post = telegram.day_post(
        Choice(F16, (GAMA,)),
        date(2026, 5, 20),
        story=[Earlier(INVASION, "https://t.me/on_this_day/7")],
    )
    assert post.text == (
        "<b>Wednesday 20 May 2026</b>\n30 Ordibehesht 1405 · 3 Dhu al-Hijjah 1447\n\n"
        "<b>1983 · US lifts its hold on selling F-16s to Israel</b>\n\n"
        "The United States formally tells Congress of the sale of 75 F-16 fighters to Israel.\n\n"
        "<blockquote expandable>The hold followed Israel&#x27;s invasion of Lebanon &amp; lasted a "
        "year.</blockquote>\n\n"
        '43 years ago. Source: <a href="https://example.org/?a=1&amp;b=2">'
        "Institute for Palestine Studies</a>\n\n"
        'Earlier: <a href="https://t.me/on_this_day/7">June 1982, Israel invades Lebanon</a>\n\n'
        "<b>Also on 20 May</b>\n1498 · Vasco da Gama reaches India\n\n"
        "#OnThisDay #diplomacy"
    )
    assert post.button is not None
    assert post.button.start == "e_us-resumes-f16-sale-to-israel"
    assert [event.id for event in post.events] == [F16.id, GAMA.id]


def test_the_x_post_word_for_word() -> None:
    """The lead alone: day and years ago, text, source, one hashtag, no link."""
    post = x.day_post(Choice(F16, (GAMA,)), date(2026, 5, 20))
    assert post.text == (
        "20 May 1983 · 43 years ago\n\n"
        "US lifts its hold on selling F-16s to Israel. The United States formally "
        "tells Congress of the sale of 75 F-16 fighters to Israel.\n\n"
        "The hold followed Israel's invasion of Lebanon & lasted a year.\n\n"
        "Source: Institute for Palestine Studies #OnThisDay"
    )
    assert str(post.cost_usd) == "0.015"


BRIEF = "Congress hears that Israel gets 75 F-16 fighters, a year after its tanks stood in Beirut."


@pytest.mark.parametrize(
    ("brief", "publisher", "told"),
    [
        (BRIEF, "A", f"20 May 1983 · 43 years ago\n\n{BRIEF}\n\nSource: A, B #OnThisDay"),
        (f"{BRIEF} " + "b" * 139 + ".", "A", "\n\nSource: A #OnThisDay"),
    ],
)
def test_the_brief_is_the_post_on_x(brief: str, publisher: str, told: str) -> None:
    """In place of title, text and context, with as many publishers as there is room for."""
    sources = tuple(
        Source(publisher=name, title="T", url=f"https://{name.lower()}.example/")
        for name in (publisher, "B")
    )
    post = x.day_post(
        Choice(dataclasses.replace(F16, brief=brief, sources=sources), ()), date(2026, 5, 20)
    )
    assert told in post.text
    assert brief in post.text
    assert F16.text not in post.text


@pytest.mark.parametrize(("more", "apart"), [(0, "\n\n"), (103, "\n\n"), (104, " ")])
def test_the_last_sentence_of_a_brief_stands_apart(more: int, apart: str) -> None:
    """Where there is room for the blank line, even if a publisher goes for it."""
    brief = f"{BRIEF} Reagan signs{'s' * more}. 'No comment,' he says."
    event = dataclasses.replace(F16, brief=brief, sources=(Source("A", "T", "https://a.example/"),))
    told = x.day_post(Choice(event, ()), date(2026, 5, 20)).text
    first = f"{BRIEF} Reagan signs{'s' * more}."
    whole = f"{first}{apart}'No comment,' he says."
    assert told == f"20 May 1983 · 43 years ago\n\n{whole}\n\nSource: A #OnThisDay"


@pytest.mark.parametrize(
    ("publishers", "named"),
    [
        (("Wikipedia", "UPI"), "UPI, Wikipedia"),
        (("Wikipedia", "UPI", "BBC"), "UPI, BBC"),
        (("Wikipedia", "A" * 40), "A" * 40),
        (("Wikipedia", "A" * 60), "Wikipedia"),
        (("Wikipedia (French)",), "Wikipedia (French)"),
    ],
)
def test_wikipedia_is_named_after_others(publishers: tuple[str, ...], named: str) -> None:
    """The first of all is named where the name of another one is too long."""
    sources = tuple(Source(name, "T", f"https://{n}.example/") for n, name in enumerate(publishers))
    brief = dataclasses.replace(F16, brief=f"{BRIEF} " + "b" * 90 + ".", sources=sources)
    post = x.day_post(Choice(brief, ()), date(2026, 5, 20))
    assert f"Source: {named} #OnThisDay" in post.text


def test_a_brief_that_names_no_source_gives_way_to_the_text() -> None:
    """A source is promised: the text, which has room for it, is told."""
    long = dataclasses.replace(F16, brief="b" * 239 + ".")
    post = x.day_post(Choice(long, ()), date(2026, 5, 20))
    assert post.text == x.day_post(Choice(F16, ()), date(2026, 5, 20)).text


SECOND = [
    (
        "A wooden ferry full of pilgrims sinks off Java",
        "Hundreds drown in a storm.",
        "",
        "A wooden ferry full of pilgrims sinks off Java.",
    ),
    ("A ship sinks", "A ship sinks in a storm.", "", ""),
    ("A ship sinks", "A ship sinks in a storm.", "It sank.", ""),
    (
        "A ship sinks",
        "A ship sinks in a storm.",
        "St. Lucia's court fined Gen. Lee's company in 1902. It paid.",
        "St. Lucia's court fined Gen. Lee's company in 1902. It paid.",
    ),
    (
        "A wooden ferry full of pilgrims sinks off Java",
        "Hundreds drown in a storm.",
        "A court fined the company in 1902. C" + "c" * 200 + ".",
        "A wooden ferry full of pilgrims sinks off Java. A court fined the company in 1902.",
    ),
    (
        "A wooden ferry full of pilgrims sinks off Java",
        "Hundreds drown in a storm.",
        "A court fined the company" + " and its owners" * 9 + " in 1902.",
        "A court fined the company" + " and its owners" * 9 + " in 1902.",
    ),
    (
        "A wooden ferry full of pilgrims sinks off Java",
        "Hundreds drown in a storm.",
        "C" + "c" * 200 + ". From 1902 every ferry carried boats enough for all its passengers.",
        "From 1902 every ferry carried boats enough for all its passengers.",
    ),
    ("A ship sinks", "A ship sinks in a storm.", "c" * 250 + " drowned under masts nearby.", ""),
]


@pytest.mark.parametrize(("title", "text", "context", "second"), SECOND)
def test_the_second_sentence_on_x(title: str, text: str, context: str, second: str) -> None:
    """The title before and the context after the text, or as much of one as fits."""
    event = make_event(title=title, text=text, context=context)
    told = x.day_post(Choice(event, ()), date(2026, 5, 20)).text.split("\n\n", 1)[1]
    told = told.removesuffix("\n\nSource: Publisher #OnThisDay")
    assert " ".join(told.replace(text, "").split()) == second


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("J. S. Bach played. He won.", "J. S. Bach played."),
        ("كانت دولًا. وفي 1994 انتهت.", "كانت دولًا."),
        ("قالت: «لا». ثم مضت.", "قالت: «لا»."),
        ("They were five (of 8). All lived.", "They were five (of 8)."),
        ("The vote was 98.2 to 1. It held.", "The vote was 98.2 to 1."),
        ("It stood at 1-1. Italy won.", "It stood at 1-1."),
        ("He wrote 'no'. They left.", "He wrote 'no'."),
        ("He met St. Lucia's envoy. It paid.", "He met St. Lucia's envoy."),
        ("مصر کے 5 ہزار۔ پھر 1994۔", "مصر کے 5 ہزار۔"),
        ("One is a Democrat. 'Today we are all one,' he says.", "One is a Democrat."),
        ("He calls it 'a lie, all of it.' Nobody listens.", "He calls it 'a lie, all of it.'"),
        ("'What is it?' Nelson asks. Nobody knows.", "'What is it?' Nelson asks."),
        ("سه تن ماندند. «هیچ»، گفت.", "سه تن ماندند."),
    ],
)
def test_where_a_sentence_ends(text: str, first: str) -> None:
    """Not at an initial or a short form; after a sign above a letter, a bracket and a digit."""
    assert sentences(text)[0] == first
    assert len(sentences(text)) == 2


PERSIAN = make_event(
    "iran-monarchy-falls",
    language="fa",
    day=MonthDay(2, 11),
    year=1979,
    countries=("IR",),
    topics=("politics",),
    title="پادشاهی ایران سقوط کرد",
    text="ارتش ایران اعلام بی‌طرفی کرد و پادشاهی فروپاشید.",
)
URDU = dataclasses.replace(
    PERSIAN, language="ur", title="ایران میں بادشاہت ختم", text="BBC نے بتایا۔"
)
IN_OTHER_LANGUAGES = [
    (
        PERSIAN,
        "۱۱ فوریه ۱۹۷۹ (۲۲ بهمن ۱۳۵۷) · ۴۸ سال پیش\n\n"
        "ارتش ایران اعلام بی‌طرفی کرد و پادشاهی فروپاشید.\n\n"
        "منبع: Publisher (به انگلیسی) #در_چنین_روزی",
        "<b>۱۳۵۷ (۱۹۷۹) · پادشاهی ایران سقوط کرد</b>",
    ),
    (URDU, "11 فروری 1979 · 48 سال پہلے\n\n\u200fBBC ", "<b>1979 · ایران میں بادشاہت ختم</b>"),
]


@pytest.mark.parametrize(("event", "on_x", "heading"), IN_OTHER_LANGUAGES)
def test_a_post_is_in_the_language_of_its_entries(event: Event, on_x: str, heading: str) -> None:
    """Dates, years ago, sources, tags and buttons too; no sign of direction weighs on X."""
    on = date(2027, 2, 11)
    assert x.day_post(Choice(event, ()), on).text.startswith(on_x)
    post = telegram.day_post(Choice(event, (event,)), on)
    assert heading in post.text
    assert not set("\u2066\u2067\u2068\u2069") & set(x.day_post(Choice(event, ()), on).text)
    assert post.button is not None
    for english in ("Source:", "ago", "Also on", "Earlier", "OnThisDay", "February"):
        assert english not in post.text + post.button.text
    check_telegram(post.text)
    check_x(x.day_post(Choice(event, ()), on).text)


def test_a_line_that_would_begin_with_a_latin_word_is_led_right() -> None:
    """A mark of direction keeps a right-to-left post from running the wrong way."""
    assert language("ur").led("BBC نے بتایا۔").startswith("\u200f")
    assert language("ur").led("1979: ایران").startswith("1")
    assert language("en").led("BBC says so.") == "BBC says so."


def test_a_julian_date_is_marked() -> None:
    """44 BCE to 2027 is 2,070 years, and the day is a Julian one."""
    choice = Choice(CAESAR, ())
    assert x.day_post(choice, date(2027, 3, 15)).text == (
        "15 March 44 BCE (Julian calendar) · 2,070 years ago\n\n"
        "Senators stab Julius Caesar to death at a meeting in Rome.\n\n"
        "Source: Publisher #OnThisDay"
    )
    assert "in the Julian calendar" in telegram.day_post(choice, date(2027, 3, 15)).text


def test_a_leap_day_told_on_28_february_is_marked() -> None:
    """The heading has the full date where it is not the day's own."""
    leap = make_event("leap", day=MonthDay(2, 29), year=1960, title="An earthquake hits Agadir")
    post = telegram.day_post(Choice(leap, ()), date(2027, 2, 28))
    assert "<b>29 February 1960 · An earthquake hits Agadir</b>" in post.text
    assert x.day_post(Choice(leap, ()), date(2027, 2, 28)).text.startswith("29 February 1960 ·")


@pytest.mark.parametrize(
    ("year", "words"),
    [(1983, "43 years ago"), (2025, "1 year ago"), (2026, "This year"), (-44, "2,069 years ago")],
)
def test_years_ago(year: int, words: str) -> None:
    """Computed, never written by hand."""
    assert language("en").plain_ago(year, 2026) == words


def test_next_years_x_post_differs() -> None:
    """X refuses a text that is on the account already."""
    choice = Choice(F16, ())
    assert x.day_post(choice, date(2026, 5, 20)).text != x.day_post(choice, date(2027, 5, 20)).text


def test_a_text_too_long_for_x_gives_way_to_the_title() -> None:
    """Nothing is cut: the title replaces the text."""
    long = make_event(title="A short title", text="word " * 60 + "end.")
    text = x.day_post(Choice(long, ()), date(2026, 5, 20)).text
    assert text.startswith("20 May 1983 · 43 years ago\n\nA short title.\n\nSource:")


def test_what_does_not_fit_telegram_is_left_out_whole() -> None:
    """The lines of other events go first, then the context; no word is cut."""
    big = make_event("big", context="c" * 3000, title="Title", text="Text.")
    more = tuple(make_event(f"m{n}", title="t" * 300) for n in range(4))
    post = telegram.day_post(Choice(big, more), date(2026, 5, 20))
    assert post.length <= 4096
    assert "c" * 3000 in post.text
    assert post.text.count("t" * 300) == 3
    assert "Also on 20 May" in post.text


@pytest.mark.parametrize(
    "text",
    [
        "see main.py",
        "by Dr.No",
        "@someone",
        "mail a@b.com",
        "#5 and #tag",
        "e.g.this",
        "$AAPL up",
        "run /today",
        "see /0",
        "example.org/x",
        "ＡＢ＠ab ＃タグ",
        "a.b.co.uk",
        "3.5 and 1.2.3",
        "0.0.0.0 and 10.11.12.13",
        "U.S.A.",
        "50.000 men",
        "https://x.com/a",
        "t.me/x",
        "caf\u00e9.com",
        "www.x.de",
        "\u02d2.KW",
        "\u0300.KW",
        "#\U0003d000",
    ],
)
def test_nothing_is_linked_by_accident(text: str) -> None:
    """Neither X's own rules nor Telegram's find a link, mention, tag or command in it."""
    broken = defused(text)
    assert broken.replace("\u2060", "") == text
    assert x_entities(broken) == []
    assert _telegram_entities(broken) == []


ANY = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
LIGHT = st.characters(max_codepoint=0x2037, exclude_categories=("Cs", "Cc"))
PARTS = "a . com co uk ir ایران 9 1.5 ق.م é - _ / : http:// www. \u2060 \u0301 \u093f ．".split(" ")
DOMAINS = st.lists(st.sampled_from([*PARTS, " "]), max_size=9).map("".join)


@given(st.text(ANY, max_size=80) | st.text(LIGHT, max_size=80) | DOMAINS)
@settings(max_examples=600)
def test_the_quick_count_is_the_exact_count(text: str) -> None:
    """Where the exact counter is not asked, it would say the same."""
    import twitter_text

    assert x_length(text) == twitter_text.parse_tweet(text).weightedLength


HOSTILE = [
    "<>&\"'@#",
    "ط" * 200 + " العربية",
    "🇮🇷👨‍👩‍👧‍👦🏳️‍🌈" * 9,
    "x" * 4000,
    "@" * 80,
    "</b><a href='javascript:x'>",
    "a.com " * 30,
    "\u202eevil",
    "&lt;b&gt;",
    "http://a.b/" + "c" * 400,
    "क्षि" * 50,
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("field", ["title", "text", "context", "publisher", "url", "all"])
def test_hostile_values_stay_within_the_limits(value: str, field: str) -> None:
    """Whatever is in a field: both posts within the limits, Telegram's parser content."""
    source = Source(
        value if field in ("publisher", "all") else "Publisher",
        "Page",
        "https://example.org/" + (value if field in ("url", "all") else ""),
    )
    changes = {name: value for name in ("title", "text", "context") if field in (name, "all")}
    event = make_event(sources=(source,), **changes)
    choice = Choice(event, (dataclasses.replace(event, id="b"),) * 4)
    check_telegram(telegram.day_post(choice, date(2026, 5, 20)).text)
    check_x(x.day_post(choice, date(2026, 5, 20)).text)


@given(st.text(max_size=120), st.text(max_size=300), st.text(max_size=500))
@settings(max_examples=150)
def test_any_text_is_accepted_by_telegrams_own_parser(title: str, text: str, context: str) -> None:
    """Any value in any field gives a post that Telegram takes, and shows as it is."""
    title, text, context = (v.encode("utf-8", "replace").decode() for v in (title, text, context))
    event = make_event(title=title, text=text, context=context)
    check_telegram(telegram.day_post(Choice(event, (event,)), date(2026, 5, 20)).text)
    check_x(x.day_post(Choice(event, ()), date(2026, 5, 20)).text)


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_every_text_of_every_language_is_within_the_limits(code: str) -> None:
    """Each as a lead: accepted by Telegram's parser, at most 280 on X, no sign of direction."""
    for number, event in enumerate(real().edition(code)):
        on = event.day.in_year(2028)
        check_telegram(telegram.day_post(Choice(event, ()), on).text)
        post = x.day_post(Choice(event, ()), on)
        check_x(post.text, exact=number % 10 == 0)
        assert not set("\u2066\u2067\u2068\u2069") & set(post.text)


@pytest.mark.parametrize("year", [2027, 2028])
def test_every_day_of_the_real_dataset_is_within_the_limits(year: int) -> None:
    """All 366 days: accepted by Telegram's parser, at most 280 on X, nothing linked by accident."""
    for day in every_day():
        on = day.in_year(year)
        for platform, check in (("telegram", check_telegram), ("x", check_x)):
            post = compose(real(), plan(platform), on)
            if post is None:
                continue
            check(post.text)
            assert post.length <= post.limit
            if post.lead.sober:
                assert "!" not in post.text


def test_the_answer_of_the_terminal() -> None:
    """Year and title, text, years ago and the source's address."""
    page = terminal.day_page([F16], date(2026, 5, 20))
    assert "1983  US lifts its hold on selling F-16s to Israel\n" in page
    assert "      43 years ago.\n" in page
    assert "https://example.org/?a=1&b=2" in page
    assert "Nothing is known" in terminal.day_page([], date(2026, 5, 20))


TAGS = [[language(code).plain("hashtag")] for code in CODES]


def check_x(text: str, *, exact: bool = True) -> None:
    """Within 280 as X counts, one hashtag, and nothing else that X would link.

    X's own counter takes milliseconds for a post; the quick count is held to it above.
    """
    import twitter_text

    length = twitter_text.parse_tweet(text).weightedLength if exact else x_length(text)
    assert length <= 280
    assert x_entities(text) in TAGS


def check_telegram(markup: str) -> None:
    """Telegram's own parser takes it, the length is ours, and only our own tags are linked."""
    parsed = _tdjson()(
        {"@type": "parseTextEntities", "text": markup, "parse_mode": {"@type": "textParseModeHTML"}}
    )
    assert parsed["@type"] == "formattedText", parsed
    assert parsed["text"] == telegram.plain(markup)
    assert 0 < telegram_length(parsed["text"]) <= 4096
    assert len(markup.encode()) < 32_768
    body = re.sub(r"#\S+( #\S+)?$", "", parsed["text"])
    own = [e for e in parsed["entities"] if e["type"]["@type"] == "textEntityTypeTextUrl"]
    assert len(own) == markup.count("<a ") or "href" in telegram.plain(markup)
    assert _telegram_entities(body) == []


def x_entities(text: str) -> list[str]:
    """What X would link: addresses, mentions, hashtags, cashtags."""
    import twitter_text

    urls = [found["url"] for found in twitter_text.extract_urls_with_indices(text)]
    return urls + re.findall(r"(?<![\w&])[@＠#＃]\w+|(?<!\S)\$[A-Za-z]{1,6}\b", text)


def _telegram_entities(text: str) -> list[str]:
    """What Telegram would link by itself, by its own rules."""
    found = _tdjson()({"@type": "getTextEntities", "text": text})
    harmless = (
        "textEntityTypePhoneNumber",
        "textEntityTypeBankCardNumber",
        "textEntityTypeMediaTimestamp",
    )
    return [
        e["type"]["@type"] for e in found.get("entities", ()) if e["type"]["@type"] not in harmless
    ]


@cache
def _tdjson() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Telegram's own parser, offline."""
    import tdjson

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()))
        return answer

    ask({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
    return ask


@pytest.fixture(autouse=True, scope="module")
def _quiet_counter() -> None:
    """X's counter reads its data through the deprecated pkg_resources."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import twitter_text  # noqa: F401


def test_a_choice_of_the_real_day_is_told() -> None:
    """The real dataset has an entry on the day of the project's first one."""
    assert choose(real(), date(2027, 5, 20)) is not None


def test_events_of_the_dataset_are_events() -> None:
    """Iterating gives the records."""
    assert all(isinstance(event, Event) for event in real())
