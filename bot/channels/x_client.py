"""The client for X's API, with tweepy, and how it is called.

tweepy has no time-outs, a fixed host and no retries, which is as it should be here: an adapter
on its session sets the first, and rewrites the second where another server is asked for.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

import requests
import tweepy
from requests.adapters import HTTPAdapter

from bot.channels import Timeouts, is_loopback

API = "https://api.x.com"
READ_COST = Decimal("0.005")  # the price pages differ, from 0.001 to 0.010
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class XCredentials:
    """The four OAuth 1.0a secrets of an app and an account; they do not expire."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_token_secret: str = field(repr=False)


class NotBegun(requests.ConnectionError):
    """No byte of a request's body was sent: there was no way to the platform."""


class _Body:
    """The body of a request, which notes when it is first read: connecting, and what is asked of a
    proxy, come before.
    """

    def __init__(self, content: str | bytes) -> None:
        self._content = content.encode() if isinstance(content, str) else content
        self.begun = False

    def __iter__(self) -> Iterator[bytes]:
        self.begun = True
        yield self._content


class _Adapter(HTTPAdapter):
    """Sets the time-outs and the proxy of every request, and sends it to another server where one
    is given.

    The signature is made before, for X's own host; a stand-in's server knows that.
    """

    def __init__(self, base_url: str, timeouts: Timeouts, *, proxy: str) -> None:
        # As Telegram's client has it: names are looked up by the proxy, not on this machine.
        self._proxies = {"all": re.sub(r"^socks5:", "socks5h:", proxy)} if proxy else {}
        self._base = urllib.parse.urlsplit(base_url)
        self._timeouts = (timeouts.connect, timeouts.read)
        super().__init__(max_retries=0)

    def send(  # type: ignore[override]
        self, request: requests.PreparedRequest, **kwargs: Any
    ) -> requests.Response:
        """Send with the time-outs, to the base address, through the proxy; NotBegun where nothing
        can have come of it.
        """
        url = urllib.parse.urlsplit(str(request.url))
        request.url = url._replace(scheme=self._base.scheme, netloc=self._base.netloc).geturl()
        kwargs["timeout"] = self._timeouts
        if self._proxies:
            kwargs["proxies"] = self._proxies
        if not isinstance(request.body, str | bytes):
            return super().send(request, **kwargs)
        body = _Body(request.body)
        request.body = body
        try:
            return super().send(request, **kwargs)
        except requests.RequestException as fault:
            if body.begun:
                raise
            raise NotBegun(fault) from fault


def make_client(
    credentials: XCredentials,
    *,
    base_url: str = API,
    timeouts: Timeouts | None = None,
    proxy: str = "",
) -> tweepy.Client:
    """A client for X's API v2; nothing is sent before its first call.

    ``proxy`` is used for all but this machine, instead of those of the environment.
    """
    direct = is_loopback(base_url)
    client = tweepy.Client(
        consumer_key=credentials.consumer_key,
        consumer_secret=credentials.consumer_secret,
        access_token=credentials.access_token,
        access_token_secret=credentials.access_token_secret,
        wait_on_rate_limit=False,  # it would sleep inside the call
    )
    adapter = _Adapter(base_url, timeouts or Timeouts(), proxy="" if direct else proxy)
    client.session.mount("https://", adapter)
    client.session.mount("http://", adapter)
    client.session.trust_env = not direct
    client.session.max_redirects = 0  # a redirected post may be posted, or the secrets sent away
    return client
