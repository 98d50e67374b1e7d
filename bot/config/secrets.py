"""Secrets from the environment: the only place they come from."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec

from bot.channels import is_loopback
from bot.config.schema import PROXY
from bot.config.settings import Settings
from bot.errors import ConfigError, install_extra

TELEGRAM_API = "https://api.telegram.org"
X_API = "https://api.x.com"
X_PARTS = ("CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_TOKEN_SECRET")
PROXY_VARIABLES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
XSecrets = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Secrets:
    """The secrets, from the environment only; without a representation, so never printed."""

    telegram_token: str = field(default="", repr=False)
    telegram_base_url: str = TELEGRAM_API
    webhook_secret: str = field(default="", repr=False)
    x: Mapping[str, tuple[str, str, str, str]] = field(default_factory=dict, repr=False)
    x_base_url: str = X_API
    proxy: str = field(default="", repr=False)  # it may have a password

    @property
    def values(self) -> tuple[str, ...]:
        """Every secret, for redaction."""
        password = urllib.parse.urlsplit(self.proxy).password or ""
        of_x = [part for account in self.x.values() for part in account]
        found = (self.telegram_token, self.webhook_secret, *of_x, password)
        return tuple(secret for secret in found if secret)

    @property
    def all_local(self) -> bool:
        """True if every server in use is on this machine (stand-ins, drills)."""
        urls = [self.telegram_base_url] * bool(self.telegram_token) + [self.x_base_url] * bool(
            self.x
        )
        return all(is_loopback(url) for url in urls)


class _Environment:
    """The variables, and every fault that is found in them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.faults: list[str] = []

    def needed(self, name: str, why: str, form: str = "", what: str = "") -> str:
        """The value of a variable; a fault where it is missing or not of the ``form``."""
        value = self._variables.get(name, "").strip()
        if not value:
            self.faults.append(f"environment: {name}: missing; needed by {why}")
        elif value[0] == value[-1] and value[0] in "\"'":
            where = "which this way of setting variables takes for a part of it: leave them out"
            self.faults.append(f"environment: {name}: stands in quotation marks, {where}")
        elif form and not re.fullmatch(form, value, re.ASCII):
            self.faults.append(f"environment: {name}: expected {what}")
        return value

    def root(self, name: str, default: str) -> str:
        """The root of a server, https unless it is on this machine."""
        url = self._variables.get(name, "").strip() or default
        try:
            parts = urllib.parse.urlsplit(url)
        except ValueError:
            parts = urllib.parse.urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            wanted = f"the root of a server, such as {default}"
            self.faults.append(f"environment: {name}: expected {wanted}")
        elif parts.scheme == "http" and not is_loopback(url):
            self.faults.append(f"environment: {name}: expected https, since the secrets go there")
        return url.rstrip("/")

    def proxy(self, setting: str) -> str:
        """The proxy to use, by its own variable or by the setting; a fault where it, or one that
        the libraries take from the environment, needs packages that are not there.
        """
        own = self._variables.get("ONTHISDAY_PROXY", "").strip()
        if own and not re.fullmatch(PROXY, own):
            what = "such as socks5://user:password@proxy.example.org:1080"
            self.faults.append(f"environment: ONTHISDAY_PROXY: expected an address {what}")
        chosen = {"ONTHISDAY_PROXY": own} if own else {"proxy": setting} if setting else {}
        usual = {name: self._variables.get(name, "") for name in PROXY_VARIABLES}
        for name, proxy in (chosen or usual).items():
            if proxy.lower().startswith("socks") and not _has_socks():
                extra = install_extra("socks")
                self.faults.append(f"{name}: a SOCKS proxy needs an extra: {extra}")
        return own or setting


def _has_socks() -> bool:
    """True if the packages for SOCKS proxies are there: one for each platform's library."""
    return all(find_spec(name) is not None for name in ("socks", "socksio"))


def load_secrets(settings: Settings, environ: Mapping[str, str]) -> Secrets:
    """The channels' secrets from the environment; ConfigError lists every missing variable."""
    found = _Environment(environ)
    token = _token(found, settings)
    hook = _webhook_secret(found) if settings.webhook_url else ""
    accounts = {
        channel.name: _account(found, channel.credentials, channel.name)
        for channel in settings.channels
        if channel.platform == "x"
    }
    secrets = Secrets(
        telegram_token=token,
        telegram_base_url=found.root("TELEGRAM_BASE_URL", TELEGRAM_API),
        webhook_secret=hook,
        x=accounts,
        x_base_url=found.root("X_BASE_URL", X_API),
    )
    if not secrets.all_local:
        secrets = replace(secrets, proxy=found.proxy(settings.proxy))
    if faults := [*found.faults, *_same_account(accounts)]:
        raise ConfigError(faults)
    return secrets


def _token(found: _Environment, settings: Settings) -> str:
    """The bot's token, where a channel or a chat needs it."""
    needing = [f"channel {c.name}" for c in settings.channels if c.platform == "telegram"]
    needing += ["operators_chat"] * bool(settings.operators_chat)
    needing += ["editors_chat"] * bool(settings.editors)
    form = r"\d+:[\w-]{20,}"
    return (
        found.needed("TELEGRAM_TOKEN", needing[0], form, "the form 123456789:letters")
        if needing
        else ""
    )


def _webhook_secret(found: _Environment) -> str:
    what = "16 to 256 letters, digits, _ and -"
    return found.needed("TELEGRAM_WEBHOOK_SECRET", "mode webhook", r"[\w-]{16,256}", what)


def _account(found: _Environment, prefix: str, channel: str) -> XSecrets:
    """The four secrets of an X account; the access token begins with the account's number."""
    forms = {"ACCESS_TOKEN": r"\d+-\w+"}
    what = "the account's number, a hyphen, letters"
    key, secret, token, token_secret = (
        found.needed(f"{prefix}_{part}", f"channel {channel}", forms.get(part, ""), what)
        for part in X_PARTS
    )
    return key, secret, token, token_secret


def _same_account(accounts: Mapping[str, XSecrets]) -> Iterator[str]:
    """Two channels whose access tokens belong to one account."""
    owner: dict[str, str] = {}
    for name, parts in accounts.items():
        account = parts[2].partition("-")[0]
        if account and account in owner:
            yield f"{name}: the same X account as {owner[account]}; X forbids posting twice"
        owner.setdefault(account, name)
