"""The database: the ledger of deliveries and what stands beside it. The only sqlmodel user."""

from bot.store.people import People, Person
from bot.store.records import DAY_SLOT, Content, Delivery, Hold, Key, Notice, State
from bot.store.reports import Report, Reports, ReportState
from bot.store.store import BEAT, Store

__all__ = [
    "BEAT",
    "DAY_SLOT",
    "Content",
    "Delivery",
    "Hold",
    "Key",
    "Notice",
    "People",
    "Person",
    "Report",
    "ReportState",
    "Reports",
    "State",
    "Store",
]
