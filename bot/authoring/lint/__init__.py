"""The checks of a dataset for maintainers; every finding at once."""
