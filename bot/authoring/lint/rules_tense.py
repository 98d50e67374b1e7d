"""Rules for the tense of title and text, and for the words of births and deaths."""

from __future__ import annotations

import re

from bot.authoring.lint.findings import Notes, warning
from bot.authoring.lint.rules_wording import own_words
from bot.events import Event

_FINITE = (
    "was were became began took went came gave wrote said died rose fought flew drove broke chose "
    "spoke swore threw wore overthrew withdrew forbade gained lived"
)
_REGULAR = (
    "signed opened launched killed defeated invaded declared elected crowned executed founded "
    "discovered published assassinated captured attacked announced approved adopted passed won "
    "led left ran sank struck made held joined entered ended started reached landed"
)
_PAST = re.compile(
    rf"(?<![\w'’-])(?:(?:{'|'.join(_FINITE.split())})\b|"
    rf"(?:{'|'.join(_REGULAR.split())})(?= (?:the|an?|his|her|its|their|him|them)\b))"
)
"""Past forms that are the main verb; most can be a participle, but not before an object."""
_SUBORDINATE = re.compile(
    r"\b(?:who|whom|whose|which|that|where|when|while|after|before|since|until|as|because|if|"
    r"than|what|how|though|although|by|they|he|she|it|had|has|have|is|are|be|been|being|and)\b|[,;:.]"
)
_BIRTH = re.compile(r"\b(?:born|birth|birthday)\b", re.IGNORECASE)
_DEATH = re.compile(
    r"\b(?:die|dies|died|dead|death|deathbed|drowns?|killed|kills?|executed|shot|murder(?:s|ed)?|"
    r"assassinat\w+|hanged|beheaded|buried|suicide|falls|perish\w*|burn(?:t|ed|s)|life|struck|"
    r"found|guillotined|poison\w*|body|crash\w*|last)\b",
    re.IGNORECASE,
)


def tense(event: Event) -> Notes:
    """The first verb of a title or a text, where it is a past one of the main clause."""
    for key in ("title", "text"):
        words = own_words(getattr(event, key))
        found = _PAST.search(words)
        if found and not _SUBORDINATE.search(words[: found.start()]):
            yield warning(key, f'"{found[0]}": title and text are told in the present tense')


def kind_words(event: Event) -> Notes:
    """A birth tells of somebody who is born, and a death of somebody who dies."""
    told = f"{event.title} {event.text}"
    if not event.text or not event.title:
        return
    if event.kind == "birth" and not _BIRTH.search(told):
        yield warning("kind", "is birth, but nobody is born: event is for countries and works")
    if event.kind == "death" and not _DEATH.search(told):
        yield warning("kind", "is death, but nobody dies in the text")
