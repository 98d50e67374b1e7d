"""A page for each day of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.dates import LEAP_DAY, MonthDay, every_day
from bot.events import Event
from bot.site import paths
from bot.site.choice import DayTold
from bot.site.edition import Edition
from bot.site.items import Link
from bot.site.output import Output, key_of
from bot.site.pages.structured import collection
from bot.site.rendering import Renderer

DAYS = tuple(every_day())
DESCRIBED = 3  # titles in a page's description


def outputs(renderer: Renderer) -> Iterator[Output]:
    """The 366 pages of each language."""
    for edition in renderer.site.editions:
        for day in DAYS:
            yield output(renderer, edition, day)


def output(renderer: Renderer, edition: Edition, day: MonthDay) -> Output:
    """The page of a day."""
    told = edition.day(day)
    occasions = renderer.site.occasions_on(told.on, edition.code) if day != LEAP_DAY else []
    return Output(
        paths.page(edition.code, paths.day(day)),
        key_of(renderer.site.stamp, told.on, occasions, lead_key(renderer, edition, told)),
        lambda: _page(renderer, edition, day, occasions),
    )


def lead_key(renderer: Renderer, edition: Edition, told: DayTold) -> str:
    """A key of a day's whole content, the lead's story and card too."""
    if told.lead is None:
        english = renderer.site.english
        return english.digest(english.day(MonthDay.of(told.on)).events)
    around = [*edition.dataset.earlier(told.lead), *edition.followers.get(told.lead.id, ())]
    story = edition.story_of.get(told.lead.id)
    card = renderer.site.card_of(told.lead)
    return key_of(edition.digest([*told.events, *around]), story and story.id, card)


def lead_values(renderer: Renderer, edition: Edition, lead: Event) -> dict[str, Any]:
    """What a page shows of the entry that leads it: its story before and after, and its card."""
    story = edition.story_of.get(lead.id)
    return {
        "lead": renderer.item(edition, lead),
        "before": renderer.items(edition, edition.dataset.earlier(lead)),
        "after": renderer.items(edition, edition.followers.get(lead.id, ())),
        "story": renderer.link(edition, paths.story(story.id)) if story else "",
        "card": renderer.site.card_of(lead),
        "picture": renderer.site.pictures.get(lead.id),
    }


def _page(renderer: Renderer, edition: Edition, day: MonthDay, occasions: list[str]) -> bytes:
    told, words = edition.day(day), edition.words
    english = renderer.site.english
    shown = words.day(day)
    path = paths.day(day)
    values = lead_values(renderer, edition, told.lead) if told.lead else {"lead": None}
    return renderer.page(
        edition,
        path,
        template="day.html",
        title=words.plain("site_day_title", day=shown),
        description=_description(edition, shown, told.events),
        day=shown,
        dates=edition.date_lines(told.on),
        iso=told.on.isoformat(),
        year=told.on.year,
        others=renderer.items(edition, told.others),
        english=[] if told.lead else renderer.items(english, english.day(day).events),
        leap=day == LEAP_DAY,
        previous=_link(renderer, edition, _beside(day, -1)),
        following=_link(renderer, edition, _beside(day, 1)),
        occasions=occasions,
        structured=collection(renderer, edition, path, told.events, name=shown),
        **values,
    )


def _description(edition: Edition, shown: str, events: Sequence[Event]) -> str:
    if not events:
        return edition.words.plain("site_nothing")
    titles = edition.words.semicolon.join(event.title for event in events[:DESCRIBED])
    return edition.words.plain("site_day_about", day=shown, titles=titles)


def _beside(day: MonthDay, step: int) -> MonthDay:
    return DAYS[(DAYS.index(day) + step) % len(DAYS)]


def _link(renderer: Renderer, edition: Edition, day: MonthDay) -> Link:
    return Link(edition.words.day(day), renderer.link(edition, paths.day(day)))
