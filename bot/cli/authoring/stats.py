"""``stats``: how full and balanced the dataset is, thin days first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from bot.authoring.figures.aims import held, load_aims
from bot.authoring.figures.coverage import coverage
from bot.authoring.figures.decade import YEARS, Decade
from bot.authoring.figures.figure import Figure
from bot.authoring.figures.lead_statistics import lead_figures
from bot.authoring.figures.statistics import balance, figures, per_day, ready, told
from bot.authoring.lint.rules_days import ENOUGH
from bot.cli.authoring.dataset import FILE, chosen
from bot.cli.authoring.heat_palette import shade
from bot.cli.cards import console
from bot.cli.options import config_option, dataset_option, local_today
from bot.dataset import Dataset, load
from bot.dates import LONGEST, MONTHS, MonthDay, day_words
from bot.selection import choose

ROWS = 8  # of each table of the balance


@click.command(epilog="\b\nExamples:\n  onthisday stats\n  onthisday stats --png heatmap.png")
@FILE
@click.option("--png", type=click.Path(path_type=Path), help="Write the year as a picture, too.")
@config_option
@dataset_option
def stats(file: Path | None, png: Path | None, config: Path | None, dataset: Path | None) -> None:
    """Show how full and how balanced the dataset FILE is: a map of the year, aims, thin days."""
    path = chosen(file, dataset, config)
    loaded = load(path)
    out = console()
    out.print(_map(loaded), "")
    out.print(_aims("Aims", held(figures(loaded), load_aims(path))), "")
    out.print(
        _aims(f"Leads and posts, {YEARS[0]} to {YEARS[-1]}", lead_figures(Decade(loaded))), ""
    )
    for name, counts in balance(told(loaded)).items():
        out.print(_bars(name, counts.most_common(), len(told(loaded))), "")
    out.print(_languages(loaded, local_today(None)), "")
    out.print(_readiness(loaded, local_today(None)), "")
    click.echo(_links(loaded))
    if png is not None:
        from bot.cli.authoring.heatmap import draw

        draw(per_day(loaded), png)
        click.echo(f"{png}: written")


def _map(dataset: Dataset) -> Text:
    """A row for each month, a cell with its count for each day."""
    counts = per_day(dataset)
    shown = Text("     " + "".join(f"{day:>2}" for day in range(1, 32)) + "\n", style="dim")
    for month, length in enumerate(LONGEST, 1):
        shown.append(f"{MONTHS[month - 1][:3]}  ", style="not dim")
        for day in range(1, length + 1):
            count = counts[MonthDay(month, day)]
            shown.append(f"{min(count, 99):>2}", style=f"not dim #ffffff on {shade(count)}")
        shown.append("\n")
    thin = sum(count < ENOUGH for count in counts.values())
    shown.append(f"{thin} days have fewer than {ENOUGH} entries", style="not dim")
    return shown


def _aims(title: str, found: Sequence[Figure]) -> Table:
    """Each figure with its aim, and whether that is reached."""
    table = Table("", "now", "aim", "", box=None, title=title, title_justify="left", padding=(0, 1))
    for figure in found:
        value, aim = figure.words
        mark = Text("yes", style="green") if figure.met else Text("not yet", style="yellow")
        name = f"{figure.name} ({figure.detail})" if figure.detail else figure.name
        table.add_row(name, Text(value, justify="right"), aim, mark if aim else "")
    return table


def _bars(name: str, counts: Sequence[tuple[str, int]], whole: int) -> Table:
    """The largest parts, each with a bar; the rest in one line."""
    table = Table("", "", "", box=None, title=f"By {name}", title_justify="left", show_header=False)
    rows = [*counts[:ROWS]]
    if rest := counts[ROWS:]:
        rows.append((f"the other {len(rest)}", sum(count for _, count in rest)))
    for part, count in rows:
        share = count / max(whole, 1)
        table.add_row(
            part, Text(f"{count:,}", justify="right"), f"{'█' * round(40 * share)} {share:.0%}"
        )
    return table


def _languages(dataset: Dataset, today: date) -> Table:
    """The share of each other language in the dataset, and in the coming two years."""
    heads = ("", "texts", "stale", "leads to come", "days to come")
    table = Table(*heads, box=None, title="By language", title_justify="left", padding=(0, 1))
    for found in coverage(dataset, today):
        leads, told = (f"{count} of {found.days}" for count in (found.leads, found.told))
        share = f"{found.fresh:,} of {len(dataset):,}"
        table.add_row(found.language, share, str(found.stale), leads, told)
    return table


def _readiness(dataset: Dataset, today: date) -> Table:
    """The next 30 days with too few entries, thinnest first; all is well without one."""
    coming = ready(dataset, today)
    thin = [(day, events) for day, events in coming if len(events) < ENOUGH]
    title = f"The next {len(coming)} days: {len(coming) - len(thin)} have {ENOUGH} entries or more"
    table = Table("", "", "", box=None, title=title, title_justify="left", show_header=False)
    for day, events in thin:
        choice = choose(dataset, day)
        lead = choice.lead.title if choice else "nothing to tell"
        table.add_row(day_words(day), str(len(events)), lead)
    return table


def _links(dataset: Dataset) -> str:
    """The number of addresses that were never opened, in words."""
    from bot.authoring.link_checker import read_cache
    from bot.cli.authoring.links import CACHE

    urls = {source.url for event in told(dataset) for source in event.sources}
    unchecked = len(urls - read_cache(CACHE).keys())
    return f"{unchecked:,} of {len(urls):,} addresses were never opened by check --links"
