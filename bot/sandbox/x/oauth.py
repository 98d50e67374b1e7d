"""Checking a request's OAuth 1.0a signature, made for X's real host.

A client signs for https://api.twitter.com (or api.x.com) and only then connects elsewhere, so that
the signature is checked for those addresses. A nonce serves once, and a timestamp counts for ten
minutes of the real time, since the client's library takes it from the real clock.
"""

from dataclasses import dataclass, field

from oauthlib.oauth1 import RequestValidator, ResourceEndpoint

from bot.sandbox.server.wire import Request

_HOSTS = ("https://api.twitter.com", "https://api.x.com")


@dataclass(frozen=True)
class XAccount:
    """The four secrets of an account. The access token begins with the account's id."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_token_secret: str = field(repr=False)

    @property
    def user_id(self) -> str:
        """The account's id. Raises ValueError where the access token does not begin with one."""
        number, hyphen, _ = self.access_token.partition("-")
        if not (number.isdecimal() and hyphen):
            raise ValueError("an access token of X looks like 123456-AbCdEf: the user's id first")
        return number


class _OneAccount(RequestValidator):  # type: ignore[misc]  # the library has no types
    """The account's data for the library: here there is just one account."""

    allowed_signature_methods = ("HMAC-SHA1",)
    dummy_client = dummy_access_token = "unknown"

    def __init__(self, account: XAccount) -> None:
        super().__init__()
        self._account = account

    def check_client_key(self, client_key: str) -> bool:
        """Any form will do: X's keys have none that is documented."""
        return bool(client_key)

    check_access_token = check_nonce = check_client_key

    def validate_client_key(self, client_key: str, *_: object) -> bool:
        """True if it is the account's consumer key."""
        return client_key == self._account.consumer_key

    def validate_access_token(self, _client_key: str, token: str, *_: object) -> bool:
        """True if it is the account's access token."""
        return token == self._account.access_token

    def validate_timestamp_and_nonce(self, *_: object, **__: object) -> bool:
        """Left to `SignatureCheck`, which alone knows whether the rest was right."""
        return True

    def validate_realms(self, *_: object, **__: object) -> bool:
        """X has no realms."""
        return True

    def get_client_secret(self, *_: object) -> str:
        """The consumer secret."""
        return self._account.consumer_secret

    def get_access_token_secret(self, *_: object) -> str:
        """The access token's secret."""
        return self._account.access_token_secret


class SignatureCheck:
    """Decides whether a request was signed with the account's secrets, and for the first time."""

    def __init__(self, account: XAccount) -> None:
        self._endpoint = ResourceEndpoint(_OneAccount(account))
        self._used: set[tuple[str, str]] = set()

    def passes(self, request: Request) -> bool:
        """True if the signature is right for one of X's hosts, and the nonce new."""
        return any(self._passes(request, host) for host in _HOSTS)

    def _passes(self, request: Request, host: str) -> bool:
        headers = {"Authorization": request.headers.get("authorization", "")}
        target = request.path + (f"?{request.query}" if request.query else "")
        try:
            valid, signed = self._endpoint.validate_protected_resource_request(
                host + target, http_method=request.verb, headers=headers
            )
        except ValueError:  # a header that is none, or not in OAuth's form
            return False
        return bool(valid) and self._is_new(signed.timestamp, signed.nonce)

    def _is_new(self, timestamp: str, nonce: str) -> bool:
        known = len(self._used)
        self._used.add((timestamp, nonce))
        return len(self._used) > known
