"""An agent's answer to a message that was pushed to it, out of the bytes of the connection, bounded."""

from http import HTTPStatus
from typing import Final

import httptools

MOST_BYTES: Final = 262_144
"""The longest answer: a SIF_Ack is 1 kB, and 4 kB with the stack trace that some agents put into it (section 16.5)."""


GATEWAY: Final = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})
"""The statuses by which what stands before an agent says that the agent itself is not there."""


class BadReply(ValueError):
    """The answer is none that can be used; the text says why. `of_agent`: the agent itself gave it, as far as one can tell."""

    def __init__(self, words: str, *, of_agent: bool = True) -> None:
        super().__init__(words)
        self.of_agent = of_agent


class HttpReply:
    """An answer on its way. `begun` says that something came, `complete` that all has, `keep` whether the line stays open."""

    def __init__(self) -> None:
        self.begun = self.complete = self.keep = False
        self.status = 0
        self.body = b""
        self._received = 0
        self._until_end = True
        self._in_head = True
        self._coding = ""
        self._parser = httptools.HttpResponseParser(self)

    def feed(self, data: bytes) -> None:
        """Take in what came. Raises BadReply."""
        self.begun = True
        self._received += len(data)
        if self._received > MOST_BYTES:
            raise BadReply(f"the agent answered with more than {MOST_BYTES:,} bytes")
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            if not self.complete:
                raise BadReply("the agent answered with something that is not HTTP") from None

    def end(self) -> None:
        """Take in that the agent closed the connection, which may be how it says that all has come. Raises BadReply."""
        if self._in_head or not self._until_end:
            raise BadReply("the agent closed the connection before its answer was complete")
        self.complete = True
        self.keep = False

    def content(self) -> bytes:
        """Return the body of a complete answer. Raises BadReply unless the status is 200 and there is one."""
        if self.status != HTTPStatus.OK:
            of_agent = self.status not in GATEWAY
            raise BadReply(f"the agent answered with HTTP status {self.status}", of_agent=of_agent)
        if self._coding not in ("", "identity"):
            raise BadReply(f"the agent answered with the content coding {self._coding[:40]}, which was not asked for")
        if not self.body:
            raise BadReply("the agent answered with an empty body")
        return self.body

    # What httptools calls.

    def on_header(self, name: bytes, value: bytes | None) -> None:
        """Take in a header field."""
        match name.lower():
            case b"content-length" | b"transfer-encoding":
                self._until_end = False
            case b"content-encoding":
                self._coding = (value or b"").decode("latin-1").strip().lower()

    def on_headers_complete(self) -> None:
        """Take in the status."""
        self.status = self._parser.get_status_code()
        self._in_head = False

    def on_body(self, data: bytes) -> None:
        """Take in a part of the body."""
        if not self.complete:
            self.body += data

    def on_message_complete(self) -> None:
        """Take in the end: of the answer, or of a word on the way to it (100 Continue)."""
        if self.complete:
            return
        if self.status < HTTPStatus.OK:
            self._in_head = self._until_end = True
            return
        self.complete = True
        self.keep = self._parser.should_keep_alive()
