"""The parameters of a request to the API v2 of X."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.server.wire import Answer, Request, json_answer
from bot.sandbox.x.errors import invalid

Json = dict[str, object]
_FIELDS = frozenset(
    "id text created_at author_id conversation_id edit_controls edit_history_tweet_ids entities "
    "in_reply_to_user_id referenced_tweets lang public_metrics".split()
)


@dataclass(frozen=True)
class Asked:
    """One request to a route: the id in its path, its query, and its JSON body."""

    id: str
    query: Mapping[str, str]
    body: Json

    def number(self, name: str) -> int | None:
        """A post's id in the query, or None. Raises Problem on anything but digits."""
        given = self.query.get(name)
        if given is not None and not re.fullmatch(r"[0-9]{1,19}", given):
            raise invalid(f"The `{name}` query parameter value [{given}] is not valid", id=given)
        return None if given is None else int(given)

    def instant(self, name: str) -> datetime | None:
        """An instant in the query, such as 2027-05-20T08:03:00Z, or None. Raises Problem."""
        given = self.query.get(name)
        if given is None:
            return None
        try:
            return datetime.strptime(given, "%Y-%m-%dT%H:%M:%S%z")
        except ValueError:
            words = f"The `{name}` query parameter value [{given}] is not a valid instant"
            raise invalid(words) from None

    def fields(self) -> frozenset[str]:
        """The fields of a post that are requested beyond the usual. Problem on unknown ones."""
        wanted = frozenset(one for one in self.query.get("tweet.fields", "").split(",") if one)
        for name in sorted(wanted - _FIELDS):
            words = f"The `tweet.fields` query parameter value [{name}] is not one of the known"
            raise invalid(words)
        return wanted


def json_body(request: Request) -> Json | None:
    """The body's JSON object, {} where there is no body, None where it is not one."""
    if not request.body:
        return {}
    try:
        body = json.loads(request.body)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def data(value: object, status: int = 200) -> Answer:
    """An answer with `value` as its data."""
    return json_answer({"data": value}, status)
