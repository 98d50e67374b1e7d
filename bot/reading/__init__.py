"""Reading the dates that people type, in four languages and three calendars. No clock."""

from bot.reading.reader import read_date
from bot.reading.reading import DateError, Reading

__all__ = ["DateError", "Reading", "read_date"]
