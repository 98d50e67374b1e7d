"""The dataset: loading ``data/events.toml``, checking it and writing it in its one form."""

from bot.dataset.dataset import Dataset
from bot.dataset.loader import load

__all__ = ["Dataset", "load"]
