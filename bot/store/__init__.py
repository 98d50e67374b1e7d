"""The database: the ledger of deliveries and what stands beside it. The only sqlmodel user."""

from bot.store.amendments import Amendments
from bot.store.people import People, Person
from bot.store.records import (
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
    State,
)
from bot.store.reports import Report, Reports, ReportState
from bot.store.store import BEAT, Store

__all__ = [
    "BEAT",
    "DAY_SLOT",
    "Amended",
    "Amendment",
    "Amendments",
    "Choice",
    "Content",
    "Delivery",
    "Hold",
    "Key",
    "Kind",
    "Notice",
    "People",
    "Person",
    "Report",
    "ReportState",
    "Reports",
    "State",
    "Store",
]
