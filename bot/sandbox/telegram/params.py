"""Reading a Bot API request: a form, JSON or multipart, all into one set of parameters."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from bot.sandbox.server.wire import Request
from bot.sandbox.telegram.errors import Refusal

_BOUNDARY = re.compile(r'boundary="?([^";,]+)"?')
_DISPOSITION = re.compile(r'(name|filename)="([^"]*)"')


@dataclass(frozen=True)
class Params:
    """A request's parameters as the Bot API sees them: texts by name, and uploaded files."""

    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The parameter as it was given, or ""."""
        return self.texts.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as `default`, as it does there."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """True if the parameter says yes."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def json(self, name: str, what: str) -> object:
        """The parameter's JSON, None where it is missing. Raises Refusal naming `what`."""
        if not self.text(name):
            return None
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise Refusal(400, f"Bad Request: can't parse {what} JSON object") from None


def read_params(request: Request) -> Params:
    """The parameters of the address and the body together. Raises Refusal on a broken body."""
    query = dict(parse_qsl(request.query, keep_blank_values=True))
    kind, no_files = request.headers.get("content-type", ""), dict[str, bytes]()
    if kind.startswith("application/json"):
        texts, files = _json_body(request.body), no_files
    elif kind.startswith("multipart/form-data"):
        texts, files = _multipart(request.body, kind)
    else:
        form = request.body.decode("utf-8", "replace")
        texts, files = dict(parse_qsl(form, keep_blank_values=True)), no_files
    texts = {**query, **texts}
    if any(re.search("[\ud800-\udfff]", text) for text in texts.values()):
        raise Refusal(400, "Bad Request: strings must be encoded in UTF-8")
    return Params(texts, files)


def _json_body(body: bytes) -> dict[str, str]:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refusal(400, "Bad Request: can't parse the request's body as a JSON object")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in given.items()
        if value is not None
    }


def _multipart(body: bytes, kind: str) -> tuple[dict[str, str], dict[str, bytes]]:
    found = _BOUNDARY.search(kind)
    if found is None:
        raise Refusal(400, "Bad Request: the multipart body has no boundary")
    texts: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for part in body.split(b"--" + found[1].encode())[1:-1]:
        head, _, data = part.partition(b"\r\n\r\n")
        names = dict(_DISPOSITION.findall(head.decode("utf-8", "replace")))
        data = data.removesuffix(b"\r\n")
        if "filename" in names:
            files[names.get("name", "")] = data
        else:
            texts[names.get("name", "")] = data.decode("utf-8", "replace")
    return texts, files
