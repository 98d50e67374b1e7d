"""The methods of X for pictures."""

import base64
import binascii
from collections.abc import Mapping

from bot.sandbox.server.wire import Answer
from bot.sandbox.x.errors import invalid
from bot.sandbox.x.request import Asked, data
from bot.sandbox.x.state import XStore

_LARGEST_MEDIA = 5 * 1024 * 1024
_LONGEST_ALT = 1000


class Media:
    """Pictures of the account; the store's lock is held by the caller."""

    def __init__(self, store: XStore) -> None:
        self._store = store

    def upload(self, asked: Asked) -> Answer:
        """POST /2/media/upload, with base64 in JSON."""
        encoded = asked.body.get("media")
        try:
            content = base64.b64decode(str(encoded or ""), validate=True)
        except binascii.Error:
            raise invalid("media is not base64.") from None
        if not content or len(content) > _LARGEST_MEDIA:
            raise invalid("The size of the media is not between 1 byte and 5 MB.")
        if asked.body.get("media_category") != "tweet_image":
            raise invalid("media_category has to be tweet_image here.")
        media = self._store.upload(content)
        return data(
            {
                "id": media.id,
                "media_key": f"3_{media.id}",
                "size": media.size,
                "expires_after_secs": 86400,
            }
        )

    def describe(self, asked: Asked) -> Answer:
        """POST /2/media/metadata: the alt text."""
        metadata = asked.body.get("metadata")
        alt_text = metadata.get("alt_text") if isinstance(metadata, Mapping) else None
        words = alt_text.get("text") if isinstance(alt_text, Mapping) else None
        media_id = str(asked.body.get("id", ""))
        if not isinstance(words, str) or not 1 <= len(words) <= _LONGEST_ALT:
            raise invalid("metadata.alt_text.text needs 1 to 1000 characters.")
        if not self._store.has_media(media_id):
            raise invalid("Your media IDs are invalid.", id=media_id)
        self._store.describe(media_id, words)
        return data({"id": media_id, "associated_metadata": metadata})
