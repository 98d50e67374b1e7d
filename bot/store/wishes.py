"""What an editor can want of a post that is still to come, and what all of that comes to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.selection import Wishes


class Wish(StrEnum):
    """What an editor can want of a post that is still to come."""

    AS_IS = "as it is"
    OTHER_LEAD = "another lead"
    WITHOUT = "without"
    HOLD = "hold"

    @property
    def names_an_entry(self) -> bool:
        """Whether a decision of this kind is about one entry."""
        return self in (Wish.OTHER_LEAD, Wish.WITHOUT)


@dataclass(frozen=True, slots=True)
class Decision:
    """An editor's wish about a channel's post of a date: who, when, and whether it was undone.

    ``about`` is the entry that is not to lead or not to be told; for ``AS_IS`` what was approved.
    """

    channel: str
    date: date
    wish: Wish
    about: str
    by: str
    at: datetime
    undone_by: str = ""
    undone_at: datetime | None = None
    id: int = 0

    @property
    def words(self) -> str:
        """``another lead some-entry``: what is wanted, and of which entry."""
        return f"{self.wish} {self.about}" if self.wish.names_an_entry else str(self.wish)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the decisions about a post come to, in the order in which they were made.

    ``changing_since`` is when one of them began to be made or undone that is not settled yet.
    """

    decisions: tuple[Decision, ...] = ()
    changing_since: datetime | None = None

    @property
    def wishes(self) -> Wishes:
        """How the day's entries are to be chosen."""
        return Wishes(self._about(Wish.OTHER_LEAD), self._about(Wish.WITHOUT))

    def _about(self, wish: Wish) -> frozenset[str]:
        return frozenset(one.about for one in self.decisions if one.wish is wish)

    @property
    def held_by(self) -> str:
        """Who wants it not to be posted; empty if nobody."""
        return next((one.by for one in self.decisions if one.wish is Wish.HOLD), "")

    def approved(self, text: str) -> Decision | None:
        """The approval of exactly this finished text, if there is one."""
        mark = approval_mark(text)
        approvals = [one for one in self.decisions if one.wish is Wish.AS_IS]
        return next((one for one in approvals if one.about == mark), None)


def approval_mark(text: str) -> str:
    """What an approval is of: a short mark of a finished text, which any change changes."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
