"""What both clients do alike around httpx: the address, the headers, and taking in an answer within its limits."""

import ipaddress
from collections.abc import Generator, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from handover import __version__
from handover.client.assertions import read_private_key
from handover.client.conversation import ClientAnswer, ClientRequest
from handover.client.faults import NotTheApi
from handover.client.vendor_login import VendorAuth, VendorLogin

API: Final = "/api/v1"
TOKENS: Final = "/api/oauth/token"
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


def make_auth(api: str, login: str | VendorLogin) -> httpx.Auth:
    """Return what proves to a site who asks: a key, or tokens that a vendor gets. Raises ValueError for a key that is none."""
    if isinstance(login, VendorLogin):
        if login.private_key:
            read_private_key(login.private_key)
        else:
            check_key_text(login.secret)
        return VendorAuth(login, api.removesuffix(API) + TOKENS)
    check_key_text(login)
    return KeyAuth(login)


class KeyAuth(httpx.Auth):
    """Puts a key into each request."""

    def __init__(self, key: str) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request with the key."""
        request.headers["Authorization"] = f"Bearer {self._key}"
        yield request


def check_key_text(key: str) -> None:
    """Raise ValueError for a key that is none."""
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("That is not a key: it holds characters that no key has.")


def make_headers(language: str, more: Mapping[str, str] | None) -> dict[str, str]:
    """Return the headers of every request."""
    return {
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


class BodyPieces:
    """The body of a request in pieces, from the start each time; after each it is said how far it is."""

    def __init__(self, request: ClientRequest) -> None:
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        body = self._request.body or b""
        for start in range(0, len(body), _PIECE):
            piece = body[start : start + _PIECE]
            yield piece
            if self._request.progress is not None:
                self._request.progress(start + len(piece), len(body))


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
