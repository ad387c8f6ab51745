"""The way to the zone: one HTTP connection for each thread, kept open (section 6.1)."""

import gzip
import http.client
import re
import ssl
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from handover.agent.faults import AgentFault, Refused, ZoneAway

MEDIA_TYPE: Final = 'application/xml;charset="utf-8"'
COMPRESS_FROM: Final = 65_536
"""Messages of this many bytes or more are compressed, if the zone takes that (section 6.2)."""
LONGEST_REPLY: Final = 64_000_000
"""The longest reply that is read, in bytes, before and after decompression."""


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


class _Plain(http.client.HTTPConnection):
    """A connection that sends head and body of a message together: in two parts the zone's thread would wake twice."""

    _held: list[Any] | None = None

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> None:
        """Send a message."""
        held = self._held = []
        try:
            self.request("POST", path, body, headers)
        finally:
            self._held = None
        self.send(b"".join(held))

    def send(self, data: Any) -> None:
        """Send bytes, or keep them for `post`."""
        if self._held is None:
            super().send(data)
        else:
            self._held.append(data)


class _Secure(_Plain, http.client.HTTPSConnection):
    """The same over TLS."""


class Connection:
    """Posts messages to one zone URL, which may end in the agent's key; `url` is without it. Any thread may call it."""

    def __init__(self, url: str, *, user_agent: str, tls: Tls | None = None, timeout: float = 90.0) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{without_key(url)!r} is not an address that begins with http:// or https://.")
        self.url = without_key(url)
        self.compresses = False
        self._host, self._port = parts.hostname, parts.port
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._context = (tls or Tls()).client() if parts.scheme == "https" else None
        self._timeout = timeout
        self._headers = {
            "Content-Type": MEDIA_TYPE,
            "Accept": "application/xml",
            "Accept-Encoding": "gzip;q=1.0, identity;q=0.5, *;q=0",
            "User-Agent": user_agent,
        }
        self._mine = threading.local()
        self._open: set[http.client.HTTPConnection] = set()
        self._lock = threading.Lock()

    def post(self, body: bytes) -> bytes:
        """Send a message and return what came back. Raises `ZoneAway`, `WrongAddress`, or `Refused` when it is too long."""
        kept = getattr(self._mine, "connection", None)
        try:
            return self._post(body)
        except (OSError, http.client.HTTPException) as fault:
            self._let_go()
            if kept is None or isinstance(fault, TimeoutError):
                raise ZoneAway(f"{self.url} cannot be reached: {_words(fault)}.") from None
        try:  # the server had closed the connection that was kept open; the message keeps its id, so nothing doubles
            return self._post(body)
        except (OSError, http.client.HTTPException) as fault:
            self._let_go()
            raise ZoneAway(f"{self.url} cannot be reached: {_words(fault)}.") from None

    def _post(self, body: bytes) -> bytes:
        connection = self._connection()
        headers = self._headers
        if self.compresses and len(body) >= COMPRESS_FROM:
            body = gzip.compress(body, compresslevel=6)
            headers = {**headers, "Content-Encoding": "gzip"}
        connection.post(self._path, body, headers)
        response = connection.getresponse()
        data = response.read(LONGEST_REPLY + 1)
        if response.will_close or len(data) > LONGEST_REPLY:
            self._let_go()
        if len(data) > LONGEST_REPLY:
            raise ZoneAway(f"{self.url} answered with more than {LONGEST_REPLY} bytes.")
        if response.status != http.HTTPStatus.OK:
            raise _status(self.url, response.status)
        try:
            return decoded(data, response.getheader("Content-Encoding", ""), LONGEST_REPLY)
        except ValueError as fault:
            raise ZoneAway(f"{self.url} answered with a body that cannot be read: {fault}") from None

    def _connection(self) -> "_Plain | _Secure":
        kept: _Plain | _Secure | None = getattr(self._mine, "connection", None)
        if kept is not None:
            return kept
        made: _Plain | _Secure
        if self._context is not None:
            made = _Secure(self._host, self._port, timeout=self._timeout, context=self._context)
        else:
            made = _Plain(self._host, self._port, timeout=self._timeout)
        self._mine.connection = made
        with self._lock:
            self._open.add(made)
        return made

    def _let_go(self) -> None:
        kept = getattr(self._mine, "connection", None)
        if kept is not None:
            self._mine.connection = None
            with self._lock:
                self._open.discard(kept)
            kept.close()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._mine = threading.local()


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
    if status == http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return Refused(12, 1, "The message is longer than the zone takes: HTTP 413.")
    if 400 <= status < 500:
        return WrongAddress(f"{url} is not the address of a zone, or refuses the message: HTTP {status}.")
    return ZoneAway(f"{url} answered with HTTP {status}.")


def _words(fault: Exception) -> str:
    return str(fault) or type(fault).__name__
