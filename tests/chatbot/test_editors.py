"""The editors' evening: previews to the letter, decisions that hold, and who may make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.chatbot import background_tasks
from bot.chatbot.callback_data import fits
from bot.chatbot.handlers.editors import TROUBLE
from bot.chatbot.previews.state import channel_groups
from bot.composer import compose
from bot.config.settings import Editors
from bot.errors import StoreError
from bot.local_service import CHANNEL, NINE, OPERATORS, Scene, World, made_world
from bot.sandbox.server.faults import Fault
from bot.sandbox.telegram.markup import Button
from bot.sandbox.telegram.records import Message, Status
from bot.store import (
    BEAT,
    Content,
    Decision,
    Decisions,
    Hold,
    Key,
    State,
    Wish,
    approval_mark,
)
from bot.store.ledger import Ledger
from bot.store.notices import Notices
from tests.conftest import toml_of
from tests.helpers.corrections import edit
from tests.helpers.plans import plan
from tests.helpers.talk import PATIENCE, PERSON, Talk, running, until

pytestmark = pytest.mark.network

EDITORS, MEMBER = -100700, 8
GROUP, SUPER = -700, -1000700
TODAY, TOMORROW = NINE.date(), NINE.date() + timedelta(days=1)
BY = "Aisha (7)"


@dataclass
class Desk:
    """The editors' chat, with its administrator Aisha and a member who is none."""

    talk: Talk
    chat: int = EDITORS

    @property
    def world(self) -> World:
        """The stand-ins and the clock."""
        return self.talk.world

    def shown(self, text: str) -> Message:
        """Wait for a message in the editors' chat that has a text now."""

        def look() -> Message | None:
            found = [m for m in self.messages() if re.search(text, m.text) and not m.deleted]
            return found[-1] if found else None

        return self.world.telegram.wait_for(look, timeout=PATIENCE)

    def messages(self) -> list[Message]:
        """All that the bot wrote there."""
        place = self.world.telegram.world.chats[self.chat]
        return [message for message in place.messages.values() if message.by_bot]

    def evening(self) -> Message:
        """Let it be the evening before; the message with the buttons."""
        self.world.clock.now = NINE.replace(hour=17, minute=1)  # 18:01 in London
        return self.shown(r"Tomorrow, Friday 21 May 2027")

    def press(self, text: str, *, user: int = PERSON) -> str:
        """Press a button of the message with the buttons; the alert that the person gets."""
        control = self.shown(r"(Tomorrow|Today), Friday 21 May 2027")
        return self.talk.press(control, text, user=user, chat=self.chat).text

    def say(self, text: str, *, user: int = PERSON, **more: object) -> str:
        """Say something in the chat and read the answer."""
        return self.talk.say(text, user=user, chat=self.chat, **more).text

    def next_day(self) -> None:
        """Let it be five past nine on the next day, and a heartbeat pass."""
        self.world.clock.now = NINE + timedelta(days=1)

    def posts(self, count: int) -> list[Message]:
        """Wait until followers have seen so many posts."""
        return self.world.telegram.wait_for_messages(CHANNEL, count, timeout=PATIENCE)

    def becomes(self, state: State, on: date = TOMORROW) -> None:
        """Wait until the ledger says so of Telegram."""
        until(lambda: self.state(on=on) is state)

    def state(self, channel: str = "telegram", on: date = TOMORROW) -> State | None:
        """What the ledger says."""
        row = self.talk.service.database.ledger.get(Key(channel, on))
        return row.state if row else None


RECORDS = [("today", "05-20", 1983), ("lead", "05-21", 1927), ("second", "05-21", 1960)]


@pytest.fixture
def scene() -> Scene:
    """Both channels; a test may override it."""
    return Scene(editors=Editors(EDITORS))


@pytest.fixture
def world(tmp_path: Path, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Three entries, of which two are of the next day; and the chat."""
    monkeypatch.setattr(background_tasks, "NOTE_SECONDS", 0.05)
    dataset = tmp_path / "events.toml"
    text = toml_of(*RECORDS, ("third", "05-21", 1991))
    dataset.write_text(text.replace("weight = 3", "weight = 5", 2), encoding="utf-8")
    with made_world(tmp_path, dataset, scene=scene) as made:
        made.telegram.add_user(PERSON, first_name="Aisha", wrote=True)
        made.telegram.add_user(MEMBER, first_name="Bilal")
        made.telegram.add_user(12345, first_name="Last")
        made.telegram.add_group(
            EDITORS, title="Editors", members={PERSON: "administrator", MEMBER: "member"}
        )
        yield made


@pytest.fixture
def desk(world: World) -> Iterator[Desk]:
    """The running service; today's post is out."""
    with running(world) as talk:
        yield Desk(talk)


def test_the_evening_before_editors_see_what_will_be_posted_to_the_letter(desk: Desk) -> None:
    """Both posts and their button, and what became of them in the end."""
    control = desk.evening()
    assert "telegram at 09:03, x at 09:03 (Europe/London)" in control.text
    assert "Lead: 1927 · Title of lead" in control.text
    assert "Unless you decide otherwise, it is posted as shown." in control.text
    assert [b.text for row in control.buttons for b in row] == [
        "As it is",
        "Another lead",
        "Without this one",
        "Hold tomorrow",
    ]
    telegram, x, _ = desk.messages()
    desk.next_day()
    post = desk.posts(2)[-1]
    assert (telegram.html, telegram.buttons) == (post.html, post.buttons)
    desk.shown(r"telegram: sent https://t.me/on_this_day/\d+\nx: sent https://x.com/i/status/\d+")
    [tweet] = [p for p in desk.world.x_posts() if p.at.date() == TOMORROW]
    assert tweet.text in x.text
    assert desk.shown("Friday 21 May 2027\ntelegram: sent").buttons == ()


def test_another_lead_leads_both_channels_and_the_previews_follow(desk: Desk) -> None:
    """In this year alone, with who said so; and no further once there is no other."""
    desk.evening()
    assert desk.press("Another lead") == ""
    control = desk.shown("Lead: 1960 · Title of second")
    assert f"18:01 {BY}: another lead than “Title of lead”" in control.text
    telegram, x, _ = desk.messages()
    assert "1960 · Title of second\n\nThe text" in telegram.text
    assert "The text of second" in x.text
    assert desk.press("Another lead") == ""
    desk.shown("Lead: 1991 · Title of third")
    assert "No other entry could lead" in desk.press("Another lead")
    desk.next_day()
    assert "1991 · Title of third\n\nThe text" in desk.posts(2)[-1].text
    desk.shown("x: sent")
    assert "The text of third" in desk.world.x_posts()[-1].text


def test_without_one_of_them(desk: Desk) -> None:
    """Asks which one; it is then in no post, and undone it comes back."""
    desk.evening()
    desk.press("Without this one")
    asked = desk.shown("Without which one")
    labels = [button.text for row in asked.buttons for button in row]
    assert labels == [
        "1927 · Title of lead",
        "1960 · Title of second",
        "1991 · Title of third",
        "Back",
    ]
    desk.press("Back")
    desk.shown(r"posted as shown\.\Z")
    desk.press("Without this one")
    desk.shown("Without which one")
    assert desk.press("1960") == ""
    desk.shown(f"{re.escape(BY)}: without “Title of second”\\Z")
    desk.press("Undo")
    desk.shown(f"without “Title of second” undone by {re.escape(BY)}\\Z")
    desk.press("Without this one")
    desk.shown("Without which one")
    desk.press("1960")
    desk.shown(r"without “Title of second”\Z")
    desk.next_day()
    text = desk.posts(2)[-1].text
    assert "Title of second" not in text
    assert "Title of third" in text


def test_a_held_day_is_silent_until_it_is_undone(desk: Desk) -> None:
    """The ledger says who held it; undone in time, it is posted still."""
    desk.evening()
    desk.press("Hold tomorrow")
    control = desk.shown(f"Held by {re.escape(BY)}: it is not posted.")
    assert [b.text for row in control.buttons for b in row] == ["Undo: hold"]
    desk.next_day()
    until(lambda: {desk.state(name) for name in ("telegram", "x")} == {State.HELD})
    row = desk.talk.service.database.ledger.get(Key("x", TOMORROW))
    assert row is not None
    assert row.error == f"held by {BY}"
    assert len(desk.world.posts()) == 1
    assert "tomorrow hold" not in desk.say("/status")
    desk.press("Undo")
    assert len(desk.posts(2)) == 2


def test_only_administrators_decide(desk: Desk) -> None:
    """A member may look, and ask for the status."""
    desk.evening()
    for text in ("Another lead", "Hold tomorrow", "As it is"):
        assert "Only the administrators" in desk.press(text, user=MEMBER)
    assert "Only the administrators" in desk.say("/hold", user=MEMBER)
    assert "telegram: today sent https://t.me/on_this_day/1" in desk.say("/status", user=MEMBER)
    store = desk.talk.service.database
    assert store.decisions.history("telegram", since=TODAY) == []
    assert store.holds.all() == {}
    desk.world.telegram.set_member(EDITORS, PERSON, status="member")
    assert "Only the administrators" in desk.press("As it is")


def test_a_preview_button_pressed_elsewhere_does_nothing(desk: Desk) -> None:
    """The data is no secret: who knows it and writes to the bot still decides nothing."""
    control = desk.evening()
    data = control.buttons[0][0].data
    page = desk.talk.say("/today")
    asked = desk.world.telegram.press(page.id, Button("x", "callback_data", data), user=PERSON)
    answer = desk.world.telegram.wait_for_answer(asked, timeout=PATIENCE)
    assert "no longer in use" in answer.text


def test_hold_and_resume_for_days_of_mourning(desk: Desk) -> None:
    """All channels or one, open or until a date, with the name of who said so."""
    held = desk.say("/hold").splitlines()
    assert held[0] == (
        "telegram: held until /resume; today's post: sent https://t.me/on_this_day/1"
    )
    assert held[1].startswith("x: held until /resume; today's post: sent https://x.com/")
    assert f"held until resumed by {BY}" in desk.say("/status")
    assert desk.say("/resume x") == "x: posts again"
    assert desk.say("/resume") == "telegram: posts again\nx: was not held"
    assert desk.say("/hold telegram until 22 May").startswith("telegram: held until 2027-05-22")
    hold = desk.talk.service.database.holds.all()["telegram"]
    assert (hold.until, hold.by) == (TODAY + timedelta(days=2), BY)
    desk.evening()
    desk.shown(re.escape(f"telegram: held until 2027-05-22 by {BY}"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/hold until 25 May 99999", 'cannot read "25 May 99999"'),
        ("/hold until 25 May 44 BC", "is over, or too far away"),
        ("/hold nowhere", "There is no channel nowhere; there are: telegram, x."),
        ("/hold telegram tomorrow", "Like this: /hold"),
        ("/hold until", "Like this: /hold"),
        ("/hold until 31 April", "There is no 31 April"),
        ("/hold until yesterday", "2027-05-19 is over"),
        ("/resume x now", "Like this: /resume"),
    ],
)
def test_a_command_that_makes_no_sense_is_explained(desk: Desk, said: str, answer: str) -> None:
    """And nothing is held."""
    assert answer in desk.say(said)
    assert desk.talk.service.database.holds.all() == {}


def test_the_commands_are_unknown_elsewhere(desk: Desk) -> None:
    """Who writes to the bot in private cannot hold anything."""
    assert "do not know that command" in desk.talk.say("/hold").text
    assert desk.talk.service.database.holds.all() == {}


def test_a_preview_is_kept_true_and_a_stale_press_decides_nothing(desk: Desk) -> None:
    """A new dataset changes the messages; what was pressed on the old ones does not count."""
    control = desk.evening()
    stale = control.buttons[0][1]
    edit(desk.world, "lead", ("The text of lead", "Another text"))
    desk.shown("Another text is one sentence")
    query = desk.world.telegram.press(control.id, stale, user=PERSON, chat=EDITORS)
    said = desk.world.telegram.wait_for_answer(query, timeout=PATIENCE)
    assert said.text == "The post has changed since: look again."
    assert "Lead: 1927 · Title of lead" in desk.shown("Tomorrow").text


def test_a_press_after_the_post_comes_too_late(desk: Desk) -> None:
    """It says so, and decides nothing."""
    control = desk.evening()
    desk.next_day()
    desk.posts(2)
    desk.shown(r"telegram: sent \S+\nx: sent")
    for button in (control.buttons[0][1], control.buttons[1][1]):
        query = desk.world.telegram.press(control.id, button, user=PERSON, chat=EDITORS)
        said = desk.world.telegram.wait_for_answer(query, timeout=PATIENCE)
        assert said.text == "Too late: the post was made already."
    assert desk.talk.service.database.decisions.of("telegram", TOMORROW).decisions == ()


def test_a_preview_comes_once_over_restarts_and_lost_messages(world: World) -> None:
    """A restart sends nothing again; a message that was deleted is sent anew."""
    with running(world) as talk:
        Desk(talk).evening()
    world.restart()
    with running(world) as talk:
        desk = Desk(talk)
        desk.press("As it is")
        control = desk.shown(f"Approved by {re.escape(BY)}")
        assert len(desk.messages()) == 3
        world.telegram.delete(EDITORS, control.id)
        world.clock.now = NINE + timedelta(days=1)
        desk.shown("telegram: sent")
        assert len(desk.messages()) == 4


def test_an_editors_chat_that_is_gone_is_told_to_the_operators(world: World) -> None:
    """Once; the posts go out all the same."""
    with running(world) as talk:
        world.telegram.set_bot(EDITORS, "kicked", by=PERSON)
        world.clock.now = NINE.replace(hour=17, minute=1)
        world.telegram.wait_for_messages(OPERATORS, timeout=PATIENCE)
        desk = Desk(talk)
        desk.next_day()
        desk.posts(2)
        world.telegram.set_bot(EDITORS, "member", by=PERSON)
        world.clock.now = NINE.replace(day=21, hour=17, minute=5)
        desk.shown("Saturday 22 May 2027")
        world.telegram.wait_for_messages(OPERATORS, 2, timeout=PATIENCE)
    troubles = [text for text in world.told() if "editors' chat" in text]
    assert len([text for text in troubles if "cannot be reached (Forbidden" in text]) == 1


class TestMove:
    """The editors' group becomes a supergroup: previews and decisions go on there."""

    @pytest.fixture
    def scene(self) -> Scene:
        """The settings have the number from before."""
        return Scene(editors=Editors(GROUP))

    @pytest.fixture
    def world(self, world: World) -> World:
        """A group that is no supergroup yet."""
        members: dict[int, Status] = {PERSON: "administrator", MEMBER: "member"}
        world.telegram.add_group(GROUP, title="Editors", members=members)
        return world

    @pytest.mark.parametrize("seen", [False, True], ids=["before", "after the previews"])
    def test_previews_go_to_the_new_group_and_their_buttons_work(
        self, desk: Desk, seen: bool
    ) -> None:
        """Those in the old group come anew; only an administrator of the new one decides."""
        old, new = replace(desk, chat=GROUP), replace(desk, chat=SUPER)
        if seen:
            old.evening()
            previews = desk.talk.service.database.previews
            until(lambda: (made := previews.get("telegram", TOMORROW)) and made.messages)
        desk.world.telegram.migrate(GROUP, to=SUPER, by=PERSON)
        if seen:
            desk.world.clock.step(minutes=3)  # a begun preview is left alone for two
        else:
            new.evening()
        new.shown(r"Tomorrow, Friday 21 May 2027")
        assert len(new.messages()) == 3
        assert len(old.messages()) == 3 * seen
        assert "Only the administrators" in new.press("Another lead", user=MEMBER)
        assert new.press("Another lead") == ""
        new.shown("Lead: 1960 · Title of second")
        assert "telegram: today sent" in new.say("/status")
        new.next_day()
        assert "1960 · Title of second" in desk.posts(2)[-1].text
        new.shown("telegram: sent")
        desk.world.telegram.wait_for_messages(OPERATORS, timeout=PATIENCE)
        assert [f"set editors_chat = {SUPER}" in text for text in desk.world.told()] == [True]


class TestApproval:
    """With ``approval = "required"`` nothing goes out that nobody approved."""

    @pytest.fixture
    def scene(self) -> Scene:
        """As in the settings."""
        return Scene(editors=Editors(EDITORS, preview_at=time(17, 30), approval=True))

    @pytest.fixture(autouse=True)
    def approved_today(self, world: World) -> None:
        """Today's post has its approval, so that the service starts as in the other tests."""
        approve(world, TODAY)
        world.restart()

    def test_nothing_is_posted_without_a_yes(self, desk: Desk) -> None:
        """At its time it is held, the editors are reminded once, and after a yes it goes out."""
        assert "posted only after As it is" in desk.evening().text
        desk.next_day()
        desk.shown("telegram, x: the post is due and needs approval.")
        desk.becomes(State.HELD)
        assert len(desk.world.posts()) == 1
        desk.press("As it is")
        desk.posts(2)
        desk.shown("x: sent")
        reminders = [m for m in desk.messages() if "needs approval." in m.text]
        assert len(reminders) == 1
        assert reminders[0].reply_to == desk.shown("x: sent").id

    def test_a_yes_is_for_what_was_seen(self, desk: Desk) -> None:
        """A new dataset, or another lead, makes it void."""
        desk.evening()
        desk.press("As it is")
        desk.shown("Approved by")
        edit(desk.world, "second", ("Title of second", "Another title"))
        desk.shown("posted only after As it is")
        desk.press("As it is")
        desk.shown("Approved by")
        desk.press("Another lead")
        desk.shown("posted only after As it is")
        desk.press("Undo")
        desk.shown("Approved by")

    def test_a_day_without_a_yes_ends_held(self, desk: Desk) -> None:
        """Not posted, and not forgotten."""
        desk.evening()
        desk.next_day()
        desk.becomes(State.HELD)
        desk.world.clock.now = NINE + timedelta(days=2)
        until(lambda: desk.state(on=TODAY + timedelta(days=2)) is not None)
        assert desk.state() is State.HELD


# -- below the chat --


def test_a_held_day_that_ends_is_told_in_the_preview(desk: Desk) -> None:
    """After midnight it says what became of it, and has no buttons any more."""
    desk.evening()
    desk.press("Hold tomorrow")
    desk.shown("Held by")
    desk.next_day()
    desk.becomes(State.HELD)
    desk.world.clock.now = NINE.replace(day=22, hour=0)  # 01:00 in London
    control = desk.shown(rf"\AFriday 21 May 2027\ntelegram: held by {re.escape(BY)}")
    assert control.buttons == ()


def test_an_undo_takes_back_only_what_it_names(desk: Desk) -> None:
    """A second tap, or a press on an older button, takes back nothing else."""
    desk.evening()
    desk.press("Another lead")
    control = desk.shown("Undo|Lead: 1960")
    stale = control.buttons[-1][0]
    assert stale.text == "Undo: another lead"
    desk.press("Hold tomorrow")
    held = desk.shown("Held by")
    for button, said in (
        (stale, "has changed"),
        (held.buttons[0][0], ""),
        (held.buttons[0][0], "has changed"),
    ):
        query = desk.world.telegram.press(control.id, button, user=PERSON, chat=EDITORS)
        answer = desk.world.telegram.wait_for_answer(query, timeout=PATIENCE)
        assert said in answer.text
    desk.shown("Lead: 1960")
    decided = desk.talk.service.database.decisions.of("x", TOMORROW)
    assert [d.wish for d in decided.decisions] == [Wish.OTHER_LEAD]


def test_an_evening_survives_a_database_in_trouble(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot even be noted passes: the previews come all the same, after a pause."""
    end, failed = Notices.end, []

    def fails(self: Notices, key: str, text: str) -> None:
        if key == TROUBLE and not failed:
            failed.append(True)
            raise StoreError("the database is locked")
        end(self, key, text)

    monkeypatch.setattr(Notices, "end", fails)
    with running(world) as talk:
        desk = Desk(talk)
        until(lambda: failed)
        desk.evening()


def test_a_decision_reaches_a_post_in_doubt_as_well(desk: Desk) -> None:
    """What was not on air after all is sent again as it was decided, or not at all."""
    desk.evening()
    for method in ("sendMessage", "forwardMessage"):
        fault = Fault("5xx", method=method, times=None, until=NINE + timedelta(days=1, minutes=20))
        desk.world.telegram.faults.add(fault)
    desk.world.x.faults.add(Fault("403", method="POST /2/tweets"))
    desk.next_day()
    desk.becomes(State.IN_DOUBT)
    desk.world.clock.now = NINE + timedelta(days=1, minutes=21)
    desk.press("Hold today")
    for minutes in (25, 40, 60):
        desk.world.clock.now = NINE + timedelta(days=1, minutes=minutes)
        until(lambda: desk.talk.service.database.marks.get(BEAT) == desk.world.clock.now)
    desk.becomes(State.HELD)
    assert len(desk.world.posts()) == 1


def test_a_decision_between_choice_and_claim_is_heeded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The press that was taken is never lost: the post is made anew with it."""
    world.beat()
    world.clock.step(days=1)
    claim = Ledger.claim

    def claims_late(self: Ledger, key: Key, *args: object, **kwargs: object) -> bool:
        monkeypatch.setattr(Ledger, "claim", claim)
        decision = Decision(key.channel, key.date, Wish.OTHER_LEAD, "lead", BY, NINE)
        assert world.database.decisions.decide([decision])
        return claim(self, key, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "claim", claims_late)
    states = {name: outcome.state for name, outcome in world.beat().items()}
    assert State.WAITING in states.values()
    world.beat()
    late = next(name for name, state in states.items() if state is State.WAITING)
    assert "The text of second" in world.seen(late)[-1][1]


def test_a_hold_between_choice_and_claim_is_heeded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was answered "held", so nothing goes out."""
    world.beat()
    world.clock.step(days=1)
    claim = Ledger.claim

    def claims_late(self: Ledger, key: Key, *args: object, **kwargs: object) -> bool:
        world.database.holds.put(Hold(key.channel, None, NINE, BY, ""))
        return claim(self, key, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "claim", claims_late)
    world.beat()
    world.beat()
    assert [len(world.seen(name)) for name in ("telegram", "x")] == [1, 1]
    assert world.state("telegram") is State.HELD


def test_a_beat_waits_while_a_decision_is_being_made(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its being noted and its being settled no channel posts with it or without it."""
    world.beat()
    world.clock.step(days=1)
    states = []
    is_open = Decisions._open

    def asks_late(self: Decisions, decision: Decision) -> bool:
        states.extend(outcome.state for outcome in world.beat().values())
        return is_open(self, decision)

    monkeypatch.setattr(Decisions, "_open", asks_late)
    new = [
        Decision(name, TOMORROW, Wish.OTHER_LEAD, "lead", BY, world.clock.now)
        for name in ("telegram", "x")
    ]
    assert world.database.decisions.decide(new)
    assert set(states) == {None}
    world.beat()
    assert all("The text of second" in world.seen(name)[-1][1] for name in ("telegram", "x"))


def test_a_decision_that_a_crash_left_unsettled_holds_nothing_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a minute the post goes out without it."""
    world.beat()
    world.clock.step(days=1)

    def dies(self: Decisions, decision: Decision) -> bool:
        raise RuntimeError(decision)

    monkeypatch.setattr(Decisions, "_open", dies)
    with pytest.raises(RuntimeError):
        world.database.decisions.decide(
            [Decision("telegram", TOMORROW, Wish.HOLD, "the day", BY, world.clock.now)]
        )
    assert world.beat()["telegram"].state is None
    world.clock.step(minutes=1)
    assert world.beat()["telegram"].state is State.SENT


def test_a_restored_ledger_looks_before_a_late_yes_is_heeded(tmp_path: Path) -> None:
    """The copy is from before the approval; the post is on air, and stays alone there."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(toml_of(*RECORDS), encoding="utf-8")
    scene = Scene(editors=Editors(EDITORS, approval=True))
    with made_world(tmp_path, dataset, scene=scene) as world:
        approve(world, TODAY)
        world.beat()
        copy = tmp_path / "copy.db"
        world.restart()
        copy.write_bytes((tmp_path / "ledger.db").read_bytes())
        world.clock.step(days=1)
        approve(world, TOMORROW)
        world.beat()
        world.restart()
        for path in tmp_path.glob("ledger.db*"):
            path.unlink()
        copy.rename(tmp_path / "ledger.db")
        world.clock.step(minutes=15)
        world.beat()
        assert world.state("telegram") is State.HELD
        approve(world, TOMORROW)
        for _ in range(5):
            world.beat()
            world.clock.step(minutes=1)
        assert [len(world.seen(name)) for name in ("telegram", "x")] == [2, 2]
        assert world.state("telegram") is State.SENT


def approve(world: World, on: date) -> None:
    """Say yes to the posts of a date, as they are."""
    for one in world.settings.plans:
        post = compose(world.service.live.current, one, on)
        assert post is not None
        decision = Decision(one.name, on, Wish.AS_IS, approval_mark(post.told), BY, NINE)
        assert world.database.decisions.decide([decision])


@pytest.mark.parametrize(
    "state", [State.SENDING, State.SENT, State.IN_DOUBT, State.FAILED, State.MISSED]
)
def test_a_decision_after_the_claim_is_refused(world: World, state: State) -> None:
    """And so is an undoing; both leave what held before."""
    store, decisions = world.database, world.database.decisions
    before = Decision("telegram", TOMORROW, Wish.OTHER_LEAD, "lead", BY, NINE)
    assert decisions.decide([before])
    held = decisions.of("telegram", TOMORROW)
    store.ledger.record(
        Key("telegram", TOMORROW), state, now=NINE, content=Content("telegram", "@x")
    )
    late = replace(before, wish=Wish.HOLD, about="the day")
    assert not decisions.decide([late, replace(late, channel="x")])
    assert not decisions.undo(held.decisions, by=BY, now=NINE)
    assert decisions.of("telegram", TOMORROW) == held
    assert decisions.of("x", TOMORROW).decisions == ()


def test_channels_that_tell_the_same_are_one_edition() -> None:
    """Another zone, or other countries, make another one; each keeps its place."""
    same, other = plan("telegram"), plan("telegram", name="iran", countries=("IR",))
    x = plan("x")
    assert channel_groups([same, other, x]) == [((same, x),), ((other,),)]


def test_buttons_fit_telegram_whatever_the_channel_is_called() -> None:
    """64 bytes, with the longest name that the settings allow."""
    assert fits(f"ed|20270521|{'n' * 40}|x|123456")


def test_a_fault_of_telegram_in_the_evening_is_mended_later(desk: Desk) -> None:
    """What was sent before it stays; the rest comes."""
    desk.world.telegram.faults.add(Fault("400", method="sendMessage"))
    desk.world.clock.now = NINE.replace(hour=17, minute=1)
    desk.world.telegram.wait_for_messages(OPERATORS, timeout=PATIENCE)
    desk.world.clock.step(minutes=3)
    desk.shown("Tomorrow, Friday 21 May 2027")
    assert len(desk.messages()) == 3


class TestPictures:
    """The evening with ``card = "lead"``."""

    @pytest.fixture
    def scene(self) -> Scene:
        """Both channels send the card of the lead; nothing goes out without an approval."""
        pytest.importorskip("typst", reason="typst: uv sync --group heavy")
        return Scene(editors=Editors(EDITORS, preview_at=time(17, 30), approval=True), card=True)

    @pytest.fixture(autouse=True)
    def approved_today(self, world: World) -> None:
        """Today's post has its approval, so that the service starts as in the other tests."""
        approve(world, TODAY)
        world.restart()

    def photos(self, desk: Desk) -> dict[str, Message]:
        """The photos in the chat, by their captions."""
        return {m.text: m for m in desk.messages() if m.photo is not None and not m.deleted}

    def test_editors_see_the_pictures_and_what_becomes_of_them(self, desk: Desk) -> None:
        """With another lead each is another one, in its place; what is posted is what was seen."""
        desk.evening()
        before = self.photos(desk)
        assert set(before) == {
            "telegram: a photo; the post below is its caption",
            "x: attached to the post below",
        }
        desk.press("Another lead")
        desk.shown("Lead: 1960")
        until(lambda: all(m.edits for m in self.photos(desk).values()))
        after = self.photos(desk)
        assert [m.id for m in before.values()] == [m.id for m in after.values()]
        seen = after["telegram: a photo; the post below is its caption"].photo
        desk.press("As it is")
        desk.next_day()
        post = desk.posts(2)[-1]
        assert post.photo is not None
        assert seen is not None
        assert post.photo.content == seen.content

    def test_an_approval_is_of_the_picture_as_well(self, desk: Desk) -> None:
        """A title that only the card shows is part of what was approved."""
        desk.evening()
        desk.press("As it is")
        desk.shown("Approved by")
        edit(desk.world, "lead", ("Title of lead", "Heading of lead"))
        desk.shown("posted only after As it is")
        desk.next_day()
        desk.shown("telegram, x: the post is due and needs approval.")
        assert len(desk.world.x_posts()) == 1

    def test_a_picture_that_cannot_be_had_hides_no_preview(self, desk: Desk) -> None:
        """Its file is missing: the texts are shown all the same."""
        own = 'file = "data/pictures/none.png", credit = "Jane Roe", alt = "A street."'
        edit(desk.world, "lead", add=f'picture = {{ {own}, licence = "CC BY 4.0" }}')
        desk.evening()
        desk.shown("Picture: Jane Roe")
        until(lambda: self.photos(desk) == {})
