"""Corrections of posts that are on air."""
