"""What is built: the editions of a dataset, where the site will be, and the day it is built for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.calendars import hijri_for
from bot.dataset import Dataset
from bot.dataset.occasion import Audience
from bot.dataset.picture_file import picture_path, size_of
from bot.dates import MonthDay
from bot.errors import OnThisDayError
from bot.events import Event, EventPicture
from bot.i18n.languages import CODES
from bot.site.edition import Edition
from bot.site.output import key_of

LOCAL = "http://127.0.0.1:8000/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DAYS_KEPT = 14  # days that a feed goes back; so long a day's page still shows the year that ran


class SiteError(OnThisDayError):
    """The site cannot be built; the last one is as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """Where the site will be, and what its pages say besides the dataset.

    ``report`` is the address to which an error is reported, ``{id}`` in it the entry's id; empty
    for the page about the site. ``cards`` is the folder of kept
    cards; None for a site without any. ``dataset`` is the path of the dataset, beside which the
    entries' own pictures are.
    """

    base_url: str = LOCAL
    report: str = ""
    cards: Path | None = None
    dataset: Path | None = None

    def __post_init__(self) -> None:
        """SiteError for an address that no browser could open."""
        parts = urlsplit(self.base_url)
        fine = parts.scheme in ("http", "https") and parts.netloc and not parts.query
        if not fine or parts.fragment or any(sign in self.base_url for sign in " \"'<>\\"):
            raise SiteError(
                f'"{self.base_url}" is no address of a site: expected one such as '
                "https://example.org/on-this-day/"
            )

    @property
    def base(self) -> str:
        """The address of the front page, with a slash at its end."""
        return self.base_url.rstrip("/") + "/"

    @property
    def root(self) -> str:
        """The path of the front page on its host."""
        return urlsplit(self.base).path


class SitePicture(NamedTuple):
    """An entry's own picture on the site: its path there and its size, the file, and its words."""

    path: str
    width: int
    height: int
    file: Path
    alt: str
    credit: str
    licence: str


class CorrectedPost(NamedTuple):
    """A post in which an entry was put right: its channel, its date and its address, if any."""

    channel: str
    on: date
    url: str = ""


@dataclass(frozen=True)
class Site:
    """The editions of a dataset in the languages that have texts, English first.

    ``corrected`` are the posts in which each entry was put right, by the entry's id.
    """

    dataset: Dataset
    config: SiteConfig
    today: date
    cards: Mapping[str, str] = field(default_factory=dict)  # paths, by language/id
    corrected: Mapping[str, Sequence[CorrectedPost]] = field(default_factory=dict)

    @cached_property
    def editions(self) -> Sequence[Edition]:
        """English, and each language of which the dataset has a fresh text."""
        made = (Edition(self.dataset.edition(code), today=self.first_day) for code in CODES)
        return [edition for edition in made if edition.code == "en" or edition.events]

    @property
    def english(self) -> Edition:
        """The edition that has every entry."""
        return self.editions[0]

    @cached_property
    def first_day(self) -> date:
        """The first date that the pages show: each day is shown in the year from here on."""
        return date.fromordinal(max(1, self.today.toordinal() - DAYS_KEPT))

    def on(self, day: MonthDay) -> date:
        """The date for which the page of a day is made."""
        return day.next_from(self.first_day)

    def codes_of(self, event: Event) -> list[str]:
        """The languages in which an entry has a page."""
        return [edition.code for edition in self.editions if event.id in edition.by_id]

    def card_of(self, event: Event) -> str:
        """The path of an entry's own picture, or else of its card; empty where it has none."""
        if own := self.pictures.get(event.id):
            return own.path
        return self.cards.get(f"{event.language}/{event.id}", "")

    @cached_property
    def pictures(self) -> Mapping[str, SitePicture]:
        """The entries' own pictures, by id; SiteError for a file that cannot be used."""
        if self.config.dataset is None:
            return {}
        return {
            event.id: _picture(self.config.dataset, event.picture)
            for event in self.dataset
            if event.picture is not None and event.retracted is None
        }

    def occasions_on(self, on: date, code: str) -> list[str]:
        """The recurring days of a date for readers of a language, in its words."""
        audience = Audience.of(code, hijri=hijri_for(code))
        return [day.words(code) for day in self.dataset.occasions.on(on, audience)]

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return self.config.base + path

    @cached_property
    def stamp(self) -> str:
        """A key of what every page depends on besides the dataset."""
        from bot.site.assets import program_key

        codes = [edition.code for edition in self.editions]
        return key_of(program_key(), self.config.base, self.config.report, codes)


def _picture(dataset: Path, own: EventPicture) -> SitePicture:
    path = picture_path(dataset, own.file)
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise SiteError(f"{path}: cannot be read: {fault.strerror}") from None
    size = size_of(content)
    if size is None:
        raise SiteError(f"{path}: no PNG, JPEG or WebP")
    name = f"pictures/{key_of(content.hex())}.{size.ending}"
    return SitePicture(name, size.width, size.height, path, own.alt, own.credit, own.licence)
