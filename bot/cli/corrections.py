"""``corrections`` and ``correct``: what was put right in posts on air, and how."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.ledger import DateType
from bot.cli.options import config_option, settings_of
from bot.config.settings import Settings
from bot.dataset import load
from bot.delivery import amend_silently
from bot.errors import DecisionError
from bot.operations import CHOICES, choose
from bot.store import Amended, Amendment, Choice, Database, Key


@click.command(epilog="\b\nExamples:\n  onthisday corrections\n  onthisday corrections --json")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@config_option
def corrections(as_json: bool, config: Path | None) -> None:
    """Show every correction of a post on air, and what became of it, the oldest first."""
    settings = settings_of(config)
    with Database.open(settings.database) as database:
        found = [a for a in database.amendments.of() if a.state is not Amended.UNSEEN]
        rows = [_as_json(database, amendment) for amendment in found]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _show(rows)


def _as_json(database: Database, amendment: Amendment) -> dict[str, object]:
    post = database.ledger.get(amendment.post)
    own = database.ledger.get(amendment.key)
    return {
        "event": amendment.event.id,
        "kind": amendment.kind.value,
        "on": amendment.note.on.isoformat() if amendment.note else None,
        "note": amendment.note.note if amendment.note else "",
        "channel": amendment.post.channel,
        "post": amendment.post.date.isoformat(),
        "remote_id": post.remote_id if post else None,
        "versions": database.history.versions(amendment.post),
        "state": amendment.state.value,
        "choice": amendment.choice.value if amendment.choice else None,
        "correction_remote_id": own.remote_id if own else None,
        "error": amendment.error or (own.error if own else ""),
    }


def _show(rows: list[dict[str, object]]) -> None:
    """Each correction of an entry, and under it the post of each channel and its fate."""
    if not rows:
        click.echo("No post on air was ever corrected.")
    fates: dict[str, list[str]] = {}
    for row in rows:
        head = f"{row['event']}: {row['kind']}"
        if row["note"]:
            head = f"{row['event']}, {row['on']}: {row['note']}"
        own = f" ({row['correction_remote_id']})" if row["correction_remote_id"] else ""
        choice = f", {row['choice']}{own}" if row["choice"] else ""
        error = f"; {row['error']}" if row["error"] else ""
        fate = f"{row['channel']} {row['post']} ({row['remote_id']}): {row['state']}"
        fates.setdefault(head, []).append(f"  {fate}{choice}{error}")
    for head, lines in fates.items():
        click.echo("\n".join([head, *lines]))


@click.command(
    epilog="\b\nExamples:\n  onthisday correct x 2027-05-20 some-entry --reply\n"
    "  onthisday correct some-entry --silent"
)
@click.argument("words", nargs=-1, required=True, metavar="[CHANNEL DATE] ID")
@click.option("--post", "choice", flag_value="post", help="Make the correction a new post.")
@click.option("--reply", "choice", flag_value="reply", help="A reply; a new post if refused.")
@click.option("--replace", "choice", flag_value="replace", help="Delete the post, post again.")
@click.option("--leave", "choice", flag_value="leave", help="Leave the post as it is.")
@click.option("--silent", is_flag=True, help="Edit what can be edited, without a note.")
@config_option
def correct(words: tuple[str, ...], choice: str | None, silent: bool, config: Path | None) -> None:
    """Say how the post of CHANNEL on DATE about the entry ID is put right, where the channel
    cannot edit it; or, with --silent, have every post that can be edited show the entry as the
    dataset has it now, such as after a comma was changed.
    """
    settings = settings_of(config)
    if silent and choice is None and len(words) == 1:
        click.echo(_silently(settings, words[0]))
    elif choice is not None and not silent and len(words) == 3:
        channel, day, event_id = words
        post = Key(channel, DateType().convert(day, None, None))
        click.echo(_choose(settings, post, event_id, choice=Choice(choice)))
    else:
        raise click.UsageError(
            "expected CHANNEL DATE ID and one of --post, --reply, --replace, --leave; "
            "or ID --silent"
        )


def _silently(settings: Settings, event_id: str) -> str:
    """Note the edits; DecisionError if there is none to make."""
    dataset = load(settings.dataset)
    edited, reason = 0, DecisionError("no channel of the settings can edit its posts")
    with Database.open(settings.database) as database:
        for channel in settings.channels:
            if channel.plan.editable:
                now = datetime.now(UTC)
                try:
                    edited += amend_silently(
                        database, dataset, event_id, config=channel.plan, now=now
                    )
                except DecisionError as fault:
                    reason = fault
    if not edited:
        raise reason
    return f"{event_id}: {edited} posts are edited at the next heartbeats, without a note"


def _choose(settings: Settings, post: Key, event_id: str, *, choice: Choice) -> str:
    """Note the choice; a usage error where there is nothing to choose."""
    editable = {channel.name: channel.plan.editable for channel in settings.channels}
    if editable.get(post.channel, True):
        there = ", ".join(name for name, edits in editable.items() if not edits) or "none"
        raise click.UsageError(f"channels that cannot edit their posts: {there}")
    with Database.open(settings.database) as database:
        found = [a for a in database.amendments.of(post=post) if a.event.id == event_id]
        if not found:
            raise click.UsageError(f"no correction of {event_id} is known for {_named(post)}")
        choose(database, found[-1], choice, now=datetime.now(UTC))
    return f"{post.channel} {post.date}: {CHOICES[choice]}"


def _named(post: Key) -> str:
    return f"{post.channel} {post.date}"
