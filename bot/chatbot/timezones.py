"""Time zones as people name them: by key, by city in four languages, by offset, by place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

from bot.i18n.languages import CODES
from bot.text import folded

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?")
_ETC = re.compile(r"Etc/GMT([+-])(\d+)")
_PLACE = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?([+-])(\d{3})(\d{2})(?:\d{2})?")
_BY_MINUTES = {
    (3, 30): "Asia/Tehran",
    (4, 30): "Asia/Kabul",
    (5, 30): "Asia/Kolkata",
    (5, 45): "Asia/Kathmandu",
    (6, 30): "Asia/Yangon",
    (8, 45): "Australia/Eucla",
    (9, 30): "Australia/Darwin",
    (12, 45): "Pacific/Chatham",
    (-9, 30): "Pacific/Marquesas",
}
"""A zone for each offset that is not whole: those of whole hours have a zone of their own."""


class City(NamedTuple):
    """A place by which a zone is found, in degrees."""

    latitude: float
    longitude: float
    zone: str
    names: tuple[str, ...]


def find_zone(text: str) -> ZoneInfo | None:
    """The zone that a person names: a key, a city, or an offset such as ``+5`` or ``UTC+3:30``."""
    name = folded(text)
    if found := _OFFSET.fullmatch(name):
        return _offset_zone(found[1], int(found[2]), minutes=int(found[3] or 0))
    if name in ("utc", "gmt", "z"):
        return ZoneInfo("UTC")
    key = _names().get(name.replace("_", " "))
    return ZoneInfo(key) if key else None


def zone_words(zone: ZoneInfo) -> str:
    """The name of a zone: ``Asia/Karachi``, or ``UTC+5`` for an offset."""
    sign = _ETC.fullmatch(zone.key)
    if sign is None:
        return zone.key
    return f"UTC{'-' if sign[1] == '+' else '+'}{sign[2]}"


def nearest_zone(latitude: float, longitude: float) -> tuple[ZoneInfo, str]:
    """The zone of the nearest city that is known, and that city."""
    scale = cos(radians(latitude))

    def distance(city: City) -> float:
        across = abs(city.longitude - longitude)
        across = min(across, 360 - across) * scale
        return float((city.latitude - latitude) ** 2 + across**2)

    city = min(_cities(), key=distance)
    return ZoneInfo(city.zone), city.names[0]


def _offset_zone(sign: str, hours: int, *, minutes: int) -> ZoneInfo | None:
    if minutes:
        key = _BY_MINUTES.get((hours if sign == "+" else -hours, minutes))
        return ZoneInfo(key) if key else None
    if hours > (14 if sign == "+" else 12):
        return None
    # The keys of Etc have the sign the other way round, as POSIX does.
    return ZoneInfo(f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC")


@cache
def _names() -> dict[str, str]:
    """Every name of a zone, folded; a zone's own names win over those of the list."""
    found = {folded(name): city.zone for city in _own_cities() for name in city.names}
    keys = available_timezones()
    for code in CODES:
        for key, names in Locale.parse(code).time_zones.items():
            if key in keys and isinstance(names.get("city"), str):
                found[folded(names["city"])] = key
    for key in sorted(keys):
        found[folded(key).replace("_", " ")] = key
        if "/" in key and not key.startswith("Etc/"):
            found.setdefault(folded(key.split("/")[-1]).replace("_", " "), key)
    return found


@cache
def _cities() -> tuple[City, ...]:
    return (*_own_cities(), *_zone_cities())


def _own_cities() -> Iterator[City]:
    """The cities of the list beside this file."""
    text = (files("bot.chatbot") / "cities.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            latitude, longitude, zone, names = line.split(" ", 3)
            known = tuple(name.strip() for name in names.split(","))
            yield City(float(latitude), float(longitude), zone, known)


def _zone_cities() -> Iterator[City]:
    """The city after which each zone is called, from the time zone database."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            _, place, zone, *_ = line.split("\t")
            found = _PLACE.fullmatch(place)
            assert found is not None
            name = zone.split("/")[-1].replace("_", " ")
            yield City(
                _degrees(found[1], found[2], found[3]),
                _degrees(found[4], found[5], found[6]),
                zone,
                (name,),
            )


def _degrees(sign: str, degrees: str, minutes: str) -> float:
    return (1 if sign == "+" else -1) * (int(degrees) + int(minutes) / 60)
