"""Benchmarks: figures, never verdicts. Run them all with ``python -m tests.benchmarks``."""
