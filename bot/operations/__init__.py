"""The notices, questions and decisions of operators and editors, by command or by button.

Knows the database and the channels' settings, no vendor and no clock; delivery acts on decisions.
"""

from bot.operations.actions import CHOICES, RESOLUTIONS, choose, resolve, resume
from bot.operations.buttons import correcting, press, resolving
from bot.operations.prompts import doubt_notice, how_to_correct, undecided, without_id
from bot.operations.status import channel_status, morning_line, outcome

__all__ = [
    "CHOICES",
    "RESOLUTIONS",
    "channel_status",
    "choose",
    "correcting",
    "doubt_notice",
    "how_to_correct",
    "morning_line",
    "outcome",
    "press",
    "resolve",
    "resolving",
    "resume",
    "undecided",
    "without_id",
]
