"""The life of a delivery. Names no vendor; the ledger decides, and time comes in by a clock."""

from bot.delivery.corrections.edit import amend_silently
from bot.delivery.daily_post import Deliverer
from bot.delivery.transitions import Clock, Outcome

__all__ = ["Clock", "Deliverer", "Outcome", "amend_silently"]
