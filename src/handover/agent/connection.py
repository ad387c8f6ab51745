"""The way to the zone: HTTP connections, kept open, and never used by two threads at once (section 6.1)."""

import gzip
import re
import socket
import ssl
import zlib
from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from handover.agent.faults import AgentFault, RefusedByZone, ZoneAway
from handover.http_client import HttpAnswer, KeptConnection, Patience, UnusableAnswer, open_socket, post_request

MEDIA_TYPE: Final = 'application/xml;charset="utf-8"'
COMPRESS_FROM: Final = 65_536
"""Messages of this many bytes or more are compressed, if the zone takes that (section 6.2)."""
LONGEST_REPLY: Final = 64_000_000
"""The longest reply that is read, in bytes, before and after decompression."""
LONGEST_IN_TIMEOUTS: Final = 10
"""A reply that keeps coming may take so many times the seconds that the zone may be silent."""
_PORTS: Final = {"http": 80, "https": 443}


_OWN_ADDRESS: Final = re.compile(r"(/zone/[^/?#]+)/[^?#]+")


def without_key(url: str) -> str:
    """Return the address of a zone out of an agent's own, for messages, logs and files: the agent's key is left out.

    The key proves who the agent is, and changes without the agent being another.
    """
    return _OWN_ADDRESS.sub(r"\1", url)


class WrongAddress(AgentFault):
    """There is no zone at the address: the server answered with an HTTP status that trying again does not change."""


class TooLong(ValueError):
    """A compressed body is longer than allowed."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Files in PEM form: this agent's certificate and key, and the authority that the other side is trusted by.

    Without `authority` the machine's own list of authorities is used.
    """

    certificate: Path | None = None
    key: Path | None = None
    authority: Path | None = None

    def client(self) -> ssl.SSLContext:
        """Return the settings for connections to the zone."""
        context = ssl.create_default_context(cafile=self.authority)
        if self.certificate is not None:
            context.load_cert_chain(self.certificate, self.key)
        return context

    def server(self) -> ssl.SSLContext:
        """Return the settings for the listener. With an authority, only clients that it has certified are let in."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=self.authority)
        if self.certificate is None:
            raise ValueError("A listener on HTTPS needs a certificate.")
        context.load_cert_chain(self.certificate, self.key)
        if self.authority is not None:
            context.verify_mode = ssl.CERT_REQUIRED
        return context


class Connection:
    """Posts messages to one zone URL, which may end in the agent's key; `url` is without it. Any thread may call it."""

    def __init__(self, url: str, *, user_agent: str, tls: Tls | None = None, timeout: float = 90.0) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{without_key(url)!r} is not an address that begins with http:// or https://.")
        self.url = without_key(url)
        self.compresses = False
        self._host, self._port = parts.hostname, parts.port or _PORTS[parts.scheme]
        self._host_field = parts.netloc.rpartition("@")[2]
        self._target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._context = (tls or Tls()).client() if parts.scheme == "https" else None
        self._timeout = timeout
        self._patience = Patience(silent=timeout, whole=timeout * LONGEST_IN_TIMEOUTS)
        self._headers = {
            "Content-Type": MEDIA_TYPE,
            "Accept": "application/xml",
            "Accept-Encoding": "gzip;q=1.0, identity;q=0.5, *;q=0",
            "User-Agent": user_agent,
        }
        self._idle: deque[KeptConnection] = deque()
        self._closed = False
        post_request(self._target, self._host_field, self._headers, b"")  # ValueError now for what no request may hold

    def post(self, body: bytes) -> bytes:
        """Send a message, return what came back. Raises `ZoneAway`, `WrongAddress`, or `RefusedByZone` when it is too long."""
        headers = self._headers
        if self.compresses and len(body) >= COMPRESS_FROM:
            body = gzip.compress(body, compresslevel=6)
            headers = {**headers, "Content-Encoding": "gzip"}
        answer = self._ask(post_request(self._target, self._host_field, headers, body))
        if answer.status != HTTPStatus.OK:
            raise _status(self.url, answer.status)
        try:
            return decoded(answer.body, answer.coding, LONGEST_REPLY)
        except ValueError as fault:
            raise ZoneAway(f"{self.url} answered with a body that cannot be read: {fault}") from None

    def _ask(self, request: bytes) -> HttpAnswer:
        """Send a request over a connection that no other thread uses. Sent anew, a message keeps its id: nothing doubles."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = KeptConnection(self._connect, LONGEST_REPLY)
        try:
            return connection.post(request, self._patience)
        except UnusableAnswer as fault:
            raise ZoneAway(f"{self.url} {fault}.") from None
        except OSError as fault:
            raise ZoneAway(f"{self.url} cannot be reached: {str(fault) or type(fault).__name__}.") from None
        finally:
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)

    def _connect(self) -> socket.socket:
        fault: OSError = ConnectionError("the host has no address")
        for family, _, _, _, number in socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM):
            try:
                return open_socket(str(number[0]), family, self._port, self._timeout, self._context, self._host)
            except OSError as this:
                fault = this
        raise fault

    def close(self) -> None:
        """Close the connections; one in use is closed after its answer."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()


def decoded(data: bytes, coding: str, limit: int) -> bytes:
    """Return a body without its compression. Raises `TooLong`, or ValueError for a coding that is not ours."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip"):
        raise ValueError(f"The coding {coding!r} is not supported.")
    reader = zlib.decompressobj(wbits=31)
    try:
        body = reader.decompress(data, limit + 1)
    except zlib.error:
        raise ValueError("The compressed body is damaged.") from None
    if len(body) > limit or reader.unconsumed_tail:
        raise TooLong(f"The body is longer than {limit} bytes.")
    if not reader.eof:
        raise ValueError("The compressed body is cut off.")
    return body


def _status(url: str, status: int) -> AgentFault:
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return RefusedByZone(12, 1, "The message is longer than the zone takes: HTTP 413.")
    if 400 <= status < 500:
        return WrongAddress(f"{url} is not the address of a zone, or refuses the message: HTTP {status}.")
    return ZoneAway(f"{url} answered with HTTP {status}.")
