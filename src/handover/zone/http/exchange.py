"""What the rules of the binding and the servers pass to each other: a request's head, and an answer."""

from collections.abc import Mapping
from typing import Final, NamedTuple, Protocol

from handover.zone.core.parsing import Channel

XML: Final = 'application/xml;charset="utf-8"'
"""The one content type of a zone: agents look for both `application/xml` and `utf-8` in it (section 6.1)."""
WORDS: Final = "text/plain;charset=utf-8"


class RequestHead(NamedTuple):
    """A request without its body. `target` is as it came; header names are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]


class HttpReply(NamedTuple):
    """An answer: status, body, its type, and what else stands in its head."""

    status: int
    body: bytes
    content_type: str = XML
    headers: tuple[tuple[str, str], ...] = ()


class Admitted(NamedTuple):
    """A request whose body may come: for which zone, how long it may be in bytes, and how it is and may be coded.

    `channel` is how it comes; `stranger` says that nobody has proved anything who comes that way.
    """

    zone: str
    limit: int
    compressed: bool
    compress: bool
    channel: Channel
    stranger: bool


class Application(Protocol):
    """What a server needs of the rules."""

    def admit(self, head: RequestHead, channel: Channel) -> Admitted | HttpReply:
        """Say whether a body is wanted; otherwise the answer, which closes the connection."""

    def answer(self, admitted: Admitted, body: bytes) -> HttpReply:
        """Answer a whole request."""
