"""``site build`` and ``site serve``: the pages, feeds and the box as static files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, dataset_option, dataset_path, settings_if_any
from bot.dataset import load
from bot.site.site import LOCAL, Site, SiteConfig

if TYPE_CHECKING:
    from bot.site.builder import Built, Progress

OUT = click.argument("out", type=click.Path(path_type=Path))


@click.group(epilog="\b\nExample:\n  onthisday site build public --base-url https://example.org/")
def site() -> None:
    """The website: a page a day and an entry, the box for other sites, feeds and data."""


@site.command(
    epilog="\b\nExamples:\n  onthisday site build public --base-url https://example.org/\n"
    "  onthisday site build public --cards cards"
)
@OUT
@click.option(
    "--base-url", default=LOCAL, show_default=True, help="Where the front page will be found."
)
@click.option(
    "--report",
    default="",
    metavar="URL",
    help="Where a reader reports an error; {id} in it becomes the entry's id.",
)
@click.option(
    "--cards",
    type=click.Path(path_type=Path, file_okay=False),
    help="Paint the cards of the leads of this year and next, and keep them in this folder.",
)
@click.option(
    "--on",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that the front page and the feeds tell; today (UTC) by default.",
)
@config_option
@dataset_option
def build(
    out: Path,
    base_url: str,
    report: str,
    cards: Path | None,
    today: datetime | None,
    config: Path | None,
    dataset: Path | None,
) -> None:
    """Write the site into the folder OUT; only what changed since the last time.

    OUT is new, empty or was built before: any other folder is left alone. Exit code 2 if the
    site cannot be built; the last one is as it was then.
    """
    from bot.site.builder import build as write

    path = dataset_path(dataset, None if dataset else settings_if_any(config))
    settings = SiteConfig(base_url=base_url, report=report)
    on = today.date() if today else _today()
    started = time.perf_counter()
    made = Site(load(path), settings, on)
    if cards is not None:
        made = _painted(made, cards)
    with _bar() as progress:
        built = write(made, out, progress=progress)
    click.echo(_summary(built, out, time.perf_counter() - started))


def _painted(made: Site, folder: Path) -> Site:
    """The site with its cards; a font that cannot be had is told."""
    from bot.cards import fonts
    from bot.site.cards import with_cards

    for edition in made.editions:
        if why := fonts.fetch(edition.code):
            click.echo(why, err=True)
    return with_cards(made, folder)


def _today() -> date:
    return datetime.now(UTC).date()


def _summary(built: Built, out: Path, seconds: float) -> str:
    return (
        f"{out}: {built.written} files written, {built.kept} kept, {built.removed} removed "
        f"in {seconds:.1f} s"
    )


@contextmanager
def _bar() -> Iterator[Progress]:
    """A progress bar on a terminal; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Writing the site", total=None)

        def progress(done: int, total: int) -> None:
            if done % 100 == 0 or done == total:
                bar.update(task, completed=done, total=total)

        yield progress
