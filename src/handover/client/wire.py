"""What both clients do alike around httpx: the address, the headers, and taking in an answer within its limits."""

import ipaddress
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from handover import __version__
from handover.client.conversation import ClientAnswer, ClientRequest
from handover.client.faults import NotTheApi

API: Final = "/api/v1"
LONGEST_ANSWER: Final = 16_000_000
"""The longest answer in bytes that is taken in, other than the content of a file."""
SECONDS: Final = 60.0
"""How long the site may be silent, in seconds."""
_PIECE: Final = 65_536
_TO_A_SINK: Final = (200, 206)


def find_api(url: str) -> str:
    """Return the address of the API of a site. Raises ValueError for one that would send the key in clear."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError(f"{url!r} is not the address of a site, such as https://handover.example.org.")
    if parts.scheme == "http" and not is_this_computer(parts.hostname):
        raise ValueError(f"{url!r} begins with http://, over which the key could be read on its way. Use https://.")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix(API)}{API}"


def is_this_computer(host: str) -> bool:
    """Say whether a host is the computer itself, so that nobody on the way can read along."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def make_headers(key: str, language: str, more: Mapping[str, str] | None) -> dict[str, str]:
    """Return the headers of every request. Raises ValueError for a key that is none."""
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("That is not a key: it holds characters that no key has.")
    return {
        "Authorization": f"Bearer {key}",
        "Accept": "application/json, application/problem+json",
        # Files come as they are: their bytes are counted and their digest is checked.
        "Accept-Encoding": "identity",
        "Accept-Language": language,
        "User-Agent": f"handover/{__version__}",
        **(more or {}),
    }


def build_arguments(request: ClientRequest) -> dict[str, Any]:
    """Return what httpx is told of a request, without its body."""
    length = {} if request.body is None else {"Content-Length": str(len(request.body))}
    return {
        "method": request.method,
        "url": request.path.lstrip("/"),
        "params": dict(request.query),
        "headers": {**request.headers, **length},
    }


def cut_body(request: ClientRequest) -> Iterator[bytes]:
    """Yield the body in pieces, and say after each how far it is."""
    body = request.body or b""
    for start in range(0, len(body), _PIECE):
        piece = body[start : start + _PIECE]
        yield piece
        if request.progress is not None:
            request.progress(start + len(piece), len(body))


class AnswerTaker:
    """Takes in one answer: to the request's sink where there is one for it, else to memory, within the limit."""

    def __init__(self, request: ClientRequest, status: int, headers: Mapping[str, str]) -> None:
        self._status = status
        self._headers = {name.lower(): value for name, value in headers.items()}
        self._sink = request.sink if status in _TO_A_SINK else None
        self._body = bytearray()

    def begin(self) -> None:
        """Take in the head."""
        if self._sink is not None:
            self._sink.begin(self._status, self._headers)

    def take(self, piece: bytes) -> None:
        """Take in the next piece."""
        if self._sink is not None:
            self._sink.write(piece)
            return
        self._body += piece
        if len(self._body) > LONGEST_ANSWER:
            raise NotTheApi(reason=f"more than {LONGEST_ANSWER:,} bytes")

    def end(self) -> ClientAnswer:
        """Return the whole answer."""
        return ClientAnswer(self._status, self._headers, bytes(self._body))
