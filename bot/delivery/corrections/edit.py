"""Corrections of posts on air: noticed in the dataset, made where they were read, told once."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.channel_config import ChannelConfig
from bot.channels import Channel, Refused, RetryLater, Unknown
from bot.dataset import Dataset
from bot.delivery.corrections.detect import (
    amendments_for,
    differs,
    last_noted,
    lines_of,
    told_otherwise,
)
from bot.delivery.corrections.repost import Beside
from bot.delivery.publisher import Publisher
from bot.delivery.transitions import RETRY, Clock, Records
from bot.events import Event
from bot.formatting.telegram import day_text, earlier_line
from bot.post import Earlier
from bot.selection import Choice
from bot.store import (
    DAY_SLOT,
    Amended,
    Amendment,
    Amendments,
    Content,
    Delivery,
    Key,
    Kind,
    State,
    Store,
)

log = logging.getLogger(__name__)
EDITS = 5  # a beat: more would keep the next post waiting
OVERLAP = timedelta(days=1)  # more than any clock is stepped back


class Corrector:
    """Compares what is on air with the dataset, and puts it right; ``beat`` after the posts."""

    def __init__(
        self, store: Store, clock: Clock, *, records: Records, publisher: Publisher
    ) -> None:
        self._store = store
        self._amendments = Amendments(store)
        self._clock = clock
        self._records = records
        self._beside = Beside(store, clock, records=records, publisher=publisher)
        self._compared: dict[str, tuple[Dataset, datetime]] = {}

    async def beat(self, dataset: Dataset, plan: ChannelConfig, channel: Channel) -> None:
        """Notice what is new, and do the next part of what is outstanding on a channel."""
        self._notice(dataset, plan)
        outstanding = self._amendments.of(
            channel=plan.name, states=[Amended.WAITING, Amended.ASKED]
        )
        if not plan.editable:
            await self._beside.go_on(plan, channel, outstanding)
            return
        await self._edit_due(plan, channel, outstanding)
        self._tell_done(plan)

    # -- noticing --

    def _notice(self, dataset: Dataset, plan: ChannelConfig) -> None:
        """Compare with a new dataset every post on air, else those that came on air since."""
        now = self._clock()
        before, at = self._compared.get(plan.name, (None, now))
        since = at - OVERLAP if before is dataset else None
        posts = [
            post
            for post in self._store.deliveries(
                channel=plan.name, states=[State.SENT], settled_since=since
            )
            if post.key.slot == DAY_SLOT and differs(post, dataset)
        ]
        noted = self._noted(plan) if posts else {}
        found = [
            amendment
            for post in posts
            for amendment in amendments_for(post, dataset, noted=noted.get(post.key, []))
        ]
        if found:
            self._amendments.add(found, now=now)
            log.info("%s: %d corrections of what is on air", plan.name, len(found))
        self._compared[plan.name] = (dataset, now)

    def _noted(self, plan: ChannelConfig) -> dict[Key, list[Amendment]]:
        noted: dict[Key, list[Amendment]] = {}
        for amendment in self._amendments.of(channel=plan.name):
            noted.setdefault(amendment.post, []).append(amendment)
        return noted

    # -- editing --

    async def _edit_due(
        self, plan: ChannelConfig, channel: Channel, outstanding: list[Amendment]
    ) -> None:
        """Edit the posts whose turn it is; the first that gets no answer ends this beat's turn."""
        now = self._clock()
        due = [a.post for a in outstanding if a.not_before is None or a.not_before <= now]
        for post in list(dict.fromkeys(due))[:EDITS]:
            if not await self._edit(plan, channel, post):
                return

    async def _edit(self, plan: ChannelConfig, channel: Channel, post: Key) -> bool:
        """One try; False if the platform is in trouble. Only "it reads so already" is the end."""
        noted = self._amendments.of(post=post)
        waiting = [a for a in noted if a.state in (Amended.WAITING, Amended.FAILED)]
        row = self._store.delivery(post)
        if row is None or row.state is not State.SENT or row.remote_id is None:
            self._fail(plan, waiting, "the id of its message is not known")
            return True
        content = _amended(row, noted)
        try:
            same = await channel.edit(row.remote_id, content.text, button=content.button)
        except (RetryLater, Unknown) as failure:
            self._again(plan, waiting, failure)
            return False
        except Refused as failure:
            self._fail(plan, waiting, failure.reason)
            return True
        if same:
            now = self._clock()
            self._amendments.settle(waiting, Amended.DONE, now=now, content=content)
        else:
            self._amendments.postpone(waiting, until=None)
        self._store.end_notice(f"edit:{plan.name}", f"{plan.name}: can be corrected again.")
        return True

    def _again(
        self, plan: ChannelConfig, waiting: list[Amendment], failure: RetryLater | Unknown
    ) -> None:
        tried = max(a.attempts for a in waiting)
        hint = failure.after if isinstance(failure, RetryLater) else None
        until = self._clock() + (hint if hint is not None else RETRY[min(tried, len(RETRY) - 1)])
        self._amendments.postpone(waiting, until=until, error=failure.reason)
        if tried > len(RETRY) or (isinstance(failure, RetryLater) and failure.tell):
            text = f"{plan.name}: corrections of posts on air wait. {failure.reason}"
            self._records.tell(f"edit:{plan.name}", text)

    def _fail(self, plan: ChannelConfig, waiting: list[Amendment], reason: str) -> None:
        self._amendments.settle(waiting, Amended.FAILED, now=self._clock(), error=reason)
        last = waiting[-1]
        names = ", ".join(sorted({a.event.id for a in waiting}))
        text = (
            f"{plan.name}: the post of {last.post.name} cannot be corrected ({names}). {reason}. "
            f"Once that is mended: onthisday correct {last.event.id} --silent"
        )
        self._records.tell(f"uncorrected:{plan.name}:{last.id}", text)

    def _tell_done(self, plan: ChannelConfig) -> None:
        """Once nothing waits any more, one message about all that was put right."""
        states = [Amended.WAITING, Amended.DONE]
        done = self._amendments.of(channel=plan.name, states=states, untold=True)
        if not done or any(amendment.state is Amended.WAITING for amendment in done):
            return
        text = "\n".join([f"{plan.name}: corrected on air:", *self._lines(plan, done)])
        self._records.tell(f"corrected:{plan.name}:{done[-1].id}", text)
        self._amendments.mark_told(done)

    def _lines(self, plan: ChannelConfig, done: list[Amendment]) -> list[str]:
        """A line for each entry of each post that was put right."""
        lines = {}
        for amendment in done:
            row = self._store.delivery(amendment.post)
            address = plan.address(row.remote_id) if row and row.remote_id else ""
            line = f"{amendment.post.name}, {amendment.event.id} {address}".rstrip()
            lines[amendment.post, amendment.event.id] = line
        return list(lines.values())


def _amended(row: Delivery, noted: list[Amendment]) -> Content:
    """What a post shall read: its own content, with only the amended entries replaced."""
    old = row.content

    def now(event: Event) -> Event:
        last = last_noted(noted, event.id)
        return last.event if last else event

    on = row.key.date
    events = tuple(now(event) for event in old.events)
    story = tuple(Earlier(now(event), url) for event, url in old.story)
    notes = {event.id: lines_of(noted, event.id) for event in events}
    beside = {event.id: lines_of(noted, event.id) for event, _ in story if event.id not in notes}
    earlier = old.earlier if story == old.story else earlier_line(story, on, notes=beside)
    choice = Choice(events[0], events[1:])
    text = day_text(choice, on, earlier=earlier, notes=notes)
    return Content(
        platform=old.platform,
        target=old.target,
        text=text,
        button=old.button,
        events=events,
        earlier=earlier,
        story=story,
    )


def amend_silently(
    store: Store, dataset: Dataset, event_id: str, *, plan: ChannelConfig, now: datetime
) -> tuple[int, str]:
    """Have the posts of an entry edited without a note: how many, or why there are none.

    Posts that tell the entry as the dataset has it are left alone, and so is an entry whose
    change has to be told: one with a new line in ``corrections``, or on another day.
    """
    entry = dataset.get(event_id)
    if entry is None:
        return 0, f"the dataset has no entry {event_id}"
    found = []
    for post in store.deliveries(channel=plan.name, states=[State.SENT]):
        old = next((e for e in told_otherwise(post, dataset) if e.id == event_id), None)
        if post.key.slot != DAY_SLOT or old is None:
            continue
        noted = Amendments(store).of(post=post.key)
        last = last_noted(noted, event_id)
        if any(a.event.id == event_id for a in amendments_for(post, dataset, noted=noted)):
            return 0, f"{event_id} has a new correction, which the service makes with its note"
        if last and last.state is Amended.WAITING and last.event == entry:
            continue  # asked for already
        if (last.event if last else old).day != entry.day:
            return 0, f"the day of {event_id} changed: that needs a line in corrections"
        found.append(Amendment(post=post.key, event=entry, kind=Kind.SILENT))
    Amendments(store).add(found, now=now)
    return len(found), "" if found else f"no post of {plan.name} tells {event_id} otherwise"
