"""``check``: the maintainers' view of the dataset."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.options import config_option, dataset_option, dataset_path, settings_if_any
from bot.dataset import load
from bot.errors import DatasetError


@click.command(epilog="\b\nExamples:\n  onthisday check\n  onthisday check data/events.toml")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@config_option
@dataset_option
def check(file: Path | None, config: Path | None, dataset: Path | None) -> None:
    """Check the dataset FILE: every finding at once, each with its place.

    Exit code 0 without findings, 1 with errors, 2 if the check cannot run.
    """
    settings = None if file or dataset else settings_if_any(config)
    path = file or dataset_path(dataset, settings)
    if not path.is_file():
        raise DatasetError([f"{path}: no such file"])
    try:
        loaded = load(path)
    except DatasetError as found:
        click.echo(str(found))
        click.echo(f"{len(found.faults)} error{'s' * (len(found.faults) != 1)}", err=True)
        sys.exit(1)
    click.echo(f"{path}: {len(loaded)} entries, no findings")
