"""What the zone's own server allows one connection, and all of them together."""

from dataclasses import dataclass
from typing import Final

HEAD_BYTES: Final = 16_384
"""The longest head of a request: the longest seen of an agent is 400 bytes, and proxies add a few hundred."""
HEAD_FIELDS: Final = 100
"""The most header fields of a request: agents send about ten."""
LARGE: Final = 262_144
"""Bytes from which a body counts towards what all bodies together may hold in memory."""
LINGER_SECONDS: Final = 2.0
"""How long a refused sender may go on before the connection is cut: at once, and TCP would throw our answer away."""


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """How many connections there may be, how long each may take for what (in seconds), and the bytes of all large bodies.

    `idle` is the time between two requests, `head` that for a head from its first byte on (and for the TLS handshake),
    `body` that for a body, `answer` that for taking our answer.
    """

    connections: int = 256
    idle: float = 75.0
    head: float = 10.0
    body: float = 120.0
    answer: float = 60.0
    memory: int = 268_435_456
