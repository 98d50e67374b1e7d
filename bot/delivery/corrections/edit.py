"""Corrections of posts on air: detected in the dataset, and made by editing where possible."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.channel_config import ChannelConfig
from bot.channels import PictureRefused, Refused, RetryLater, Unknown
from bot.dataset import Dataset
from bot.delivery.channel_delivery import ChannelDelivery
from bot.delivery.clock_check import is_due
from bot.delivery.corrections.detect import (
    amendments_for,
    differs,
    last_noted,
    lines_of,
)
from bot.delivery.corrections.repost import CorrectionReposter
from bot.delivery.outcomes import RETRY, Clock, Outcomes
from bot.delivery.pictures import PostPictures
from bot.delivery.places import Places
from bot.delivery.publisher import Publisher
from bot.events import Event
from bot.formatting.length import CAPTION_LIMIT, TELEGRAM_LIMIT
from bot.formatting.telegram import day_text, earlier_line, head_of
from bot.post import Earlier, PictureKind
from bot.selection import Choice
from bot.store import (
    DAY_SLOT,
    LONGEST_WAIT,
    Amended,
    Amendment,
    Content,
    Database,
    Delivery,
    Key,
    State,
)

log = logging.getLogger(__name__)
EDITS = 5  # a heartbeat: more would keep the next post waiting
OVERLAP = timedelta(days=1)  # more than any clock is stepped back


class Corrector:
    """Compares the posts on air with the dataset and corrects them; runs after the day's post."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        outcomes: Outcomes,
        publisher: Publisher,
        pictures: PostPictures,
        places: Places,
    ) -> None:
        self._database = database
        self._amendments = database.amendments
        self._clock = clock
        self._outcomes = outcomes
        self._places = places
        self._pictures = pictures
        self._reposter = CorrectionReposter(
            database,
            clock,
            outcomes=outcomes,
            publisher=publisher,
            pictures=pictures,
            places=places,
        )
        self._compared: dict[str, tuple[Dataset, datetime]] = {}

    async def beat(self, dataset: Dataset, to: ChannelDelivery) -> None:
        """Note new corrections, and make the next of the outstanding ones of a channel."""
        config = to.config
        self._detect(dataset, config)
        outstanding = self._amendments.of(
            channel=config.name, states=[Amended.WAITING, Amended.ASKED]
        )
        if not config.editable:
            await self._reposter.beat(to, outstanding)
            return
        await self._edit_due(to, outstanding)
        self._report_done(config)

    def _detect(self, dataset: Dataset, config: ChannelConfig) -> None:
        """Compare with a new dataset every post on air, else those that came on air since."""
        now = self._clock()
        before, at = self._compared.get(config.name, (None, now))
        since = at - OVERLAP if before is dataset else None
        posts = [
            post
            for post in self._database.ledger.find(
                channel=config.name, states=[State.SENT], settled_since=since
            )
            if post.key.slot == DAY_SLOT and differs(post, dataset)
        ]
        noted = self._noted(config) if posts else {}
        found = [
            amendment
            for post in posts
            for amendment in amendments_for(post, dataset, noted=noted.get(post.key, []))
        ]
        if found:
            self._amendments.add(found, now=now)
            log.info("%s: %d corrections of what is on air", config.name, len(found))
        self._compared[config.name] = (dataset, now)

    def _noted(self, config: ChannelConfig) -> dict[Key, list[Amendment]]:
        noted: dict[Key, list[Amendment]] = {}
        for amendment in self._amendments.of(channel=config.name):
            noted.setdefault(amendment.post, []).append(amendment)
        return noted

    async def _edit_due(self, to: ChannelDelivery, outstanding: list[Amendment]) -> None:
        """Edit the posts whose turn it is; the first without an answer ends this turn."""
        now = self._clock()
        due = [a.post for a in outstanding if is_due(a.not_before, now, longest=LONGEST_WAIT)]
        for post in list(dict.fromkeys(due))[:EDITS]:
            if not await self._edit(to, post):
                return

    async def _edit(self, to: ChannelDelivery, post: Key) -> bool:
        """One try; False if the platform fails. Only "it reads so already" is the end."""
        config = to.config
        noted = self._amendments.of(post=post)
        waiting = [a for a in noted if a.state in (Amended.WAITING, Amended.FAILED)]
        row = self._database.ledger.get(post)
        if row is None or row.state is not State.SENT or row.remote_id is None:
            self._fail(config, waiting, "the id of its message is not known")
            return True
        content = _amended(row, noted)
        try:
            same = await self._edit_post(to, row, content)
        except (RetryLater, Unknown) as failure:
            moved = self._places.is_elsewhere(to, row.chat)
            if moved and isinstance(failure, RetryLater) and failure.tell:
                reason = f"It is in {row.chat}, where the channel posted before. {failure.reason}"
                self._fail(config, waiting, reason)
                return True
            self._again(config, waiting, failure)
            return False
        except Refused as failure:
            self._fail(config, waiting, failure.reason)
            return True
        names = ", ".join(sorted({a.event.id for a in waiting}))
        done = "reads as corrected" if same else "edited"
        log.info("%s %s: %s (%s)", config.name, post.name, done, names)
        if same:
            now, on_air = self._clock(), self._database.ledger.get(post) or row
            content = replace(content, picture=on_air.content.picture)
            self._amendments.settle(waiting, Amended.DONE, now=now, content=content)
        else:
            self._amendments.postpone(waiting, until=None)
        self._database.notices.end(f"edit:{config.name}", f"{config.name}: can be corrected again.")
        return True

    async def _edit_post(self, to: ChannelDelivery, row: Delivery, content: Content) -> bool:
        """Change the post's text, and its picture where that shows what was corrected."""
        picture = await self._pictures.for_edit(to, row.content, content.events[0])
        change = partial(
            to.channel.edit,
            str(row.remote_id),
            content.text,
            button=content.button,
            chat=row.chat,
        )
        try:
            same = await change(picture=picture)
        except PictureRefused as failure:  # the text is right at least
            self._pictures.report(to.config, failure.reason)
            return await change(picture=replace(picture, content=b"") if picture else None)
        if picture and picture.key != row.content.picture:
            self._database.ledger.note_picture(row.key, picture=picture.key, kind=picture.kind)
        return same

    def _again(
        self, config: ChannelConfig, waiting: list[Amendment], failure: RetryLater | Unknown
    ) -> None:
        tried = max(a.attempts for a in waiting)
        hint = failure.after if isinstance(failure, RetryLater) else None
        until = self._clock() + (hint if hint is not None else RETRY[min(tried, len(RETRY) - 1)])
        self._amendments.postpone(waiting, until=until, error=failure.reason)
        if tried > len(RETRY) or (isinstance(failure, RetryLater) and failure.tell):
            text = f"{config.name}: corrections of posts on air wait. {failure.reason}"
            self._outcomes.report(f"edit:{config.name}", text)

    def _fail(self, config: ChannelConfig, waiting: list[Amendment], reason: str) -> None:
        self._amendments.settle(waiting, Amended.FAILED, now=self._clock(), error=reason)
        last = waiting[-1]
        names = ", ".join(sorted({a.event.id for a in waiting}))
        text = (
            f"{config.name}: the post of {last.post.name} cannot be corrected ({names}). {reason}. "
            f"Once that is mended: onthisday correct {last.event.id} --silent"
        )
        self._outcomes.report(f"uncorrected:{config.name}:{last.id}", text)

    def _report_done(self, config: ChannelConfig) -> None:
        """Once nothing waits any more, one message about all that was put right."""
        states = [Amended.WAITING, Amended.DONE]
        done = self._amendments.of(channel=config.name, states=states, untold=True)
        if not done or any(amendment.state is Amended.WAITING for amendment in done):
            return
        text = "\n".join([f"{config.name}: corrected on air:", *self._lines(config, done)])
        self._outcomes.report(f"corrected:{config.name}:{done[-1].id}", text)
        self._amendments.mark_told(done)

    def _lines(self, config: ChannelConfig, done: list[Amendment]) -> list[str]:
        """A line for each entry of each post that was put right."""
        lines = {}
        for amendment in done:
            row = self._database.ledger.get(amendment.post)
            address = config.address(row.remote_id) if row and row.remote_id else ""
            line = f"{amendment.post.name}, {amendment.event.id} {address}".rstrip()
            lines[amendment.post, amendment.event.id] = line
        return list(lines.values())


def _amended(row: Delivery, noted: list[Amendment]) -> Content:
    """The amended content of a post: its own, with only the amended entries replaced."""
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
    limit = CAPTION_LIMIT if old.picture_kind is PictureKind.PHOTO else TELEGRAM_LIMIT
    text = day_text(
        choice,
        on,
        head=head_of(old.text),
        earlier=earlier,
        notes=notes,
        limit=limit,
        with_credit=old.picture_kind is not None,
    )
    return replace(old, text=text, events=events, earlier=earlier, story=story)
