"""The error answers of X: the problem bodies of its API v2."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.server.wire import Answer, json_answer

_TYPES = "https://api.twitter.com/2/problems/"
_USUAL = {
    400: ("Invalid Request", "One or more parameters to your request was invalid."),
    401: ("Unauthorized", "Unauthorized"),
    403: ("Forbidden", "You are not permitted to perform this action."),
    404: ("Not Found", "Not Found"),
    409: ("Conflict", "Conflict"),
    429: ("Too Many Requests", "Too Many Requests"),
}
_NO_CREDITS = "Your enrolled account does not have any credits to fulfill this request."
_WINDOW_LIMIT = "100"


@dataclass
class Problem(Exception):
    """A request that is not accepted."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"
    errors: list[dict[str, object]] = field(default_factory=list)

    def body(self) -> dict[str, object]:
        """The answer's JSON."""
        body: dict[str, object] = {
            "title": self.title,
            "detail": self.detail,
            "type": self.type,
            "status": self.status,
        }
        return {**body, "errors": self.errors} if self.errors else body

    def answer(self, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
        """The answer to write."""
        return json_answer(
            self.body(), self.status, content_type="application/problem+json", headers=headers
        )


def usual(status: int, detail: str | None = None) -> Problem:
    """The problem that a client most often meets with this status."""
    if status == 402:
        return Problem(402, "CreditsDepleted", detail or _NO_CREDITS, _TYPES + "credits")
    title, words = _USUAL.get(status, ("Internal Error", "Internal Error"))
    return Problem(status, title, detail or words)


def invalid(message: str, **parameters: object) -> Problem:
    """A request with invalid parameters."""
    shown = {name.replace("__", "."): [str(value)] for name, value in parameters.items()}
    error: dict[str, object] = {"parameters": shown, "message": message}
    title, words = _USUAL[400]
    return Problem(400, title, words, _TYPES + "invalid-request", [error])


def not_found(resource: str, value: str) -> dict[str, object]:
    """The item among the errors of an answer with status 200 for a missing post or user."""
    return {
        "value": value,
        "detail": f"Could not find {resource} with id: [{value}].",
        "title": "Not Found Error",
        "resource_type": resource,
        "parameter": "id",
        "resource_id": value,
        "type": _TYPES + "resource-not-found",
    }


def app_only() -> Problem:
    """A bearer token, where a person's own is needed."""
    words = (
        "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported "
        "authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context]."
    )
    kind = _TYPES + "unsupported-authentication"
    return Problem(403, "Unsupported Authentication", words, kind)


def limit_headers(now: datetime, retry_after: int | None) -> tuple[tuple[str, str], ...]:
    """The headers of a 429 that says when to come back; none without a hint."""
    if retry_after is None:
        return ()
    reset = now + timedelta(seconds=retry_after)
    return (
        ("x-rate-limit-limit", _WINDOW_LIMIT),
        ("x-rate-limit-remaining", "0"),
        ("x-rate-limit-reset", str(int(reset.timestamp()))),
    )
