"""Proxies in the environment: loopback is never proxied, and what they refuse is not sent."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
import requests
from telegram.error import NetworkError

from bot.channels import RetryLater, Unknown
from bot.channels.telegram_client import make_bot
from bot.channels.telegram_errors import failure_of
from bot.channels.x_errors import failure_of as failure_of_x
from bot.errors import ConfigError
from bot.local_service import NINE, TOKEN, made_world
from bot.store import State
from tests.conftest import toml_of

NOWHERE = "http://127.0.0.1:9"
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.mark.network
def test_the_stand_ins_are_reached_past_any_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call to this machine does not go through one."""
    for name in VARIABLES:
        monkeypatch.setenv(name, NOWHERE)
    dataset = tmp_path / "events.toml"
    dataset.write_text(toml_of(("entry", "05-20", 1983)), encoding="utf-8")
    with made_world(tmp_path, dataset) as world:
        assert [outcome.state for outcome in world.beat().values()] == [State.SENT] * 2


def test_a_proxy_that_needs_a_package_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback."""
    monkeypatch.setenv("ALL_PROXY", "nonsense://127.0.0.1:9")
    with pytest.raises(ConfigError, match="the proxy cannot be used"):
        make_bot(TOKEN)


def test_a_proxy_that_refuses_has_passed_nothing_on() -> None:
    """Certainly not posted, on both platforms; a connection that broke later is not certain."""
    fault = NetworkError("httpx.ProxyError: 407 Proxy Authentication Required")
    fault.__cause__ = httpx.ProxyError("407 Proxy Authentication Required")
    assert isinstance(failure_of(fault, token=TOKEN), RetryLater)
    refused = requests.exceptions.ProxyError("Tunnel connection failed: 503")
    assert isinstance(failure_of_x(refused, now=NINE), RetryLater)
    broken = requests.exceptions.ConnectionError("Connection reset by peer")
    assert isinstance(failure_of_x(broken, now=NINE), Unknown)
