"""``retire``: an entry is no longer published, and its id is never used again."""

from __future__ import annotations

from pathlib import Path

import click

from bot.authoring.lint.linter import entries_of, read
from bot.authoring.retirement import retire as move
from bot.cli.authoring.dataset import FILE, chosen
from bot.cli.options import config_option, dataset_option
from bot.dataset.retired import RETIRED_KEYS
from bot.errors import DatasetError
from bot.validators import did_you_mean

EXAMPLE = 'onthisday retire some-entry --why "The day has better ones."'


@click.command(epilog=f"\b\nExample:\n  {EXAMPLE}")
@click.argument("entry", metavar="ID")
@FILE
@click.option("--why", required=True, help="Why it is no longer told, in a sentence for readers.")
@config_option
@dataset_option
def retire(
    entry: str, file: Path | None, why: str, config: Path | None, dataset: Path | None
) -> None:
    """Move the entry ID from FILE to retired.toml in its folder, where its id is kept for ever.

    Posts on air stay as they are; who asks for the entry gets the reason. An
    entry that was wrong is not retired but gets retracted, so that its posts are put right.
    """
    path = chosen(file, dataset, config)
    document = read(path)
    if document.findings:
        raise DatasetError([*map(str, document.findings), f"{path}: mend this first"])
    records = {record.get("id"): record for record in document.records if type(record) is dict}
    if entry not in records:
        hint = did_you_mean(entry, filter(None, records))
        raise click.UsageError(f"{path}: there is no entry {entry}{hint}")
    for problem in RETIRED_KEYS["why"].rule(why):
        raise click.UsageError(f"--why: {problem.sentence}")
    where = move(path, records[entry], why=why)
    click.echo(f"{path}: {entry} moved to {where}")
    for _, event in entries_of(document):
        if entry in event.follows:
            click.echo(f"  {event.id} follows it: take it out there, or leave it to be explained")
