"""The commands of maintainers: writing, checking and comparing the dataset."""
