"""``card``: the picture of an entry, as the site and the channels show it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import config_option, dataset_option, dataset_path, settings_if_any
from bot.dataset import load
from bot.i18n.languages import CODES


@click.command(
    epilog="\b\nExamples:\n  onthisday card us-resumes-f16-sale-to-israel card.png\n"
    "  onthisday card us-resumes-f16-sale-to-israel card.png --language fa"
)
@click.argument("entry")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", type=click.Choice(CODES), default="en", help="English by default.")
@config_option
@dataset_option
def card(entry: str, out: Path, language: str, config: Path | None, dataset: Path | None) -> None:
    """Paint the card of ENTRY (its id) into the file OUT: a PNG of 1200 x 675.

    Exit code 2 if there is no such entry in the language, or the card cannot be painted.
    """
    from bot.cards import fonts
    from bot.cards.painter import SIZE, Painter

    path = dataset_path(dataset, None if dataset else settings_if_any(config))
    edition = load(path).edition(language)
    found = next((event for event in edition if event.id == entry), None)
    if found is None:
        raise click.UsageError(f'{path} has no entry "{entry}" in the language "{language}"')
    if why := fonts.fetch(language):
        click.echo(why, err=True)
    made = Painter().card(found)
    try:
        out.write_bytes(made)
    except OSError as fault:
        raise click.UsageError(f"{out}: cannot be written: {fault.strerror}") from None
    click.echo(f"{out}: {SIZE[0]} x {SIZE[1]}, {len(made):,} bytes")
