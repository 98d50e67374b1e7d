"""Settings from ``onthisday.toml``, checked once, all together."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot import toml
from bot.calendars import Calendar, HijriCalendar
from bot.channel_config import ChannelConfig
from bot.config.schema import LISTEN, SETTINGS, cross_faults
from bot.errors import ConfigError
from bot.validators import Problem

PREVIEW_AT = time(18)


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """One ``[[channels]]`` table: what it posts when, and how its platform is reached."""

    plan: ChannelConfig
    target: str | int = ""
    thread: int | None = None
    silent: bool = False
    credentials: str = ""

    @property
    def name(self) -> str:
        """The ledger's key."""
        return self.plan.name

    @property
    def platform(self) -> str:
        """``telegram`` or ``x``."""
        return self.plan.platform


@dataclass(frozen=True, slots=True)
class Editors:
    """The editors' chat for previews of posts, the local time of the evening before, and
    whether nothing goes out that they have not approved.
    """

    chat: int
    preview_at: time = PREVIEW_AT
    approval: bool = False


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The website: the folder into which it is written, and the address of its front page.

    ``cards`` is the folder of kept cards; ``report`` is where a reader reports an error.
    """

    out: Path
    base_url: str
    cards: Path | None = None
    report: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a service. Relative paths are relative to the settings' file."""

    path: Path
    zone: zoneinfo.ZoneInfo
    database: str
    dataset: Path
    channels: tuple[ChannelSettings, ...]
    operators_chat: int | None = None
    morning_at: time | None = None
    editors: Editors | None = None
    webhook_url: str = ""
    listen: str = LISTEN
    proxy: str = ""
    site: SiteSettings | None = None

    @property
    def has_ledger(self) -> bool:
        """True if the database is there already; one that is a server is taken to be."""
        kind, _, path = self.database.partition(":///")
        return kind != "sqlite" or Path(path).exists()

    @property
    def has_bot(self) -> bool:
        """True if anything here needs the Telegram bot, which then answers people, too."""
        telegram = any(channel.platform == "telegram" for channel in self.channels)
        return telegram or self.operators_chat is not None or self.editors is not None

    @property
    def plans(self) -> tuple[ChannelConfig, ...]:
        """The configuration of each channel."""
        return tuple(channel.plan for channel in self.channels)


def load_settings(path: Path) -> Settings:
    """The settings of a file; ConfigError with every fault, each with its line and key."""
    tables, text = toml.read(path, error=ConfigError)
    faults = [_placed(path, text, problem) for problem in SETTINGS(tables)]
    if not faults:
        faults = [f"{path}: {fault}" for fault in cross_faults(tables)]
    if faults:
        raise ConfigError(faults)
    zone = zoneinfo.ZoneInfo(tables["timezone"])
    site = _site(tables, path.parent)
    channels = tuple(_channel(table, zone, site=site) for table in tables["channels"])
    return Settings(
        path=path,
        zone=zone,
        database=_database(tables["database"], path.parent),
        dataset=path.parent / tables["dataset"],
        channels=channels,
        operators_chat=tables.get("operators_chat"),
        morning_at=_time(tables.get("morning_at")),
        editors=_editors(tables),
        webhook_url=tables.get("webhook_url", ""),
        listen=tables.get("listen", LISTEN),
        proxy=tables.get("proxy", ""),
        site=site,
    )


def _placed(path: Path, text: str, problem: Problem) -> str:
    """A fault with the line of its key, where the key can be found."""
    name = problem.path.lstrip(".")
    inside = re.match(r"channels\[(\d+)\]\.(.+)", name)
    starts = toml.lines_of(text, "channels")
    lines = toml.KeyLines(text.split("\n"), starts)
    table, _, key = name.partition(".")
    line = None if inside else toml.line_in_table(text, table, key)
    if line is None:
        line = lines.line_of(int(inside[1]) - 1 if inside else None, inside[2] if inside else name)
    return f"{path}:{line}: {name}: {problem.sentence}"


def _channel(
    table: Mapping[str, Any], zone: zoneinfo.ZoneInfo, *, site: SiteSettings | None
) -> ChannelSettings:
    budget = table.get("monthly_budget_usd")
    plan = ChannelConfig(
        name=table["name"],
        platform=table["platform"],
        target=str(table.get("target", "")),
        post_at=time.fromisoformat(table["post_at"]),
        zone=zoneinfo.ZoneInfo(table["timezone"]) if "timezone" in table else zone,
        late_until=_time(table.get("late_until")),
        countries=tuple(table.get("countries", ())),
        topics=tuple(table.get("topics", ())),
        prefer=tuple(table.get("prefer", ())),
        language=table.get("language", "en"),
        button=table.get("button", True),
        calendar=Calendar(table.get("calendar", Calendar.GREGORIAN)),
        hijri=HijriCalendar(table["hijri"]) if "hijri" in table else None,
        monthly_budget_usd=None if budget is None else Decimal(str(budget)),
        can_edit=table.get("can_edit", False),
        card=table.get("card") == "lead",
        site=site.base_url if site else "",
    )
    return ChannelSettings(
        plan=plan,
        target=table.get("target", ""),
        thread=table.get("thread"),
        silent=table.get("silent", False),
        credentials=table.get("credentials", "X") if plan.platform == "x" else "",
    )


def _site(tables: Mapping[str, Any], folder: Path) -> SiteSettings | None:
    if "site" not in tables:
        return None
    table = tables["site"]
    return SiteSettings(
        out=folder / table["out"],
        base_url=table["base_url"].rstrip("/") + "/",
        cards=folder / table["cards"] if "cards" in table else None,
        report=table.get("report", ""),
    )


def _editors(tables: Mapping[str, Any]) -> Editors | None:
    if "editors_chat" not in tables:
        return None
    return Editors(
        chat=tables["editors_chat"],
        preview_at=_time(tables.get("preview_at")) or PREVIEW_AT,
        approval=tables.get("approval") == "required",
    )


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _database(url: str, folder: Path) -> str:
    """The address, with a relative SQLite path made relative to the settings' folder."""
    found = re.fullmatch(r"sqlite:///(?![/:])(.+)", url)
    return f"sqlite:///{(folder / found[1]).resolve()}" if found else url
