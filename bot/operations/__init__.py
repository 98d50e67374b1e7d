"""The desk of operators and editors: what they see and decide, whether by command or by button.

It knows the ledger and the plans, no vendor and no clock; delivery acts on what is decided here.
"""

from bot.operations.actions import CHOICES, RESOLUTIONS, choose, resolve, resume
from bot.operations.buttons import correcting, press, resolving
from bot.operations.status import morning_line, outcome, standing

__all__ = [
    "CHOICES",
    "RESOLUTIONS",
    "choose",
    "correcting",
    "morning_line",
    "outcome",
    "press",
    "resolve",
    "resolving",
    "resume",
    "standing",
]
