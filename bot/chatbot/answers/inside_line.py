"""The meaning of what is inside a line whose words as a whole say nothing: a date in a sentence, a
known day, a month of a year, or today with a subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, pairwise

from bot.chatbot.answers.implied_day import implied_day
from bot.chatbot.answers.one_box import (
    SIGNS,
    Meaning,
    asked_about,
    day_in,
    meaning_of,
    named_after,
    names_a_day,
    read,
    today_about,
    told_about,
    years_in,
)
from bot.chatbot.answers.phrases import words_in
from bot.chatbot.answers.small_talk import is_language, opens_with, small_talk
from bot.chatbot.answers.subject_filter import concerns, subject_of
from bot.chatbot.answers.talk_likeness import CERTAIN, LIKELY, SURE, talk_like
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import MOST_PARTIAL, NO_HITS, Hits, Index
from bot.chatbot.search.words import is_small, words_of
from bot.dataset import Dataset
from bot.dataset.occasions import Occasions
from bot.date_parser import DateError, Reading
from bot.date_parser.kinds import Kind
from bot.date_parser.tokenizer import tokens_of
from bot.date_parser.vocabulary import YEARS
from bot.text import folded, folded_words

MOST_WORDS = 12  # of a line in which a date is looked for
_YEAR = 4  # digits
_MOST_SENTENCES = 3
_SENTENCE_END = re.compile(r"[?!؟۔\n]+|[.،](?=\s)|[\u2600-\u27bf\U0001f000-\U0001faff]+")
_GREETING_END = re.compile(rf"{_SENTENCE_END.pattern}|,(?=\s)")
_MOST_PARTS = 3  # buttons for what is inside a line
_SHORTEST_NAME = 4  # letters of a known day that is named by one word of a line
_TODAY = folded_words("today tonight aaj emrooz امروز امشب آج النهارده النهاردة")
"""Words that are no others: the Arabic one is also that of every "day of"."""
_COUNTED = folded_words(
    "ago before after from since till until tak تک تا حتى لحد پیش قبل بعد پہلے منذ"
)
"""Words by which today is only what a day is counted from."""
_OF_DAYS = {Kind.NUMBER, Kind.MONTH}
_LEAST_SURE = 3  # words of a line that finds something and may be talk all the same
_LEAST_TALK = 4  # words of a line in which a name is enough
_AROUND_NAMES = ("before", "after", "told_before", "its_change", "beside_day", "to_whom", "tell")
_YEAR_WORDS = folded_words(YEARS.replace(",", ""))


def understood(
    text: str, requester: Requester, dataset: Dataset, index: Callable[[], Index]
) -> Meaning:
    """The meaning of a line for what there is to tell; of several sentences, that of the first one
    that says something, where the whole says nothing.
    """
    meant = _of_line(text, requester, dataset, index)
    greeted = meant.chat not in ("", "complaint") and not small_talk(text)
    if not (greeted or _is_loose(meant)):
        return meant
    ends = _GREETING_END if greeted else _SENTENCE_END
    for place, part in enumerate(list(filter(str.strip, ends.split(text)))[:_MOST_SENTENCES]):
        found = meant if part == text else _of_line(part, requester, dataset, index)
        counted = place > 0 and any(not _counts(reading) for reading in found.readings)
        names_nothing = greeted and found.query and not index().named(words_of(part)).events
        is_loose = _is_loose(found) and not (greeted and found.hits.events)
        if not (found.chat or counted or is_loose or names_nothing):
            return found  # "that day" of a second sentence is not today
    return meant


def _is_loose(meant: Meaning) -> bool:
    """True of a search that found nothing that has all the words."""
    return bool(meant.query) and not meant.hits.whole and not meant.readings


def _of_line(
    text: str, requester: Requester, dataset: Dataset, index: Callable[[], Index]
) -> Meaning:
    """The meaning of a line.

    A subject of which nothing is told today is searched for; and where a search finds nothing that
    has all the words, what is inside the line counts. A line of which nothing is known has no hits.
    """
    meant = meaning_of(text, requester, dataset.occasions)
    if meant.readings and meant.query:
        told = dataset.told_on(requester.today, hijri=requester.hijri)
        is_told = any(concerns(event, meant.only) for event in told)
        return replace(meant, query="") if is_told else _found(meant.query, index())
    has_subject = bool(meant.only or meant.fault) and not re.search(r"\d", folded(text))
    if meant.readings and has_subject and index().names(text):
        return _found(text, index())  # the war of a Sunday is that of Uhud
    if not meant.query:
        return meant
    words = text.split()[:MOST_WORDS]
    if known := _known_day(words, requester, dataset.occasions) or _today_alone(words, requester):
        return known
    hits = index().search(meant.query)
    if names_a_day(text) and not _is_of_day(text, hits, index()):
        hits = NO_HITS
    if not (hits.whole and index().knows(meant.query)) and (
        known := _known_day(words, requester, dataset.occasions, typos=True)
    ):
        return known
    if implied := implied_day(words_of(text), requester, dataset.occasions, hits):
        return Meaning(known=(implied,))
    if hits.whole:
        talk = _talk(text, words, index(), lead=SURE)
        return Meaning(chat=talk) if talk else replace(meant, hits=hits)
    about = told_about(text)
    if about and (asked := day_in(asked_about(about), requester)):
        return asked  # something interesting about today
    if about and (found := _found(asked_about(about), index())).hits.whole:
        return found
    if inside := _inside(text, requester, index()) or _year_said(words, requester, hits):
        return inside
    if talk := _talk(text, words, index(), lead=SURE if hits.events else LIKELY):
        return Meaning(chat=talk)
    if hits.events:
        return replace(meant, hits=hits)
    if opening := opens_with(text):
        return Meaning(chat=opening)
    least = _least(words, requester, index()) or _about(text, index()) or _named(text, index())
    return least or replace(meant, hits=hits)


def _found(query: str, index: Index) -> Meaning:
    """A search, and what it finds."""
    return Meaning(query=query, hits=index.search(query))


def _is_of_day(text: str, hits: Hits, index: Index) -> bool:
    """True if what was found for the name of a day has that name, or more than one word of it."""
    if not hits.events:
        return False
    is_named = index.is_named(hits.events[0], " ".join(words_of(text)))
    return is_named or len(named_after(text)) > 1


def _known_day(
    words: list[str], requester: Requester, occasions: Occasions, *, typos: bool = False
) -> Meaning | None:
    """The known day that a line names, with only words around it that change nothing."""
    find = partial(
        occasions.find,
        today=requester.today,
        language=requester.language.code,
        audience=requester.audience,
        typos=typos,
    )
    whole = [(" ".join(words), list[str]())] if typos else []
    for run, rest in chain(whole, _runs_and_rest(words)):
        if len(run) < _SHORTEST_NAME or not all(map(_is_beside, _said(rest))):
            continue
        if known := find(run) or find(_without_for(run)):
            return Meaning(known=tuple(known))
    return None


def _without_for(run: str) -> str:
    """A day's name without the Arabic "on" or "for" that is joined to it; empty for another."""
    bare = run.removeprefix("ب")
    return bare if bare != run and names_a_day(bare) else ""


def _is_beside(word: str) -> bool:
    """True of a word that may be around the name of a day, such as that of a month."""
    return word in words_in("beside_day") or _is_month(word)


def _is_month(word: str) -> bool:
    return _is_only(Kind.MONTH, word)


def _is_number(word: str) -> bool:
    return _is_only(Kind.NUMBER, word)


def _is_only(kind: Kind, word: str) -> bool:
    """True of a word that a date has as one token of a kind."""
    return [token.kind for token in tokens_of(word)] == [kind]


def _today_alone(words: list[str], requester: Requester) -> Meaning | None:
    """Today, where a line has that word, and others only that every line has."""
    said = _said(words)
    if not said & _TODAY or said & _COUNTED:
        return None
    return today_about(requester, "") if _say_nothing(said - _TODAY) else None


def _say_nothing(said: set[str]) -> bool:
    """True of words that every line has."""
    return all(is_small(word) or not tokens_of(word) for word in said)


def _inside(text: str, requester: Requester, index: Index) -> Meaning | None:
    words = text.split()[:MOST_WORDS]
    if (opening := opens_with(text)) == "complaint":
        return Meaning(chat=opening)
    if found := _date(words, requester):
        dated, rest = found
        return _event_of(dated, rest, index) or dated
    for run in _runs(words):
        years = years_in(run, requester)
        if any((year.month and year.number) or year.last for year in years):
            return Meaning(years=years)
    said = _said(words)
    if said & _TODAY and not said & _COUNTED:
        return today_about(requester, subject_of(next(_subjects(words), "")) or "")
    month = _month(words, requester, index)
    is_talk = month is not None and _talk(text, words, index, lead=SURE)  # may I quote you?
    return None if is_talk else month


def _talk(text: str, words: list[str], index: Index, *, lead: float) -> str:
    """The kind of talk that a line is most like, if that is plain enough; or empty."""
    others = [word for word in words if not is_language(folded(word).strip(SIGNS))]
    names = index.named(words_of(" ".join(others)))
    if names.events or told_about(text) or next(_subjects(others), ""):
        lead = CERTAIN
    is_short = lead > LIKELY and len(words) < _LEAST_SURE
    return "" if is_short else talk_like(text, lead=lead)


def _month(words: list[str], requester: Requester, index: Index) -> Meaning | None:
    """A month of all years, with the word for "in" or "month", of a line that names nothing else
    than a country or topic: ``any wars that started in august?``
    """
    for run, rest in _runs_and_rest(words):
        years = years_in(run, requester) if " " in run else ()
        if not years or not years[0].month or any(map(_is_month, rest)):
            continue  # in November or in July: neither of them is asked for
        only = next(_subjects(rest), "")
        others = set(words_of(" ".join(rest))) - set(words_of(only))
        if not index.named(others - words_in(*_AROUND_NAMES)).events:
            return Meaning(years=years, only=subject_of(only) or "")
    return None


def _event_of(dated: Meaning, rest: list[str], index: Index) -> Meaning | None:
    """The event of a date that the other words of a line name: ``6 February earthquake``."""
    if _say_nothing(_said(rest)):
        return None
    query = " ".join(rest)
    if names_a_day(query):
        return None
    on = {(reading.day, reading.year) for reading in dated.readings}
    hits = [e for e in index.titled(query) if on & {(e.day, None), (e.day, e.year)}]
    return Meaning(query=query, hits=Hits(hits[:1], whole=True, sole=True)) if hits else None


def _least(words: list[str], requester: Requester, index: Index) -> Meaning | None:
    """A day that is counted from today; or a year, a country or a topic in a line whose other words
    are such as every line has.
    """
    for run, rest in _runs_and_rest(words):
        if (near := _near_day(run, requester)) and not (
            _said(rest) & words_in("of_learning") or _named(" ".join(rest), index)
        ):
            return near
        if not all(is_small(word) or _is_beside(word) or word.isdecimal() for word in _said(rest)):
            continue
        years = years_in(run, requester)
        if years and (years[0].month or (len(run) == _YEAR and run.isdecimal())):
            return Meaning(years=years)
        if subject_of(run):
            return _found(run, index)
    return None


def _about(text: str, index: Index) -> Meaning | None:
    """What comes right after the "about" of a line that goes on to say more; none where it has a
    part of a date, which may have been misread.
    """
    words = told_about(text).split()[:MOST_WORDS]
    if _has_part_of_date(text) or not folded(text).endswith(" ".join(words)):
        return None  # the Urdu one comes last, and what is just before it says less
    for length in range(len(words) - 1, 0, -1):
        run = words[:length]
        hits = NO_HITS if all(map(is_small, run)) else index.search(" ".join(run))
        if hits.whole and hits.events:
            return Meaning(query=text, hits=Hits(hits.events[:MOST_PARTIAL], whole=False))
    return None


def _has_part_of_date(text: str) -> bool:
    return any(token.kind in _OF_DAYS for token in tokens_of(text))


def _named(text: str, index: Index) -> Meaning | None:
    """What a long line names of which nothing else is understood; none where it has a part of a
    date, which may have been misread.
    """
    words = words_of(text)
    if len(words) < _LEAST_TALK or _has_part_of_date(text):
        return None
    around = words_in(*_AROUND_NAMES)
    hits = index.named(word for word in words if word not in around and _is_unread(word))
    return Meaning(query=text, hits=hits) if hits.events else None


def _is_unread(word: str) -> bool:
    """True of a word that no date has, nor a question about one."""
    return _is_only(Kind.UNKNOWN, word)


def _near_day(run: str, requester: Requester) -> Meaning | None:
    """The day that some words count from today, if they do: ``last friday``. Today itself is in
    every "that day", and English words that may be two such days are often others: ``sat``.
    """
    try:
        meant = Meaning((read(run, requester),))
    except DateError as fault:
        meant = Meaning(() if run.isascii() else fault.readings, fault=fault)
    counted = [reading.on for reading in meant.readings if not _counts(reading)]
    are_all = bool(counted) and len(counted) == len(meant.readings)
    return meant if are_all and requester.today not in counted else None


def _year_said(words: list[str], requester: Requester, hits: Hits) -> Meaning | None:
    """A year that is called one, of which the best hit is not: ``سال ۱۳۷۱ کابل``."""
    for word, number in pairwise(words):
        if folded(word) in _YEAR_WORDS and len(number) == _YEAR:
            years = years_in(f"{word} {number}", requester)
            best = {event.year for event in hits.events[:1]}
            if years and best.isdisjoint(year.number for year in years):
                return Meaning(years=years)
    return None


def parts_of(text: str, requester: Requester) -> list[str]:
    """What can be asked for alone in a line that is not understood: its year, its countries."""
    words = text.split()[:MOST_WORDS]
    years = (w.strip(SIGNS) for w in words if len(w) >= _YEAR and years_in(w, requester))
    found = [*(year for year in years if re.search(r"\d", year)), *_subjects(words)]
    return list(dict.fromkeys(found))[:_MOST_PARTS]


def _date(words: list[str], requester: Requester) -> tuple[Meaning, list[str]] | None:
    """The longest run of words that is a day with its month by name, or a date in three numbers;
    and the other words.
    """
    for run, rest in _runs_and_rest(words):
        try:
            reading = read(run, requester)
        except DateError as fault:
            if fault.readings and all(map(_is_whole, fault.readings)):
                return Meaning(fault.readings, fault=fault), rest
            continue
        numbered = reading.year is None and any(map(_is_number, rest))
        if any(map(_is_month, rest)) and not numbered:
            continue  # 23 March or 14 August: the number is another day; not March but April
        if reading.year is not None and _counts_years(run, words):
            continue  # 4 July, 41 years ago
        if _is_whole(reading) or (_counts(reading) and any(map(str.isalpha, run))):
            return Meaning((reading,)), rest
    return None


def _counts_years(run: str, words: list[str]) -> bool:
    """True if a number of a run of words says how many years it was: ``41 years``."""
    return any(
        number.strip(SIGNS) in run.split() and number.isdecimal() and folded(word) in _YEAR_WORDS
        for number, word in pairwise(words)
        if len(number) < _YEAR
    )


def _counts(reading: Reading) -> bool:
    """True for a day of a calendar; not for one that is counted from today."""
    return reading.on is None or reading.asked is not None


def _is_whole(reading: Reading) -> bool:
    return _counts(reading) and reading.year is not None


def _subjects(words: list[str]) -> Iterator[str]:
    """The names of countries and topics in a line, of one word or two."""
    return (run for run in _runs(words) if len(run.split()) <= 2 and subject_of(run))


def _said(words: list[str]) -> set[str]:
    return {folded(word).strip(SIGNS) for word in words} - {""}


def _runs(words: list[str]) -> Iterator[str]:
    """Every run of words that is not the whole line, the longest first."""
    return (run for run, _ in _runs_and_rest(words))


def _runs_and_rest(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            yield " ".join(words[start:end]).strip(SIGNS), words[:start] + words[end:]
