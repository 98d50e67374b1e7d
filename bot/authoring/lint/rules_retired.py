"""The file of retired entries: its shape, and that no id of it is used again or lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot import toml
from bot.authoring.git import committed
from bot.authoring.lint.findings import Finding, Note
from bot.authoring.lint.rules_relations import Numbered, Told
from bot.authoring.syntax_hints import decoded, explained
from bot.dataset.faults import shown_id
from bot.dataset.retired import Retired, retired_faults

NAME = "retired"


def read_retired(path: Path, *, base: str = "HEAD") -> tuple[dict[str, Retired], list[Finding]]:
    """The retired entries that can be read, by id, and what is wrong in their file.

    Compared with the commit ``base``: no id may be gone from it.
    """
    if not path.exists():
        found: dict[str, Retired] = {}
        faults: list[Finding] = []
    else:
        found, faults = _read(path.read_bytes(), str(path))
    before = committed(path, base=base) or b""
    gone = _read(before, str(path))[0].keys() - found.keys() if not faults else ()
    sentence = "gone since the last commit: a retired id is kept, so that nobody uses it again"
    return found, [*faults, *(Finding(str(path), 1, name, "id", sentence) for name in sorted(gone))]


def _read(raw: bytes, file: str) -> tuple[dict[str, Retired], list[Finding]]:
    """The records that are right, and the faults of the others."""
    text, odd = decoded(raw)
    faults = [Finding(file, line, "", "", sentence) for line, sentence in odd]
    parsed = toml.parse(text)
    if isinstance(parsed, toml.Fault):
        line = text.split("\n")[parsed.line - 1]
        return {}, [*faults, Finding(file, parsed.line, "", "", explained(line, parsed))]
    records = parsed.get(NAME, [])
    records = records if isinstance(records, list) else []
    lines = toml.key_lines(text, NAME, count=len(records))
    wrong: set[int | None] = set()
    for number, key, sentence in retired_faults(parsed):
        wrong.add(number)
        name = "" if number is None else shown_id(records[number], number)
        faults.append(Finding(file, lines.line_of(number, key), name, key, sentence))
    right = [record for n, record in enumerate(records) if n not in wrong]
    return {record["id"]: Retired.of_record(record) for record in right}, faults


def reused(entries: Numbered, retired: Mapping[str, Retired]) -> Told:
    """Entries whose id is that of a retired one."""
    for number, event in entries:
        if gone := retired.get(event.id):
            sentence = f'is the id of a retired entry, "{gone.title}": give this a new one'
            yield number, Note("id", sentence)
