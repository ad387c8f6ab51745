"""Requests out of the bytes of one connection: httptools splits them, this joins and bounds them."""

import logging
from collections import deque
from typing import Final, NamedTuple

import httptools

from handover.zone.core.parsing import Channel
from handover.zone.http.exchange import Admitted, Application, HttpReply, RequestHead
from handover.zone.http.limits import HEAD_BYTES, HEAD_FIELDS, LARGE
from handover.zone.http.memory import BodyMemory
from handover.zone.http.refusals import REFUSALS

log = logging.getLogger("handover.zone.http")

_WISH: Final = frozenset({"connection", "upgrade"})


class Request(NamedTuple):
    """A whole request, ready to be answered; `keep` says whether the connection stays open for another."""

    admitted: Admitted
    body: bytes
    keep: bool


class RequestReader:
    """The requests of one connection. Feed it bytes; what is complete waits in `ready`, in order.

    `in_head` and `in_body` say where in a request it is, `expects` that the sender waits for a word before it sends the
    body; `channel` is what the connection shows of its sender. When `refusal` is set it is the answer to the last request,
    after those that are ready, and nothing more is read.
    """

    def __init__(self, application: Application, memory: BodyMemory) -> None:
        self.ready: deque[Request] = deque()
        self.refusal: HttpReply | None = None
        self.in_head = self.in_body = self.expects = False
        self.channel = Channel()
        self._application = application
        self._memory = memory
        self._taken = self._number = 0
        self._parser = httptools.HttpRequestParser(self)

    def feed(self, data: memoryview) -> None:
        """Take in what came.

        In a loop: each of many requests in one piece may wish for another protocol.
        """
        pieces = deque([data])
        while pieces:
            pieces.extendleft(reversed(self._take(pieces.popleft())))

    def _take(self, data: memoryview) -> tuple[memoryview, ...]:
        """Take in a piece, and return what is to be taken in after it."""
        number = self._number
        after: tuple[memoryview, ...] = ()
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            after = self._stay(data[upgrade.args[0] :])
        except httptools.HttpParserCallbackError as fault:
            log.error("a request could not be looked at", exc_info=fault.__context__ or fault)
            self._refuse("failed")
        except httptools.HttpParserError:
            # After a request that was the connection's last, more may come and is nobody's.
            if not self.ready or self.ready[-1].keep:
                self._refuse("unreadable")
        if self.in_head and number == self._number:
            self._fed += len(data)
            if self._fed > HEAD_BYTES:
                self._refuse("head too long")
        return after

    def end(self) -> None:
        """Take in that nothing more will come: a request under way is cut short."""
        if self.in_body or self.in_head:
            self._refuse("cut short")

    def late(self) -> None:
        """Take in that the time for a request is over."""
        self._refuse("slow")

    def free(self) -> None:
        """Give back the memory of bodies that were answered or that nobody waits for any more."""
        if self._taken:
            self._memory.give_back(self._taken)
            self._taken = 0

    # What httptools calls.

    def on_message_begin(self) -> None:
        """Begin a request."""
        self.in_head = True
        self._number += 1
        self._target = b""
        self._headers: dict[str, str] = {}
        self._fields = self._said = self._fed = self._length = 0
        self._parts: list[bytes] = []
        self._admitted: Admitted | None = None

    def on_url(self, url: bytes) -> None:
        """Take in the target, or a part of it."""
        self._target += url
        self._bound(len(url))

    def on_header(self, name: bytes, value: bytes | None) -> None:
        """Take in a header field; those of a trailer are counted and not kept."""
        value = value or b""
        self._fields += 1
        self._bound(len(name) + len(value))
        if self.in_head and self.refusal is None:
            key, text = name.decode("latin-1").lower(), value.decode("latin-1")
            known = self._headers.get(key)
            self._headers[key] = text if known is None else f"{known}, {text}"

    def on_headers_complete(self) -> None:
        """Ask the rules whether the body is wanted."""
        self.in_head = False
        if self.refusal is not None or self._parser.should_upgrade():
            return
        head = RequestHead(self._parser.get_method().decode("latin-1"), self._target.decode("latin-1"), self._headers)
        admitted = self._application.admit(head, self.channel)
        if isinstance(admitted, HttpReply):
            self.refusal = admitted
            return
        self._admitted = admitted
        self.in_body = True
        self.expects = self._headers.get("expect", "").lower() == "100-continue"

    def on_body(self, data: bytes) -> None:
        """Take in a part of the body."""
        if self._admitted is None or self.refusal is not None:
            return
        self._length += len(data)
        if self._length > self._admitted.limit:
            self._refuse("too long")
        elif self._length > LARGE and not self._counted(len(data)):
            self._refuse("busy")
        else:
            self._parts.append(data)

    def on_message_complete(self) -> None:
        """Put the request with those that are ready."""
        self.in_body = self.expects = False
        if self._admitted is None or self.refusal is not None:
            return
        body = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        keep = self._parser.should_keep_alive() and self._parser.get_http_version() == "1.1"
        self.ready.append(Request(self._admitted, body, keep))
        self._parts, self._admitted = [], None

    def _stay(self, rest: memoryview) -> tuple[memoryview, ...]:
        """Go on in HTTP 1.1 where the sender wishes for another protocol, as newer Java does with its first request.

        The parser has left the body aside, so the request is to be read once more, without the wish: its head is
        returned, and the rest of what came.
        """
        method = self._parser.get_method()
        if method == b"CONNECT":
            self._refuse("method")
            return ()
        fields = [f"{name}: {value}" for name, value in self._headers.items() if name not in _WISH]
        if "close" in self._headers.get("connection", "").lower():
            fields.append("connection: close")
        head = b"%b %b HTTP/1.1\r\n" % (method, self._target) + "\r\n".join([*fields, "", ""]).encode("latin-1")
        self._parser = httptools.HttpRequestParser(self)
        return (memoryview(head), rest) if rest else (memoryview(head),)

    def _bound(self, length: int) -> None:
        self._said += length
        if self._said > HEAD_BYTES or self._fields > HEAD_FIELDS:
            self._refuse("head too long")

    def _counted(self, length: int) -> bool:
        """Count a part of a large body, and what came of it while it was not yet large."""
        wanted = self._length if self._length - length <= LARGE else length
        if not self._memory.take(wanted):
            return False
        self._taken += wanted
        return True

    def _refuse(self, key: str) -> None:
        if self.refusal is None:
            self.refusal = REFUSALS[key].answer()
            self._parts = []
