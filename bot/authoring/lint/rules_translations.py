"""Rules for a text in another language, compared with its English."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bot import toml
from bot.authoring.git import committed
from bot.authoring.lint.findings import Finding, Note, Notes, warning
from bot.authoring.lint.rules_length import brief_fits
from bot.authoring.lint.rules_wording import without
from bot.authoring.lint.tolerant_reader import Document, read_records
from bot.dataset.faults import shown_id
from bot.dataset.schema import VERSION
from bot.dataset.translations import Translation, is_fresh, path_of, text_faults, translated
from bot.errors import DatasetError
from bot.events import TOLD, Event

HEAD = {"schema": VERSION}
LATER = ("context", "brief")  # a text may come before them
FOREIGN = {"fa": "يكىةٱ", "ur": "يكىةهٱ«»", "ar": "یکہھےںڑٹڈ"}
"""Letters of another language's keyboard: they look alike, and no search finds the word."""
ENDS = {
    "fa": (".", "؟", ".»", "؟»"),
    "ur": ("۔", "؟", "۔“", "؟“"),
    "ar": (".", "؟", ".»", "؟»"),
}
HIDDEN = re.compile("[\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]")
STRAIGHT = re.compile("[\"']")
DIGITS = {"fa": re.compile("[0-9]"), "ur": re.compile("[۰-۹٠-٩]"), "ar": re.compile("[۰-۹٠-٩]")}
_NUMBER = re.compile(r"(?<![A-Za-z\d.-])\d+(?:[.]\d+)?(?![A-Za-z\d])")  # no ordinal, no 1930s
_DIGITS = re.compile(r"\d+(?:[.]\d+)?")
_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.")
_PARTED = re.compile(r"(?<=\d)[,٬،](?=\d{3}(?!\d))")
SMALL = 13  # below, a number may be a word in either language
SCALES = {
    3: ("thousand", "هزار", "ہزار", "ألف", "آلاف"),
    5: ("لاکھ",),
    6: ("million", "میلیون", "ملین", "مليون", "ملايين"),
    7: ("کروڑ",),
    9: ("billion", "میلیارد", "ارب", "بلین", "مليار", "مليارات"),
}
"""Words behind a number, by the power of ten that they stand for."""
_ZEROS = {word: zeros for zeros, words in SCALES.items() for word in words}
_SCALE = re.compile(rf"[\s\u200c-]*({'|'.join(_ZEROS)})\b(?!\u200c)")  # no plural, "millions"


def find(
    dataset: Path, events: Sequence[Event], *, unread: Collection[str] = (), base: str = "HEAD"
) -> Iterator[Finding]:
    """The findings of every file of texts of a dataset with the entries ``events``, and with others
    that could not be read, whose ids are ``unread``.
    """
    known = {event.id: event for event in events}
    for language in FOREIGN:
        path = path_of(dataset, language)
        if path.exists():
            yield from _of_file(path, language, known, unread=unread, base=base)


def notes_of(event: Event, record: Mapping[str, Any], language: str) -> list[str]:
    """The faults of a text that is being written, in sentences."""
    faults = list(text_faults({**HEAD, "language": language, "texts": [record]}, language=language))
    if faults:
        return [f"{fault.key}: {fault.sentence}" for fault in faults]
    found = _notes(Translation.of_record(record), event, language, was=None)
    return [f"{note.key}: {note.sentence}" for note in found]


def _of_file(
    path: Path,
    language: str,
    known: Mapping[str, Event],
    *,
    unread: Collection[str],
    base: str,
) -> Iterator[Finding]:
    document = read_records(path, "texts")
    yield from document.findings
    if document.findings:
        return
    wrong: set[int] = set()
    for fault in text_faults(document.tables, language=language):
        wrong.add(-1 if fault.number is None else fault.number)
        yield _placed(document, fault.number, Note(fault.key, fault.sentence))
    was = _texts_of(committed(path, base=base), path)
    for number, record in enumerate(document.records):
        if number in wrong or record["id"] in unread:
            continue
        text = Translation.of_record(record)
        event = known.get(text.id)
        for note in _notes(text, event, language, was=was.get(text.id)):
            yield _placed(document, number, note)


def _texts_of(raw: bytes | None, path: Path) -> dict[str, Translation]:
    """The texts of the last commit, as far as they can be read."""
    if raw is None:
        return {}
    tables = toml.parse(raw.decode("utf-8-sig", "replace"))
    records = tables.get("texts", []) if isinstance(tables, dict) else []
    faults = {f.number for f in text_faults({"texts": records}, language=path.stem)}
    good = (record for number, record in enumerate(records) if number not in faults)
    return {record["id"]: Translation.of_record(record) for record in good}


def _placed(document: Document, number: int | None, note: Note) -> Finding:
    name = "" if number is None else shown_id(document.records[number], number)
    line = document.line_of(number, note.key)
    return Finding(document.file, line, name, note.key, note.sentence, note.level)


def _notes(
    text: Translation, event: Event | None, language: str, *, was: Translation | None
) -> Notes:
    if event is None:
        yield Note("id", "an orphan: the dataset has no such entry; delete the text")
        return
    if not is_fresh(text, event):
        again = f"onthisday translate {language} {text.id}"
        yield warning("of", f"stale: the English is another now, and is told instead; {again}")
        return
    yield from _form(text, language)
    yield from _sides(text, language)
    yield from _against(text, event)
    yield from brief_fits(translated(event, text, language))
    if was is not None and _hash_alone(text, was):
        yield Note(
            "of",
            "changed while the text did not: read it against the English and set read, or "
            f"run onthisday translate {language} --fresh {text.id}",
        )
    if "contested" in event.sensitivity and text.read is None:
        yield warning("read", "a contested entry needs a second reader: set the date")


def _hash_alone(text: Translation, was: Translation) -> bool:
    """True if only the hash was moved: the words are those of another English."""
    told = [[getattr(t, key) for key in TOLD] for t in (text, was)]
    return text.of != was.of and told[0] == told[1] and text.read == was.read


def _form(text: Translation, language: str) -> Notes:
    """Letters, hidden signs, quotation marks, digits and stops of the language."""
    for key in TOLD:
        value = getattr(text, key)
        if foreign := sorted(set(value) & set(FOREIGN[language])):
            yield warning(key, f"letters of another keyboard: {' '.join(foreign)}")
        if HIDDEN.search(value):
            yield warning(key, "a hidden sign of direction or width: type the word again")
        if STRAIGHT.search(value):
            yield warning(key, "straight quotation marks: use those of the language")
        if DIGITS[language].search(value):
            yield warning(key, "digits of another language")
        if value and value.endswith(ENDS[language]) != (key != "title"):
            end = "no stop at the end" if key != "title" else "a stop at the end of a headline"
            yield warning(key, end)


def _against(text: Translation, event: Event) -> Notes:
    """Numbers and years that one side has and the other has not; a context on one side only."""
    for key in TOLD:
        if key in LATER and not getattr(text, key):
            continue
        english, other = getattr(event, key), getattr(text, key)
        if missing := sorted(_numbers(english, _NUMBER) - _numbers(other, _NUMBER, least=0)):
            yield warning(key, f"the English has {', '.join(missing)}, which is missing here")
        known = _numbers(english, _DIGITS, least=0)
        added = _numbers(other, _NUMBER) - known - _solar_years({*known, str(event.year)})
        if added:
            yield warning(key, f"{', '.join(sorted(added))} is not in the English")


def _solar_years(years: Iterable[str]) -> set[str]:
    """The Solar years that a translator may add to Gregorian ones."""
    whole = [int(year) for year in years if year.isdigit()]
    return {str(year - offset) for year in whole for offset in (621, 622)}


def _numbers(value: str, form: re.Pattern[str], *, least: int = SMALL) -> set[str]:
    """The numbers of a text in plain digits, as in ``11000000`` for 1.1 crore; those whose digits
    are less than ``least`` are left out.
    """
    plain = _PARTED.sub("", value.translate(_ASCII))
    found = ((m[0], _SCALE.match(plain, m.end())) for m in form.finditer(plain))
    return {
        f"{Decimal(number).scaleb(_ZEROS[scale[1]] if scale else 0).normalize():f}"
        for number, scale in found
        if float(number) >= least
    }


@cache
def _avoided(language: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The words that take a side in a language, each with the reason; and names that have them."""
    path = Path(__file__).parent / f"wording.{language}.toml"
    tables, _ = toml.read(path, error=DatasetError)
    words = tuple((word, group["why"]) for group in tables["words"] for word in group["match"])
    return words, tuple(entry["phrase"] for entry in tables.get("allowed", ()))


def _sides(text: Translation, language: str) -> Notes:
    avoided, allowed = _avoided(language)
    for key in TOLD:
        value = without(getattr(text, key), allowed)
        words = set(re.findall(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*", value))
        for word, why in avoided:
            if word in words:
                yield warning(key, f"{word}: {why}")
