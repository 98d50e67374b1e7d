"""The project's own dataset and its answers, made once in a process: each takes seconds."""

from __future__ import annotations

import gc
import random
from functools import cache

from bot.chatbot.answers.answers import Answers
from bot.chatbot.search.index import Index
from bot.dataset import Dataset, load
from tests.conftest import DATASET


@cache
def real() -> Dataset:
    """The dataset of the repository, in all its languages."""
    dataset = load(DATASET)
    gc.freeze()
    return dataset


@cache
def real_answers() -> Answers:
    """The bot's answers from it; what is chosen by chance is the same in every run."""
    return Answers(real, rng=random.Random(1))


def real_index() -> Index:
    """Its words."""
    return real_answers().index
