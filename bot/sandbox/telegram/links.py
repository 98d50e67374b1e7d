"""The links that Telegram keeps, and how it rewrites them.

Held to Telegram's own parser by a test. A link that does not pass vanishes from a text without a
word, and is refused on a button. The TON schemes are left out: nothing here may use them.
"""

import re

_FLAGS = re.IGNORECASE | re.ASCII  # only A to Z have a small form, only 0 to 9 are digits
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", _FLAGS)
_WEB = re.compile(
    r"(?:(?P<scheme>https?)://)?(?:(?P<user>[^/?#]*)@)?"
    r"(?P<host>\[[0-9a-fA-F:.]+\]|[^:/?#@]*)(?::(?P<port>\d+))?(?P<rest>[/?#].*)?",
    _FLAGS | re.DOTALL,
)
_APP = re.compile(r"tg:(?://)?(?P<host>[a-z0-9_-]+)(?P<rest>[/?#].*)?", _FLAGS | re.DOTALL)
_LETTER = r"[a-z0-9.\-_!$,~*'();&+=\u0080-\U0010ffff]|%[0-9a-f]{2}"
_HOST = re.compile(rf"(?:{_LETTER})+|\[[0-9a-f:.]+\]")
_LOGIN = re.compile(rf"(?:{_LETTER}|:)*", _FLAGS)
_USER = re.compile(r"tg:(?://)?user\?(?:[^#]*&)?id=(?P<id>[1-9]\d{0,11})(?:[&#].*)?", _FLAGS)


def user_of(url: str) -> int | None:
    """The person's id in a link such as tg://user?id=123, or None."""
    found = _USER.fullmatch(url)
    return int(found["id"]) if found else None


def checked_link(url: str) -> str:
    """The address as Telegram keeps it, or "" where it drops the link."""
    app = _APP.fullmatch(url)
    if app is None:
        return "" if url.lower().startswith("tg:") else _web_link(url)
    rest = _rest(app["rest"])
    kept = rest[1:] if rest.startswith("/?") else rest
    return f"tg://{_lower(app['host'])}{kept}"


def why_refused(url: str) -> str | None:
    """Telegram's error about a button's address, or None where it takes it."""
    if checked_link(url):
        return None
    scheme = _SCHEME.match(url)
    known = scheme is None or scheme[1].lower() in ("http", "https", "tg")
    return "Wrong HTTP URL" if known else "Unsupported URL protocol"


def _web_link(url: str) -> str:
    found = _WEB.fullmatch(url)
    if found is None:
        return ""
    host = _lower(found["host"])
    dotted = host != "." and ("." in host or host.startswith("["))
    if not _HOST.fullmatch(host) or not dotted:
        return ""
    if not _LOGIN.fullmatch(found["user"] or ""):
        return ""
    if found["port"] and not 0 < int(found["port"]) < 65536:
        return ""
    user = f"{found['user']}@" if found["user"] else ""
    port = f":{found['port']}" if found["port"] else ""
    return f"{(found['scheme'] or 'http').lower()}://{user}{host}{port}{_rest(found['rest'])}"


def _lower(host: str) -> str:
    return host.encode().lower().decode()


def _rest(rest: str | None) -> str:
    rest = (rest or "/").rstrip(" \t\r\n\0\v")
    rest = rest if rest.startswith("/") else "/" + rest
    return re.sub(r"[\x00-\x20]", lambda space: f"%{ord(space[0]):02X}", rest)
