"""Edits of posts on X: who may edit what, how often and for how long."""

from collections.abc import Mapping
from datetime import datetime

from bot.sandbox.x.errors import invalid, usual
from bot.sandbox.x.request import Json
from bot.sandbox.x.state import EDIT_WINDOW, MOST_EDITS, XPost, XStore

_NOT_PREMIUM = "You are not permitted to edit posts: that needs a Premium subscription."
_OVER = "You are not permitted to edit this post: its edit window is over."


class Edits:
    """The rules of the edits of one account, which has Premium or not (`premium`)."""

    def __init__(self, store: XStore, *, premium: bool) -> None:
        self._store = store
        self._premium = premium

    def previous(self, options: object) -> XPost | None:
        """The version that a post edits, by its `edit_options`; None where it has none.

        Raises Problem where that may not be edited.
        """
        if options is None:
            return None
        named = options.get("previous_post_id") if isinstance(options, Mapping) else None
        if not isinstance(named, str):
            raise invalid("previous_post_id is required.", edit_options=options)
        post = self._store.version(named)
        if not self._premium:
            raise usual(403, _NOT_PREMIUM)
        if post is None or post.edited:
            raise usual(403, "You attempted to edit a Post that is not the latest version of one.")
        if self._remaining(post) < 1 or self._store.now() >= self._until(post):
            raise usual(403, _OVER)
        return post

    def controls(self, post: XPost) -> Json:
        """The `edit_controls` of a version; eligible is any post, whatever its account pays for."""
        return {
            "edits_remaining": self._remaining(post),
            "is_edit_eligible": True,
            "editable_until": self._until(post).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        }

    def _remaining(self, post: XPost) -> int:
        return MOST_EDITS - (len(self._store.versions(post)) - 1)

    def _until(self, post: XPost) -> datetime:
        return self._store.versions(post)[0].at + EDIT_WINDOW
