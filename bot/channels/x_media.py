"""Pictures on X: uploaded and described by API v2, which tweepy has no methods for yet.

An upload publishes nothing, and can be used within a day.
"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from typing import Any

import tweepy

from bot.post import Picture

UPLOAD, DESCRIBE = "/2/media/upload", "/2/media/metadata"
KEPT = timedelta(hours=20)  # X keeps an upload that is not used for 24
ALT_LIMIT = 1000


class Uploads:
    """The uploads of a client, so that a post that is tried again costs nothing more."""

    def __init__(self, client: tweepy.Client) -> None:
        self._client = client
        self._made: dict[str, tuple[str, datetime]] = {}

    def known(self, picture: Picture, now: datetime) -> str:
        """The id of a picture that is uploaded still; empty for none."""
        media_id, at = self._made.get(picture.key, ("", now))
        return media_id if at <= now < at + KEPT else ""

    def upload(self, picture: Picture, now: datetime) -> str:
        """Upload a picture with its alternative text; blocks. Raises what tweepy raises."""
        content = base64.b64encode(picture.content).decode()
        body = {"media": content, "media_category": "tweet_image"}
        media_id = self._post(UPLOAD, body)
        alt = {"text": picture.alt[:ALT_LIMIT]}
        self._post(DESCRIBE, {"id": media_id, "metadata": {"alt_text": alt}})
        self._made = {picture.key: (media_id, now)}
        return media_id

    def _post(self, route: str, body: dict[str, Any]) -> str:
        """The id of the picture, as each of the two answers has it."""
        answer = self._client.request("POST", route, json=body, user_auth=True)
        return str(answer.json()["data"]["id"])
