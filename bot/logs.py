"""Logging to standard error, without a secret in it, whoever logs."""

from __future__ import annotations

import logging
from collections.abc import Collection


class RedactingFormatter(logging.Formatter):
    """Blots out secrets in the finished line, its traceback included."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The line as it may be shown."""
        return redacted(super().format(record), self._secrets)


def redacted(text: str, secrets: Collection[str]) -> str:
    """The text with every secret replaced by asterisks."""
    for secret in secrets:
        text = text.replace(secret, "***")
    return text


def set_up(secrets: Collection[str], *, level: int = logging.INFO) -> None:
    """Log at ``level``; the HTTP libraries only warnings, since they log addresses with tokens."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in (
        "httpx",
        "httpcore",
        "urllib3",
        "oauthlib",
        "requests_oauthlib",
        "tweepy",
        "alembic",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)
