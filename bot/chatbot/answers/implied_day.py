"""Known days that a question implies: of a country's independence, and in honour of a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chatbot.answers.phrases import words_in
from bot.chatbot.answers.subject_filter import subject_of
from bot.chatbot.requester import Requester
from bot.chatbot.search.index import Hits
from bot.chatbot.search.words import is_small
from bot.dataset.occasions import KnownDay, Occasions
from bot.events import Event
from bot.i18n.languages import language

_OF_A_PERSON = "cultural"


def implied_day(
    words: Sequence[str], requester: Requester, occasions: Occasions, hits: Hits
) -> KnownDay | None:
    """The independence day of the country, or the day in honour of the person, that is all that a
    question names, where the search did not find that independence or birth.
    """

    def find(name: str) -> Iterator[KnownDay]:
        code, audience = requester.language.code, requester.audience
        yield from occasions.find(name, today=requester.today, language=code, audience=audience)

    if (country := subject_of(_beside("independence", words)) or "").isupper():
        name = language("en").names_of_countries()[country]
        is_told = any(_is_independence(event, country, name) for event in hits.events[:1])
        return None if is_told else next(find(f"{name} independence day"), None)
    if (name := _beside("honour", words)) and not _is_birth(hits):
        days = (f"{name} day",) if name.isascii() else (f"روز {name}", f"یوم {name}")
        known = (day for called in days for day in find(called))
        return next((day for day in known if day.occasion.kind == _OF_A_PERSON), None)
    return None


def _is_independence(event: Event, country: str, name: str) -> bool:
    is_its = country in event.countries[:1] or event.title.startswith(name)
    return is_its and "independ" in f"{event.title} {event.id}".lower()


def _is_birth(hits: Hits) -> bool:
    return hits.whole and any(event.kind == "birth" for event in hits.events[:1])


def _beside(kind: str, words: Sequence[str]) -> str:
    """The telling words beside those of a kind, where there are some."""
    asking, small = words_in(kind), words_in("beside_day")
    is_asked = not asking.isdisjoint(words)
    rest = [word for word in words if not (is_small(word) or word in asking | small)]
    return " ".join(rest) if is_asked else ""
