"""Push mode: the agent's own small HTTP server, to which the zone posts one message at a time (sections 6.4 and 8.3).

Head and body of an answer leave in one segment: in two, each would wait for the other side's delayed acknowledgement.
"""

import logging
import secrets
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from handover.agent import compose
from handover.agent.compose import Outgoing, Profile
from handover.agent.connection import MEDIA_TYPE, TooLong, decoded
from handover.agent.receiving import Receiver
from handover.agent.verdict import ASLEEP, NOT_NOW, TAKEN, AckVerdict
from handover.sif.messages import ErrorCode, Message, NotAMessage, read_message, version_matches
from handover.sif.reader import UnreadableDocument
from handover.sif.values import whole_number

log: Final = logging.getLogger("handover.agent")

IDLE_SECONDS: Final = 120.0
"""How long a connection may be silent before it is closed."""
CONNECTIONS: Final = 64
"""How many connections may be open at once; a zone needs one or two."""
MARGIN: Final = 65_536
"""A message may be so many bytes longer than the agent's buffer before it is refused with HTTP 413."""

_CONTROLS: Final = ("sif_ping", "sif_sleep", "sif_wakeup", "sif_cancel_requests")


@dataclass(slots=True)
class Reception:
    """What the listener does with a message: who takes it, and what is said when the agent sleeps."""

    profile: Profile
    receiver: Receiver
    clock: Callable[[], datetime]
    answer_seconds: float
    paused: bool = False

    def answer(self, body: bytes) -> tuple[Outgoing, Callable[[], None]]:
        """Return the SIF_Ack for a posted message, and what is to be done once it is on its way."""
        try:
            message = read_message(body)
            head = message.header
            source, message_id = head.sif_source_id, head.sif_msg_id
        except UnreadableDocument as fault:
            return self._ack("", None, AckVerdict(None, ErrorCode(1, 2), str(fault)), self.profile.version), _nothing
        except (NotAMessage, AttributeError, ValueError) as fault:
            return self._ack("", None, AckVerdict(None, ErrorCode(1, 3), str(fault)), self.profile.version), _nothing
        try:
            verdict, told = self._verdict(message, body)
        except ValueError as fault:  # a value of the message that is not of its type
            verdict, told = AckVerdict(None, ErrorCode(1, 4), str(fault)), _nothing
        return self._ack(source or "", message_id, verdict, message.version), told

    def _ack(self, source: str, message_id: str | None, verdict: AckVerdict, version: str) -> Outgoing:
        known = version if _spoken(version) else self.profile.version
        return compose.compose_ack(self.profile, source, message_id, verdict, known, self.clock())

    def _verdict(self, message: Message, body: bytes) -> tuple[AckVerdict, Callable[[], None]]:
        if not _spoken(message.version):
            return AckVerdict(None, ErrorCode(12, 3), f"Version {message.version!r} is not supported."), _nothing
        head = message.header
        if not head.sif_msg_id or not head.sif_source_id:
            return AckVerdict(None, ErrorCode(1, 6), "SIF_MsgId or SIF_SourceId is missing."), _nothing
        if message.kind == "SIF_SystemControl":
            return self._control(message), _nothing
        if self.paused:
            return AckVerdict(ASLEEP), _nothing
        delivery = self.receiver.receive(message, body)
        verdict = delivery.wait(self.answer_seconds) or self.receiver.safe(delivery)
        if verdict is None:
            return AckVerdict(None, NOT_NOW, "The agent is still at work on the message."), _nothing
        return verdict, delivery.told.set

    def _control(self, message: Message) -> AckVerdict:
        data = message.payload.sif_system_control_data
        asked = [name for name in _CONTROLS if data is not None and getattr(data, name) is not None]
        if not asked:
            return AckVerdict(None, ErrorCode(12, 2), "An agent takes no such SIF_SystemControl.")
        return AckVerdict(ASLEEP) if asked == ["sif_ping"] and self.paused else AckVerdict(TAKEN)


def _spoken(version: str) -> bool:
    try:
        return version_matches(version, "2.*")
    except ValueError:
        return False


def _nothing() -> None:
    """Do nothing: no handler waits to know."""


class Listener:
    """The server: reachable once made, and answering once started. `host` and `port` are where it listens."""

    def __init__(
        self, reception: Reception, host: str, port: int, *, public_url: str | None, tls: ssl.SSLContext | None
    ) -> None:
        if public_url is None and host in ("", "0.0.0.0", "::"):  # noqa: S104 - refused, not bound
            raise ValueError("An agent that listens on all addresses needs a public_url, by which the zone reaches it.")
        self.reception = reception
        self._server = _Server((host, port), _Post)
        if tls is not None:
            # The handshake is left to the connection's own thread: a silent client must not keep others out.
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https" if tls is not None else "http"
        place = f"[{host}]" if ":" in host else host
        # A path that nobody can guess: what is posted elsewhere is not from the zone.
        own = f"{scheme}://{place}:{self._server.server_address[1]}/{secrets.token_urlsafe(18)}"
        self.url = public_url or own
        self._server.reception = reception
        self._server.path = None if public_url else "/" + own.rpartition("/")[2]
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="handover agent listener", args=(0.1,), daemon=True
        )

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Let messages at work be answered, then close all connections and the socket."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.close_idle()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    """A thread for each connection, so many and no more."""

    daemon_threads = False
    request_queue_size = 64
    reception: Reception
    path: str | None = None

    def __init__(self, address: tuple[str, int], handler: "type[_Post]") -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.closing = False
        self._idle: set[socket.socket] = set()
        self._count = threading.BoundedSemaphore(CONNECTIONS)
        self._lock = threading.Lock()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a connection its thread, or close it when there are too many."""
        if self._count.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._count.release()

    def idle(self, connection: socket.socket, idle: bool) -> None:
        """Note whether a connection waits for its next message."""
        with self._lock:
            (self._idle.add if idle else self._idle.discard)(connection)
            if idle and self.closing:
                _hang_up(connection)

    def close_idle(self) -> None:
        """Hang up on connections that wait; those at work hang up after their answer."""
        with self._lock:
            self.closing = True
            for connection in self._idle:
                _hang_up(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log what went wrong with a connection; mostly the other side went away."""
        log.debug("a connection to the listener broke", exc_info=True)


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RD)
    except OSError:
        log.debug("the connection was closed already")


class _Post(BaseHTTPRequestHandler):
    """One connection: message after message, each answered before the next is read."""

    protocol_version = "HTTP/1.1"
    server_version = "Handover"
    sys_version = ""
    wbufsize = -1
    timeout = IDLE_SECONDS
    server: _Server

    def handle_one_request(self) -> None:
        """Read a message and answer it."""
        self.server.idle(self.connection, True)
        try:
            super().handle_one_request()
        finally:
            self.server.idle(self.connection, False)

    def parse_request(self) -> bool:
        """Read the head; from now on the connection is at work."""
        self.server.idle(self.connection, False)
        return super().parse_request()

    def do_POST(self) -> None:
        """Answer a posted message: a SIF_Ack with HTTP 200, or an HTTP status when it is not even looked at."""
        limit = self.server.reception.profile.max_buffer + MARGIN
        length = whole_number(self.headers.get("Content-Length", "")) or 0
        media = self.headers.get_content_type()
        if self.server.path not in (None, self.path):
            return self._refuse(HTTPStatus.NOT_FOUND)
        if length < 1 or "Transfer-Encoding" in self.headers:
            return self._refuse(HTTPStatus.BAD_REQUEST)
        if length > limit:
            return self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if media not in ("application/xml", "text/xml"):
            return self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        body = self.rfile.read(length)
        if len(body) < length:
            return self._refuse(HTTPStatus.BAD_REQUEST)
        try:
            body = decoded(body, self.headers.get("Content-Encoding", ""), limit)
        except TooLong:
            return self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except ValueError:
            return self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        return self._answer(body)

    def _answer(self, body: bytes) -> None:
        try:
            answer, told = self.server.reception.answer(body)
        except Exception:
            log.exception("a posted message could not be taken; the zone keeps it")
            return self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
        self._send(HTTPStatus.OK, answer.body, MEDIA_TYPE)
        return told()

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer with an HTTP status and end the connection, of which a body may be unread."""
        self.close_connection = True
        self._send(status, f"{status.phrase}\n".encode(), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, body: bytes, media: str) -> None:
        if self.server.closing:
            self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *values: Any) -> None:
        """Log requests only when asked for everything; the path is a secret."""
