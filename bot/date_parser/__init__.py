"""Reading the dates that people type, in four languages and three calendars. No clock."""

from bot.date_parser.parser import read_date
from bot.date_parser.result import DateError, Reading
from bot.date_parser.year import Year
from bot.date_parser.years import read_year

__all__ = ["DateError", "Reading", "Year", "read_date", "read_year"]
