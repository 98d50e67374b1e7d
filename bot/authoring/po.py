"""Texts in other languages as gettext PO, for translators who use Weblate or Poedit.

Each message has the context ``ID.KEY`` and the English as its id; a stale text is fuzzy. What
is still fuzzy or empty when it comes back changes nothing, so nothing is lost on the way.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.authoring.translation_files import parts_of
from bot.dataset.translations import Translation, fingerprint_of, is_fresh
from bot.errors import DatasetError
from bot.events import TOLD, Event

READ = "read: "  # the translators' comment that keeps the date of the second reading


def exported(events: Sequence[Event], texts: Mapping[str, Translation], language: str) -> bytes:
    """The texts of a language, with a message for each part of each entry."""
    catalogue = Catalog(locale=language, project="On This Day", fuzzy=False)
    for event in events:
        text = texts.get(event.id)
        flags = ["fuzzy"] if text is not None and not is_fresh(text, event) else []
        for key, english, told in _parts(event, text):
            context = f"{event.id}.{key}"
            comments = [f"{READ}{text.read}"] if text and text.read and key == "title" else []
            catalogue.add(english, told, flags=flags, context=context, user_comments=comments)
    made = io.BytesIO()
    write_po(made, catalogue, width=0, omit_header=False)
    return made.getvalue()


def _parts(event: Event, text: Translation | None) -> Iterator[tuple[str, str, str]]:
    """Each part of an entry: its key, the English, and its translation so far."""
    for key, english in parts_of(event):
        yield key, english, getattr(text, key) if text else ""
    for number, note in enumerate(event.corrections):
        notes = text.corrections if text else ()
        yield f"corrections.{number}", note.note, notes[number] if number < len(notes) else ""


def imported(raw: bytes) -> list[dict[str, Any]]:
    """The records of all entries whose title and text are translated and not fuzzy.

    The hash is that of the English that the translator saw. DatasetError if it is no PO file.
    """
    try:
        catalogue = read_po(io.BytesIO(raw), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as fault:
        raise DatasetError([f"the PO file cannot be read: {fault}"]) from None
    found: dict[str, dict[str, Message]] = {}
    for message in catalogue:
        name, _, key = (message.context or "").partition(".")
        if key:
            found.setdefault(name, {})[key] = message
    return [_record(name, parts) for name, parts in found.items() if _is_done(parts)]


def _is_done(parts: Mapping[str, Message]) -> bool:
    """True if every part is translated and none is fuzzy."""
    needed = parts.keys() >= {"title", "text"}
    return needed and all(part.string and not part.fuzzy for part in parts.values())


def _record(name: str, parts: Mapping[str, Message]) -> dict[str, Any]:
    english = [str(parts[key].id) if key in parts else "" for key in TOLD]
    record: dict[str, Any] = {"id": name, "of": fingerprint_of(english)}
    record |= {key: str(parts[key].string) for key in (*TOLD, "retracted") if key in parts}
    notes = sorted(key for key in parts if key.startswith("corrections."))
    if notes:
        record["corrections"] = [str(parts[key].string) for key in notes]
    for comment in parts["title"].user_comments:
        if comment.startswith(READ):
            record["read"] = date.fromisoformat(comment.removeprefix(READ))
    return record
