"""Who may be cited, and whether the page is the event's own."""

from __future__ import annotations

import pytest

from bot.authoring.lint.rules_publishers import (
    accepted_publishers,
    kind_of,
    known_publishers,
    own_page,
)
from bot.events import Source
from tests.conftest import make_event


def source(address: str, publisher: str = "P") -> Source:
    """A page at an address."""
    return Source(publisher, "Page", f"https://{address}")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("en.wikipedia.org/wiki/A", "wikipedia"),
        ("www.wikiwand.com/en/A", "wikipedia"),
        ("en.wikisource.org/wiki/A", "archive"),
        ("news.bbc.co.uk/onthisday", "broadcaster"),
        ("www.presidency.ucsb.edu/a", "university"),
        ("history.state.gov/a", "government"),
        ("press.un.org/a", "institution"),
        ("www.iranicaonline.org/a", "encyclopedia"),
        ("web.archive.org/web/2020/https://www.reuters.com/a", "agency"),
        ("www.prnewswire.com/a", "unaccepted"),
        ("notbbc.co.uk/a", "unknown"),
        ("example.org/a", "unknown"),
    ],
)
def test_the_kind_of_a_publisher(address: str, kind: str) -> None:
    """By its host or the nearest one above it; an archived page is its first publisher's."""
    assert kind_of(source(address)) == kind


REFUSED = {
    "questions and answers": ("www.questionai.com/q/1", {}, "answers questions by whoever"),
    "a wire of press releases": ("www.einpresswire.com/a", {}, "prints press releases unread"),
    "a blog": ("history.wordpress.com/a", {}, "anybody may write there"),
    "a copy of somebody's text": ("docslib.org/a", {}, "copied from everywhere"),
    "a language of elsewhere": ("www.hurriyet.com.tr/a", {"countries": ("ES",)}, "is in Turkish"),
    "its own country's language": ("www.hurriyet.com.tr/a", {"countries": ("TR",)}, ""),
    "a newspaper": ("www.dawn.com/a", {}, ""),
    "an unknown host": ("example.org/a", {}, ""),
    "too light for a weight of 4": ("example.org/a", {"weight": 4}, "since its weight is 4"),
    "too light where contested": (
        "www.thewire.in/a",
        {"sensitivity": ("contested",)},
        "since it is marked contested",
    ),
    "an agency for a weight of 5": ("apnews.com/a", {"weight": 5}, ""),
}


@pytest.mark.parametrize(("address", "changes", "said"), REFUSED.values(), ids=REFUSED)
def test_a_publisher_that_is_not_accepted_is_told(
    address: str, changes: dict[str, object], said: str
) -> None:
    """With the reason; weighty and contested entries need one of the first kinds."""
    event = make_event(sources=(source(address),), **changes)
    found = [note.sentence for note in accepted_publishers(event)]
    assert len(found) == bool(said)
    assert all(said in sentence for sentence in found)


PAGES = {
    "a country": ("Kuwait", "Kuwait becomes independent", "a country"),
    "a church": ("Riverside_Church", "King speaks against the war", "a church"),
    "a stadium": ("MCG_Stadium", "First Test cricket match", "a stadium"),
    "a reef": ("Great_Barrier_Reef", "Cook's ship strikes coral", "a reef"),
    "a subject": ("Banking_in_Switzerland", "Swiss banks announce a fund", "a subject"),
    "a thing of a kind": ("Supertanker", "The Torrey Canyon runs aground", '"supertanker"'),
    "the event": ("London_and_Z%C3%BCrich_Agreements", "Cyprus becomes independent", ""),
    "a building that opens": ("Sydney_Harbour_Bridge", "The bridge at Sydney opens", ""),
    "an operation": ("Operation_Opera", "Israel bombs a reactor", ""),
}


@pytest.mark.parametrize(("page", "title", "about"), PAGES.values(), ids=PAGES)
def test_a_page_about_something_else_is_told(page: str, title: str, about: str) -> None:
    """Where Wikipedia is the only source; with another publisher it may give the background."""
    wiki = source(f"en.wikipedia.org/wiki/{page}", "Wikipedia")
    event = make_event(title=title, sources=(wiki,))
    found = [note.sentence for note in own_page(event)]
    assert found == ([] if not about else [found[0]])
    assert all(f"is the page of {about}:" in sentence for sentence in found)
    both = make_event(title=title, sources=(wiki, source("www.dawn.com/a")))
    assert list(own_page(both)) == []


def test_no_host_is_in_two_lists() -> None:
    """Nor accepted and refused at once; every reason says what to do or why."""
    known = known_publishers()
    assert known.kinds.keys().isdisjoint(known.unaccepted)
    assert known.first < set(known.kinds.values())
    assert all(len(why.split()) > 4 for why in known.unaccepted.values())
