"""Rules for length: an entry's post on X has room for all of its parts."""

from __future__ import annotations

from bot.authoring.lint.findings import Notes, warning
from bot.events import Event
from bot.formatting import x
from bot.formatting.length import X_LIMIT, x_length
from bot.formatting.text_helpers import language_of

YEAR = 2099  # as many digits in "years ago" as there will be
FIRST = 2026  # the first year of posts
LONGEST = 10  # years ago, of fewer than a hundred: the noun with it is longer in Arabic
AROUND = 62  # characters that a post has at most besides day, text, years and publisher
HEAD = 40  # "20 September 1066 (Julian calendar)" and more


def x_fits(event: Event) -> Notes:
    """The text of an entry without a brief fits with the source's name, or one of them is left out
    of the post.

    The forms are only made where the text could be too long: each character weighs 2 at most.
    """
    if not event.text or not event.sources or not event.title or event.brief:
        return
    told = event.text + event.sources[0].publisher
    if len(told) * (1 if told.isascii() else 2) + AROUND + HEAD <= X_LIMIT:
        return
    lengths = (x_length(form) for form in x.short_versions(event, event.day.in_year(YEAR)))
    fits = next(n for n, length in enumerate(lengths) if length <= X_LIMIT)
    if fits == x.NAMED:
        yield warning("text", "too long for the post on X to name the source: shorten it")
    elif fits > x.NAMED:
        yield warning("text", "too long for the post on X, which tells the title in its place")


def brief_fits(event: Event) -> Notes:
    """The post on X has room for the brief and the name of a source, in whatever year to come."""
    if not event.brief or not event.sources:
        return
    longest = event.year + LONGEST
    forms = x.brief_versions(event, event.day.in_year(longest if longest >= FIRST else YEAR))
    led = map(language_of(event).led_lines, forms)
    if all(x_length(form) > X_LIMIT for form in led):
        yield warning("brief", "too long for the post on X to name the source: shorten it")
