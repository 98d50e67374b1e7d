"""The posts of a date as editors see them before they go out: texts and buttons; sends nothing."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.channel_config import ChannelConfig
from bot.chatbot.answers.message import Answer, in_rows
from bot.chatbot.callback_data import PREVIEW
from bot.chatbot.previews.state import PreviewState, short_mark
from bot.dataset import Dataset
from bot.dates import MonthDay, day_words, year_words
from bot.events import Event
from bot.formatting.telegram import PLATFORM
from bot.operations import outcome
from bot.post import Button
from bot.store import Database, Decision, Wish

CONTROL = ""  # the name of the message with the buttons, where others have that of a channel
TOLD = 8  # decisions, the last ones: a message has an end


class Action(StrEnum):
    """The action of a button under a preview, by the letter in its data."""

    AS_IS = "a"
    OTHER_LEAD = "l"
    WITHOUT = "w"
    HOLD = "h"
    UNDO = "u"
    BACK = "b"
    ENTRY = "x"


class PreviewMessages:
    """Makes the messages of a preview; ``approval`` where posts wait for the editors' approval."""

    def __init__(
        self, store: Database, dataset: Callable[[], Dataset], *, approval: bool = False
    ) -> None:
        self._store = store
        self._dataset = dataset
        self._approval = approval

    def all(self, state: PreviewState, *, username: str) -> dict[str, Answer]:
        """Each open channel's post as it will look, and last the message with the buttons."""
        shown = {plan.name: _as_posted(plan, state, username) for plan in state.open}
        return {**shown, CONTROL: self.control(state)}

    def control(self, state: PreviewState) -> Answer:
        """The message with the times, the decisions so far, and the buttons."""
        lines = [f"<b>{_day(state)}</b>", *_times(state)]
        if state.open:
            post = state.post
            lead = f"Lead: {_entry(post.lead, state.on)}" if post else "There is nothing to tell."
            lines += ["", html.escape(lead), self._state(state)]
        local = state.group.zone
        titles = self._titles(state)
        lines += [_told(decision, local, titles) for decision in state.history[-TOLD:]]
        return Answer("\n".join(lines), _buttons(state) if state.open or state.in_trouble else ())

    def _state(self, state: PreviewState) -> str:
        """The outcome without a further decision."""
        if state.decided.held_by:
            return f"Held by {html.escape(state.decided.held_by)}: it is not posted."
        found = (self._store.holds.on(plan.name, state.on) for plan in state.open)
        if held := [hold.words for hold in found if hold]:
            return html.escape("\n".join(held))
        if state.approval is not None:
            return f"Approved by {html.escape(state.approval.by)}."
        if self._approval:
            return "Approval is required: it is posted only after <b>As it is</b>."
        return "Unless you decide otherwise, it is posted as shown."

    def _titles(self, state: PreviewState) -> dict[str, str]:
        calendar = state.group.plans[0].calendar
        events = self._dataset().told_on(state.on, calendar=calendar)
        return {event.id: event.title for event in events}

    def picker(self, state: PreviewState) -> Answer:
        """The same message, asking which entry to leave out."""
        post = state.post
        entries = [
            Button(_entry(event, state.on), _data(state, Action.ENTRY, short_mark(event.id)))
            for event in (post.events if post else ())
        ]
        rows = in_rows([*entries, Button("Back", _data(state, Action.BACK))], 1)
        return Answer(f"{self.control(state).text}\n\nWithout which one?", rows)


def _as_posted(plan: ChannelConfig, state: PreviewState, username: str) -> Answer:
    """A post to the letter: on Telegram as it is, of other platforms in a frame."""
    post = state.posts[plan.name]
    if post is None:
        return Answer(f"{plan.name}: nothing to tell on {day_words(state.on)}.")
    if plan.platform != PLATFORM:
        head = f"<b>{plan.name}</b> · {post.length} of {post.limit}"
        return Answer(f"{head}\n<blockquote>{html.escape(post.text)}</blockquote>")
    if post.button is None:
        return Answer(post.text)
    url = f"https://t.me/{username}?start={post.button.start}"
    return Answer(post.text, ((Button(post.button.text, url=url),),))


def _day(state: PreviewState) -> str:
    ahead = {0: "Today, ", 1: "Tomorrow, "}.get((state.on - state.today) // timedelta(days=1), "")
    return f"{ahead}{day_words(state.on)}"


def _times(state: PreviewState) -> list[str]:
    """The time of each channel's post, or its outcome."""
    ahead = [f"{plan.name} at {plan.post_at:%H:%M}" for plan in state.open]
    lines = [f"{', '.join(ahead)} ({state.group.zone.key})"] if ahead else []
    for plan in state.group.plans:
        row = state.rows[plan.name]
        if plan not in state.open and row is not None:
            lines.append(html.escape(f"{plan.name}: {outcome(plan, row)}"))
    return lines


def _entry(event: Event, on: date) -> str:
    """``1960 · Title``; the full date of a leap day's event that is told on another."""
    when = year_words(event.year) if event.day == MonthDay.of(on) else event.date_words
    return f"{when} · {event.title}"


def _told(decision: Decision, zone: ZoneInfo, titles: Mapping[str, str]) -> str:
    """``18:03 Aisha (7): another lead than "..."``, struck through where it was undone."""
    about = ""
    if decision.wish.names_an_entry:
        than = " than" if decision.wish is Wish.OTHER_LEAD else ""
        about = f"{than} “{titles.get(decision.about, decision.about)}”"
    at = f"{decision.at.astimezone(zone):%H:%M}"
    line = html.escape(f"{at} {decision.by}: {decision.wish}{about}")
    if not decision.undone_by:
        return line
    return f"<s>{line}</s> undone by {html.escape(decision.undone_by)}"


def _buttons(state: PreviewState) -> tuple[tuple[Button, ...], ...]:
    """The buttons for the decisions that are possible now."""
    undo = [
        Button(f"Undo: {d.wish}", _data(state, Action.UNDO, str(d.id)))
        for d in state.decided.decisions
    ]
    rows: list[tuple[Button, ...]] = [tuple(undo[-1:])]
    if not state.decided.held_by:
        day = "today" if state.on == state.today else "tomorrow"
        hold = Button(f"Hold {day}", _data(state, Action.HOLD))
        rows.insert(0, (hold,))
        if state.post is not None:
            first = Button("As it is", _data(state, Action.AS_IS))
            other = Button("Another lead", _data(state, Action.OTHER_LEAD))
            without = Button("Without this one", _data(state, Action.WITHOUT))
            rows[:1] = [(first, other), (without, hold)]
    return tuple(row for row in rows if row)


def _data(state: PreviewState, action: Action, mark: str = "") -> str:
    return PREVIEW.data(f"{state.on:%Y%m%d}", state.group.name, action, mark or state.mark)
