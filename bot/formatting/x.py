"""The day's post as X wants it: the lead alone, in plain text of 280 weighted characters.

No link, since X charges thirteen times as much for a post with one: the source is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bot.dates import MonthDay, year_words
from bot.events import Event
from bot.formatting import Post
from bot.formatting.length import X_LIMIT, has_link, x_length
from bot.formatting.words import ago, capital, defused, publishers, sentence
from bot.selection import Choice

PLATFORM = "x"
HASHTAG = "#OnThisDay"
POST_COST = Decimal("0.015")
LINK_POST_COST = Decimal("0.200")


def day_post(choice: Choice, on: date) -> Post:
    """The account's post of a date: the lead's day, text, years ago and source.

    What does not fit is left out whole: the title stands for the text, then the source goes.
    "Years ago" makes it differ from last year's, which X would refuse as a duplicate.
    """
    text = next(text for text in versions(choice.lead, on) if x_length(text) <= X_LIMIT)
    return Post(
        platform=PLATFORM,
        text=text,
        length=x_length(text),
        limit=X_LIMIT,
        events=(choice.lead,),
        cost_usd=LINK_POST_COST if has_link(text) else POST_COST,
    )


def versions(event: Event, on: date) -> Iterator[str]:
    """The post in ever shorter forms; the last one always fits."""
    day = MonthDay.of(on) if event.day == MonthDay.of(on) else event.day
    head = f"{day.words} {year_words(event.year)}"
    if event.julian:
        head += " (Julian calendar)"
    years = sentence(capital(ago(event.year, on.year)))
    source = f" Source: {sentence(defused(publishers(event)))}"
    for told in (defused(event.text), defused(sentence(event.title))):
        for after in (source, ""):
            yield f"{head}: {told}\n\n{years}{after} {HASHTAG}"
    yield f"{head}.\n\n{years} {HASHTAG}"
