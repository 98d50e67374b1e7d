"""The forms of buttons and deep links of posts already on air: all are answered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

import pytest

from bot.chatbot import callback_data
from bot.chatbot.callback_data import Form
from bot.local_service import OPERATORS
from bot.sandbox.telegram.markup import Button
from bot.sandbox.telegram.records import Message
from tests.conftest import full_year
from tests.helpers.talk import PATIENCE, Talk, talking

NUMBERS = count(1000)
OLD_BUTTONS = [
    ("d|2027-05-20|0||", "Thursday 20 May 2027"),
    ("d|2027-05-20|1|US|", "Only: 🇺🇸 United States"),
    ("d|2027-05-20|0|science|y1983", "1983"),
    ("d|2027-02-11|0||s", "22 Bahman 1405"),
    ("d|2027-02-08|0||h", "Ramadan"),
    ("d|2027-05-20|0|||00000000", "20 May"),
    ("pe|2027-05-20|0||", "20 May"),
    ("pr|2027-05-20|0|IR|y1983", "20 May"),
    ("s|0|title of", "title of"),
    ("s|1|a|b", "a|b"),
    ("y|0|1904", "1904"),
    ("y|0|-44", "44 BCE"),
    ("z", "Sources:"),
    ("e_day-05-20", "Sources:"),
    ("e_gone", "no longer in the dataset"),
    ("rx", "Cancelled"),
    ("rs", "nothing was sent"),
    ("l|en", "in English"),
    ("l|fa", "فارسی"),
]
"""Callback data of versions that were in use, and what the message then says."""

NEW_MESSAGES = [("r_day-05-20", "What is wrong"), ("q|20 May", "20 May")]
"""Callback data that is answered in a message of its own."""

OLD_LINKS = [
    ("d_0520", "Thursday 20 May 2027"),
    ("d_0229", "29 Feb"),
    ("e_day-05-20", "Sources:"),
    ("r_day-05-20", "What is wrong"),
    ("", "I tell what happened"),
]
"""The payloads of ``https://t.me/BOT?start=PAYLOAD`` in posts, cards and on pages."""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """One bot for all of them; each press and link is independent."""
    folder = tmp_path_factory.mktemp("old")
    with talking(folder, full_year(folder)) as found:
        yield found


class Guest(NamedTuple):
    """A person who has just written to the bot, and the message under which they press."""

    talk: Talk
    id: int
    shown: Message

    def press(self, data: str) -> str:
        """Press a button with that data; the alert that the person gets besides the message."""
        button = Button("x", "callback_data", data)
        asked = self.talk.world.telegram.press(self.shown.id, button, user=self.id)
        return self.talk.world.telegram.wait_for_answer(asked, timeout=PATIENCE).text or ""

    def turned(self) -> str:
        """What the message says once it is another one."""
        telegram = self.talk.world.telegram

        def look() -> Message | None:
            now = telegram.world.chats[self.id].messages[self.shown.id]
            return now if now != self.shown else None

        return telegram.wait_for(look, timeout=PATIENCE).text


@pytest.fixture
def guest(talk: Talk) -> Guest:
    """Another person for each test, so that nobody is too fast and no choice is left over."""
    number = next(NUMBERS)
    talk.world.telegram.add_user(number, first_name="Guest", language_code="en")
    return Guest(talk, number, talk.say("/language", user=number))


def test_the_table_has_no_two_forms_of_one_prefix() -> None:
    """Each piece of data has one reader, whatever the order of the handlers."""
    forms = [f for f in vars(callback_data).values() if isinstance(f, Form)]
    prefixes = [form.prefix for form in forms]
    assert len(prefixes) >= 16
    clashes = [(a, b) for a in prefixes for b in prefixes if a != b and b.startswith(a)]
    assert clashes == []


@pytest.mark.parametrize(("data", "answer"), OLD_BUTTONS)
def test_every_old_button_is_answered_in_place(guest: Guest, data: str, answer: str) -> None:
    """The message turns into what the button meant when it was sent."""
    guest.press(data)
    assert answer in guest.turned()


@pytest.mark.parametrize(("data", "answer"), NEW_MESSAGES)
def test_every_old_button_of_a_question_is_answered(guest: Guest, data: str, answer: str) -> None:
    """A report and an example are answered below the message."""
    guest.press(data)
    assert answer in guest.talk.answer(guest.id, after=guest.shown.id).text


@pytest.mark.parametrize(("payload", "answer"), OLD_LINKS)
def test_every_old_deep_link_is_answered(guest: Guest, payload: str, answer: str) -> None:
    """Links under posts on air stay links."""
    assert answer in guest.talk.say(f"/start {payload}".strip(), user=guest.id).text


@pytest.mark.parametrize(
    "data", ["ok|1", "no|1", "do|1-1|sent", "am|1|post", "ed|20270521|telegram|h|a1b2c3"]
)
def test_the_staffs_buttons_do_nothing_elsewhere(guest: Guest, data: str) -> None:
    """Forged in a private chat they are answered like any that is not in use."""
    assert "no longer in use" in guest.press(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("ok|1", "That report is gone"),
        ("no|1", "That report is gone"),
        ("do|99-1|sent", "do not know this post"),
        ("am|1|post", "does not know this correction"),
        ("do|x|sent", "no longer in use"),
    ],
)
def test_the_staffs_old_buttons_are_read_in_their_chat(talk: Talk, data: str, said: str) -> None:
    """Each gets an answer that knows what it was about."""
    shown = talk.say("/status", user=OPERATORS)
    assert said in Guest(talk, OPERATORS, shown).press(data)
