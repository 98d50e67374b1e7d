"""The one table of the settings' keys, and what must hold between them."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.calendars import Calendar, HijriCalendar
from bot.dataset.schema import COUNTRIES, TOPICS
from bot.dataset.translations import LANGUAGES
from bot.formatting.platforms import PLATFORMS
from bot.validators import (
    Key,
    Rule,
    accepted,
    flag,
    list_of,
    matching,
    one_of,
    whole,
)
from bot.validators import table as table_of
from bot.validators import text as text_rule

MODES = ("polling", "webhook")
APPROVALS = ("optional", "required")
LISTEN = "127.0.0.1:8080"


def _is_zone(value: Any) -> bool:
    """True for the name of a time zone; a look at the list of all names takes 50 ms."""
    try:
        zoneinfo.ZoneInfo(value)
    except (TypeError, ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return not value.startswith(("posix", "right"))  # copies for programs with leap seconds


_zone = accepted(_is_zone, "a time zone such as Europe/London or Asia/Karachi")


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
_SITE = matching(
    r"https?://[^\s/?#\"'<>\\]+(/[^\s?#\"'<>\\]*)?",
    "an address such as https://example.org/on-this-day/",
)
_LISTEN = matching(r"[\w.:-]+:\d{1,5}", "an address and a port, such as 127.0.0.1:8080")
_SCHEME, _HOST = r"(https?|socks5h?)://", r"[^\s/@]+:\d{1,5}/?"
PROXY = rf"{_SCHEME}([^\s/@]+@)?{_HOST}"  # in the environment it may have a password
_PROXY = matching(
    _SCHEME + _HOST,
    "an address such as socks5://127.0.0.1:1080 or http://proxy.example.org:3128; one with a "
    "password goes into the environment, as ONTHISDAY_PROXY",
)
_PREFIX = matching(r"[A-Z][A-Z0-9_]*", "a prefix of environment variables such as X_FA")
_SUBJECT = one_of((*COUNTRIES, *TOPICS), what="an ISO country code or a topic")

CALENDARS = (Calendar.GREGORIAN, Calendar.SOLAR)
NEEDS_CHAT = {
    "morning_at": "operators_chat",
    "preview_at": "editors_chat",
    "approval": "editors_chat",
}
CARDS = ("none", "lead")
SITE_KEYS = {
    "out": Key(text_rule(500), "the folder into which it is written", required=True),
    "base_url": Key(_SITE, "the address of its front page", required=True),
    "cards": Key(text_rule(500), "the folder in which the leads' cards are kept; none without"),
    "report": Key(text_rule(500), "the address at which a reader reports an error"),
}
CHANNEL_KEYS = {
    "name": Key(
        matching(r"[a-z0-9][a-z0-9_-]{0,39}", "a name such as telegram"),
        "the ledger's key; never change it",
        required=True,
    ),
    "platform": Key(one_of(tuple(PLATFORMS)), "telegram or x", required=True),
    "target": Key(_TARGET, "where to post: the channel's @name, or the number of the chat"),
    "post_at": Key(_TIME, "the local time of the post, HH:MM", required=True),
    "timezone": Key(_zone, "the channel's own time zone"),
    "late_until": Key(_TIME, "the local time after which a late post is not made, HH:MM"),
    "thread": Key(whole(1, 2**53), "the number of a forum topic"),
    "silent": Key(flag(), "true to post without a sound"),
    "button": Key(flag(), "false where no bot runs that answers the button under a post"),
    "countries": Key(list_of(one_of(COUNTRIES, what="an ISO country code")), "only these"),
    "topics": Key(list_of(one_of(TOPICS)), "only these topics"),
    "prefer": Key(list_of(_SUBJECT), "countries and topics that go first"),
    "language": Key(one_of(("en", *LANGUAGES)), "the language of the posts"),
    "calendar": Key(one_of(CALENDARS), "by which events have their day: gregorian or solar"),
    "hijri": Key(one_of(HijriCalendar), "whose Hijri date is told; none for none"),
    "card": Key(one_of(CARDS), "the picture of a post: none, or lead for the card of its lead"),
    "credentials": Key(_PREFIX, "the prefix of the environment variables of this account"),
    "can_edit": Key(flag(), "true where the account has Premium, and so may edit its posts"),
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
    "proxy": Key(_PROXY, "the proxy to Telegram and X, such as socks5://127.0.0.1:1080"),
    "listen": Key(_LISTEN, "where the webhook is listened for, such as 127.0.0.1:8080"),
    "site": Key(table_of(SITE_KEYS), "the website: where it is written, and its address"),
    "channels": Key(list_of(table_of(CHANNEL_KEYS), least=1), "a channel", required=True),
}
SETTINGS: Rule = table_of(KEYS)
ONLY_ON = {
    "telegram": ("target", "thread", "silent", "button"),
    "x": ("credentials", "can_edit"),
}
"""Keys of a channel that one platform has alone."""


def cross_faults(tables: Mapping[str, Any]) -> Iterator[str]:
    """The faults between keys that are each right by themselves."""
    if (tables.get("mode") == "webhook") != ("webhook_url" in tables):
        yield 'webhook_url: goes with mode = "webhook", and the mode with it'
    if int(tables.get("listen", LISTEN).rpartition(":")[2]) > 65535:
        yield "listen: expected a port of at most 65535"
    for key, chat in NEEDS_CHAT.items():
        if key in tables and chat not in tables:
            yield f"{key}: goes with {chat}, which is missing"
    for table in tables["channels"]:
        yield from _channel_faults(table)
    yield from _twins(tables["channels"])


def _channel_faults(table: Mapping[str, Any]) -> Iterator[str]:
    """The faults between the keys of one channel."""
    name, platform = table["name"], table["platform"]
    if platform == "telegram" and "target" not in table:
        yield f"{name}: target: missing; expected the channel's @name or number"
    for other, keys in ONLY_ON.items():
        for key in keys:
            if other != platform and key in table:
                yield f"{name}: {key}: only for platform {other}"
    if "late_until" in table and table["late_until"] <= table["post_at"]:
        yield f"{name}: late_until: expected a time after post_at {table['post_at']}"


def _twins(channels: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Channels of one name, or that post to one place."""
    names: set[str] = set()
    places: dict[tuple[str, object, object], str] = {}
    for table in channels:
        name = table["name"]
        if name in names:
            yield f"channels: two channels have the name {name}; the ledger needs one each"
        names.add(name)
        first = places.setdefault(_place(table), name)
        if first != name and table["platform"] == "x":
            yield f"{name}: the same X account as {first}; X forbids posting twice"
        elif first != name:
            yield f"{name}: target: another channel posts there already"


def _place(table: Mapping[str, Any]) -> tuple[str, object, object]:
    """The target of a channel: a chat and its topic, or the prefix of an account's secrets."""
    if table["platform"] == "x":
        return "x", table.get("credentials", "X"), None
    return table["platform"], str(table.get("target", "")).lower(), table.get("thread")
