"""Whether words of a query belong together in an entry, or only happen to be in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from bot.chatbot.search.lexicon import STEM
from bot.chatbot.search.vocabulary import ABOUT, MEANT, TEXT, TITLE
from bot.chatbot.search.words import spaced, words_of
from bot.dataset import Dataset
from bot.events import Event

_BETWEEN = 2  # other words that may be among those of a query


def texts_of(event: Event, dataset: Dataset) -> Iterator[str]:
    """The title, text and context of an event, in each language that it is told in."""
    yield from (event.title, event.text, event.context)
    for texts in dataset.texts.values():
        if told := texts.get(event.id):
            yield from (told.title, told.text, told.context)


def close(text: str, forms: Sequence[Set[str]]) -> bool:
    """True if a text has a word of each of the sets, next to each other in any order, or with a
    word or two between.
    """
    wanted = frozenset().union(*forms)
    seen: dict[int, int] = {}  # the last place of a word of each set
    for place, word in enumerate(words_of(spaced(text))):
        if word not in wanted:
            continue
        seen |= {number: place for number, form in enumerate(forms) if word in form}
        if len(seen) == len(forms) and place - min(seen.values()) < len(forms) + _BETWEEN:
            return True
    return False


def in_title(scores: Sequence[float], countries: Sequence[bool], *, latin: bool) -> bool:
    """True if an event's title or names have all words, but for its own country's name; or one of
    them, where its text has the others. (Of two words in Arabic letters that is not enough: they
    may be others in another language.)
    """
    title = MEANT * STEM * TITLE
    other = STEM * TEXT if latin or any(countries) or len(scores) > 2 else title
    return any(score >= title for score in scores) and all(
        score >= (MEANT * ABOUT if is_one else other)
        for score, is_one in zip(scores, countries, strict=True)
    )
