"""Lines as people typed them into the chat, in four languages: each gets what it means."""

from __future__ import annotations

import pytest

from bot.chatbot.answers.inside_line import understood
from bot.chatbot.answers.typed_language import typed_language
from bot.date_parser import Reading
from tests.conftest import ROOT
from tests.helpers.people import person
from tests.helpers.real import real, real_index

FIRST = 3  # hits of a search among which the entry has to be


def outcome(code: str, typed: str) -> list[str]:
    """What a line is answered with; of a search the entries that may be meant."""
    code = typed_language(typed, code) or code
    who = person(code)
    meant = understood(typed, who, real(), real_index)
    if meant.chat:
        return [meant.chat]
    if meant.fault is not None or len(meant.known) > 1 or len(meant.years) > 1:
        return ["asked"]
    if meant.readings:
        return [f"{_day(meant.readings[0])} {meant.only}".strip()]
    if meant.known:
        return [f"known {meant.known[0].occasion.id}"]
    if meant.years:
        return [f"year {meant.years[0].words}"]
    return [f"entry {e.id}" for e in meant.hits.events[:FIRST]] or ["nothing"]


def _day(reading: Reading) -> str:
    if reading.on is not None and reading.asked is None:
        return f"day {reading.on}"
    return f"day {reading.words}"


def rows() -> list[list[str]]:
    """The rows of the table: language of the client, line, answer."""
    lines = (ROOT / "tests/chatbot/chat_lines.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "code\t"))]


@pytest.mark.parametrize("code", ["en", "fa", "ur", "ar"])
def test_every_line_gets_what_it_means(code: str) -> None:
    """Dates, known days, years, names, events, greetings and questions, with their typos."""
    own = [(typed, meant) for client, typed, meant in rows() if client == code]
    assert len(own) >= 75
    wrong = [
        (typed, meant, got) for typed, meant in own if meant not in (got := outcome(code, typed))
    ]
    assert wrong == []
