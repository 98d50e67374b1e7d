"""The records of the stand-in for X: posts, pictures and charges."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.sandbox.x.errors import usual
from bot.sandbox.x.text import has_link

_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_MEDIA_LIFE = timedelta(days=1)
EDIT_WINDOW = timedelta(minutes=30)
MOST_EDITS = 5
POST_PRICE = Decimal("0.015")
LINK_PRICE = Decimal("0.200")
ALT_TEXT_PRICE = Decimal("0.005")
READ_PRICE = Decimal("0.001")


@dataclass(frozen=True)
class XPost:
    """One version of a post: `text` as it was sent, normalised; `at` is aware and UTC.

    `edit_of` is the id of the version before, and `edited` says that there is a later one.
    """

    id: str
    text: str
    at: datetime
    reply_to: str | None = None
    media: tuple[str, ...] = ()
    deleted: bool = False
    edit_of: str | None = None
    edited: bool = False


@dataclass(frozen=True)
class XMedia:
    """An uploaded picture."""

    id: str
    size: int
    expires: datetime
    alt_text: str | None = None


class XStore:
    """One account's posts and pictures, and its bill, behind one lock."""

    def __init__(self, now: Callable[[], datetime], *, credits: Decimal | None) -> None:
        self.now = now
        self._last_id = 0
        self.lock = threading.RLock()
        self.posts: dict[str, XPost] = {}
        self.media: dict[str, XMedia] = {}
        self.charged = Decimal(0)
        self.credits = credits

    def charge(self, price: Decimal) -> None:
        """Put `price` (US dollars) on the bill. Raises Problem where the credits do not suffice."""
        if self.credits is not None and self.charged + price > self.credits:
            raise usual(402)
        self.charged += price

    def new_id(self) -> str:
        """An id as X makes them: the time in it, and always greater than the one before."""
        milliseconds = (self.now() - _EPOCH) // timedelta(milliseconds=1)
        self._last_id = max(self._last_id + 1, milliseconds << 22)
        return str(self._last_id)

    def post(
        self,
        text: str,
        *,
        reply_to: str | None,
        media: tuple[str, ...],
        edit_of: XPost | None,
    ) -> XPost:
        """Publish a normalised text, and charge for it; as a new version of `edit_of`, the newest
        one, which keeps what that answers and its pictures where there are no new ones.
        """
        self.charge(LINK_PRICE if has_link(text) else POST_PRICE)
        if edit_of is not None:
            reply_to, media = edit_of.reply_to, media or edit_of.media
            self.posts[edit_of.id] = replace(edit_of, edited=True)
        before = None if edit_of is None else edit_of.id
        post = XPost(self.new_id(), text, self.now(), reply_to, media, edit_of=before)
        self.posts[post.id] = post
        return post

    def live(self) -> list[XPost]:
        """The newest version of each post that is not deleted, newest first."""
        return [p for p in reversed(self.posts.values()) if not p.deleted and not p.edited]

    def version(self, post_id: str) -> XPost | None:
        """A version of a post that is not deleted, by its own id."""
        post = self.posts.get(post_id)
        return post if post is not None and not post.deleted else None

    def versions(self, post: XPost) -> list[XPost]:
        """Every version of a post, the first one first."""
        chain = [post]
        while chain[0].edit_of is not None:
            chain.insert(0, self.posts[chain[0].edit_of])
        later = {p.edit_of: p for p in self.posts.values() if p.edit_of is not None}
        while chain[-1].id in later:
            chain.append(later[chain[-1].id])
        return chain

    def delete(self, post_id: str) -> bool:
        """Delete every version of a post. False where there is none."""
        post = self.version(post_id)
        if post is None:
            return False
        for version in self.versions(post):
            self.posts[version.id] = replace(version, deleted=True)
        return True

    def upload(self, content: bytes) -> XMedia:
        """Keep a picture for a day."""
        media = XMedia(self.new_id(), len(content), self.now() + _MEDIA_LIFE)
        self.media[media.id] = media
        return media

    def describe(self, media_id: str, alt_text: str) -> None:
        """Give a picture its description, and charge for it."""
        self.charge(ALT_TEXT_PRICE)
        self.media[media_id] = replace(self.media[media_id], alt_text=alt_text)

    def has_media(self, media_id: str) -> bool:
        """True if the picture is there and not too old."""
        media = self.media.get(media_id)
        return media is not None and media.expires > self.now()
