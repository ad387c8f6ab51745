"""The binding as a WSGI application that stands in front of another: zones beside a site, in one server."""

import socket
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from handover.zone.broker import Broker
from handover.zone.core.parsing import Channel
from handover.zone.http.binding import Binding
from handover.zone.http.exchange import Admitted, HttpReply, RequestHead
from handover.zone.http.reach import PASSED_ON, OpenTo
from handover.zone.http.refusals import REFUSALS
from handover.zone.keys import PREFIX

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGI = Callable[[Environ, StartResponse], Iterable[bytes]]

_CORK: Final[int | None] = getattr(socket, "TCP_CORK", None)
_PIECE: Final = 65_536


class Zones:
    """Answers messages to zones; everything else goes to the application behind.

    `broker` is asked for in the process that serves. Behind a proxy that speaks TLS, `proxy` is true, and `certificate_field`
    may name the header field in which it passes on the common name of the agent's certificate. `opened` says to whom open
    zones are open.
    """

    def __init__(
        self,
        behind: WSGI,
        broker: Callable[[], Broker],
        *,
        proxy: bool = False,
        certificate_field: str = "",
        opened: OpenTo = OpenTo.NOBODY,
    ) -> None:
        self._behind = behind
        self._broker = broker
        self._binding: Binding | None = None
        self._proxy = proxy
        self._opened = opened
        self._certificate_key = field_key(certificate_field)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not environ.get("PATH_INFO", "").startswith(PREFIX):
            return self._behind(environ, start_response)
        answer = self._answer(environ)
        fields = [("Content-Type", answer.content_type), ("Content-Length", str(len(answer.body))), *answer.headers]
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", fields)
        return OneSegment(answer.body, environ.get("gunicorn.socket"))

    def _answer(self, environ: Environ) -> HttpReply:
        if self._binding is None:
            self._binding = Binding(self._broker(), self._opened)
        admitted = self._binding.admit(head_of(environ), self._channel(environ))
        if isinstance(admitted, HttpReply):
            return admitted
        try:
            body = read_body(environ, admitted)
        except OSError:
            return REFUSALS["cut short"].answer()
        return self._binding.answer(admitted, body)

    def _channel(self, environ: Environ) -> Channel:
        if not self._proxy:
            return Channel()
        secure = environ.get("HTTP_X_FORWARDED_PROTO", "").lower() == "https"
        return Channel(secure, environ.get(self._certificate_key, "") if self._certificate_key else "")


class OneSegment:
    """A body that leaves together with its head, which the server writes by itself just before (section 16.5)."""

    def __init__(self, body: bytes, line: socket.socket | None) -> None:
        self._body = body
        self._line = line
        self._cork(1)

    def __iter__(self) -> Iterator[bytes]:
        yield self._body

    def close(self) -> None:
        """Let what was held back go out."""
        self._cork(0)

    def _cork(self, value: int) -> None:
        if self._line is not None and _CORK is not None and self._line.family != socket.AF_UNIX:
            self._line.setsockopt(socket.IPPROTO_TCP, _CORK, value)


def field_key(field: str) -> str:
    """Return what WSGI calls a header field, empty for none."""
    return f"HTTP_{field.upper().replace('-', '_')}" if field else ""


def head_of(environ: Environ) -> RequestHead:
    """Return the head of a request that a WSGI server read."""
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or (name in ("CONTENT_TYPE", "CONTENT_LENGTH") and value)
    }
    if environ.get(PASSED_ON):
        headers["via"] = "unknown"
    target = environ.get("RAW_URI") or quote(environ["PATH_INFO"].encode("latin-1"))
    return RequestHead(environ["REQUEST_METHOD"], target, headers)


def read_body(environ: Environ, admitted: Admitted) -> bytes:
    """Return a request's body, up to one byte more than it may have. Raises OSError if it ends early."""
    source, parts, length = environ["wsgi.input"], [], 0
    announced = int(environ.get("CONTENT_LENGTH") or admitted.limit + 1)
    while length <= admitted.limit:
        part = source.read(min(_PIECE, announced - length))
        if not part:
            break
        parts.append(part)
        length += len(part)
    return b"".join(parts)
