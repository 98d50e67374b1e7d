"""The regions of countries, to see whether the entries are one-sided."""

from __future__ import annotations

from functools import cache

_REGIONS = {
    "Middle East": "AE BH CY EG IL IQ IR JO KW LB OM PS QA SA SY TR YE",
    "Central Asia and Caucasus": "AM AZ GE KG KZ TJ TM UZ",
    "South Asia": "AF BD BT IN IO LK MV NP PK",
    "East and South-East Asia": "BN CC CN CX HK ID JP KH KP KR LA MM MN MO MY PH SG TH TL TW VN",
    "Africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG "
        "ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    "Europe": (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI "
        "LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    "Americas": (
        "AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GT GY HN "
        "HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI"
    ),
    "Oceania and Antarctica": (
        "AQ AS AU BV CK FJ FM GS GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"
    ),
}
_NORTH_AFRICA = "DZ EH LY MA SD TN"
_NORTH_AMERICA = "BM CA GL PM US"
_SOUTH_EAST_ASIA = "BN CC CX ID KH LA MM MY PH SG TH TL VN"
PLACES = {
    "sub-Saharan Africa": frozenset(_REGIONS["Africa"].split()) - {*_NORTH_AFRICA.split()},
    "Latin America": frozenset(_REGIONS["Americas"].split()) - {*_NORTH_AMERICA.split()},
    "East Asia": frozenset(_REGIONS["East and South-East Asia"].split())
    - {*_SOUTH_EAST_ASIA.split()},
    "South-East Asia": frozenset(_SOUTH_EAST_ASIA.split()),
}
"""Parts of the world that such files forget, for counting where entries took place."""
HOME_REGIONS = ("Middle East", "Central Asia and Caucasus", "South Asia")
_ISLAMIC = "AL BF BN CI CM DJ DZ GA GM GN GW ID KM LY MA ML MR MY MZ NE NG SD SL SN SO TD TG TN UG"
"""Members of the Organisation of Islamic Cooperation outside the home regions."""


@cache
def by_country() -> dict[str, str]:
    """The region of each country code; every country is in one."""
    return {code: region for region, codes in _REGIONS.items() for code in codes.split()}


@cache
def home_countries() -> frozenset[str]:
    """The countries of the Middle East, Central and South Asia and the Islamic world."""
    near = {code for code, region in by_country().items() if region in HOME_REGIONS}
    return frozenset(near | set(_ISLAMIC.split()))
