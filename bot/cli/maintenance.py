"""``backup``, ``restore`` and ``rename``: what operators do with the ledger's file."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import config_option, settings_of
from bot.store import Database
from bot.store.maintenance import back_up
from bot.store.maintenance import restore as put_back

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(epilog="\b\nExample:\n  onthisday backup /var/backups/onthisday.db")
@click.argument("file", type=FILE)
@config_option
def backup(file: Path, config: Path | None) -> None:
    """Copy the ledger into FILE, whole, also while the service runs. For SQLite."""
    back_up(settings_of(config).database, file)
    click.echo(f"{file}: the ledger as it is now")


@click.command(epilog="\b\nExample:\n  onthisday restore /var/backups/onthisday.db")
@click.argument("file", type=FILE)
@config_option
def restore(file: Path, config: Path | None) -> None:
    """Put FILE, a backup, in place of the ledger. The service must not run.

    The ledger that was there is kept next to it. Before the next first try the service looks
    whether its post is on air, since the backup may be from before it.
    """
    kept = put_back(settings_of(config).database, file)
    click.echo("restored" + (f"; the ledger that was there is {kept}" if kept else ""))


@click.command(epilog="\b\nExample:\n  onthisday rename telegram news")
@click.argument("old")
@click.argument("new")
@config_option
def rename(old: str, new: str, config: Path | None) -> None:
    """Carry the history of the channel OLD over to its name NEW in the settings."""
    settings = settings_of(config)
    if new not in {channel.name for channel in settings.channels}:
        raise click.UsageError(f"the settings have no channel {new}; rename it there first")
    with Database.open(settings.database) as database:
        lock = database.leader_lock()
        if not lock.take():
            raise click.UsageError("a running service holds the ledger: stop it first")
        try:
            posts = database.rename_channel(old, new)
        finally:
            lock.release()
    click.echo(f"{new}: has the history of {old} now, {posts} posts")
