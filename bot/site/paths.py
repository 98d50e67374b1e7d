"""The addresses of pages below the site's root. They never change: others link to them."""

from __future__ import annotations

from bot.dates import MonthDay


def page(code: str, path: str = "") -> str:
    """A page's path in a language; English has no prefix."""
    return path if code == "en" else f"{code}/{path}"


def day(own: MonthDay) -> str:
    """``05-20/``."""
    return f"{own}/"


def entry(event_id: str) -> str:
    """``e/us-resumes-f16-sale-to-israel/``."""
    return f"e/{event_id}/"


def story(first_id: str) -> str:
    """``stories/ID-OF-THE-FIRST-ENTRY/``."""
    return f"stories/{first_id}/"


def country(code: str) -> str:
    """``countries/ir/``."""
    return f"countries/{code.lower()}/"


def topic(name: str) -> str:
    """``topics/war/``."""
    return f"topics/{name}/"


def year(number: int) -> str:
    """``years/1983/``; ``years/-44/`` for 44 BCE."""
    return f"years/{number}/"


def file_of(path: str) -> str:
    """The file that a server sends for a path."""
    return f"{path}index.html" if not path or path.endswith("/") else path
