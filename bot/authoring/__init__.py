"""The maintainers' tools to write, check, format and compare the dataset."""
