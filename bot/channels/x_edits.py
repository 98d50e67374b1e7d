"""Edits of posts on X: each makes a new version with an id of its own, and ends the one before.

An account with Premium may edit a post five times within half an hour; X says in ``edit_controls``
whether it may still, and in ``edit_history_tweet_ids`` of any version which there are.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn

import tweepy

from bot.channels import Refused
from bot.channels.x_client import READ_COST
from bot.channels.x_reading import read_post
from bot.post import Picture

FIELDS = ["edit_controls"]


def newest_version(client: tweepy.Client, known: str) -> tuple[tweepy.Tweet | None, Decimal]:
    """The newest version of a post of which any version's id is known, and what reading it cost;
    None if it is not there.
    """
    post = read_post(client, known, fields=FIELDS)
    if post is None:
        return None, Decimal(0)
    newest = max(map(int, post.edit_history_tweet_ids or [post.id]))
    if newest == post.id:
        return post, READ_COST
    return read_post(client, newest, fields=FIELDS), 2 * READ_COST


def ensure_editable(post: tweepy.Tweet, now: datetime) -> None:
    """Refused where X says that a post cannot be edited, or not any more."""
    controls = post.edit_controls or {}
    until = controls.get("editable_until")
    if not controls.get("is_edit_eligible", True):
        raise Refused("X: this post cannot be edited")
    if until is not None and until <= now:
        raise Refused("X: the time in which it can be edited is over")
    if controls.get("edits_remaining", 1) < 1:
        raise Refused("X: it was edited as often as X allows")


def put_version(
    client: tweepy.Client, post: tweepy.Tweet, text: str, *, picture: Picture | None
) -> str:
    """Edit a post, given in its newest version; the id of the new version. It has the picture.

    Refused where X made a post of its own out of it, which is deleted again.
    """
    body: dict[str, Any] = {
        "text": text,
        "edit_options": {"previous_post_id": str(post.id)},
    }
    if picture is not None:
        body["media"] = {"media_ids": [picture.media_id]}
    made = client.request("POST", "/2/tweets", json=body, user_auth=True).json()["data"]
    versions = made.get("edit_history_tweet_ids", [])
    if versions == [made["id"]]:
        _take_back(client, made["id"])
    return str(made["id"])


def _take_back(client: tweepy.Client, made: str) -> NoReturn:
    """Delete a post that X made in place of an edit, and raise Refused about it."""
    reason = f"X: it made the new post {made} instead of an edit"
    try:
        client.delete_tweet(made, user_auth=True)
    except Exception as fault:
        raise Refused(f"{reason}, and that could not be deleted: delete it by hand") from fault
    raise Refused(f"{reason}; that is deleted again")
