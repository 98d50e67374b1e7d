"""The life of a delivery. Names no vendor; the ledger decides, and time comes in by a clock."""

from bot.delivery.corrections import amend_silently
from bot.delivery.deliverer import Deliverer
from bot.delivery.records import Clock, Outcome

__all__ = ["Clock", "Deliverer", "Outcome", "amend_silently"]
