"""The database: the ledger of deliveries and what stands beside it. The only sqlmodel user."""

from bot.store.amendments import Amendments
from bot.store.database import BEAT, Store
from bot.store.decisions import Decisions, Preview, Previews, Shown
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
    NoticeButton,
    State,
)
from bot.store.reports import Report, Reports, ReportState
from bot.store.users import People, Person
from bot.store.wishes import Decided, Decision, Wish, approval_mark

__all__ = [
    "BEAT",
    "DAY_SLOT",
    "Amended",
    "Amendment",
    "Amendments",
    "Choice",
    "Content",
    "Decided",
    "Decision",
    "Decisions",
    "Delivery",
    "Hold",
    "Key",
    "Kind",
    "Notice",
    "NoticeButton",
    "People",
    "Person",
    "Preview",
    "Previews",
    "Report",
    "ReportState",
    "Reports",
    "Shown",
    "State",
    "Store",
    "Wish",
    "approval_mark",
]
