"""Search: entries by words in any of the four languages, by names, and by short forms."""
