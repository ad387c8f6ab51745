"""The connection to one agent, kept open from one message to the next."""

import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Final

from handover.http_client import (
    HttpAnswer,
    KeptConnection,
    NoAnswer,
    Patience,
    UnusableAnswer,
    open_socket,
    post_request,
)
from handover.networks import Network, Resolve
from handover.zone.coding import accepts
from handover.zone.deliveries import PushOutcome
from handover.zone.http.exchange import XML
from handover.zone.packing import WORTH_PACKING, pack_bytes
from handover.zone.push.address import AgentAddress, reachable, read_agent_address
from handover.zone.state import Registration

MOST_BYTES: Final = 262_144
"""The longest answer: a SIF_Ack is 1 kB, and 4 kB with the stack trace that some agents put into it (section 16.5)."""
GATEWAY: Final = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})
"""The statuses by which what stands before an agent says that the agent itself is not there."""


@dataclass(frozen=True)
class PushTransport:
    """How agents are reached: the networks they may be in, what TLS connections are wrapped with, how hosts are looked up.

    Without networks agents are reached at public addresses only.
    """

    networks: Sequence[Network] = ()
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    resolve: Resolve = socket.getaddrinfo

    @cached_property
    def context(self) -> ssl.SSLContext:
        """What TLS connections are wrapped with; made when the first is needed."""
        return self.tls()


class _NoConnection(OSError):
    """None could be made; the text says why."""


class PushConnection:
    """A connection to an agent. Used by one thread at a time."""

    def __init__(self, ways: PushTransport) -> None:
        self.used_at = time.monotonic()
        self._ways = ways
        self._where: AgentAddress | None = None
        self._connection = KeptConnection(self._connect, MOST_BYTES)
        self._connect_seconds = 0.0

    def post(
        self, registration: Registration, body: bytes, connect_seconds: float, answer_seconds: float
    ) -> PushOutcome:
        """Send a message and return the answer, or the words for why there is none. Never raises."""
        self.used_at = time.monotonic()
        self._connect_seconds = connect_seconds
        try:
            address = read_agent_address(registration.url)
            if address != self._where:
                self.close()
                self._where = address
            request = as_request(address, body, registration.accept_encoding)
            answer = self._connection.post(request, Patience(answer_seconds, answer_seconds))
            fault = _fault(answer)
            if not fault:
                return PushOutcome(answer.body)
            self.close()
            return PushOutcome(None, f"the agent {fault}", reached=answer.status not in GATEWAY)
        except UnusableAnswer as unusable:
            return PushOutcome(None, f"the agent {unusable}", reached=True)
        except ValueError as wrong:
            # An address or a TLS setting that is none; the text says which.
            self.close()
            return PushOutcome(None, str(wrong))
        except OSError as broken:
            return PushOutcome(None, _words(broken, answer_seconds), reached=not isinstance(broken, _NoConnection))

    def close(self) -> None:
        """Close the connection; the next message opens another."""
        self._connection.close()

    def _connect(self) -> socket.socket:
        address, seconds = self._where, self._connect_seconds
        assert address is not None
        until = time.monotonic() + seconds
        fault: OSError = TimeoutError()
        for family, number in reachable(address, self._ways.networks, self._ways.resolve):
            left = max(0.1, until - time.monotonic())
            try:
                tls = self._ways.context if address.secure else None
                return open_socket(number, family, address.port, left, tls, address.host)
            except OSError as this:
                fault = this
        raise _NoConnection(_why(fault, seconds)) from fault


def as_request(address: AgentAddress, body: bytes, accept_encoding: str) -> bytes:
    """Return a message as it goes over the line: packed if the agent takes that and it is worth it."""
    headers = {"Content-Type": XML, "User-Agent": "Handover"}
    if len(body) > WORTH_PACKING and accepts(accept_encoding, "gzip"):
        body = pack_bytes(body)
        headers["Content-Encoding"] = "gzip"
    return post_request(address.target, address.host_field, headers, body)


def _fault(answer: HttpAnswer) -> str:
    """Return what is wrong with an answer; empty when it has a body that can be read."""
    if answer.status != HTTPStatus.OK:
        return f"answered with HTTP status {answer.status}"
    if answer.coding not in ("", "identity"):
        return f"answered with the content coding {answer.coding[:40]}, which was not asked for"
    return "" if answer.body else "answered with an empty body"


def _words(fault: OSError, seconds: float) -> str:
    if isinstance(fault, _NoConnection):
        return str(fault)
    if isinstance(fault, NoAnswer):
        return f"the agent {fault}"
    if isinstance(fault, TimeoutError):
        return f"the agent did not answer within {seconds:g} seconds"
    return f"the connection to the agent broke: {fault}"


def _why(fault: OSError, seconds: float) -> str:
    if isinstance(fault, TimeoutError):
        return f"the agent could not be reached within {seconds:g} seconds"
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"the agent's certificate is not accepted: {fault.verify_message}"
    if isinstance(fault, ssl.SSLError):
        return f"no TLS connection to the agent could be made: {fault.reason or fault}"
    return f"the agent could not be reached: {fault.strerror or fault}"
