"""``site build`` and ``site serve``: the pages, feeds and the box as static files."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import config_option, dataset_option, dataset_path, settings_if_any
from bot.dataset import load
from bot.site.site import LOCAL, CorrectedPost, Site, SiteConfig

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.dataset import Dataset
    from bot.site.builder import Built, Progress


@click.group(epilog="\b\nExample:\n  onthisday site build public --base-url https://example.org/")
def site() -> None:
    """The website: a page a day and an entry, the box for other sites, feeds and data."""


@site.command(
    epilog="\b\nExamples:\n  onthisday site build public --base-url https://example.org/\n"
    "  onthisday site build public --cards cards\n  onthisday site build --config onthisday.toml"
)
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.option("--base-url", help=f"Where the front page will be found; {LOCAL} by default.")
@click.option(
    "--report",
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
    out: Path | None,
    base_url: str | None,
    report: str | None,
    cards: Path | None,
    today: datetime | None,
    config: Path | None,
    dataset: Path | None,
) -> None:
    """Write the site into the folder OUT; only what changed since the last time.

    OUT is new, empty or was built before: any other folder is left alone. Where the settings
    have a site, that is built without OUT, and the other options are those of the settings. Exit
    code 2 if the site cannot be built; the last one is as it was then.
    """
    from bot.site.builder import build as write

    found = None if dataset else settings_if_any(config)
    own = found.site if found and out is None else None
    if own is not None:
        out, cards = own.out, cards or own.cards
        base_url, report = base_url or own.base_url, report or own.report
    if out is None:
        raise click.UsageError("name the folder OUT, or a site in the settings")
    started = time.perf_counter()
    path = dataset_path(dataset, found)
    made = Site(
        load(path),
        SiteConfig(base_url=base_url or LOCAL, report=report or "", dataset=path),
        today.date() if today else _today(),
        corrected=_corrected(found) if found else {},
    )
    if cards is not None:
        made = _painted(made, cards)
    with _bar() as progress:
        built = write(made, out, progress=progress)
    click.echo(_summary(built, out, time.perf_counter() - started))


@site.command(epilog="\b\nExample:\n  onthisday site serve\n  onthisday site serve --port 8080")
@click.option("--port", default=8000, show_default=True, help="The port on this machine.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site is written; a passing folder by default.",
)
@config_option
@dataset_option
def serve(port: int, out: Path | None, config: Path | None, dataset: Path | None) -> None:
    """Show the site on this machine alone, with a sample news page that carries the box.

    It is built again whenever the dataset changes; faults are then printed, and the last good
    site stays. Ends with Ctrl-C.
    """
    from tempfile import TemporaryDirectory

    path = dataset_path(dataset, None if dataset else settings_if_any(config))
    with TemporaryDirectory() as folder:
        _serve(path, out or Path(folder) / "site", port)


def _serve(path: Path, out: Path, port: int) -> None:
    from bot.cli.site_server import server

    try:
        running = server(out, port)
    except OSError as fault:
        raise click.UsageError(f"port {port}: {fault.strerror}; name another: --port") from None
    with running, _followed(path, out, port) as address:
        serving = threading.Thread(target=running.serve_forever)
        serving.start()
        with _ctrl_c() as pressed:
            click.echo(f"{address} is the site, {address}demo/ the sample page. Ctrl-C ends.")
            pressed.wait()
        running.shutdown()
        serving.join()
    click.echo("Ended.")


@contextmanager
def _ctrl_c() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets: an exception is lost where it meets a callback of the system."""
    pressed = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _followed(path: Path, out: Path, port: int) -> Iterator[str]:
    """Build the site, and again whenever the dataset changes; its address."""
    from bot.cli.site_server import HOST, Follower, watch
    from bot.dataset.reloader import LiveDataset
    from bot.site.builder import build as write

    live = LiveDataset(path)
    settings = SiteConfig(base_url=f"http://{HOST}:{port}/", dataset=path)

    def rebuild(dataset: Dataset) -> None:
        write(Site(dataset, settings, _today()), out)
        click.echo(f"{path}: changed, and the site with it")

    with _bar() as progress:
        built = write(Site(live.current, settings, _today()), out, progress=progress)
    click.echo(f"{built.written} files written")
    stop = threading.Event()
    follow = Follower(live, rebuild).follow
    watching = threading.Thread(target=watch, args=(follow,), kwargs={"stop": stop}, daemon=True)
    watching.start()
    try:
        yield settings.base
    finally:
        stop.set()
        watching.join()


def _corrected(settings: Settings) -> Mapping[str, Sequence[CorrectedPost]]:
    """The posts in which entries were put right, where there is a ledger."""
    if not settings.has_ledger:
        return {}
    from bot.operations.corrected_posts import corrected_posts
    from bot.store import Database

    with Database.open(settings.database) as database:
        return corrected_posts(database, settings.plans)


def _painted(made: Site, folder: Path) -> Site:
    """The site with its cards; a missing font is reported."""
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
