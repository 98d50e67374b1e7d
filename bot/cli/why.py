"""``why``: the reason for the lead of a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.day import date_of, read_day
from bot.cli.leads import Line
from bot.cli.options import (
    config_option,
    dataset_option,
    dataset_path,
    known_channel,
    local_today,
    settings_if_any,
    settings_of,
)
from bot.dataset import Dataset, load
from bot.dates import day_words
from bot.selection import Chooser, Wishes, chooser_of
from bot.selection import why as reason

if TYPE_CHECKING:
    from bot.config.settings import Settings


@click.command(
    epilog="\b\nExamples:\n  onthisday why 2027-08-06\n  onthisday why 08-06 --channel telegram"
)
@click.argument("day")
@click.option("--channel", metavar="NAME", help="As this channel of the settings tells it.")
@config_option
@dataset_option
def why(day: str, channel: str | None, config: Path | None, dataset: Path | None) -> None:
    """Say why the lead of DAY leads (MM-DD or YYYY-MM-DD).

    Without a channel that is the choice of all entries, where editors decided nothing.
    """
    if channel:
        settings: Settings | None = settings_of(config)
    else:
        settings = None if dataset else settings_if_any(config)
    today = local_today(settings)
    on = date_of(read_day(day, today), today)
    loaded = load(dataset_path(dataset, settings))
    if channel and settings:
        _tell(*_of_channel(loaded, settings, channel=channel, on=on), on=on)
    else:
        _tell(chooser_of(loaded), Wishes(), on=on)


def _tell(chooser: Chooser, wishes: Wishes, *, on: date) -> None:
    """The lead of a date, and the reason for it."""
    choice = chooser.choice(on, wishes)
    if choice is not None:
        click.echo(f"{day_words(on)}: {Line(on, choice.lead, '').title} ({choice.lead.id})")
    click.echo(reason(chooser, on, wishes))


def _of_channel(
    dataset: Dataset, settings: Settings, *, channel: str, on: date
) -> tuple[Chooser, Wishes]:
    """The chooser of a channel, and its editors' wishes for a date."""
    plan = known_channel(settings, channel).plan
    chooser = chooser_of(dataset.edition(plan.language), plan.scope)
    return chooser, _wishes(settings, channel, on=on)


def _wishes(settings: Settings, channel: str, *, on: date) -> Wishes:
    """The editors' wishes for a channel's post; none where there is no ledger."""
    if not settings.has_ledger:
        return Wishes()
    from bot.store import Database

    with Database.open(settings.database) as database:
        return database.decisions.of(channel, on).wishes
