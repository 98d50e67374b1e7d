"""The one table of the dataset's keys: loading, checking, help and the editor's schema use it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from bot.calendars import HIJRI_MONTHS, SOLAR_MONTHS
from bot.dates import every_day
from bot.validators import (
    OK,
    Described,
    Key,
    Problem,
    Rule,
    accepted,
    expected,
    flag,
    json_of,
    list_of,
    matching,
    one_of,
    text,
    whole,
)
from bot.validators import table as table_of

VERSION = 1
KINDS = ("event", "birth", "death")
SENSITIVITIES = ("violence", "disaster", "contested", "living")
TOPICS = tuple(
    "diplomacy war politics law rights religion islam science technology exploration "
    "arts sport economy disaster health society".split()
)
COUNTRIES = tuple(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
    "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
    "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
    "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS XK YE YT ZA ZM ZW".split()
)
"""ISO 3166-1 alpha-2, and XK, the code that most publishers use for Kosovo."""

ID_LENGTH = 60  # "e_" and the id make a deep link, of which Telegram takes 64 characters
ID = matching(
    rf"(?=.{{1,{ID_LENGTH}}}$)[a-z0-9]+(-[a-z0-9]+)*",
    f"lower-case words and digits joined by hyphens, at most {ID_LENGTH} characters",
)
DATE = Described(
    accepted(lambda value: type(value) is datetime.date, "a date such as 2026-12-01"),
    {"type": "string", "format": "date"},
)
_URL = re.compile(r"https://[\w.-]+\.[a-z]{2,}(:\d+)?(/[^\s<>\"]*)?", re.IGNORECASE).fullmatch
_DAY_PATTERN = (
    r"^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))$"
)
_DAYS = frozenset(str(day) for day in every_day())


def _day(value: Any) -> Sequence[Problem]:
    if type(value) is str and value in _DAYS:
        return OK
    if type(value) is str and re.fullmatch(r"\d\d-\d\d", value):
        return expected("a day of the year, MM-DD", value)
    return expected("MM-DD", value)


def _url(value: Any) -> Sequence[Problem]:
    if type(value) is str and len(value) <= 500 and _URL(value):
        return OK
    return expected("an https address of at most 500 characters", value)


HTTPS = Described(_url, {"type": "string", "format": "uri", "pattern": "^https://"})
_SOURCE = table_of(
    {
        "publisher": Key(text(60), "who published it, as readers know it", required=True),
        "title": Key(text(200), "the title of the page", required=True),
        "url": Key(
            HTTPS,
            "the https address of the page",
            required=True,
        ),
    }
)
SOURCES = list_of(_SOURCE, least=1)
_PERSON = table_of(
    {
        "name": Key(text(80), "the name as it is best known", required=True),
        "gender": Key(one_of(("m", "f", "x")), "m, f or x"),
    }
)
_CORRECTION = table_of(
    {
        "on": Key(DATE, "the date of the correction", required=True),
        "note": Key(text(300), "what was wrong and is right now", required=True),
    }
)
_RETRACTION = table_of(
    {
        "on": Key(DATE, "the date of the retraction", required=True),
        "why": Key(text(300), "why the entry is taken back", required=True),
    }
)


LICENCES = (
    "public domain",
    "CC0 1.0",
    *(f"CC {kind} {version}" for kind in ("BY", "BY-SA") for version in ("2.0", "3.0", "4.0")),
)
"""The licences of pictures that may be shown anywhere with their credit."""
PICTURE_FILE = matching(
    r"data/pictures/[a-z0-9]+(-[a-z0-9]+)*\.(png|jpg|webp)",
    "a file such as data/pictures/some-name.jpg: png, jpg or webp, lower-case words and hyphens",
)
_PICTURE = table_of(
    {
        "file": Key(PICTURE_FILE, "the file, below data/pictures/", required=True),
        "credit": Key(text(100), "who made it, as they are to be named", required=True),
        "licence": Key(one_of(LICENCES), "the licence", required=True),
        "alt": Key(text(300), "what can be seen in it, for who cannot see it", required=True),
    }
)


def _named_date(months: Sequence[str], example: str) -> Rule:
    """A date in another calendar, its month by the English name that the bot uses."""
    return matching(
        rf"([1-9]|[12]\d|30|31) ({'|'.join(months)}) \d{{1,4}}", f"a date such as {example}"
    )


_SOLAR = _named_date(SOLAR_MONTHS, "22 Bahman 1357")
_HIJRI = _named_date(HIJRI_MONTHS, "10 Muharram 61")

KEYS = {
    "id": Key(ID, "a name for the entry that never changes and is never reused", required=True),
    "day": Key(
        Described(_day, {"type": "string", "pattern": _DAY_PATTERN}),
        "MM-DD, the day on which it is told",
        required=True,
    ),
    "year": Key(
        whole(-4000, 2100, but=[0]), "the year, negative before the common era", required=True
    ),
    "kind": Key(one_of(KINDS), "event, birth or death", required=True),
    "title": Key(text(80), "a headline of at most 80 characters", required=True),
    "text": Key(text(240), "the fact in one or two sentences", required=True),
    "context": Key(text(600), "what came before or after, attributed where it is a view"),
    "brief": Key(text(240), "the whole in one breath, for the post on X"),
    "countries": Key(
        list_of(one_of(COUNTRIES, what="an ISO 3166-1 alpha-2 country code such as IR")),
        "the countries of today that it concerns",
    ),
    "topics": Key(list_of(one_of(TOPICS), least=1), "at least one topic", required=True),
    "weight": Key(whole(1, 5), "1 to 5, how much it matters to a reader anywhere", required=True),
    "lead": Key(
        flag(),
        "false for an event, true for a birth or a death: whether it may head its day's post",
    ),
    "sensitivity": Key(list_of(one_of(SENSITIVITIES)), "violence, disaster, contested or living"),
    "calendar": Key(
        one_of(("julian",)), "julian, where the day is an old-style one after 15 October 1582"
    ),
    "solar": Key(_SOLAR, "the Solar Hijri date that history names, such as 22 Bahman 1357"),
    "hijri": Key(_HIJRI, "the Hijri date that history names, such as 10 Muharram 61"),
    "aliases": Key(list_of(text(60)), "what people type for it, such as D-Day"),
    "people": Key(list_of(_PERSON), "the people named"),
    "sources": Key(SOURCES, "at least one source", required=True),
    "follows": Key(list_of(ID), "the ids of earlier events of the same story"),
    "picture": Key(_PICTURE, "a real picture in place of the card, which is mostly enough"),
    "corrections": Key(list_of(_CORRECTION), "what was put right since it was published"),
    "retracted": Key(_RETRACTION, "why it is no longer told"),
}
"""Every key of an entry, in the order in which the file has them."""

RECORD = table_of(KEYS)
FILE_KEYS = ("schema", "events")


def parts(key: str) -> tuple[str, ...]:
    """The keys of the tables in a key's value, in their order; none for other values."""
    json = json_of(KEYS[key].rule) if key in KEYS else {}
    return tuple(json.get("items", json).get("properties", ()))
