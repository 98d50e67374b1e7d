"""Proxies: loopback is never proxied, and what they do not let through is certainly not sent."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import requests
from telegram.error import NetworkError

from bot.channels import Channel, Receipt, RetryLater, Timeouts, Unknown
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_client import make_bot
from bot.channels.telegram_errors import failure_of
from bot.channels.x import XChannel
from bot.channels.x_client import XCredentials, make_client
from bot.channels.x_errors import failure_of as failure_of_x
from bot.config.secrets import Secrets, load_secrets
from bot.config.settings import load_settings
from bot.delivery import Outcome
from bot.errors import ConfigError
from bot.local_service import ACCOUNT, CHANNEL, NINE, TOKEN, World, made_world
from bot.local_service import secrets_of as secrets_of_stand_ins
from bot.service import Options
from bot.store import State
from bot.wiring import build
from tests.config.test_settings import EXAMPLE, SECRETS
from tests.conftest import toml_of
from tests.helpers.proxy import FAULTS, proxy

NOWHERE = "http://127.0.0.1:9"
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
LIMITS = Timeouts(connect=30, read=30, total=60)
SHORT = Timeouts(connect=1, read=1, total=2)  # where nothing ever comes


def telegram(url: str, way: str, limits: Timeouts = LIMITS) -> Channel:
    """The channel on Telegram, through a proxy."""
    bot = make_bot(TOKEN, base_url=url, timeouts=limits, proxy=way)
    return TelegramChannel(bot, CHANNEL, clock=lambda: NINE, timeouts=limits)


def x(url: str, way: str, limits: Timeouts = LIMITS) -> Channel:
    """The account on X, through a proxy."""
    keys = (ACCOUNT.consumer_key, ACCOUNT.consumer_secret)
    credentials = XCredentials(*keys, ACCOUNT.access_token, ACCOUNT.access_token_secret)
    client = make_client(credentials, base_url=url, timeouts=limits, proxy=way)
    return XChannel(client, clock=lambda: NINE, timeouts=limits)


Make = Callable[..., Channel]
EACH = pytest.mark.parametrize("made", [telegram, x], ids=["telegram", "x"])


def publish(channel: Channel) -> Receipt:
    """One try to publish."""

    async def story() -> Receipt:
        try:
            before = NINE + timedelta(minutes=1)
            return await channel.publish("Text", button=None, before=before)
        finally:
            await channel.close()

    return asyncio.run(story())


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The stand-ins."""
    dataset = tmp_path / "events.toml"
    dataset.write_text(toml_of(("entry", "05-20", 1983)), encoding="utf-8")
    with made_world(tmp_path, dataset) as made:
        yield made


def test_the_stand_ins_are_reached_past_any_proxy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call to this machine does not go through one."""
    for name in VARIABLES:
        monkeypatch.setenv(name, NOWHERE)
    assert [outcome.state for outcome in world.beat().values()] == [State.SENT] * 2


@EACH
def test_this_machine_is_reached_past_the_proxy_of_the_settings(world: World, made: Make) -> None:
    """Whichever name it goes by."""
    server = world.telegram if made is telegram else world.x
    assert publish(made(server.url, NOWHERE)).remote_id


@EACH
def test_a_socks_proxy_leads_to_the_platform(
    world: World, made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one of the settings, whatever the environment has; the name is looked up by it."""
    for name in VARIABLES:
        monkeypatch.setenv(name, NOWHERE)
    server = world.telegram if made is telegram else world.x
    port = int(server.url.rpartition(":")[2])
    with proxy("socks5", port=port) as way:
        assert publish(made("http://platform.example", way.url)).remote_id
    assert set(way.asked) == {"platform.example"}


@EACH
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("scheme", ["http", "socks5"])
@pytest.mark.network
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of httpcore
def test_what_a_proxy_does_not_let_through_is_certainly_not_sent(
    made: Make, scheme: str, fault: str
) -> None:
    """It refuses, hangs up, answers nonsense or nothing at all."""
    limits = SHORT if fault == "hangs" else LIMITS
    with proxy(scheme, fault=fault) as way, pytest.raises(RetryLater):
        publish(made("https://platform.example", way.url, limits))
    assert len(way.asked) == 1
    gc.collect()


@pytest.mark.parametrize("fault", ["refuses", "closes", "rubbish"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of httpcore
def test_what_a_proxy_does_not_let_through_costs_nothing(world: World, fault: str) -> None:
    """The post waits, and nothing is booked: a budget is not spent by a proxy that is down."""
    with proxy("http", fault=fault) as way:
        local = secrets_of_stand_ins(world.telegram.url, world.x.url)
        secrets = replace(local, x_base_url="https://platform.example", proxy=way.url)
        service = build(world.settings, secrets, Options(clock=world.clock, check_clock=False))

        async def beat() -> list[Outcome]:
            try:
                return await service.beat()
            finally:
                await service.close()

        states = {outcome.channel: outcome.state for outcome in asyncio.run(beat())}
    assert way.asked == ["platform.example:443"]
    assert states == {"telegram": State.SENT, "x": State.WAITING}
    assert world.database.spending.spent("x", since=NINE - timedelta(days=1)) == 0


@EACH
def test_a_proxy_that_is_down_is_certain(made: Make) -> None:
    """Nothing listens there."""
    with pytest.raises(RetryLater):
        publish(made("https://platform.example", NOWHERE))


def test_a_proxy_of_another_kind_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback, and no doubt."""
    monkeypatch.setenv("ALL_PROXY", "nonsense://127.0.0.1:9")
    with pytest.raises(ConfigError, match="the proxy cannot be used"):
        make_bot(TOKEN)
    with pytest.raises(RetryLater):
        publish(x("https://platform.example", ""))


def test_a_proxy_that_refuses_has_passed_nothing_on() -> None:
    """Certainly not posted, on both platforms; a connection that broke later is not certain."""
    fault = NetworkError("httpx.ProxyError: 407 Proxy Authentication Required")
    fault.__cause__ = httpx.ProxyError("407 Proxy Authentication Required")
    assert isinstance(failure_of(fault, token=TOKEN), RetryLater)
    refused = requests.exceptions.ProxyError("Tunnel connection failed: 503")
    assert isinstance(failure_of_x(refused, now=NINE), RetryLater)
    broken = requests.exceptions.ConnectionError("Connection reset by peer")
    assert isinstance(failure_of_x(broken, now=NINE), Unknown)


SOCKS = "socks5://127.0.0.1:1080"
WITH_PASSWORD = "socks5://me:hush-hush@proxy.example:1080"


def secrets_of(proxy: str = "", **variables: str) -> Secrets:
    """The secrets of settings with a proxy, and of variables."""
    return load_secrets(replace(load_settings(EXAMPLE), proxy=proxy), SECRETS | variables)


def test_the_proxy_comes_from_the_settings_or_the_environment() -> None:
    """Its own variable goes first, and its password is a secret."""
    assert secrets_of(SOCKS).proxy == SOCKS
    found = secrets_of(SOCKS, ONTHISDAY_PROXY=WITH_PASSWORD)
    assert found.proxy == WITH_PASSWORD
    assert "hush-hush" in found.values
    assert "hush-hush" not in repr(found)


def test_a_proxy_of_a_wrong_form_is_told_without_its_password() -> None:
    """The variable is named."""
    with pytest.raises(ConfigError, match="ONTHISDAY_PROXY: expected") as told:
        secrets_of(ONTHISDAY_PROXY="me:hush-hush@proxy.example")
    assert "hush" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("proxy", {}),
        ("ONTHISDAY_PROXY", {"ONTHISDAY_PROXY": WITH_PASSWORD}),
        ("ALL_PROXY", {"ALL_PROXY": SOCKS}),
        ("https_proxy", {"https_proxy": "SOCKS5h://127.0.0.1:1080"}),
    ],
)
def test_socks_without_its_packages_is_a_sentence(
    name: str, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what to install; with a proxy of the settings the environment's are not asked."""
    monkeypatch.setattr("bot.config.secrets.find_spec", lambda name: None)
    setting = SOCKS if name == "proxy" else ""
    with pytest.raises(ConfigError) as told:
        secrets_of(setting, **variables)
    [fault] = told.value.faults
    assert fault.startswith(f"{name}: a SOCKS proxy needs an extra: ")
    assert "pip install '.[socks]'" in fault
    secrets_of(NOWHERE, **({} if name == "ONTHISDAY_PROXY" else variables))
    local = {"TELEGRAM_BASE_URL": "http://127.0.0.1:1", "X_BASE_URL": "http://localhost:1"}
    secrets_of(setting, **variables, **local)


@pytest.mark.parametrize(
    "wrong",
    [
        "127.0.0.1:1080",
        "ftp://proxy.example:21",
        "socks5://proxy.example",
        "http://a:b@c.example:1",
    ],
)
def test_a_setting_of_another_form_is_told(wrong: str, tmp_path: Path) -> None:
    """One with a password belongs into the environment."""
    path = tmp_path / "onthisday.toml"
    path.write_text(f'proxy = "{wrong}"\n' + EXAMPLE.read_text("utf-8"), encoding="utf-8")
    with pytest.raises(ConfigError, match="ONTHISDAY_PROXY"):
        load_settings(path)
