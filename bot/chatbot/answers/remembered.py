"""The entry that a recurring day remembers: Pakistan's independence on its Independence Day."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chatbot.search.index import Index
from bot.dataset.occasion import Occasion
from bot.events import Event

_BEST = 4  # hits of a search that are sure to be about a name
_FEW = 4  # countries of a day whose entry is about one of them


def remembered(occasion: Occasion, events: Sequence[Event], *, index: Index) -> Event | None:
    """The weightiest of a day's ``events`` that a search for one of its names finds."""
    own = frozenset(occasion.countries) if len(occasion.countries) <= _FEW else frozenset()
    told = {e.id: e for e in events if not own or not own.isdisjoint(e.countries)}
    if not told:
        return None
    found: dict[str, Event] = {}
    for name in (*occasion.names.values(), *occasion.aliases):
        hits = index.search(name)
        best = hits.events if own else hits.events[:_BEST]
        found |= {e.id: told[e.id] for e in best if hits.whole and e.id in told}
    return max(found.values(), key=lambda event: event.weight, default=None)
