"""An entry taken out of the dataset, and its id kept among the retired ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot import toml
from bot.authoring.atomic_write import replace
from bot.authoring.formatter import Form, canonical, record_lines
from bot.authoring.insert import removed
from bot.dataset.retired import RETIRED_KEYS, retired_path
from bot.errors import DatasetError

FORM = Form("retired", tuple(RETIRED_KEYS), lambda record: str(record.get("id", "")))
HEAD = "schema = 1\n"


def retire(path: Path, record: Mapping[str, Any], *, why: str) -> Path:
    """Move a record of the dataset to its file of retired entries, which is returned.

    DatasetError if one of the files cannot be read or written. The id is kept first: if the
    second file cannot be written, no id is lost, and the check reports that it is in both.
    """
    was = path.read_bytes()
    text = was.decode("utf-8-sig")
    tables = toml.parse(text)
    records = tables.get("events", []) if isinstance(tables, dict) else []
    try:
        rest = removed(text, [other.get("id") for other in records], (record["id"],))
    except ValueError as fault:
        raise DatasetError([f"{path}: {fault}"]) from None
    retired = retired_path(path)
    kept = {key: record[key] for key in RETIRED_KEYS if key in record} | {"why": why}
    _keep(retired, kept)
    mark = "\ufeff" if was.startswith(b"\xef\xbb\xbf") else ""
    replace(path, mark + rest, was=was)
    return retired


def _keep(path: Path, record: Mapping[str, Any]) -> None:
    """Put a record into the file of retired entries, which is made where there is none."""
    if not path.exists():
        path.write_text(HEAD, encoding="utf-8")
    was = path.read_bytes()
    tables, text = toml.read(path, error=DatasetError)
    if record["id"] in [other.get("id") for other in tables.get("retired", [])]:
        raise DatasetError([f"{path}: {record['id']} is retired already"])
    block = "\n".join(record_lines(record, None, FORM))
    made = f"{text.replace(chr(13), '').rstrip()}\n\n{block}\n"
    parsed = toml.parse(made)
    assert isinstance(parsed, dict)
    replace(path, canonical(made, parsed, FORM), was=was)
