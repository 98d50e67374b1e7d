"""Reads posts from X; believes only an answer that says what there is, or that there is nothing.

A status of 200 with neither comes from something on the way, and would make posts that are on air
absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tweepy

_NOT_FOUND = "/resource-not-found"  # the end of the type of the error that a missing post has


class Unsaid(Exception):
    """An answer that says neither what there is nor that there is nothing."""


def read_post(
    client: tweepy.Client, post_id: str | int, *, fields: Sequence[str] = ()
) -> tweepy.Tweet | None:
    """The post of an id, with further fields; None if X says that there is none."""
    answer = client.get_tweet(post_id, tweet_fields=[*fields], user_auth=True)
    is_missing = any(str(error.get("type")).endswith(_NOT_FOUND) for error in answer.errors)
    if answer.data is None and not is_missing:
        raise Unsaid("neither a post nor that it is not there")
    return answer.data


def read_posts(client: tweepy.Client, user_id: str, **which: Any) -> list[tweepy.Tweet]:
    """An account's posts, the newest first; empty if X says that there are none."""
    answer = client.get_users_tweets(user_id, user_auth=True, **which)
    if not answer.data and answer.meta.get("result_count") != 0:
        raise Unsaid("neither posts nor that there are none")
    return answer.data or []
