"""The meaning of what is inside a line whose words as a whole say nothing: a date in a sentence, a
known day, a month of a year, or today with a subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.chatbot.answers.one_box import Meaning, meaning_of, read, today_about, years_in
from bot.chatbot.answers.small_talk import opens_with
from bot.chatbot.answers.subject_filter import concerns, subject_of
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import Index
from bot.dataset import Dataset
from bot.dataset.occasions import Occasions
from bot.date_parser import DateError, Reading
from bot.text import folded


def _words(line: str) -> frozenset[str]:
    return frozenset(folded(word) for word in line.split())


MOST_WORDS = 12  # of a line in which a date is looked for
_SIGNS = "?!.,؟،"
_YEAR = 4  # digits
_SHORTEST_NAME = 4  # letters of a known day that is named by one word of a line
_TODAY = _words("today tonight aaj emrooz امروز امشب آج النهارده النهاردة")
"""Words that are no others: the Arabic one is also that of every "day of"."""
_COUNTED = _words("ago before after from since پیش قبل بعد پہلے منذ")
"""Words by which today is only what a day is counted from."""
_BESIDE = _words(
    "when is was are the this dis dat that next last year yr date day of on what whats which "
    "please pls in for kab hai ka ki ko fall falls celebrated happy "
    "امسال سال این چند چندم است هست اس کی کیه کیست چه روزی روز تاریخ میشه می‌شود بعدی آینده "
    "مبارک کب ہے ہوگا ہوگی ہو گا گی اس سال کا کی کو کیا دن آئے آئیگا کتنے "
    "متى متين امتى إمتى ايمتى وقتاش وقت موعد تاريخ هذه هذا هالسنة السنة السنه دي العام القادم "
    "القادمة اي أي يوم زيارة كم باقي على سعيد مبارك"
)
"""Words around the name of a known day; any other makes it another day: New Year's is not that of
the Amazigh.
"""


def understood(
    text: str, requester: Requester, dataset: Dataset, index: Callable[[], Index]
) -> Meaning:
    """The meaning of a line for what there is to tell.

    A subject of which nothing is told today is searched for; and where a search finds nothing that
    has all the words, what is inside the line counts.
    """
    meant = meaning_of(text, requester, dataset.occasions)
    if meant.readings and meant.query:
        told = dataset.told_on(requester.today, hijri=requester.hijri)
        is_told = any(concerns(event, meant.only) for event in told)
        return replace(meant, query="") if is_told else Meaning(query=meant.query)
    if not meant.query:
        return meant
    hits = index().search(meant.query)
    if hits.whole:
        return replace(meant, hits=hits)
    inside = _inside(text, requester, dataset.occasions)
    if inside is None and not hits.events:
        inside = _least(text, requester)
    return inside or replace(meant, hits=hits)


def _inside(text: str, requester: Requester, occasions: Occasions) -> Meaning | None:
    words = text.split()[:MOST_WORDS]
    if dated := _date(words, requester):
        return dated
    today, language = requester.today, requester.language.code
    for run, rest in _runs_and_rest(words):
        if len(run) < _SHORTEST_NAME or not _said(rest) <= _BESIDE:
            continue
        known = occasions.find(run, today=today, language=language, audience=requester.audience)
        if known:
            return Meaning(known=tuple(known))
    for run in _runs(words):
        years = years_in(run, requester)
        if any((year.month and year.number) or year.last for year in years):
            return Meaning(years=years)
    said = _said(words)
    if said & _TODAY and not said & _COUNTED:
        return today_about(requester, subject_of(next(_subjects(words), "")) or "")
    return Meaning(chat=kind) if (kind := opens_with(text)) else None


def _least(text: str, requester: Requester) -> Meaning | None:
    """A year, or a country or topic, in a line of which nothing else is known."""
    words = text.split()[:MOST_WORDS]
    for word in words:
        if len(word) == _YEAR and (years := years_in(word, requester)):
            return Meaning(years=years)
    return Meaning(query=run) if (run := next(_subjects(words), "")) else None


def _date(words: list[str], requester: Requester) -> Meaning | None:
    """The longest run of words that is a day with its month by name, or a date in three numbers."""
    for run in _runs(words):
        try:
            reading = read(run, requester)
        except DateError as fault:
            if fault.readings and all(map(_is_whole, fault.readings)):
                return Meaning(fault.readings, fault=fault)
            continue
        if _is_whole(reading) or (_counts(reading) and any(map(str.isalpha, run))):
            return Meaning((reading,))
    return None


def _counts(reading: Reading) -> bool:
    """True for a day of a calendar; not for one that is counted from today."""
    return reading.on is None or reading.asked is not None


def _is_whole(reading: Reading) -> bool:
    return _counts(reading) and reading.year is not None


def _subjects(words: list[str]) -> Iterator[str]:
    """The names of countries and topics in a line, of one word or two."""
    return (run for run in _runs(words) if len(run.split()) <= 2 and subject_of(run))


def _said(words: list[str]) -> set[str]:
    return {folded(word).strip(_SIGNS) for word in words} - {""}


def _runs(words: list[str]) -> Iterator[str]:
    """Every run of words that is not the whole line, the longest first."""
    return (run for run, _ in _runs_and_rest(words))


def _runs_and_rest(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            yield " ".join(words[start:end]).strip(_SIGNS), words[:start] + words[end:]
