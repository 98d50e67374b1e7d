"""The selection of a day's entries, and their order. Pure: the same input gives the same choice.

The turns are played through from a first year, never read from a history, so that any day of any
year can be previewed and a restored database chooses as the lost one did.
"""

from bot.selection.chooser import Choice, Chooser, Wishes, choose, chooser_of
from bot.selection.reasons import why
from bot.selection.rules import MOST, Scope, is_round, is_sensitive, may_lead, takes_turns
from bot.selection.runs import Kind, run_of
from bot.selection.turns import FIRST_YEAR, first_among

__all__ = [
    "FIRST_YEAR",
    "MOST",
    "Choice",
    "Chooser",
    "Kind",
    "Scope",
    "Wishes",
    "choose",
    "chooser_of",
    "first_among",
    "is_round",
    "is_sensitive",
    "may_lead",
    "run_of",
    "takes_turns",
    "why",
]
