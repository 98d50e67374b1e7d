"""Settings from ``onthisday.toml`` and secrets from the environment, checked once, all together."""

from __future__ import annotations

import re
import urllib.parse
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot import toml
from bot.channel_config import ChannelConfig
from bot.dataset.schema import COUNTRIES, TOPICS
from bot.dataset.translations import LANGUAGES
from bot.errors import ConfigError
from bot.validators import (
    OK,
    Key,
    Problem,
    Rule,
    accepted,
    expected,
    list_of,
    matching,
    one_of,
    whole,
)
from bot.validators import table as table_of
from bot.validators import text as text_rule

DEFAULT_FILE = "onthisday.toml"
FILE_VARIABLE = "ONTHISDAY_CONFIG"
PLATFORMS = ("telegram", "x")
MODES = ("polling", "webhook")
APPROVALS = ("optional", "required")
PREVIEW_AT = time(18)
LISTEN = "127.0.0.1:8080"
TELEGRAM_API = "https://api.telegram.org"
X_API = "https://api.x.com"
X_PARTS = ("CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_TOKEN_SECRET")


def _zone(value: Any) -> Sequence[Problem]:
    if type(value) is str and value in zoneinfo.available_timezones():
        return OK
    return expected("a time zone such as Europe/London or Asia/Karachi", value)


def _money(value: Any) -> bool:
    return type(value) in (int, float) and value >= 0


_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time HH:MM, such as 09:03")
_CHAT = accepted(
    lambda value: type(value) is int and value != 0, "the number of a chat, such as -1001234567890"
)
_TARGET = accepted(
    lambda value: (
        (type(value) is int and value != 0)
        or (type(value) is str and bool(re.fullmatch(r"@[A-Za-z]\w{3,31}|-?\d{5,20}", value)))
    ),
    "the channel's @name, or the number of the chat",
)
_HOOK = matching(
    r"https://[^\s/]+/\S*|http://(127\.0\.0\.1|localhost)(:\d+)?/\S*",
    "an https address with a path, such as https://bot.example.org/telegram",
)
_LISTEN = matching(r"[\w.:-]+:\d{1,5}", "an address and a port, such as 127.0.0.1:8080")
_PREFIX = matching(r"[A-Z][A-Z0-9_]*", "a prefix of environment variables such as X_FA")
_FLAG = accepted(lambda value: type(value) is bool, "true or false")

NEEDS_CHAT = {
    "morning_at": "operators_chat",
    "preview_at": "editors_chat",
    "approval": "editors_chat",
}
CHANNEL_KEYS = {
    "name": Key(
        matching(r"[a-z0-9][a-z0-9_-]{0,39}", "a name such as telegram"),
        "the ledger's key; never change it",
        required=True,
    ),
    "platform": Key(one_of(PLATFORMS), "telegram or x", required=True),
    "target": Key(_TARGET, "where to post: the channel's @name, or the number of the chat"),
    "post_at": Key(_TIME, "the local time of the post, HH:MM", required=True),
    "timezone": Key(_zone, "the channel's own time zone"),
    "late_until": Key(_TIME, "the local time after which a late post is not made, HH:MM"),
    "thread": Key(whole(1, 2**53), "the number of a forum topic"),
    "silent": Key(_FLAG, "true to post without a sound"),
    "countries": Key(list_of(one_of(COUNTRIES, what="an ISO country code")), "only these"),
    "topics": Key(list_of(one_of(TOPICS)), "only these topics"),
    "language": Key(one_of(("en", *LANGUAGES)), "the language of the posts"),
    "credentials": Key(_PREFIX, "the prefix of the environment variables of this account"),
    "monthly_budget_usd": Key(accepted(_money, "an amount in US dollars"), "the month's limit"),
}

KEYS = {
    "timezone": Key(_zone, "the time zone of the channels", required=True),
    "database": Key(text_rule(500), "the database, such as sqlite:///onthisday.db", required=True),
    "dataset": Key(text_rule(500), "the path of the dataset", required=True),
    "operators_chat": Key(_CHAT, "the number of the chat in which the operators are told"),
    "morning_at": Key(_TIME, "the local time of a line to the operators each morning, HH:MM"),
    "editors_chat": Key(_CHAT, "the number of the chat in which editors see posts before they go"),
    "preview_at": Key(_TIME, "the local time of the evening before, HH:MM"),
    "approval": Key(one_of(APPROVALS), "whether a post needs an editor's yes: optional, required"),
    "mode": Key(one_of(MODES), "how updates come: polling, by default, or webhook"),
    "webhook_url": Key(_HOOK, "the public https address of the webhook"),
    "listen": Key(_LISTEN, "where the webhook is listened for, such as 127.0.0.1:8080"),
    "channels": Key(list_of(table_of(CHANNEL_KEYS), least=1), "a channel", required=True),
}
_SETTINGS: Rule = table_of(KEYS)


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
    """Where editors see posts before they go out, at which local time of the evening before, and
    whether nothing goes out that they have not approved.
    """

    chat: int
    preview_at: time = PREVIEW_AT
    approval: bool = False


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

    @property
    def has_ledger(self) -> bool:
        """Whether the database is there already; one that is a server is taken to be."""
        kind, _, path = self.database.partition(":///")
        return kind != "sqlite" or Path(path).exists()

    @property
    def has_bot(self) -> bool:
        """Whether anything here needs the Telegram bot, which then answers people, too."""
        telegram = any(channel.platform == "telegram" for channel in self.channels)
        return telegram or self.operators_chat is not None or self.editors is not None

    @property
    def plans(self) -> tuple[ChannelConfig, ...]:
        """What each channel posts."""
        return tuple(channel.plan for channel in self.channels)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What comes from the environment only; it has no representation, so it cannot be printed."""

    telegram_token: str = field(default="", repr=False)
    telegram_base_url: str = TELEGRAM_API
    webhook_secret: str = field(default="", repr=False)
    x: Mapping[str, tuple[str, str, str, str]] = field(default_factory=dict, repr=False)
    x_base_url: str = X_API

    @property
    def values(self) -> tuple[str, ...]:
        """Every secret, for redaction."""
        return tuple(
            v
            for v in (
                self.telegram_token,
                self.webhook_secret,
                *(p for s in self.x.values() for p in s),
            )
            if v
        )

    @property
    def all_local(self) -> bool:
        """Whether every server in use is on this machine (stand-ins, drills)."""
        urls = [self.telegram_base_url] * bool(self.telegram_token) + [self.x_base_url] * bool(
            self.x
        )
        return all(is_local(url) for url in urls)


def is_local(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urllib.parse.urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def load_settings(path: Path) -> Settings:
    """The settings of a file; ConfigError with every fault, each with its line and key."""
    tables, text = toml.read(path, error=ConfigError)
    faults = [_placed(path, text, problem) for problem in _SETTINGS(tables)]
    if not faults:
        faults = [f"{path}: {fault}" for fault in _cross_faults(tables)]
    if faults:
        raise ConfigError(faults)
    zone = zoneinfo.ZoneInfo(tables["timezone"])
    channels = tuple(_channel(table, zone) for table in tables["channels"])
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
    )


def _placed(path: Path, text: str, problem: Problem) -> str:
    """A fault with the line of its key, where the key can be found."""
    name = problem.path.lstrip(".")
    start, end = 1, text.count("\n") + 1
    if inside := re.match(r"channels\[(\d+)\]\.(.+)", name):
        starts = toml.lines_of(text, "channels")
        number = int(inside[1])
        if number <= len(starts):
            start = starts[number - 1]
            end = starts[number] - 1 if number < len(starts) else end
    key = re.split(r"[.\[]", inside[2] if inside else name)[0]
    line = toml.line_of_key(text, key, start=start, end=end) or start
    return f"{path}:{line}: {name}: {problem.sentence}"


def _cross_faults(tables: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong between keys that are each right by themselves."""
    seen: set[str] = set()
    targets: set[tuple[str, int | None]] = set()
    accounts: dict[str, str] = {}
    if (tables.get("mode") == "webhook") != ("webhook_url" in tables):
        yield 'webhook_url: goes with mode = "webhook", and the mode with it'
    if int(tables.get("listen", LISTEN).rpartition(":")[2]) > 65535:
        yield "listen: expected a port of at most 65535"
    for key, chat in NEEDS_CHAT.items():
        if key in tables and chat not in tables:
            yield f"{key}: goes with {chat}, which is missing"
    for table in tables["channels"]:
        name = table["name"]
        if name in seen:
            yield f"channels: two channels have the name {name}; the ledger needs one each"
        seen.add(name)
        if table["platform"] == "telegram" and "target" not in table:
            yield f"{name}: target: missing; expected the channel's @name or number"
        target = (str(table.get("target", "")).lower(), table.get("thread"))
        if table["platform"] == "telegram" and target in targets:
            yield f"{name}: target: another channel posts there already"
        targets.add(target)
        if table["platform"] == "telegram" and "credentials" in table:
            yield f"{name}: credentials: only for platform x; Telegram has TELEGRAM_TOKEN"
        if table["platform"] == "x":
            prefix = table.get("credentials", "X")
            if prefix in accounts:
                yield f"{name}: the same X account as {accounts[prefix]}; X forbids posting twice"
            accounts[prefix] = name
            for key in ("target", "thread", "silent"):
                if key in table:
                    yield f"{name}: {key}: only for platform telegram"
        if "late_until" in table and table["late_until"] <= table["post_at"]:
            yield f"{name}: late_until: expected a time after post_at {table['post_at']}"


def _channel(table: Mapping[str, Any], zone: zoneinfo.ZoneInfo) -> ChannelSettings:
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
        language=table.get("language", "en"),
        monthly_budget_usd=None if budget is None else Decimal(str(budget)),
    )
    return ChannelSettings(
        plan=plan,
        target=table.get("target", ""),
        thread=table.get("thread"),
        silent=table.get("silent", False),
        credentials=table.get("credentials", "X") if plan.platform == "x" else "",
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


def load_secrets(settings: Settings, environ: Mapping[str, str]) -> Secrets:
    """What the channels need of the environment; ConfigError names every variable that lacks."""
    faults: list[str] = []

    def wanted(name: str, why: str) -> str:
        value = environ.get(name, "").strip()
        if not value:
            faults.append(f"environment: {name}: missing; needed by {why}")
        return value

    token = ""
    telegram = [c.name for c in settings.channels if c.platform == "telegram"]
    needing = [f"channel {name}" for name in telegram]
    needing += ["operators_chat"] * bool(settings.operators_chat)
    needing += ["editors_chat"] * bool(settings.editors)
    if needing:
        token = wanted("TELEGRAM_TOKEN", needing[0])
        if token and not re.fullmatch(r"\d+:[\w-]{20,}", token):
            faults.append("environment: TELEGRAM_TOKEN: expected the form 123456789:letters")
    hook = wanted("TELEGRAM_WEBHOOK_SECRET", "mode webhook") if settings.webhook_url else ""
    if hook and not re.fullmatch(r"[\w-]{16,256}", hook, re.ASCII):
        faults.append(
            "environment: TELEGRAM_WEBHOOK_SECRET: expected 16 to 256 letters, digits, _ and -"
        )
    accounts: dict[str, tuple[str, str, str, str]] = {}
    for channel in settings.channels:
        if channel.platform == "x":
            parts = [
                wanted(f"{channel.credentials}_{p}", f"channel {channel.name}") for p in X_PARTS
            ]
            if parts[2] and not re.fullmatch(r"\d+-\w+", parts[2]):
                name = f"{channel.credentials}_ACCESS_TOKEN"
                faults.append(
                    f"environment: {name}: expected the account's number, a hyphen, letters"
                )
            accounts[channel.name] = (parts[0], parts[1], parts[2], parts[3])
    faults += _same_account(accounts)
    secrets = Secrets(
        telegram_token=token,
        telegram_base_url=_base_url(environ, "TELEGRAM_BASE_URL", TELEGRAM_API, faults),
        webhook_secret=hook,
        x=accounts,
        x_base_url=_base_url(environ, "X_BASE_URL", X_API, faults),
    )
    if faults:
        raise ConfigError(faults)
    return secrets


def _same_account(accounts: Mapping[str, tuple[str, str, str, str]]) -> Iterator[str]:
    """Two channels whose access tokens belong to one account."""
    owner: dict[str, str] = {}
    for name, parts in accounts.items():
        account = parts[2].partition("-")[0]
        if account and account in owner:
            yield f"{name}: the same X account as {owner[account]}; X forbids posting twice"
        owner.setdefault(account, name)


def _base_url(environ: Mapping[str, str], name: str, default: str, faults: list[str]) -> str:
    url = environ.get(name, "").strip() or default
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        parts = urllib.parse.urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        faults.append(f"environment: {name}: expected the root of a server, such as {default}")
    elif parts.scheme == "http" and not is_local(url):
        faults.append(f"environment: {name}: expected https, since the secrets go there")
    return url.rstrip("/")
