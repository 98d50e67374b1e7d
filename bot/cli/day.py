"""``today``, ``date`` and ``preview``: reading the dataset; no secret and no network."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from bot.calendars import ReaderCalendars
from bot.cli.options import (
    config_option,
    dataset_option,
    dataset_path,
    local_today,
    settings_if_any,
)
from bot.dataset import Dataset, load
from bot.dataset.occasion import Audience
from bot.dataset.translations import LANGUAGES
from bot.date_parser import DateError, Reading, read_date
from bot.dates import MonthDay
from bot.formatting import terminal

if TYPE_CHECKING:
    from bot.channel_config import ChannelConfig
    from bot.config.settings import Settings
    from bot.post import Post


@click.command(epilog="\b\nExample:\n  onthisday today --dataset data/events.toml")
@config_option
@dataset_option
def today(config: Path | None, dataset: Path | None) -> None:
    """Show what happened on this day.

    Today is that of the settings' time zone, or of this machine without settings.
    """
    settings = None if dataset else settings_if_any(config)
    calendars = ReaderCalendars.of("en", settings.zone.key if settings else "")
    _show(load(dataset_path(dataset, settings)), local_today(settings), calendars=calendars)


@click.command(
    "date",
    epilog="\b\nExamples:\n  onthisday date 20 May\n  onthisday date 2024-05-20\n"
    "  onthisday date Nowruz\n  onthisday date moon landing",
)
@click.argument("text", nargs=-1, required=True)
@config_option
@dataset_option
def date_command(text: tuple[str, ...], config: Path | None, dataset: Path | None) -> None:
    """Show what happened on the date TEXT, such as: 20 May, 5/20, tomorrow, 22 Bahman, Nowruz.

    As in the chat, TEXT can also be a year, a country, a topic, or words to search for.
    """
    from bot.chatbot.requester import Requester
    from bot.cli.one_box import OneBox
    from bot.i18n.languages import language

    settings = None if dataset else settings_if_any(config)
    known = load(dataset_path(dataset, settings))
    zone = settings.zone if settings is not None else ZoneInfo("UTC")
    noon = datetime.combine(local_today(settings), time(12), zone)  # of the day here
    requester = Requester(0, language("en"), zone, settings is not None, noon)
    click.echo(OneBox(known, requester, width=_width()).answer(" ".join(text)), nl=False)


def read_day(text: str, today: date) -> Reading:
    """The date that was typed; a usage error says why it is none. ``05-06`` is 6 May here."""
    try:
        return Reading(MonthDay.parse(text))
    except KeyError:
        pass
    try:
        return read_date(text, today=today)
    except DateError as fault:
        raise click.UsageError(str(fault)) from None


def date_of(asked: Reading, today: date) -> date:
    """The date to show, which must be one that the calendar of posts has."""
    if asked.year is not None and asked.year < 1:
        raise click.UsageError(f"{asked.words} cannot be shown: give a year from 1 on, or none")
    return asked.date_from(today)


def _width() -> int:
    return min(shutil.get_terminal_size().columns, 88)


def _show(dataset: Dataset, on: date, *, calendars: ReaderCalendars) -> None:
    """The page of a date."""
    events = dataset.told_on(on, hijri=calendars.hijri)
    audience = Audience.of("en", hijri=calendars.hijri)
    days = [occasion.words("en") for occasion in dataset.occasions.on(on, audience)]
    page = terminal.day_page(events, on, width=_width(), calendars=calendars, days=days)
    click.echo(page, nl=False)


@click.command(
    epilog="\b\nExamples:\n  onthisday preview\n  onthisday preview 05-20\n"
    "  onthisday preview 2027-05-20 --json\n  onthisday preview --week\n"
    "  onthisday preview --changed --base origin/main\n  onthisday preview --year 2028"
)
@click.argument("day", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option(
    "--language", type=click.Choice(["en", *LANGUAGES]), help="The posts in that language."
)
@click.option("--week", is_flag=True, help="The posts of seven days, from DAY on.")
@click.option("--year", type=click.IntRange(1, 9999), help="The leads of a whole year.")
@click.option("--changed", is_flag=True, help="Markdown: the entries that differ from --base.")
@click.option("--base", metavar="REV", default="HEAD", help="A commit; by default the last one.")
@config_option
@dataset_option
def preview(
    day: str | None,
    as_json: bool,
    language: str | None,
    week: bool,
    year: int | None,
    changed: bool,
    base: str,
    config: Path | None,
    dataset: Path | None,
) -> None:
    """Show the exact posts of DAY (MM-DD or YYYY-MM-DD), by default the next that are due.

    With settings, what editors decided for that day counts, and links lead to posts on air.
    """
    settings = None if dataset else settings_if_any(config)
    path = dataset_path(dataset, settings)
    if changed:
        click.echo(_changed(path, base, today=local_today(settings)), nl=False)
        return
    if year is not None:
        from bot.cli.leads import show_year

        show_year(load(path).edition(language or "en"), year, as_json=as_json)
        return
    posts = list(_posts(load(path), settings, day, days=7 if week else 1, language=language))
    if as_json:
        click.echo(
            json.dumps(
                [_as_json(post) for _, _, post in posts if post], ensure_ascii=False, indent=2
            )
        )
        return
    from bot.cli.cards import show_preview

    for plan, on, post in posts:
        show_preview(plan, on, post)


def _changed(path: Path, base: str, *, today: date) -> str:
    """The entries that a change touches, as Markdown."""
    from bot.authoring.diff import changed
    from bot.cli.authoring.pr_comment import markdown

    changes, others = changed(path, base, today=today)
    return markdown(changes, others, today)


def _posts(
    dataset: Dataset,
    settings: Settings | None,
    day: str | None,
    *,
    days: int,
    language: str | None = None,
) -> Iterator[tuple[ChannelConfig, date, Post | None]]:
    """Every channel's posts of so many days; without settings one post for each platform."""
    now = datetime.now(UTC)
    with _maker(dataset, settings) as post_of:
        for ahead in range(days):
            for plan in _plans(settings, language):
                here = now.astimezone(plan.zone if settings is not None else None)
                on = _date_of(day, plan, here=here) + timedelta(days=ahead)
                yield plan, on, post_of(plan, on)


@contextlib.contextmanager
def _maker(
    dataset: Dataset, settings: Settings | None
) -> Iterator[Callable[[ChannelConfig, date], Post | None]]:
    """The function that makes a date's post: with the ledger, where the settings have one."""
    from bot.composer import compose

    if settings is None or not settings.has_ledger:
        yield partial(compose, dataset)
        return
    from bot.store import Database

    with Database.open(settings.database) as store:
        decisions = store.decisions
        yield lambda plan, on: compose(
            dataset,
            plan,
            on,
            wishes=decisions.of(plan.name, on).wishes,
            on_air=store.history.on_air,
        )


def _plans(settings: Settings | None, language: str | None) -> list[ChannelConfig]:
    """The channels; without settings one for each platform, due at any time of the day. A
    ``language`` replaces that of each channel.
    """
    from bot.channel_config import ChannelConfig
    from bot.formatting.platforms import PLATFORMS

    if settings is not None:
        plans = [channel.plan for channel in settings.channels]
        return [replace(plan, language=language) for plan in plans] if language else plans
    return [
        ChannelConfig(
            name=name,
            platform=name,
            target="",
            post_at=time.max,
            zone=ZoneInfo("UTC"),
            language=language or "en",
        )
        for name in PLATFORMS
    ]


def _date_of(day: str | None, plan: ChannelConfig, *, here: datetime) -> date:
    """The date of a post: the one asked for, or the next that is due at the local time ``here``."""
    if day is None:
        passed = here.time() >= plan.post_at
        return date.fromordinal(here.toordinal() + passed)
    return date_of(read_day(day, here.date()), here.date())


def _as_json(post: Post) -> dict[str, object]:
    from bot.composer import cost_of

    return {
        "platform": post.platform,
        "text": post.text,
        "length": post.length,
        "limit": post.limit,
        "events": [event.id for event in post.events],
        "cost_usd": float(cost_of(post)),
        "picture": post.picture,
    }
