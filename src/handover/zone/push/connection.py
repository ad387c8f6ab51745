"""The connection to one agent, kept open from one message to the next."""

import select
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from handover.zone.coding import accepts
from handover.zone.deliveries import PushOutcome
from handover.zone.http.exchange import XML
from handover.zone.packing import WORTH_PACKING, pack_bytes
from handover.zone.push.address import AgentAddress, Resolve, reachable, read_agent_address
from handover.zone.push.networks import Network
from handover.zone.push.reply import BadReply, HttpReply
from handover.zone.state import Registration

_PIECE: Final = 65_536


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


class _Lost(ConnectionError):
    """The connection ended before anything of an answer came."""


class _NoConnection(OSError):
    """None could be made; the text says why."""


class PushConnection:
    """A connection to an agent. Used by one thread at a time."""

    def __init__(self, ways: PushTransport) -> None:
        self.used_at = time.monotonic()
        self._ways = ways
        self._socket: socket.socket | None = None
        self._where: AgentAddress | None = None
        self._sent = False

    def post(
        self, registration: Registration, body: bytes, connect_seconds: float, answer_seconds: float
    ) -> PushOutcome:
        """Send a message and return the answer, or the words for why there is none. Never raises."""
        self.used_at = time.monotonic()
        self._sent = False
        try:
            address = read_agent_address(registration.url)
            request = as_request(address, body, registration.accept_encoding)
            return PushOutcome(self._exchange(address, request, connect_seconds, answer_seconds))
        except BadReply as fault:
            self.close()
            return PushOutcome(None, str(fault), reached=fault.of_agent)
        except ValueError as fault:
            # An address or a TLS setting that is none; the text says which.
            self.close()
            return PushOutcome(None, str(fault))
        except OSError as fault:
            self.close()
            return PushOutcome(
                None, _words(fault, answer_seconds), reached=self._sent and not isinstance(fault, _NoConnection)
            )

    def close(self) -> None:
        """Close the connection; the next message opens another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _exchange(self, address: AgentAddress, request: bytes, connect_seconds: float, answer_seconds: float) -> bytes:
        reused = self._still_open(address)
        if not reused:
            self._open(address, connect_seconds)
        try:
            return self._ask(request, answer_seconds)
        except ConnectionError:
            # An agent may close an idle connection just as we use it: then, and only then, at once once more.
            if not reused:
                raise
        self.close()
        self._open(address, connect_seconds)
        return self._ask(request, answer_seconds)

    def _ask(self, request: bytes, seconds: float) -> bytes:
        line = self._socket
        assert line is not None
        until = time.monotonic() + seconds
        line.settimeout(seconds)
        self._sent = True
        line.sendall(request)
        reply = HttpReply()
        while not reply.complete:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            line.settimeout(left)
            data = line.recv(_PIECE)
            if data:
                reply.feed(data)
            elif reply.begun:
                reply.end()
            else:
                raise _Lost
        if not reply.keep:
            self.close()
        return reply.content()

    def _still_open(self, address: AgentAddress) -> bool:
        """Say whether the connection can be used again: to the same place, and the agent has not closed it meanwhile."""
        if self._socket is None:
            return False
        waiting = select.poll()
        waiting.register(self._socket, select.POLLIN)
        if self._where == address and not waiting.poll(0):
            return True
        self.close()
        return False

    def _open(self, address: AgentAddress, seconds: float) -> None:
        until = time.monotonic() + seconds
        fault: OSError = TimeoutError()
        for family, number in reachable(address, self._ways.networks, self._ways.resolve):
            line = socket.socket(family, socket.SOCK_STREAM)
            try:
                line.settimeout(max(0.1, until - time.monotonic()))
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line.connect((number, address.port))
                if address.secure:
                    line = self._ways.context.wrap_socket(line, server_hostname=address.host)
            except OSError as this:
                line.close()
                fault = this
                continue
            self._socket, self._where = line, address
            return
        raise _NoConnection(_why(fault, seconds)) from fault


def as_request(address: AgentAddress, body: bytes, accept_encoding: str) -> bytes:
    """Return a message as it goes over the line: head and body together, packed if the agent takes that and it is worth it."""
    coding = ""
    if len(body) > WORTH_PACKING and accepts(accept_encoding, "gzip"):
        body, coding = pack_bytes(body), "Content-Encoding: gzip\r\n"
    head = (
        f"POST {address.target} HTTP/1.1\r\nHost: {address.host_field}\r\nContent-Type: {XML}\r\n"
        f"Content-Length: {len(body)}\r\n{coding}User-Agent: Handover\r\nConnection: keep-alive\r\n\r\n"
    )
    return head.encode("ascii") + body


def _words(fault: OSError, seconds: float) -> str:
    if isinstance(fault, _NoConnection):
        return str(fault)
    if isinstance(fault, _Lost):
        return "the agent closed the connection without an answer"
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
