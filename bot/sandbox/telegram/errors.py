"""The error answers of Telegram."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden: bot was kicked from the channel chat",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
}


@dataclass
class Refusal(Exception):
    """A request that is not accepted: the HTTP status, the description, and the parameters."""

    code: int
    description: str
    parameters: Mapping[str, int] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        """The answer's JSON."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        return {**body, "parameters": dict(self.parameters)} if self.parameters else body


def usual_refusal(code: int, description: str | None, *, retry_after: int | None) -> Refusal:
    """The refusal that a client most often meets with this status.

    With `retry_after` (seconds) a 429 says how long to wait; without it, nothing about that.
    """
    if code == 429:
        hint = {} if retry_after is None else {"retry_after": retry_after}
        words = "Too Many Requests" + (f": retry after {retry_after}" if hint else "")
        return Refusal(429, description or words, hint)
    return Refusal(code, description or _PHRASES.get(code, "Internal Server Error"))
