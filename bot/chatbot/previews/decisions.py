"""Editors' decisions: a press is checked against what was shown, and noted."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from bot.chatbot.previews.messages import Action
from bot.chatbot.previews.state import PreviewBuilder, PreviewState, short_mark
from bot.errors import DecisionError
from bot.selection import Wishes
from bot.store import Decision, Decisions, Wish, approval_mark

log = logging.getLogger(__name__)
CHANGED = "The post has changed since: look again."
TOO_LATE = "Too late: the post was made already."
NO_OTHER = "No other entry could lead. It can be held."
NOTHING_LEFT = "Nothing would be left to tell. Hold the day instead."
OLD = "These buttons belong to a channel or an entry that no longer exists."


class EditorDecisions:
    """Checks and notes what editors decide about a post that is still to come."""

    def __init__(self, decisions: Decisions, builder: PreviewBuilder) -> None:
        self._decisions = decisions
        self._builder = builder

    def decide(
        self, state: PreviewState, action: Action, mark: str, *, by: str, now: datetime
    ) -> None:
        """Note a decision; DecisionError says why it cannot be taken.

        ``mark`` is the one of the posts that were seen, of the entry, or of what is undone.
        """
        still = [plan.name for plan in state.open]
        names = [*still, *state.in_trouble]
        if not names:
            raise DecisionError(TOO_LATE)
        if action is Action.UNDO:
            self._undo(state, names, mark, by=by, now=now)
            return
        if action not in (Action.HOLD, Action.ENTRY) and mark != state.mark:
            raise DecisionError(CHANGED)
        wish, about = _wish(state, names, action, mark)
        if not about:
            raise DecisionError(OLD)
        if _holds_already(state, wish):
            return
        first = next(iter(about.values()))
        self._check(state, wish, first, now=now)
        new = [Decision(name, state.on, wish, what, by, now) for name, what in about.items()]
        if not self._decisions.decide(new, if_open=still):
            raise DecisionError(TOO_LATE)
        log.info("%s %s: %s %s, by %s", state.group.name, state.on, wish, first, by)

    def _undo(
        self, state: PreviewState, names: Sequence[str], mark: str, *, by: str, now: datetime
    ) -> None:
        """Undo the decision that the button was about, if it is the last one still."""
        made = state.decided.decisions
        if not made or str(made[-1].id) != mark:
            raise DecisionError(CHANGED)
        of_each = (state.decisions[name].decisions for name in names)
        last = [found[-1] for found in of_each if found and found[-1].at == made[-1].at]
        still = [plan.name for plan in state.open]
        if not self._decisions.undo(last, by=by, now=now, if_open=still):
            raise DecisionError(TOO_LATE)
        log.info("%s %s: undo %s, by %s", state.group.name, state.on, made[-1].wish, by)

    def _check(self, state: PreviewState, wish: Wish, about: str, *, now: datetime) -> None:
        """DecisionError where a wish for other entries cannot be met."""
        if not wish.names_an_entry:
            return
        one = frozenset({about})
        trial = Wishes(not_leading=one) if wish is Wish.OTHER_LEAD else Wishes(left_out=one)
        tried = self._builder.state(state.group, state.on, now=now, more=trial)
        if tried.post is None:
            raise DecisionError(NOTHING_LEFT)
        passed_over = state.decided.wishes.not_leading | trial.not_leading
        if tried.post.lead.id in passed_over:
            raise DecisionError(NO_OTHER)


def _holds_already(state: PreviewState, wish: Wish) -> bool:
    """True if the same was decided a moment ago, by a second tap."""
    if wish is Wish.HOLD:
        return bool(state.decided.held_by)
    return wish is Wish.AS_IS and state.approval is not None


def _wish(
    state: PreviewState, names: Sequence[str], action: Action, mark: str
) -> tuple[Wish, dict[str, str]]:
    """The wish of a button and, for each channel, what it is about."""
    post = state.post
    if action is Action.HOLD:
        return Wish.HOLD, dict.fromkeys(names, "the day")
    if action is Action.AS_IS:
        marks = {name: approval_mark(p.told) for name, p in state.posts.items() if p}
        return Wish.AS_IS, marks
    events = post.events if post else ()
    if action is Action.ENTRY:
        about = next((e.id for e in events if short_mark(e.id) == mark), "")
    else:
        about = events[0].id if events else ""
    wish = Wish.OTHER_LEAD if action is Action.OTHER_LEAD else Wish.WITHOUT
    return wish, dict.fromkeys(names, about) if about else {}
