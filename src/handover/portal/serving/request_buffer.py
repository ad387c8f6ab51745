"""One request on its way in: how much of it has come, and when a thread should be given to it. No sockets here.

It never decides what a request means; gunicorn's own parser does that afterwards, on the same bytes. It only says when.
Where the two should disagree, the parser meets the end of the bytes and answers or hangs up: it never waits for a sender.
"""

import re
from enum import Enum
from typing import Final

import httptools

HEAD_BYTES: Final = 65_536
"""The longest head that is waited for; a longer one is given to the parser as it is, which refuses it."""
KEPT_BYTES: Final = 1_048_576
"""The longest body that is taken in whole. Nearly all files of one pupil or one form are shorter."""

_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*\r\n", re.IGNORECASE)
_CODED: Final = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_WAITS: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)


class Progress(Enum):
    """How far a request has come.

    WHOLE: all of it is here. LARGE: its body is longer than is kept; the rest is read by the thread that answers it.
    REFUSED: nothing more of it will be read; the head alone says that it is too long, or its bytes are no request.
    """

    HEAD = "head"
    BODY = "body"
    WHOLE = "whole"
    LARGE = "large"
    REFUSED = "refused"


class RequestBuffer:
    """The bytes of one request. `most` is the longest body that the site takes at all, in bytes."""

    def __init__(self, most: int) -> None:
        self.progress = Progress.HEAD
        self.data = bytearray()
        self.expects = False
        """Whether the sender waits for a word before it sends the body: who feeds says it, so the parser need not again."""
        self._most = most
        self._body = 0
        self._length: int | None = None
        self._chunks: httptools.HttpRequestParser | None = None

    def feed(self, data: bytes) -> None:
        """Take in what came."""
        self.data += data
        if self.progress is Progress.HEAD:
            self._look_at_head()
        elif self.progress is Progress.BODY:
            self._take_body(len(data), data)

    @property
    def held(self) -> int:
        """How many bytes of the body are in memory."""
        return self._body

    def on_message_complete(self) -> None:
        """Take in that a body in chunks has come to its end (called by httptools)."""
        self.progress = Progress.WHOLE

    def _look_at_head(self) -> None:
        end = self.data.find(b"\r\n\r\n")
        if end < 0:
            if len(self.data) > HEAD_BYTES:
                self.progress = Progress.REFUSED
            return
        head, rest = bytes(self.data[: end + 2]), bytes(self.data[end + 4 :])
        waits = _WAITS.search(head) is not None
        if waits:  # whoever feeds says the word, if there is one to say
            self.data[: end + 2] = _WAITS.sub(b"", head)
        self.progress = Progress.BODY
        if _CODED.search(head):
            self._chunks = httptools.HttpRequestParser(self)
            self._chunks.feed_data(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        else:
            found = _LENGTH.search(head)
            self._length = int(found[1]) if found else 0
            if self._length > self._most:
                self.progress = Progress.REFUSED
                return
        self._take_body(len(rest), rest)
        self.expects = waits and self.progress is Progress.BODY

    def _take_body(self, count: int, data: bytes) -> None:
        self._body += count
        if self._chunks is not None:
            self._follow_chunks(data)
        elif self._length is not None and self._body >= self._length:
            self.progress = Progress.WHOLE
        if self.progress is Progress.BODY and self._body >= KEPT_BYTES:
            self.progress = Progress.LARGE

    def _follow_chunks(self, data: bytes) -> None:
        assert self._chunks is not None
        try:
            self._chunks.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            # No chunks at all; or whatever follows the end of the body, which is for the parser to judge.
            if self.progress is Progress.BODY:
                self.progress = Progress.REFUSED
