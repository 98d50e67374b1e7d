"""Time zones as people name them: by key, by city in four languages, by offset, by place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

from bot.i18n.countries import common_names
from bot.i18n.languages import CODES
from bot.text import folded

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?")
_ETC = re.compile(r"Etc/GMT([+-])(\d+)")
_PLACE = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?([+-])(\d{3})(\d{2})(?:\d{2})?")
_NO_PLACES = {"factory", "localtime", "posixrules"}  # keys that are no place's
_ABBREVIATIONS = {
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "ct": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "mt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "akst": "America/Anchorage",
    "hst": "Pacific/Honolulu",
    "bst": "Europe/London",
    "wet": "Europe/Lisbon",
    "cet": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "met": "Europe/Berlin",
    "eet": "Europe/Athens",
    "eest": "Europe/Athens",
    "msk": "Europe/Moscow",
    "trt": "Europe/Istanbul",
    "irst": "Asia/Tehran",
    "pkt": "Asia/Karachi",
    "ist": "Asia/Kolkata",
    "aft": "Asia/Kabul",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "aest": "Australia/Sydney",
    "nzst": "Pacific/Auckland",
}
"""Short names of a place's time, which go by the place's own clock in summer and winter."""
_MOSTLY = {
    "CN": "Asia/Shanghai",
    "ES": "Europe/Madrid",
    "PT": "Europe/Lisbon",
    "NZ": "Pacific/Auckland",
    "CL": "America/Santiago",
    "EC": "America/Guayaquil",
    "UA": "Europe/Kyiv",
    "GL": "America/Nuuk",
    "PF": "Pacific/Tahiti",
}
"""Countries of several time zones in which nearly everybody lives in one."""
_SEASONS = tuple(datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7))
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
    if key is None and (places := _in_country(name)):
        key = places[0] if len(places) == 1 else None
    return ZoneInfo(key) if key else None


def cities_of(text: str) -> list[str]:
    """The cities to choose from, where a person names a country of several time zones."""
    places = _in_country(folded(text))
    return [_city(key) for key in places] if len(places) > 1 else []


def _in_country(name: str) -> tuple[str, ...]:
    """The zones of a country that is named, folded: those whose clocks differ, most used first."""
    code = _countries().get(name)
    if code is None:
        return ()
    if code in _MOSTLY:
        return (_MOSTLY[code],)
    found: dict[tuple[object, ...], str] = {}
    for key in _zones_by_country()[code]:
        zone = ZoneInfo(key)
        found.setdefault(tuple(zone.utcoffset(moment) for moment in _SEASONS), key)
    return tuple(found.values())


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
    keys = {key for key in available_timezones() if key.lower() not in _NO_PLACES}
    for code in CODES:
        for key, names in Locale.parse(code).time_zones.items():
            if key in keys and isinstance(names.get("city"), str):
                found[folded(names["city"])] = key
    for key in sorted(keys):
        found[folded(key).replace("_", " ")] = key
        if "/" in key and not key.startswith("Etc/"):
            found.setdefault(folded(key.split("/")[-1]).replace("_", " "), key)
    # Keys such as EST, whose clock never changes, are not what a person means by the name.
    return found | _ABBREVIATIONS


@cache
def _countries() -> dict[str, str]:
    """The codes of countries by their names in four languages, folded."""
    names: dict[str, str] = {}
    for code in CODES:
        for key, name in Locale.parse(code).territories.items():
            if key in _zones_by_country():
                names.setdefault(folded(name), key)
    return names | {folded(name): code for name, code in common_names().items()}


@cache
def _zones_by_country() -> dict[str, list[str]]:
    """The zones of each country, the most populous first."""
    found: dict[str, list[str]] = {}
    for line in _table_lines():
        code, _, zone, *_ = line.split("\t")
        found.setdefault(code, []).append(zone)
    return found


@cache
def _cities() -> tuple[City, ...]:
    return (*_own_cities(), *_zone_cities())


def _own_cities() -> Iterator[City]:
    """The cities of the list next to this file."""
    text = (files("bot.chatbot") / "cities.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            latitude, longitude, zone, names = line.split(" ", 3)
            known = tuple(name.strip() for name in names.split(","))
            yield City(float(latitude), float(longitude), zone, known)


def _zone_cities() -> Iterator[City]:
    """The city after which each zone is called, from the time zone database."""
    for line in _table_lines():
        _, place, zone, *_ = line.split("\t")
        found = _PLACE.fullmatch(place)
        assert found is not None
        yield City(
            _degrees(found[1], found[2], found[3]),
            _degrees(found[4], found[5], found[6]),
            zone,
            (_city(zone),),
        )


def _table_lines() -> Iterator[str]:
    """The lines of the time zone database: country, place, zone."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    yield from (line for line in text.splitlines() if not line.startswith("#"))


def _city(key: str) -> str:
    """The city after which a zone is called."""
    return key.split("/")[-1].replace("_", " ")


def _degrees(sign: str, degrees: str, minutes: str) -> float:
    return (1 if sign == "+" else -1) * (int(degrees) + int(minutes) / 60)
