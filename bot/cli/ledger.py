"""``resolve``, ``hold`` and ``resume``, and what ``status`` shows of the ledger."""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot import operations
from bot.cli.options import config_option, known_channel, settings_of
from bot.dates import local_date
from bot.operations import RESOLUTIONS
from bot.store import BEAT, DAY_SLOT, Database, Delivery, Hold, Key

if TYPE_CHECKING:
    from bot.channel_config import ChannelConfig
    from bot.config.settings import Settings

SHOWN_DAYS = 14


class DateType(click.ParamType[date]):
    """A date YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"expected a date such as 2027-05-20, got {value}", param, ctx)


def whole_ledger(database: Database, settings: Settings) -> dict[str, object]:
    """The whole ledger: deliveries, holds, editors' decisions, the last heartbeat."""
    last = database.marks.get(BEAT)
    decided = database.decisions
    return {
        "deliveries": [_as_json(row) for row in database.ledger.find()],
        "holds": [
            {
                "channel": hold.channel,
                "since": hold.since.isoformat(),
                "until": hold.until.isoformat() if hold.until else None,
                "by": hold.by,
                "why": hold.why,
            }
            for hold in database.holds.all().values()
        ],
        "decisions": [
            {
                "channel": one.channel,
                "date": one.date.isoformat(),
                "wish": one.wish.value,
                "about": one.about,
                "by": one.by,
                "at": one.at.isoformat(),
                "undone_by": one.undone_by,
                "undone_at": one.undone_at.isoformat() if one.undone_at else None,
            }
            for plan in settings.plans
            for one in decided.history(plan.name, since=date.min)
        ],
        "last_beat": last.isoformat() if last else None,
    }


def _as_json(row: Delivery) -> dict[str, object]:
    return {
        "channel": row.key.channel,
        "date": row.key.date.isoformat(),
        "slot": row.key.slot,
        "state": row.state.value,
        "remote_id": row.remote_id,
        "edit_of": row.edit_of,
        "events": [event.id for event in row.content.events],
        "picture": row.content.picture_kind,
        "attempts": row.attempts,
        "error": row.error,
    }


def show_ledger(database: Database, settings: Settings) -> None:
    """Print the ledger as a table, then the holds and the last heartbeat."""
    from rich.table import Table
    from rich.text import Text

    from bot.cli.cards import console

    since = datetime.now(settings.zone).date() - timedelta(days=SHOWN_DAYS)
    table = Table("date", "channel", "state", "id", "lead", "tries", "note", box=None)
    for row in database.ledger.find(since=since):
        slot = "" if row.key.slot == DAY_SLOT else f" {row.key.slot}"
        lead = row.content.events[0].id if row.content.events else ""
        table.add_row(
            str(row.key.date),
            row.key.channel + slot,
            row.state.value,
            row.remote_id or "",
            lead,
            str(row.attempts),
            Text(row.error),
        )
    console().print(table)
    for hold in database.holds.all().values():
        click.echo(hold.words)
    _show_decisions(database, settings)
    last = database.marks.get(BEAT)
    click.echo(f"last beat: {last:%Y-%m-%d %H:%M:%S} UTC" if last else "no beat yet")


def _show_decisions(database: Database, settings: Settings) -> None:
    """Print the editors' decisions for today and later, undone ones too."""
    for plan in settings.plans:
        today = local_date(datetime.now(UTC), plan.zone)
        for one in database.decisions.history(plan.name, since=today):
            undone = f", undone by {one.undone_by}" if one.undone_by else ""
            at = f"{one.at.astimezone(plan.zone):%Y-%m-%d %H:%M}"
            click.echo(f"{plan.name} {one.date}: {one.words}, by {one.by} {at}{undone}")


@click.command(
    epilog="\b\nExamples:\n  onthisday resolve telegram 2027-05-20 sent --remote-id 812\n"
    "  onthisday resolve x 2027-05-20 retry"
)
@click.argument("channel")
@click.argument("day", type=DateType())
@click.argument("word", type=click.Choice(list(RESOLUTIONS)))
@click.option("--slot", default=DAY_SLOT, show_default=True, help="Which post of the day.")
@click.option("--remote-id", help="The id or link of the post, with: sent; else it is asked for.")
@config_option
def resolve(
    channel: str, day: date, word: str, slot: str, remote_id: str | None, config: Path | None
) -> None:
    """Say what became of a post in doubt or failed: sent, failed, or to be tried again.

    The id of a post that is sent can be said, or put right, later. A retry is possible on the
    post's own day only: yesterday is never posted. A correction may be tried again on any day.
    """
    settings = settings_of(config)
    known = known_channel(settings, channel)
    now = datetime.now(UTC)
    if remote_id and word != "sent":
        raise click.UsageError("--remote-id goes with: sent")
    number = _number_of(remote_id) if remote_id else None
    if remote_id and number is None:
        raise click.UsageError(f"--remote-id: expected the number of the post, got {remote_id}")
    today = local_date(now, known.plan.zone)
    key = Key(channel, day, slot)
    with Database.open(settings.database) as database:
        if word == "sent" and number is None and database.ledger.get(key) is not None:
            number = _ask_number(known.plan)
        operations.resolve(
            database, key, word, by="the operators", today=today, now=now, remote_id=number
        )
        row = database.ledger.get(key)
    click.echo(f"{channel} {day}: {RESOLUTIONS[word]}")
    if word == "sent" and row is not None and row.remote_id is None:
        click.echo(operations.without_id(key))


def _number_of(typed: str) -> str | None:
    """The id in what a person typed for it: the number, or the link of the post."""
    found = re.search(r"/status/(\d+)", typed) or re.search(r"(?:^|/)(\d+)/?(?:[?#].*)?$", typed)
    return found[1] if found else None


def _ask_number(plan: ChannelConfig) -> str | None:
    """The id of a post, asked for until it is one; None for an empty answer, or where nobody is
    there to answer.
    """
    click.echo(f"The id of the post is {plan.on.where_id}.", err=True)
    while True:
        click.echo("Its id or link (Enter if you do not know it): ", nl=False, err=True)
        typed = sys.stdin.readline().strip()
        if not typed or (number := _number_of(typed)):
            return number if typed else None
        click.echo(f"No number of a post: {typed}", err=True)


@click.command(
    epilog="\b\nExamples:\n  onthisday hold telegram\n  onthisday hold x --until 2027-05-22"
)
@click.argument("channel")
@click.option("--until", type=DateType(), help="The last date without a post; open without it.")
@config_option
def hold(channel: str, until: date | None, config: Path | None) -> None:
    """Stop CHANNEL, for days of mourning or an emergency. The days are recorded as held."""
    settings = settings_of(config)
    known = known_channel(settings, channel)
    now = datetime.now(UTC)
    today = local_date(now, known.plan.zone)
    if until is not None and until < today:
        raise click.UsageError(f"--until {until} is over; today is {today} there")
    with Database.open(settings.database) as database:
        database.holds.put(Hold(channel, until, now, "the operators", ""))
    click.echo(f"{channel}: held " + (f"until {until}" if until else "until resumed"))


@click.command(epilog="\b\nExample:\n  onthisday resume telegram")
@click.argument("channel")
@config_option
def resume(channel: str, config: Path | None) -> None:
    """Let CHANNEL post again; what is still due today is posted."""
    settings = settings_of(config)
    known_channel(settings, channel)
    with Database.open(settings.database) as database:
        was_held = operations.resume(database, channel)
    click.echo(f"{channel}: posts again" if was_held else f"{channel}: was not held")
