"""Finished texts for each platform, within its limits, from events. Pure: no clock, no network."""
