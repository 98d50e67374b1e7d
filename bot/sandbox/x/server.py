"""A stand-in for the API v2 of X, on this machine, for one account.

What it does and says follows X's documents and reports of its answers. Where those are silent: a
post that is not there counts as "deleted: false"; deleting and asking who one is cost nothing; an
over-long post is refused with 403. Not imitated: limits on how fast one may post, search, video.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from urllib.parse import parse_qsl

from bot.sandbox.server.local_server import Call, LocalServer
from bot.sandbox.server.wire import Answer, Request
from bot.sandbox.x.errors import Problem, app_only, invalid, limit_headers, usual
from bot.sandbox.x.media import Media
from bot.sandbox.x.oauth import SignatureCheck, XAccount
from bot.sandbox.x.posts import Posts
from bot.sandbox.x.request import Asked, data, json_body
from bot.sandbox.x.state import XPost, XStore
from bot.sandbox.x.text import fits


class XServer(LocalServer):
    """X for one account.

    `credentials` are the account's secrets, `now` dates its posts (aware, UTC), `credits` is what
    it may spend in US dollars (None: without end), `allow_replies` whether it may answer posts, and
    `premium` whether it may edit its own.
    """

    def __init__(
        self,
        credentials: XAccount,
        *,
        now: Callable[[], datetime],
        username: str = "onthisday",
        credits: Decimal | None = None,
        allow_replies: bool = True,
        premium: bool = True,
        port: int = 0,
    ) -> None:
        super().__init__(now, port=port)
        self.user_id = credentials.user_id
        self.username = username
        self._signature = SignatureCheck(credentials)
        self._store = XStore(now, credits=credits)
        posts = Posts(self._store, self.user_id, allow_replies=allow_replies, premium=premium)
        media = Media(self._store)
        self._routes: tuple[tuple[str, re.Pattern[str], Callable[[Asked], Answer]], ...] = (
            ("POST /2/tweets", re.compile(r"/2/tweets"), posts.create),
            ("GET /2/tweets", re.compile(r"/2/tweets"), posts.lookup),
            ("DELETE /2/tweets/:id", re.compile(r"/2/tweets/(\d+)"), posts.delete),
            ("GET /2/tweets/:id", re.compile(r"/2/tweets/(\d+)"), posts.look_at),
            ("GET /2/users/me", re.compile(r"/2/users/me"), self._me),
            ("GET /2/users/:id/tweets", re.compile(r"/2/users/(\d+)/tweets"), posts.timeline),
            ("POST /2/media/upload", re.compile(r"/2/media/upload"), media.upload),
            ("POST /2/media/metadata", re.compile(r"/2/media/metadata"), media.describe),
        )

    @property
    def charged(self) -> Decimal:
        """The charges of the account so far, in US dollars."""
        return self._store.charged

    def posts(self) -> list[XPost]:
        """Every post that ever was, deleted ones too, oldest first."""
        with self._store.lock:
            return list(self._store.posts.values())

    def alt_texts(self) -> Mapping[str, str | None]:
        """The description of each uploaded picture, by the picture's id."""
        with self._store.lock:
            return {media.id: media.alt_text for media in self._store.media.values()}

    def start(self) -> None:
        """Bind and serve, after `close` again, with everything as it was."""
        fits("")  # the library's first text takes it half a second, which no request should pay
        super().start()

    def read(self, request: Request) -> Call:
        """The route that a request takes, and what it gives."""
        for name, pattern, handler in self._routes:
            found = pattern.fullmatch(request.path)
            if found and name.startswith(request.verb + " "):
                return self._call(request, name, found=found, handler=handler)
        return Call(request.path, {}, lambda: usual(404).answer(), request.path)

    def refuse(self, status: int, description: str | None, *, retry_after: int | None) -> Answer:
        """A refusal in X's form."""
        headers = limit_headers(self.now(), retry_after) if status == 429 else ()
        return usual(status, description).answer(headers)

    def _call(
        self,
        request: Request,
        name: str,
        *,
        found: re.Match[str],
        handler: Callable[[Asked], Answer],
    ) -> Call:
        query = dict(parse_qsl(request.query, keep_blank_values=True))
        body = json_body(request)
        asked = Asked(found[1] if found.re.groups else "", query, body or {})

        def run() -> Answer:
            try:
                self._check_signature(request)
                if body is None:
                    raise invalid("The request's body is not a JSON object.")
                with self._store.lock:
                    return handler(asked)
            except Problem as problem:
                return problem.answer()

        return Call(name, {**query, **asked.body}, run, request.path)

    def _check_signature(self, request: Request) -> None:
        if request.headers.get("authorization", "").lower().startswith("bearer "):
            raise app_only()
        if not self._signature.passes(request):
            raise usual(401)

    def _me(self, _: Asked) -> Answer:
        return data({"id": self.user_id, "name": self.username, "username": self.username})
