"""What maintainers use to write, check, format and compare the dataset."""
