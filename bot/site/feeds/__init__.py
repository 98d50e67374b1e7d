"""Feeds, calendars and data for programs."""
