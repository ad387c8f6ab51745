"""When a zone answers with another HTTP status than 200, as one table: for the servers, the tests and the reference.

Every SIF_Ack, also one that carries an error, is an answer 200 (section 6.1): agents drop the body of any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from handover.zone.http.exchange import WORDS, HttpReply


@dataclass(frozen=True, slots=True)
class HttpRefusal:
    """A reason not to take a request: its key, the status, the words of the answer, and more for its head."""

    key: str
    status: int
    words: str
    headers: tuple[tuple[str, str], ...] = ()

    def answer(self) -> HttpReply:
        """Return the answer that says so."""
        return HttpReply(self.status, f"{self.words}\n".encode(), WORDS, self.headers)


_TABLE: Final = (
    HttpRefusal("unreadable", 400, "This is not an HTTP request that can be read."),
    HttpRefusal("empty", 400, "The request is empty; it should hold a SIF_Message."),
    HttpRefusal("cut short", 400, "The request ended before the message was complete."),
    HttpRefusal("broken gzip", 400, "The body is not what Content-Encoding says: it cannot be unpacked as gzip."),
    HttpRefusal(
        "no zone", 404, "No zone can be at this address. It is /zone/{id}, or an agent's own: /zone/{id}/{key}."
    ),
    # Who looks at an agent's own address in a browser must not carry it on to other sites.
    HttpRefusal(
        "method",
        405,
        "Messages are sent to a zone with POST.",
        (("Allow", "POST"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store")),
    ),
    HttpRefusal("slow", 408, "The request took too long to arrive."),
    HttpRefusal("no length", 411, "The request must say how long it is: Content-Length."),
    HttpRefusal("too long", 413, "The message is longer than this zone takes."),
    HttpRefusal("media type", 415, "A message is sent as Content-Type: application/xml or text/xml."),
    HttpRefusal(
        "coding", 415, "A message is sent as it is or with Content-Encoding: gzip.", (("Accept-Encoding", "gzip"),)
    ),
    HttpRefusal("head too long", 431, "The head of the request is too long."),
    HttpRefusal("failed", 500, "The zone server failed; its log says why. Try again later."),
    HttpRefusal("busy", 503, "Too many long messages are arriving at once. Try again soon.", (("Retry-After", "5"),)),
    HttpRefusal(
        "moving",
        503,
        "The zone is being moved to another database, and the message was not taken. Try again soon.",
        (("Retry-After", "10"),),
    ),
)

REFUSALS: Final[Mapping[str, HttpRefusal]] = MappingProxyType({refusal.key: refusal for refusal in _TABLE})
"""Every refusal, by its key."""
