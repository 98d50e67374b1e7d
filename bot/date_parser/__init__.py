"""Reading the dates that people type, in four languages and three calendars. No clock."""

from bot.date_parser.parser import read_date
from bot.date_parser.result import DateError, Reading

__all__ = ["DateError", "Reading", "read_date"]
