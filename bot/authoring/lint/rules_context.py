"""Rules for the context: it is there, adds a fact, and is in the past tense."""

from __future__ import annotations

import re

from bot.authoring.lint.findings import Notes, warning
from bot.authoring.lint.rules_wording import own_words
from bot.events import Event

NEEDS_CONTEXT = 3  # the weight from which an entry says why it mattered
_NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve dozen hundred hundreds thousand "
    "thousands million millions billion half third quarter decade decades"
)
_FACT = re.compile(
    rf"\d[\d,.]*|(?<=[\w,;:'’)] )[A-Z][\w'’-]*|\b(?:{'|'.join(_NUMBER_WORDS.split())})\b"
)
"""A year, a number or a name; the first word of a sentence is none."""
_PRESENT_VERBS = (
    "is are isn't aren't has have hasn't does becomes begins leads takes comes goes gives says "
    "keeps dies wins loses brings holds finds opens closes continues serves bears turns starts "
    "helps sends writes celebrates honours commemorates joins founds dissolves divides unites "
    "builds publishes receives returns resigns rises spreads grows draws reaches enters accepts "
    "refuses agrees succeeds survives inspires forbids recognises declares withdraws invades "
    "surrenders occupies governs"
)
_PRESENT = re.compile(rf"(?<![\w'’])(?:{'|'.join(_PRESENT_VERBS.split())})\b")
_NOT_MAIN = re.compile(
    r"\b(?:to|of|the|for|by|not|him|her|them|it|would|could|should|might|may|must|will|can) $"
)
"""Before an infinitive or a noun: "would have", "the finds"."""


def context(event: Event) -> Notes:
    """Weighty entries have a context; it has a fact of its own, and tells it in the past tense."""
    if not event.text:
        return
    if not event.context:
        if event.weight >= NEEDS_CONTEXT and event.retracted is None:
            sentence = f"missing; an entry of weight {event.weight} says why it mattered"
            yield warning("context", sentence)
        return
    told = set(_FACT.findall(event.text))
    if event.weight >= NEEDS_CONTEXT and not set(_FACT.findall(event.context)) - told:
        yield warning("context", "has no year, number or name that is not in the text")
    words = own_words(event.context)
    for found in _PRESENT.finditer(words):
        if not _NOT_MAIN.search(words[: found.start()]):
            yield warning("context", f'"{found[0]}": a context is told in the past tense')
            return
