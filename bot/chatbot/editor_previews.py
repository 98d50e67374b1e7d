"""The posts of a date as editors see them before they go out: texts and buttons; sends nothing."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.channel_config import ChannelConfig
from bot.chatbot.answers.message import Answer, Button, in_rows
from bot.composer import compose
from bot.dataset import Dataset
from bot.dates import day_words, local_date, year_words
from bot.events import Event
from bot.formatting.telegram import PLATFORM
from bot.operations import outcome
from bot.post import Post
from bot.selection import Wishes
from bot.store import Decided, Decision, Decisions, Delivery, Key, State, Store, Wish

CONTROL = ""  # the name of the message with the buttons, where others have that of a channel
KIND = "ed"
_IN_TROUBLE = (State.SENDING, State.IN_DOUBT, State.FAILED)
TOLD = 8  # decisions, the last ones: a message has an end
AS_IS, OTHER_LEAD, WITHOUT, HOLD, UNDO, BACK, ENTRY = "alwhubx"


class Edition(NamedTuple):
    """Channels that tell the same on the same dates, which are decided about together."""

    plans: tuple[ChannelConfig, ...]

    @property
    def name(self) -> str:
        """The first channel's, which stands for all."""
        return self.plans[0].name

    @property
    def zone(self) -> ZoneInfo:
        """The zone of them all."""
        return self.plans[0].zone


def editions(plans: Sequence[ChannelConfig]) -> list[Edition]:
    """The editions that the channels make, in their order."""
    found: list[Edition] = []
    for plan in plans:
        for number, edition in enumerate(found):
            if edition.plans[0].tells_as(plan):
                found[number] = Edition((*edition.plans, plan))
                break
        else:
            found.append(Edition((plan,)))
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of an edition's date.

    ``posts`` are those of the channels that are open still. A decision is about them, and about
    those ``in_trouble``, whose post may not be on air and may be sent again.
    """

    edition: Edition
    on: date
    today: date
    rows: Mapping[str, Delivery | None]
    decisions: Mapping[str, Decided]
    history: Sequence[Decision]
    posts: Mapping[str, Post | None] = field(default_factory=dict)

    @property
    def open(self) -> tuple[ChannelConfig, ...]:
        """The channels whose post may still be changed."""
        return tuple(plan for plan in self.edition.plans if plan.name in self.posts)

    @property
    def in_trouble(self) -> tuple[str, ...]:
        """The channels that are being sent to, or whose post is in doubt or has failed."""
        return tuple(
            name for name, row in self.rows.items() if row is not None and row.state in _IN_TROUBLE
        )

    @property
    def decided(self) -> Decided:
        """What was decided, as the first channel has it that a decision is about."""
        named = [*self.posts, *self.in_trouble, *self.decisions]
        return self.decisions[named[0]]

    @property
    def post(self) -> Post | None:
        """The post that tells most, which is Telegram's where there is one."""
        found = [post for post in self.posts.values() if post is not None]
        return max(found, key=lambda post: len(post.events), default=None)

    @property
    def mark(self) -> str:
        """Six letters that change with any of the posts: a press is about what was seen."""
        texts = "\n\n".join(post.text if post else "" for post in self.posts.values())
        return short_mark(texts)

    @property
    def approval(self) -> Decision | None:
        """The approval of these posts, where it is for all of them."""
        found = [
            self.decisions[name].approved(post.text) for name, post in self.posts.items() if post
        ]
        return found[0] if found and all(found) else None


def short_mark(text: str) -> str:
    """Six letters of a text's hash: enough to tell two that stand in one message."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


class Sheets:
    """Makes the sheets, and the messages that show them."""

    def __init__(
        self, store: Store, dataset: Callable[[], Dataset], *, approval: bool = False
    ) -> None:
        self._store = store
        self._decisions = Decisions(store)
        self._dataset = dataset
        self._approval = approval

    def sheet(
        self, edition: Edition, on: date, *, now: datetime, more: Wishes | None = None
    ) -> Sheet:
        """How things stand; ``more`` are wishes on trial, beside those that were decided."""
        rows = {plan.name: self._store.delivery(Key(plan.name, on)) for plan in edition.plans}
        still = [
            plan
            for plan in edition.plans
            if ((row := rows[plan.name]) is None or row.state.open) and now < plan.window(on).end
        ]
        told = (still or edition.plans)[0].name
        decisions = {name: self._decisions.of(name, on) for name in rows}
        history = [d for d in self._decisions.history(told, since=on) if d.date == on]
        posts = {
            plan.name: self._post(plan, on, wishes=joined(decisions[plan.name].wishes, more))
            for plan in still
        }
        today = local_date(now, edition.zone)
        return Sheet(edition, on, today, rows, decisions, history, posts)

    def _post(self, plan: ChannelConfig, on: date, *, wishes: Wishes) -> Post | None:
        return compose(self._dataset(), plan, on, wishes=wishes, on_air=self._store.on_air)

    # -- messages --

    def messages(self, sheet: Sheet, *, username: str) -> dict[str, Answer]:
        """Each open channel's post as it will look, and last the message with the buttons."""
        shown = {plan.name: _as_posted(plan, sheet, username) for plan in sheet.open}
        return {**shown, CONTROL: self.control(sheet)}

    def control(self, sheet: Sheet) -> Answer:
        """What goes out when, what was decided, and what can be."""
        lines = [f"<b>{_day(sheet)}</b>", *_times(sheet)]
        if sheet.open:
            post = sheet.post
            lead = f"Lead: {_entry(post.lead)}" if post else "There is nothing to tell."
            lines += ["", html.escape(lead), self._state(sheet)]
        local = sheet.edition.zone
        titles = self._titles(sheet)
        lines += [_told(decision, local, titles) for decision in sheet.history[-TOLD:]]
        return Answer("\n".join(lines), _buttons(sheet) if sheet.open or sheet.in_trouble else ())

    def _state(self, sheet: Sheet) -> str:
        """What comes of it as things stand."""
        if sheet.decided.held_by:
            return f"Held by {html.escape(sheet.decided.held_by)}: it is not posted."
        found = (self._store.hold_on(plan.name, sheet.on) for plan in sheet.open)
        if held := [hold.words for hold in found if hold]:
            return html.escape("\n".join(held))
        if sheet.approval is not None:
            return f"Approved by {html.escape(sheet.approval.by)}."
        if self._approval:
            return "It waits for your word: it is posted only after <b>As it is</b>."
        return "Without your word it is posted as it is."

    def _titles(self, sheet: Sheet) -> dict[str, str]:
        events = self._dataset().told_on(sheet.on)
        return {event.id: event.title for event in events}

    def picker(self, sheet: Sheet) -> Answer:
        """The same message, asking which entry is not to be told."""
        post = sheet.post
        entries = [
            Button(_entry(event), _data(sheet, ENTRY, short_mark(event.id)))
            for event in (post.events if post else ())
        ]
        rows = in_rows([*entries, Button("Back", _data(sheet, BACK))], 1)
        return Answer(f"{self.control(sheet).text}\n\nWithout which one?", rows)


def joined(wishes: Wishes, more: Wishes | None) -> Wishes:
    """Both wishes together."""
    if more is None:
        return wishes
    return Wishes(wishes.not_leading | more.not_leading, wishes.left_out | more.left_out)


def _as_posted(plan: ChannelConfig, sheet: Sheet, username: str) -> Answer:
    """A post to the letter: on Telegram as it is, of other platforms in a frame."""
    post = sheet.posts[plan.name]
    if post is None:
        return Answer(f"{plan.name}: nothing to tell on {day_words(sheet.on)}.")
    if plan.platform != PLATFORM:
        head = f"<b>{plan.name}</b> · {post.length} of {post.limit}"
        return Answer(f"{head}\n<blockquote>{html.escape(post.text)}</blockquote>")
    if post.button is None:
        return Answer(post.text)
    url = f"https://t.me/{username}?start={post.button.start}"
    return Answer(post.text, ((Button(post.button.text, url=url),),))


def _day(sheet: Sheet) -> str:
    ahead = {0: "Today, ", 1: "Tomorrow, "}.get((sheet.on - sheet.today) // timedelta(days=1), "")
    return f"{ahead}{day_words(sheet.on)}"


def _times(sheet: Sheet) -> list[str]:
    """When each channel posts, or what became of it."""
    ahead = [f"{plan.name} at {plan.post_at:%H:%M}" for plan in sheet.open]
    lines = [f"{', '.join(ahead)} ({sheet.edition.zone.key})"] if ahead else []
    for plan in sheet.edition.plans:
        row = sheet.rows[plan.name]
        if plan not in sheet.open and row is not None:
            lines.append(html.escape(f"{plan.name}: {outcome(plan, row)}"))
    return lines


def _entry(event: Event) -> str:
    return f"{year_words(event.year)} · {event.title}"


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


def _buttons(sheet: Sheet) -> tuple[tuple[Button, ...], ...]:
    """What can be decided as things stand."""
    undo = [
        Button(f"Undo: {d.wish}", _data(sheet, UNDO, str(d.id))) for d in sheet.decided.decisions
    ]
    rows: list[tuple[Button, ...]] = [tuple(undo[-1:])]
    if not sheet.decided.held_by:
        day = "today" if sheet.on == sheet.today else "tomorrow"
        hold = Button(f"Hold {day}", _data(sheet, HOLD))
        rows.insert(0, (hold,))
        if sheet.post is not None:
            first = Button("As it is", _data(sheet, AS_IS))
            other = Button("Another lead", _data(sheet, OTHER_LEAD))
            without = Button("Without this one", _data(sheet, WITHOUT))
            rows[:1] = [(first, other), (without, hold)]
    return tuple(row for row in rows if row)


def _data(sheet: Sheet, code: str, mark: str = "") -> str:
    return f"{KIND}|{sheet.on:%Y%m%d}|{sheet.edition.name}|{code}|{mark or sheet.mark}"
