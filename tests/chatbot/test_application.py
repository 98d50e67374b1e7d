"""Whole dialogues through the real Application against the stand-in."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.chatbot.answers.answers import LONGEST_TEXT
from bot.local_service import CHANNEL, OPERATORS, made_world
from bot.sandbox.server.faults import Fault
from bot.sandbox.telegram.markup import Button
from tests.conftest import EVERY_DAY, toml_of
from tests.helpers.talk import PATIENCE, PERSON, Talk, running, talking, until

pytestmark = pytest.mark.network

GROUP = -500


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An entry for each day, and twelve on 20 May."""
    text = toml_of(*EVERY_DAY, *((f"may-{n}", "05-20", 1950 + n) for n in range(12)))
    text = text.replace('"Title of may-3"', '"Reagan sells F-16s to Israel"')
    text = text.replace('id = "may-4"', 'id = "may-4"\ncontext = "The context of may-4."')
    path = tmp_path_factory.mktemp("data") / "events.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def talk(tmp_path: Path, dataset: Path) -> Iterator[Talk]:
    """A bot that polls; it is 20 May 2027, 09:03 in London."""
    with talking(tmp_path, dataset) as found:
        yield found


def texts(talk: Talk, message_id: int) -> str:
    """What a message says now."""
    return talk.world.telegram.world.chats[PERSON].messages[message_id].text


def test_today_is_told_in_three_calendars_with_buttons_that_turn_in_place(talk: Talk) -> None:
    """The date line, the lead first, pages, the neighbours, and back: all in one message."""
    page = talk.say("/today")
    assert page.text.startswith(
        "Thursday 20 May 2027\n30 Ordibehesht 1406 · 14 Dhu al-Hijjah 1448\n"
    )
    assert "Today in Europe/London" in page.text
    labels = [button.text for row in page.buttons for button in row]
    assert labels == [
        "◀ 19 May",
        "21 May ▶",
        "More: page 2 of 3 ›",
        "📖 Sources and context",
        "⚠ Report an error",
    ]
    second = talk.turned(page, "page 2")
    assert "may-4" in second.text or "may-5" in second.text
    before = talk.turned(second, "19 May")
    assert before.text.startswith("Wednesday 19 May 2027")
    assert "Title of day-05-19" in before.text
    assert len(talk.world.telegram.messages(PERSON)) == 2


def test_sources_and_context_open_from_a_page(talk: Talk) -> None:
    """On a page with more entries one is picked first; from the entry leads a way back."""
    page = talk.say("/date 20 May science")
    assert "Only: science" in page.text
    chosen = talk.turned(page, "Sources")
    entry = talk.turned(chosen, "1904")
    assert "Sources:\nPublisher: Page" in entry.text
    assert talk.turned(entry, "20 May").text.startswith("Thursday 20 May 2027")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("20 May", "Thursday 20 May 2027"),
        ("20.05.2024", "No entry of 20 May 2024 yet"),
        ("۳۰ اردیبهشت", "۳۰ اردیبهشت ۱۴۰۶ برابر است با پنجشنبه ۲۰ مه ۲۰۲۷"),
        ("22 Bahman 1357", "22 Bahman 1357 is Sunday 11 February 1979"),
        ("1 Ramadan 1389", "as computed: give or take a day or two"),
        ("15 March 44 BCE", "You asked for 44 BCE"),
        ("/tomorrow", "Friday 21 May 2027"),
        ("/yesterday", "Wednesday 19 May 2027"),
        ("/today 🇺🇸", "Only: 🇺🇸 United States"),
        ("/today atlantis", "no country or topic called atlantis"),
        ("/date", "Which date?"),
        ("/search reagan f-16", "Reagan sells F-16s"),
        ("/search raegan", "Reagan sells F-16s"),
        ("/search zzzz", "I found nothing for “zzzz”"),
        ("/search", "What shall I search for?"),
        ("/year 1953", "1953: 1 entry"),
        ("/year ۱۹۵۳", "1953: 1 entry"),
        ("/year 3", "No entry is of 3 CE"),
        ("/year x", "Which year?"),
        ("/random", "Sources:"),
        ("/start", "I tell what happened"),
        ("/start d_0520", "Thursday 20 May 2027"),
        ("/start e_may-4", "The context of may-4."),
        ("/start e_gone", "no longer in the dataset"),
        ("/start d_9999", "Which year?|no entry about"),
        ("/privacy", "What is kept of you"),
        ("/nonsense", "do not know that command"),
        ("<b>x", "I have no entry about “<b>x”"),
        ("'; DROP TABLE people; --", "I have no entry about|I am a bot"),
        ("x" * 4096, "I have no entry about"),
        ("reagan", "Reagan sells F-16s"),
        ("search reagan", "Reagan sells F-16s"),
        ("1953", "1953: 1 entry"),
        ("tell me about 1953", "1953: 1 entry"),
        ("hi", "I tell what happened"),
        ("?", "I tell what happened"),
        ("thanks!", "You are welcome"),
        ("united states 20 May", "Only: 🇺🇸 United States"),
        ("20 May in the US", "Only: 🇺🇸 United States"),
        ("/random usa", "Sources:"),
        ("/random atlantis", "no country or topic called atlantis"),
        ("/today sports", "Only: sport"),
        ("/today pakistan", "Nothing about 🇵🇰 Pakistan on 20 May yet; 13 other entries"),
        ("/topics", "Topics"),
        ("my grandson put you on my phone, what do I press", "I tell what happened"),
        ("do you store the things that I write to you", "What is kept of you"),
        ("why don't you show solar hijri dates", "Which shall I use?"),
        ("\u202e\u0000\u200f20 May", "Thursday 20 May 2027"),
    ],
)
def test_what_is_said_is_answered(talk: Talk, said: str, answer: str) -> None:
    """Each question has its answer, and nonsense a line that helps."""
    text = talk.say(said).text
    assert any(one in text for one in answer.split("|")), text


@pytest.mark.parametrize("command", ["", "/date ", "/today ", "/search ", "/year ", "/timezone "])
@pytest.mark.parametrize("sign", ["x", "20 May ", "ﷺ ", "۵"])
def test_of_a_long_message_only_the_beginning_is_read(
    talk: Talk, command: str, sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it is: folding all of it again and again would take long."""
    longest = [0]

    def normalize(form: str, text: str) -> str:
        if form == "NFKC":
            longest.append(len(text))
        return unicodedata.normalize(form, text)

    talk.say("/today")
    watched = {**vars(unicodedata), "normalize": normalize}
    monkeypatch.setattr("bot.text.unicodedata", SimpleNamespace(**watched))
    talk.say((command + sign * 4096)[:4096])
    grown = len(unicodedata.normalize("NFKC", sign[0]))
    assert max(longest) <= LONGEST_TEXT * grown


def test_what_reads_two_ways_is_asked_back_with_buttons(talk: Talk) -> None:
    """05/06 has two buttons, and a pressed one answers in place."""
    asked = talk.say("05/06")
    assert [button.text for row in asked.buttons for button in row] == ["5 June", "6 May"]
    assert talk.turned(asked, "6 May").text.startswith("Saturday 6 May 2028")
    near = talk.say("31 April")
    assert [button.text for row in near.buttons for button in row] == ["30 April", "1 May"]
    years = talk.say("1357")
    assert next(button.text for row in years.buttons for button in row) == "1357 SH"


def test_help_has_examples_that_can_be_tapped(talk: Talk) -> None:
    """A tapped example is asked, in a message of its own."""
    help_page = talk.say("/help")
    after = talk.last()
    talk.press(help_page, "22 Bahman")
    assert "22 Bahman" in talk.answer(after=after).text


@pytest.mark.parametrize(
    ("code", "said", "answer"),
    [
        ("fa", "/today", "پنجشنبه ۳۰ اردیبهشت ۱۴۰۶\n۲۰ مه ۲۰۲۷"),
        ("ur", "/today", "جمعرات 20 مئی 2027"),
        ("ar", "/today", "الخميس 20 مايو 2027"),
        ("fa-IR", "۳۱ آوریل", "۳۱ آوریل وجود ندارد: آوریل ۳۰ روز دارد"),
        ("ur", "کل", "کون سی تاریخ؟"),
        ("ar", "/help", "بما جرى في مثل هذا اليوم"),
        ("de", "/help", "I tell what happened"),
    ],
)
def test_the_language_is_the_persons(talk: Talk, code: str, said: str, answer: str) -> None:
    """Telegram's language decides until one is chosen; an unknown one is English."""
    talk.world.telegram.add_user(8, first_name="Other", language_code=code)
    text = talk.say(said, user=8).text
    assert answer in text.replace("\u0654", "")  # some versions of the CLDR write May with it


def test_choices_are_kept_through_a_restart(tmp_path: Path, dataset: Path) -> None:
    """A city without a zone of its own, another language, and both still there afterwards."""
    with made_world(tmp_path, dataset) as world:
        world.telegram.add_user(PERSON, language_code="en")
        with running(world) as talk:
            assert "Asia/Karachi" in talk.say("/timezone Lahore").text
            assert "UTC+5" in talk.say("/timezone +5").text
            after = talk.last()
            talk.world.telegram.share_location(29.6, 52.5, user=PERSON)
            assert "Shiraz" in talk.answer(after=after).text
            assert "no place called Mars" in talk.say("/timezone Mars").text
            assert "Iran's calendar" in talk.turned(talk.say("/calendar"), "^Iran").text
            assert "Umm al-Qura" in talk.say("/calendar umm al qura").text
            choice = talk.say("/language")
            talk.turned(choice, "فارسی")
        with running(world) as again:
            assert "Asia/Tehran" in again.say("/timezone").text
            page = again.say("/today")
            assert "پنجشنبه" in page.text
            assert "ام‌القرا" in again.say("/calendar").text
            assert "به وقت" not in page.text
            assert "پاک شد" in again.say("/forget").text
            assert "Europe/London" in again.say("/timezone").text


def test_a_report_goes_to_the_operators_and_its_fate_to_the_person(talk: Talk) -> None:
    """From the button to the operators' decision, and the person is notified once."""
    entry = talk.say("/start e_may-4")
    after = talk.last()
    talk.press(entry, "Report")
    assert "What is wrong with “Title of may-4”?" in talk.answer(after=after).text
    before = talk.last(OPERATORS)
    assert "Thank you" in talk.say("It was <1953>. https://example.org/").text
    shown = talk.answer(OPERATORS, after=before)
    assert "on may-4" in shown.text
    assert "It was <1953>." in shown.text
    after = talk.last()
    closed = talk.turned(shown, "Accept", user=OPERATORS, chat=OPERATORS)
    assert closed.text.endswith("Accepted")
    assert "was accepted" in talk.answer(after=after).text
    [report] = talk.service.database.reports.all()
    assert (report.state, report.event_id) == ("accepted", "may-4")
    talk.world.clock.step(days=91)
    talk.service.database.reports.purge(talk.world.clock())
    [report] = talk.service.database.reports.all()
    assert (report.words, report.person) == ("", None)


def test_ten_reports_a_day_are_enough(talk: Talk) -> None:
    """The eleventh is declined politely, and a cancelled one is none."""
    for n in range(11):
        talk.world.clock.step(minutes=1)
        talk.say("/start r_may-4")
        answer = talk.say(f"report {n}")
    assert "10 reports within a day" in answer.text
    talk.world.clock.step(minutes=1)
    asked = talk.say("/start r_may-4")
    assert "Cancelled" in talk.turned(asked, "Cancel").text
    assert "Thursday 20 May" in talk.say("20 May").text
    assert len(talk.service.database.reports.all()) == 10


def test_only_the_operators_close_reports(talk: Talk) -> None:
    """A forged button is answered like any that is not in use."""
    page = talk.say("/today")
    asked = talk.world.telegram.press(page.id, Button("x", "callback_data", "ok|1"), user=PERSON)
    answer = talk.world.telegram.wait_for_answer(asked, timeout=PATIENCE)
    assert "no longer in use" in answer.text


@pytest.mark.parametrize("data", ["", "d|2027", "d|x|0||", "pe|2027-13-01|0||", "zz", "e", "s|x|y"])
def test_an_old_or_foreign_button_is_answered_politely(talk: Talk, data: str) -> None:
    """Nothing breaks on data that the bot does not write today."""
    page = talk.say("/today")
    asked = talk.world.telegram.press(
        page.id, Button("x", "callback_data", data or "?"), user=PERSON
    )
    answer = talk.world.telegram.wait_for_answer(asked, timeout=PATIENCE)
    assert "no longer in use" in answer.text
    assert answer.alert


def test_a_forward_or_a_reply_is_about_its_day(talk: Talk) -> None:
    """The channel's post forwarded, then "source?" to the answer, then a date to it."""
    post = talk.world.posts()[0]
    page = talk.say(user=PERSON, forward_of=post)
    assert page.text.startswith("Thursday 20 May 2027")
    assert "Sources:" in talk.say("source?", reply_to=page.id).text
    assert "Sources:" in talk.say("منبع؟", reply_to=page.id).text
    assert "6 May 2028" in talk.say("6 May", reply_to=page.id).text


def test_inline_results_are_ready_to_send_and_kept_shortly(talk: Talk) -> None:
    """By date and by words, with year, title and text."""
    found = talk.world.telegram.ask_inline("20 May", user=PERSON)
    assert len(found.results) == 13
    assert found.personal  # the next one has another language, zone and day
    assert found.cache_time == 30  # no correction and no other language comes too late
    found = talk.world.telegram.ask_inline("reagan", user=PERSON)
    assert [result.title for result in found.results] == ["1953 · Reagan sells F-16s to Israel"]
    assert talk.world.telegram.ask_inline("zzzz", user=PERSON).results == ()


def test_groups_get_answers_to_commands_and_replies_only(talk: Talk) -> None:
    """Plain talk is not answered, and after fifteen answers a minute there is silence."""
    telegram = talk.world.telegram
    telegram.add_group(GROUP, bot="administrator")
    telegram.say("20 May", user=PERSON, chat=GROUP)
    page = talk.say("/today", chat=GROUP)
    assert "20 May" in page.text
    picked = talk.turned(page, "Report", chat=GROUP)
    answer = talk.press(picked, "· Title", chat=GROUP)
    assert re.fullmatch(r"https://t\.me/OnThisDayBot\?start=r_[\w-]+", answer.url)
    for n in range(30):
        telegram.add_user(100 + n)
        telegram.say("/year 1953", user=100 + n, chat=GROUP)
    found = telegram.wait_for_messages(GROUP, 14, timeout=PATIENCE)
    talk.settle()
    assert sum("1953" in message.text for message in found) <= 15
    assert len([m for m in telegram.messages(GROUP) if m.by_bot]) <= 16


def test_who_writes_too_fast_is_told_once_and_heard_again_later(talk: Talk) -> None:
    """Twenty in ten seconds are answered, then one line, then nothing until it calms."""
    for _ in range(30):
        talk.world.telegram.say("/year 1953", user=PERSON)
    talk.world.telegram.wait_for_messages(PERSON, 21, timeout=PATIENCE)
    talk.settle()
    answers = [m.text for m in talk.world.telegram.messages(PERSON) if m.by_bot]
    assert len(answers) == 21
    assert sum("too fast" in text for text in answers) == 1
    talk.world.clock.step(seconds=11)
    assert "1953" in talk.say("/year 1953").text


def test_blocked_and_back(talk: Talk) -> None:
    """A person who blocked the bot is noted, and is answered again after coming back."""
    people = talk.service.database.users
    talk.say("/timezone Lahore")
    talk.world.telegram.block(PERSON)
    until(lambda: people.get(PERSON).gone_at is not None)
    talk.world.telegram.block(PERSON, blocked=False)
    assert "20 May" in talk.say("/today").text
    assert people.get(PERSON).gone_at is None


def test_a_group_that_moves_is_followed(talk: Talk) -> None:
    """The new supergroup gets its answers."""
    telegram = talk.world.telegram
    telegram.add_group(GROUP)
    telegram.migrate(GROUP, to=-1005000, by=PERSON)
    assert "20 May" in talk.say("/today", chat=-1005000).text
    telegram.set_bot(-1005000, "kicked", by=PERSON)
    talk.settle()


def test_edits_posts_voices_and_service_messages_are_left_alone(talk: Talk) -> None:
    """Nothing is answered, and nothing fails."""
    telegram = talk.world.telegram
    said = telegram.say("/today", user=PERSON)
    before = talk.answer(after=said.id).id
    telegram.edit(said.id, "/year 1953", user=PERSON)
    telegram.post("20 May", chat=CHANNEL)
    telegram.say(
        user=PERSON, extra={"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}}
    )
    talk.settle()
    assert [m for m in telegram.messages(PERSON) if m.by_bot and m.id > before] == []


def test_the_menu_is_set_for_each_language_and_scope(talk: Talk) -> None:
    """Four languages in private chats and in groups, which have no personal settings; and the
    operators' own in their chat.
    """
    until(lambda: len(talk.world.telegram.commands) == 9)
    menus = talk.world.telegram.commands
    assert {scope.language for scope in menus} == {"", "fa", "ur", "ar"}
    names = {scope.type: [name for name, _ in menu] for scope, menu in menus.items()}
    assert "timezone" in names["all_private_chats"]
    assert "forget" not in names["all_group_chats"]
    assert names["chat"] == ["status", "hold", "resume"]


def test_the_bot_describes_itself_in_four_languages(talk: Talk) -> None:
    """What a person sees before the first message, and on the bot's profile."""
    telegram = talk.world.telegram
    until(lambda: len(telegram.descriptions) == 8)
    told = telegram.descriptions
    assert {code for _, code in told} == {"", "fa", "ur", "ar"}
    assert "رویداد" in told["description", "fa"]
    assert told["short_description", ""].startswith("What happened on this day")


def test_an_answer_that_telegram_refuses_for_a_while_does_no_harm(talk: Talk) -> None:
    """A failed answer is logged, and the next question is answered."""
    telegram = talk.world.telegram
    telegram.faults.add(Fault("5xx", method="sendMessage"))
    tried = threading.Event()
    telegram.faults.on_request(lambda *_, **__: tried.set())
    telegram.say("/today", user=PERSON)
    assert tried.wait(PATIENCE)
    assert "20 May" in talk.say("/today").text


def test_an_update_that_cannot_be_read_is_passed(talk: Talk) -> None:
    """A broken sticker ends nothing: the messages before and after it are answered."""
    talk.say("/help")
    broken = {
        "message": {
            "message_id": 9,
            "date": 1,
            "chat": {"id": PERSON, "type": "private"},
            "sticker": {"width": 1},
        }
    }
    talk.world.telegram.send_update(broken)
    assert "20 May" in talk.say("20 May").text


def test_the_number_of_a_chat_is_told_to_its_administrators(talk: Talk) -> None:
    """As the settings want it; in a private chat it is one's own."""
    group, member = -100777, 8
    telegram = talk.world.telegram
    telegram.add_user(member, first_name="Bilal")
    telegram.add_group(group, bot="administrator", members={PERSON: "administrator"})
    assert talk.say("/id").text == f"The number of this chat is {PERSON}."
    assert talk.say("/id", chat=group).text == f"The number of this chat is {group}."
    assert "Only the administrators" in talk.say("/id", user=member, chat=group).text
