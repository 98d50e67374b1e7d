"""Reports end, lapse and are shown once; talk in groups is left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.telegram_client import make_bot
from bot.chatbot.answers.answers import Answers
from bot.chatbot.handlers.reports import A_DAY, LAPSES_AFTER, Begun, ReportHandlers
from bot.chatbot.user_cache import UserCache
from bot.dataset import Dataset
from bot.local_service import LONDON, NINE, OPERATORS, TOKEN
from bot.sandbox.server.faults import Fault
from bot.sandbox.telegram.server import TelegramServer
from bot.store import Database
from tests.conftest import full_year
from tests.helpers.talk import PERSON, Talk, talking

pytestmark = pytest.mark.network

GROUP = -500


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A bot that polls; it is 20 May 2027, 09:05 in London."""
    with talking(tmp_path, full_year(tmp_path)) as found:
        yield found


def begin(talk: Talk) -> None:
    """Begin a report, a minute after what came before."""
    talk.world.clock.step(minutes=1)
    assert "What is wrong" in talk.say("/start r_day-05-20").text


def made(talk: Talk) -> list[str]:
    """The words of all reports."""
    return [report.words for report in talk.service.database.reports.all()]


def test_a_report_ends_with_any_command(talk: Talk) -> None:
    """The next words after a command are a question again."""
    begin(talk)
    talk.say("/today")
    talk.say("it was in 1953")
    assert made(talk) == []


def test_a_report_ends_with_any_button(talk: Talk) -> None:
    """So do those after a pressed button."""
    begin(talk)
    talk.turned(talk.say("/today"), "21 May")
    begin(talk)
    last = [m for m in talk.world.telegram.messages(PERSON) if m.by_bot][1]
    talk.turned(last, "20 May|22 May")
    talk.say("it was in 1953")
    assert made(talk) == []


def test_a_report_lapses_after_ten_minutes(talk: Talk) -> None:
    """What is written the next day is no report."""
    begin(talk)
    talk.world.clock.step(minutes=11)
    talk.say("it was in 1953")
    assert made(talk) == []


def test_a_readable_date_is_asked_about(talk: Talk) -> None:
    """It may be the report, "20 May 1983", or a question: the person says which."""
    begin(talk)
    asked = talk.say("21 May 1983")
    assert "be sent as the report on “Title of day-05-20”?" in asked.text
    assert made(talk) == []
    after = talk.last()
    talk.press(asked, "Answer")
    assert "21 May 1983" in talk.answer(after=after).text
    assert "Thank you" in talk.turned(asked, "Send it").text
    assert made(talk) == ["21 May 1983"]
    talk.press(asked, "Send it")
    talk.settle()
    assert made(talk) == ["21 May 1983"]


def test_deleting_ones_data_does_not_reset_the_ten_a_day(talk: Talk) -> None:
    """Ten reports, /forget, and the eleventh is still one too many."""
    for number in range(A_DAY):
        begin(talk)
        talk.say(f"wrong number {number}x")
    talk.say("/forget")
    begin(talk)
    assert "10 reports within a day" in talk.say("and one more x").text
    assert made(talk) == []


def test_reports_wait_where_telegram_says_so_and_are_shown_once(tmp_path: Path) -> None:
    """A 429 ends the round at the first report; several rounds at once show each only once."""
    asyncio.run(_shown_to_operators(tmp_path))


async def _shown_to_operators(folder: Path) -> None:
    now = [NINE]
    database = Database.open(f"sqlite:///{folder}/ledger.db")
    users = UserCache(database.users, zone=LONDON, clock=lambda: now[0])
    handlers = ReportHandlers(
        Answers(lambda: Dataset([])),
        users,
        reports=database.reports,
        operators_chat=OPERATORS,
        clock=lambda: now[0],
    )
    for number in range(4):
        database.reports.make(
            PERSON, "an-event", words=f"n{number}", language="en", update_id=number, now=NINE
        )
    with TelegramServer(TOKEN, now=lambda: now[0]) as telegram:
        telegram.add_user(OPERATORS, wrote=True)
        telegram.faults.add(Fault("429", method="sendMessage", retry_after=300))
        async with make_bot(TOKEN, base_url=telegram.url) as bot:
            for _ in range(3):
                await handlers.settle(bot)
            tries = [method for method, _ in telegram.calls if method == "sendMessage"]
            assert len(tries) == 1
            now[0] += timedelta(seconds=301)
            await asyncio.gather(*(handlers.settle(bot) for _ in range(4)))
        shown = [message.text for message in telegram.messages(OPERATORS)]
    database.close()
    assert [text.rsplit("\n", 1)[1] for text in shown] == ["n0", "n1", "n2", "n3"]


def test_a_begun_report_is_read_back_until_it_lapses() -> None:
    """As kept in the database; what an earlier version kept has lapsed."""
    begun = Begun("a-b-1", NINE)
    assert Begun.parse(str(begun), now=NINE + timedelta(minutes=9)) == begun
    assert Begun.parse(str(begun), now=NINE + LAPSES_AFTER) is None
    assert Begun.parse("a-b-1", now=NINE) is None
    assert Begun.parse("", now=NINE) is None


@pytest.mark.parametrize("words", ["lol", "thanks!", "what?", "no way, really", "ha ha 😂"])
def test_talk_in_a_group_is_left_alone(talk: Talk, words: str) -> None:
    """A reply to the bot that asks nothing is not answered; one that does is."""
    telegram = talk.world.telegram
    telegram.add_group(GROUP, bot="administrator")
    page = talk.say("/today", chat=GROUP)
    telegram.say(words, user=PERSON, chat=GROUP, reply_to=page.id)
    answer = talk.say("21 May", chat=GROUP, reply_to=page.id)
    assert "21 May 2027" in answer.text
    assert len([m for m in telegram.messages(GROUP) if m.by_bot]) == 2
