"""The meaning of X's failures for a call: certainly not done, refused, or unknown."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import requests
import tweepy

from bot.channels import LONGEST_HINT, RIGHTS_WAIT, Duplicate, Failure, Refused, RetryLater, Unknown
from bot.channels.x_client import NotBegun

_DUPLICATE = re.compile(r"duplicate content", re.IGNORECASE)


def failure_of(fault: Exception, *, now: datetime) -> Failure:
    """The failure behind an exception of the library or of ``requests`` in a call to post.

    ``now`` (aware) turns the instant until which X asks to wait into a time to wait.
    """
    reason = f"X: {' '.join(str(fault).split()) or type(fault).__name__}"
    match fault:
        case tweepy.TooManyRequests():
            return RetryLater(reason, after=_wait(fault.reset_time, now))
        case tweepy.Forbidden() if _DUPLICATE.search(reason):
            return Duplicate()
        case tweepy.Unauthorized():
            reason = f"{reason}; are X_CONSUMER_KEY and the other three those of the account?"
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case tweepy.Forbidden() | tweepy.NotFound():
            return RetryLater(reason, after=RIGHTS_WAIT, tell=True)
        case tweepy.BadRequest():
            return Refused(reason)
        case tweepy.HTTPException() if fault.response.status_code == 402:
            return Refused("X: out of credits (402); buy credits, then resume", stop=True)
        case requests.exceptions.InvalidSchema() | requests.exceptions.InvalidURL():
            return RetryLater(f"{reason}; is the proxy right?", after=RIGHTS_WAIT, tell=True)
        case NotBegun():
            return RetryLater(f"X: no connection ({type(fault.args[0]).__name__})")
        case requests.exceptions.ConnectTimeout() | requests.exceptions.ProxyError():
            return RetryLater(f"X: no connection ({type(fault).__name__})")
    return Unknown(f"X: no answer that can be trusted ({type(fault).__name__}: {reason[3:]})")


def _wait(reset_time: int | None, now: datetime) -> timedelta | None:
    if reset_time is None:
        return None
    return timedelta(seconds=min(max(reset_time - now.timestamp(), 1), LONGEST_HINT))
