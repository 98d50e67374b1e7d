"""The database of the service. The only package that knows sqlmodel."""

from bot.liveness import BEAT
from bot.store.database import Database
from bot.store.decisions import Decided, Decision, Decisions, Wish, approval_mark
from bot.store.entities import (
    DAY_SLOT,
    Amended,
    Amendment,
    Choice,
    Content,
    Delivery,
    Hold,
    Key,
    Kind,
    Notice,
)
from bot.store.ledger import LONGEST_WAIT
from bot.store.marks import BEATS
from bot.store.previews import Preview, Shown
from bot.store.reports import Report, Reports, ReportState
from bot.store.states import ALLOWED, State
from bot.store.users import Person, Users

__all__ = [
    "ALLOWED",
    "BEAT",
    "BEATS",
    "DAY_SLOT",
    "LONGEST_WAIT",
    "Amended",
    "Amendment",
    "Choice",
    "Content",
    "Database",
    "Decided",
    "Decision",
    "Decisions",
    "Delivery",
    "Hold",
    "Key",
    "Kind",
    "Notice",
    "Person",
    "Preview",
    "Report",
    "ReportState",
    "Reports",
    "Shown",
    "State",
    "Users",
    "Wish",
    "approval_mark",
]
