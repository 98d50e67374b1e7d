"""Texts that are clear without their title, and contexts that say why it mattered."""

from __future__ import annotations

import pytest

from bot.authoring.lint.rules_context import context
from bot.authoring.lint.rules_subject import lexicon, subject
from bot.events import Event, Person
from tests.conftest import make_event

OTHERS = [
    make_event(
        text="The treaty, the band and the city are old; bombs and women are there, and probes.",
        context="The Kyoto talks, the Beatles, Baghdad and Guangzhou were known by then.",
    )
]
"""Other entries of the file: their small letters say which words are no names."""


def hidden(title: str, text: str, *people: str) -> list[str]:
    """What the rule says of an entry among others."""
    event = make_event(title=title, text=text, people=tuple(map(Person, people)))
    return [note.sentence for note in subject(event, lexicon([*OTHERS, event]))]


HIDING = [
    (
        "Malala Yousafzai is shot on her way home from school",
        "A gunman fires at the 15-year-old campaigner in a school van in Swat and wounds her.",
        ["Malala Yousafzai"],
        "does not name Malala Yousafzai: name them",
    ),
    (
        "King George VI is buried at Windsor",
        "The British king is buried at St George's Chapel in Windsor Castle after a procession.",
        ["George VI"],
        "does not name George VI",
    ),
    (
        "The Kyoto Protocol on climate comes into force",
        "The treaty, which binds industrial countries, takes effect after Russia has ratified it.",
        [],
        "does not name Kyoto, as the title does",
    ),
    (
        "Persia and Russia sign the Treaty of Gulistan",
        "The treaty ends a war of nine years. Persia gives up Dagestan and its claims in Georgia.",
        [],
        "does not name Gulistan",
    ),
    (
        "China launches Chang'e 1, its first Moon probe",
        "The spacecraft takes off from Xichang in the south-west. It is to circle the Moon.",
        [],
        "does not name Chang",
    ),
    (
        "NASA probe OSIRIS-REx touches the asteroid Bennu",
        "The spacecraft's arm stirs up dust with a burst of gas and collects a sample of it.",
        [],
        "OSIRIS-REx, Bennu",
    ),
    (
        "Baghdad surrenders to the Mongols",
        "The city, seat of the Abbasid caliphs, gives itself up to Hulagu Khan after a siege.",
        [],
        "does not name Baghdad",
    ),
    (
        "Women in Iceland stop work for a day",
        "About nine in ten of the country's women leave their jobs to show what they are worth.",
        [],
        "puts a pronoun or a noun for Iceland",
    ),
    (
        "UN votes to divide Palestine into an Arab and a Jewish state",
        "The General Assembly backs the plan by 33 votes to 13, with 10 abstentions in all.",
        [],
        "puts a pronoun or a noun for Palestine",
    ),
    (
        "Pakistan is taken off the FATF grey list",
        "The world watchdog on money laundering ends the closer monitoring that it began in 2018.",
        [],
        "does not name FATF",
    ),
    (
        "A bridge opens across the strait",
        "A long bridge opens across the strait in sunshine.",
        [],
        "has only 3 words that the title does not have",
    ),
]


@pytest.mark.parametrize(("title", "text", "people", "said"), HIDING)
def test_a_text_that_hides_its_subject_is_told(
    title: str, text: str, people: list[str], said: str
) -> None:
    """People, treaties, works, probes, places behind a noun; and a text that repeats its title."""
    found = hidden(title, text, *people)
    assert any(said in sentence for sentence in found), found


STANDING = [
    (
        "The Kyoto Protocol on climate comes into force",
        "Seven years after it was agreed, the Kyoto Protocol binds more than 30 countries.",
        [],
    ),
    (
        "Alfred Dreyfus is arrested as a spy in Paris",
        "The French army arrests Alfred Dreyfus on a false charge that he sold secrets.",
        ["Alfred Dreyfus"],
    ),
    (
        "Mohammad-Reza Shajarian, Iranian singer, dies",
        "Shajarian, a master of classical singing, dies in hospital after a long illness.",
        ["Mohammad-Reza Shajarian"],
    ),
    (
        "Five oil countries found OPEC in Baghdad",
        "Iran and others set up the Organization of the Petroleum Exporting Countries there.",
        [],
    ),
    (
        "Britain votes to leave the European Union",
        "Voters in the United Kingdom decide by 52 to 48 per cent to leave the European Union.",
        [],
    ),
    (
        "Spain holds its first free election",
        "Spaniards vote in their first free general election for more than forty years.",
        [],
    ),
    (
        "Egypt wins the Battle of Megiddo",
        "Pharaoh Thutmose III of Egypt defeats a league of Canaanite rulers at Megiddo.",
        [],
    ),
    (
        "A senate elects its first speaker",
        "Members of the new body meet and choose a farmer by a show of hands.",
        [],
    ),
]


@pytest.mark.parametrize(("title", "text", "people"), STANDING)
def test_a_text_that_names_its_subject_passes(title: str, text: str, people: list[str]) -> None:
    """Another form of a name, its initials or a part of it are enough; so are a place's people."""
    assert hidden(title, text, *people) == []


TOLD = {
    "no context": (make_event(), "missing; an entry of weight 3"),
    "light enough": (make_event(weight=2), ""),
    "a year of its own": (make_event(context="It was closed again in 1990."), ""),
    "a name of its own": (make_event(context="Later it went to Ada Lovelace."), ""),
    "a number in words": (make_event(context="It stood for two centuries."), ""),
    "nothing of its own": (
        make_event(context="It mattered a lot afterwards."),
        "has no year, number",
    ),
    "what the text has": (
        make_event(text="In Paris 12 people meet.", context="The 12 had come to Paris before."),
        "has no year, number",
    ),
    "the present": (make_event(context="It is the oldest of the 12."), '"is": a context is told'),
    "another present": (make_event(context="A crater on the Moon bears his name."), '"bears"'),
    "an infinitive": (make_event(context="It would have ended in 1990, to have peace."), ""),
    "somebody's words": (make_event(context='In 1990 he said that "it is done".'), ""),
    "a possessive": (make_event(context="The Baha'is' house of 1990 was sold."), ""),
}


@pytest.mark.parametrize(("event", "said"), TOLD.values(), ids=TOLD)
def test_a_context_says_why_it_mattered(event: Event, said: str) -> None:
    """From weight 3 on it is there, with a fact of its own, in the past tense."""
    found = [note.sentence for note in context(event)]
    assert len(found) == bool(said)
    assert all(said in sentence for sentence in found)
