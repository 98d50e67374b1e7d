"""The methods of X that publish, delete and read posts."""

from collections.abc import Mapping

from bot.sandbox.server.wire import Answer, json_answer
from bot.sandbox.x.edits import Edits
from bot.sandbox.x.errors import invalid, not_found, usual
from bot.sandbox.x.request import Asked, Json, data
from bot.sandbox.x.state import READ_PRICE, XPost, XStore
from bot.sandbox.x.text import Link, fits, normalised, shown

_DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
_TOO_LONG = (
    "Your Tweet text is too long. For more information on how Twitter determines text length see "
    "https://github.com/twitter/twitter-text."
)
_BODY_KEYS = frozenset(
    {"text", "reply", "media", "for_super_followers_only", "made_with_ai", "edit_options"}
)
_TIMELINE_KEYS = frozenset(
    "max_results since_id until_id start_time pagination_token exclude tweet.fields".split()
)
_MOST_MEDIA = 4


class Posts:
    """The posts of the account `user_id`; the store's lock is held by the caller."""

    def __init__(self, store: XStore, user_id: str, *, allow_replies: bool, premium: bool) -> None:
        self._store = store
        self._user_id = user_id
        self._allow_replies = allow_replies
        self._edits = Edits(store, premium=premium)

    def create(self, asked: Asked) -> Answer:
        """POST /2/tweets; with `edit_options` a new version of a post."""
        unknown = sorted(asked.body.keys() - _BODY_KEYS)
        if unknown:
            raise invalid(f"$.{unknown[0]}: is not defined in the schema")
        media = self._media(asked.body.get("media"))
        text = asked.body.get("text", "")
        text = normalised(text) if isinstance(text, str) else ""
        if not text and not media:
            raise invalid("One of text or media is required.", text=text)
        reply_to = self._reply_to(asked.body.get("reply"))
        previous = self._edits.previous(asked.body.get("edit_options"))
        if text and not fits(text):
            raise usual(403, _TOO_LONG)
        if text and text in {post.text for post in self._store.live()}:
            raise usual(403, _DUPLICATE)
        post = self._store.post(text, reply_to=reply_to, media=media, edit_of=previous)
        return data(self._post_json(post, frozenset()), 201)

    def _reply_to(self, reply: object) -> str | None:
        if reply is None:
            return None
        target = reply.get("in_reply_to_tweet_id") if isinstance(reply, Mapping) else None
        if not isinstance(target, str):
            raise invalid("in_reply_to_tweet_id is required.", reply=reply)
        if not self._allow_replies:
            raise usual(403)
        if target not in {post.id for post in self._store.live()}:
            words = "You attempted to reply to a Tweet that is deleted or not visible to you."
            raise usual(403, words)
        return target

    def _media(self, media: object) -> tuple[str, ...]:
        if media is None:
            return ()
        ids = media.get("media_ids") if isinstance(media, Mapping) else None
        if not isinstance(ids, list) or not 1 <= len(ids) <= _MOST_MEDIA:
            raise invalid("media_ids must have 1 to 4 items.", media__media_ids=ids)
        if not all(self._store.has_media(str(media_id)) for media_id in ids):
            raise invalid("Your media IDs are invalid.", media__media_ids=ids)
        return tuple(str(media_id) for media_id in ids)

    def delete(self, asked: Asked) -> Answer:
        """DELETE /2/tweets/:id."""
        return data({"deleted": self._store.delete(asked.id)})

    def look_at(self, asked: Asked) -> Answer:
        """GET /2/tweets/:id, in the version that has this id."""
        found = self._store.version(asked.id)
        if found is None:
            return json_answer({"errors": [not_found("tweet", asked.id)]})
        self._store.charge(READ_PRICE)
        return data(self._post_json(found, asked.fields()))

    def lookup(self, asked: Asked) -> Answer:
        """GET /2/tweets?ids=."""
        ids = [one for one in asked.query.get("ids", "").split(",") if one]
        if not 1 <= len(ids) <= 100:
            raise invalid("The `ids` query parameter needs 1 to 100 ids.", ids=ids)
        live = {one: post for one in ids if (post := self._store.version(one)) is not None}
        fields = asked.fields()
        found = [self._post_json(post, fields) for post in live.values()]
        errors = [not_found("tweet", one) for one in ids if one not in live]
        self._store.charge(READ_PRICE * len(found))
        return json_answer(
            ({"data": found} if found else {}) | ({"errors": errors} if errors else {})
        )

    def timeline(self, asked: Asked) -> Answer:
        """GET /2/users/:id/tweets, newest first."""
        if asked.id != self._user_id:
            return json_answer({"errors": [not_found("user", asked.id)]})
        fields = asked.fields()
        page, more = self._page(asked)
        self._store.charge(READ_PRICE * len(page))
        if not page:
            return json_answer({"meta": {"result_count": 0}})
        meta: Json = {
            "newest_id": page[0].id,
            "oldest_id": page[-1].id,
            "result_count": len(page),
        }
        if more:
            meta["next_token"] = page[-1].id
        return json_answer({"data": [self._post_json(post, fields) for post in page], "meta": meta})

    def _page(self, asked: Asked) -> tuple[list[XPost], bool]:
        unknown = sorted(asked.query.keys() - _TIMELINE_KEYS)
        if unknown:
            raise invalid(f"The query parameter [{unknown[0]}] is not one of the allowed")
        size = _size(asked.query.get("max_results", "10"))
        before = asked.number("pagination_token") or asked.number("until_id")
        since = asked.number("since_id") or 0
        start = asked.instant("start_time")
        no_replies = "replies" in asked.query.get("exclude", "").split(",")
        fitting = [
            post
            for post in self._store.live()
            if since < int(post.id)
            and (start is None or start <= post.at)
            and (before is None or int(post.id) < before)
            and not (no_replies and post.reply_to)
        ]
        return fitting[:size], len(fitting) > size

    def _post_json(self, post: XPost, fields: frozenset[str]) -> Json:
        content = shown(post.text, post_id=post.id, media=len(post.media))
        everything: Json = {
            "id": post.id,
            "text": content.text,
            "edit_history_tweet_ids": [version.id for version in self._store.versions(post)],
            "edit_controls": self._edits.controls(post),
            "created_at": post.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "author_id": self._user_id,
            "conversation_id": post.reply_to or post.id,
        }
        if post.reply_to:
            everything["in_reply_to_user_id"] = self._user_id
            everything["referenced_tweets"] = [{"type": "replied_to", "id": post.reply_to}]
        if content.links:
            everything["entities"] = {"urls": [_url_json(link) for link in content.links]}
        wanted = {"id", "text", "edit_history_tweet_ids"} | fields
        return {name: value for name, value in everything.items() if name in wanted}


def _size(given: str) -> int:
    if not given.isdecimal() or not 5 <= int(given) <= 100:
        words = f"The `max_results` query parameter value [{given}] is not between 5 and 100"
        raise invalid(words, max_results=given)
    return int(given)


def _url_json(link: Link) -> Json:
    return {
        "start": link.start,
        "end": link.end,
        "url": link.short,
        "expanded_url": link.url if "://" in link.url else f"http://{link.url}",
        "display_url": link.url.partition("://")[2] or link.url,
    }
