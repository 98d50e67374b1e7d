"""The JSON schemas of the data files, as the keys of the dataset have them."""

from __future__ import annotations

from typing import Any

from bot.dataset.schema import COUNTRIES, KINDS, SENSITIVITIES, TOPICS
from bot.i18n.languages import CODES

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string", "minLength": 1}
_URL = {"type": "string", "format": "uri"}
_DATE = {"type": "string", "format": "date"}


def _table(required: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": required, "required": list(required)}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_ENTRY = _table(
    {
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "url": _URL,
        "language": {"enum": list(CODES)},
        "day": {"type": "string", "pattern": r"^\d\d-\d\d$"},
        "year": {"type": "integer", "not": {"const": 0}, "description": "negative before CE"},
        "date": {"type": "string", "description": "ISO 8601 with a year 0: 44 BCE is -0043"},
        "calendar": {"enum": ["gregorian", "julian"]},
        "kind": {"enum": list(KINDS)},
        "title": _TEXT,
        "text": _TEXT,
        "context": {"type": "string"},
        "countries": _list({"enum": list(COUNTRIES)}),
        "topics": _list({"enum": list(TOPICS)}),
        "weight": {"type": "integer", "minimum": 1, "maximum": 5},
        "sensitivity": _list({"enum": list(SENSITIVITIES)}),
        "follows": _list(_TEXT),
        "sources": _list(_table({"publisher": _TEXT, "title": _TEXT, "url": _URL})),
        "corrections": _list(_table({"on": _DATE, "note": _TEXT})),
        "retracted": {"anyOf": [{"type": "null"}, _table({"on": _DATE, "why": _TEXT})]},
    }
)
_ALONE = _table({"version": {"const": 1}, "licence": _URL, "languages": _list({"enum": [*CODES]})})
ENTRY_SCHEMA: dict[str, Any] = {"$schema": _DRAFT, "allOf": [_ENTRY, _ALONE]}
DAY_SCHEMA: dict[str, Any] = {
    "$schema": _DRAFT,
    **_table(
        {
            "version": {"const": 1},
            "day": {"type": "string", "pattern": r"^\d\d-\d\d$"},
            "date": _DATE,
            "language": {"enum": list(CODES)},
            "url": _URL,
            "licence": _URL,
            "lead": {"type": ["string", "null"]},
            "entries": _list(_ENTRY),
        }
    ),
}
