"""A JSON schema of the dataset, with which an editor underlines a mistake as it is typed."""

from __future__ import annotations

import json
import sys

from bot.dataset.schema import RECORD, VERSION
from bot.validators import json_of

FILE_NAME = ".events.schema.json"


def editor_schema() -> str:
    """The schema as the text of the file in the dataset's folder."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "On this day: events",
        "type": "object",
        "properties": {
            "schema": {"const": VERSION, "description": "the version of this form"},
            "events": {"type": "array", "items": json_of(RECORD), "minItems": 1},
        },
        "required": ["schema", "events"],
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(editor_schema())
