"""The pages of which each language has one: the front page, today, search, about, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.dates import LONGEST, MonthDay
from bot.events import Event
from bot.site import paths
from bot.site.edition import Edition
from bot.site.items import Link
from bot.site.output import Output, key_of
from bot.site.pages.day import lead_key, lead_values
from bot.site.pages.structured import collection
from bot.site.rendering import Renderer

Page = tuple[str, str, list[Any]]
RECENT_STORIES = 6


def outputs(renderer: Renderer) -> Iterator[Output]:
    """These pages in each language."""
    for edition in renderer.site.editions:
        yield _front(renderer, edition)
        yield _corrections(renderer, edition)
        for name in ("today", "search", "about"):
            yield _plain(renderer, edition, name)
        yield _missing(renderer, edition)


def _front(renderer: Renderer, edition: Edition) -> Output:
    told = edition.day(MonthDay.of(renderer.site.today))
    stories = edition.stories[:RECENT_STORIES]
    key = key_of(
        renderer.site.stamp,
        told.on,
        lead_key(renderer, edition, told),
        *(edition.digest(story.events) for story in stories),
        sorted((name, len(events)) for name, events in edition.by_topic.items()),
    )
    return Output(paths.page(edition.code), key, lambda: _front_page(renderer, edition))


def _front_page(renderer: Renderer, edition: Edition) -> bytes:
    day = MonthDay.of(renderer.site.today)
    told, words = edition.day(day), edition.words
    values = lead_values(renderer, edition, told.lead) if told.lead else {"lead": None}
    return renderer.page(
        edition,
        "",
        template="front.html",
        title=words.word("site_name"),
        description=words.word("site_motto"),
        day=words.day(day),
        day_url=renderer.link(edition, paths.day(day)),
        dates=edition.date_lines(told.on),
        iso=told.on.isoformat(),
        year=told.on.year,
        others=renderer.items(edition, told.others),
        months=calendar(renderer, edition),
        stories=[
            (story.title, renderer.link(edition, paths.story(story.id)), len(story.events))
            for story in edition.stories[:RECENT_STORIES]
        ],
        structured=collection(renderer, edition, "", told.events, name=words.word("site_name")),
        **values,
    )


def calendar(renderer: Renderer, edition: Edition) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The year to choose from: each month's name, and number, address and name of its days."""
    words, made = edition.words, []
    for month, length in enumerate(LONGEST, 1):
        days = [MonthDay(month, number) for number in range(1, length + 1)]
        rows = [
            (words.digits(day.day), renderer.link(edition, paths.day(day)), words.day(day))
            for day in days
        ]
        made.append((words.month_name(month), rows))
    return made


def _plain(renderer: Renderer, edition: Edition, name: str) -> Output:
    """A page that depends on the program alone."""
    return Output(
        paths.page(edition.code, f"{name}/"),
        key_of(renderer.site.stamp, name),
        lambda: _plain_page(renderer, edition, name),
    )


def _plain_page(renderer: Renderer, edition: Edition, name: str) -> bytes:
    title = edition.words.word(f"site_{name}")
    return renderer.page(
        edition,
        f"{name}/",
        template=f"{name}.html",
        title=title,
        months=calendar(renderer, edition) if name == "today" else [],
        structured=collection(renderer, edition, f"{name}/", (), name=title),
    )


def _missing(renderer: Renderer, edition: Edition) -> Output:
    title = edition.words.word("site_missing")
    return Output(
        paths.page(edition.code, "404.html"),
        key_of(renderer.site.stamp, "404"),
        lambda: renderer.page(
            edition, "404.html", template="404.html", title=title, codes=[], structured=None
        ),
    )


def _corrections(renderer: Renderer, edition: Edition) -> Output:
    digest, posts = edition.digest(corrected(edition)), sorted(renderer.site.corrected.items())
    return Output(
        paths.page(edition.code, "corrections/"),
        key_of(renderer.site.stamp, digest, posts),
        lambda: _corrections_page(renderer, edition),
    )


def corrected(edition: Edition) -> list[Event]:
    """The entries that were corrected or taken back, the latest change first."""
    found = [e for e in edition.by_id.values() if e.corrections or e.retracted]
    return sorted(found, key=lambda e: (_changed(e), e.id), reverse=True)


def _changed(event: Event) -> str:
    notes = [note.on for note in event.corrections]
    return str(max([*notes, event.retracted.on] if event.retracted else notes))


def _corrections_page(renderer: Renderer, edition: Edition) -> bytes:
    words = edition.words
    title = words.word("site_corrections")
    return renderer.page(
        edition,
        "corrections/",
        template="corrections.html",
        title=title,
        description=words.word("site_corrections_about"),
        items=renderer.items(edition, corrected(edition)),
        posts={event.id: _posts(renderer, edition, event.id) for event in corrected(edition)},
        structured=collection(renderer, edition, "corrections/", (), name=title),
    )


def _posts(renderer: Renderer, edition: Edition, event_id: str) -> list[Link]:
    """The posts in which an entry was put right, in the order of their dates."""
    found = sorted(renderer.site.corrected.get(event_id, ()), key=lambda post: post.on)
    day = edition.words.full_day
    return [
        Link(f"{post.channel} · {day(MonthDay.of(post.on), post.on.year)}", post.url)
        for post in found
    ]
