"""The leads of a year, as ``preview --year`` shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import click

from bot.dataset import Dataset
from bot.dates import MonthDay, years_since
from bot.events import Event
from bot.selection import Chooser, chooser_of
from bot.selection import why as reason


@dataclass(frozen=True, slots=True)
class Line:
    """The lead of a date, as ``preview --year`` shows it."""

    date: date
    lead: Event
    why: str

    @property
    def years(self) -> int:
        """The number of years since."""
        return years_since(self.lead.year, self.date.year)

    @property
    def title(self) -> str:
        """The lead's title; what happened on 29 February says so where it is told on the 28th."""
        own = self.lead.day == MonthDay.of(self.date)
        return self.lead.title if own else f"({self.lead.day.words}) {self.lead.title}"

    def as_json(self) -> dict[str, object]:
        """Plain values, for programs."""
        return {
            "date": self.date.isoformat(),
            "id": self.lead.id,
            "weight": self.lead.weight,
            "years": self.years,
            "why": self.why,
        }


def leads_of(chooser: Chooser, year: int) -> Iterator[Line]:
    """The leads of a year; dates without an entry are left out."""
    on = date(year, 1, 1)
    while on.year == year:
        if (lead := chooser.leads.lead(on)) is not None:
            yield Line(on, lead, reason(chooser, on))
        if on == date.max:
            return
        on += timedelta(days=1)


def show_year(dataset: Dataset, year: int, *, as_json: bool) -> None:
    """The leads of a year as a table to look through, or as JSON with the reasons."""
    lines = list(leads_of(chooser_of(dataset), year))
    if as_json:
        found = [line.as_json() for line in lines]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from rich.table import Table

    from bot.cli.cards import console

    table = Table("date", "weight", "years", "lead", box=None, padding=(0, 1))
    for line in lines:
        table.add_row(str(line.date), str(line.lead.weight), str(line.years), line.title)
    console().print(table)
