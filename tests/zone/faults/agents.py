"""Small agents on bare sockets: they know nothing of the zone's code, never give up, and write down what they were given."""

import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import md5

NAMESPACE = "http://www.sifinfo.org/uk/infrastructure/2.x"
ZONE = "Storm"
PAUSE = 0.05
_ANSWER_SECONDS = 10.0


def message(agent: str, kind: str, inside: str, number: int | str) -> bytes:
    """Return a message whose id is the same for the same agent, kind and number."""
    msg_id = md5(f"{agent} {kind} {number}".encode()).hexdigest().upper()
    return (
        f'<SIF_Message  xmlns="{NAMESPACE}" Version="2.6"><{kind}><SIF_Header><SIF_MsgId>{msg_id}</SIF_MsgId>'
        f"<SIF_Timestamp>2026-09-03T09:30:00Z</SIF_Timestamp><SIF_SourceId>{agent}</SIF_SourceId></SIF_Header>"
        f"{inside}</{kind}></SIF_Message>"
    ).encode()


def event(agent: str, number: int) -> bytes:
    learner = f'<LearnerPersonal RefId="{number:032X}"><LocalId>{number}</LocalId></LearnerPersonal>'
    told = f'<SIF_EventObject ObjectName="LearnerPersonal" Action="Change">{learner}</SIF_EventObject>'
    return message(agent, "SIF_Event", f"<SIF_ObjectData>{told}</SIF_ObjectData>", number)


def said(ack: bytes) -> str:
    """The status of an answer, or its error as 4/9."""
    error = re.search(rb"<SIF_Category>(\d+)</SIF_Category><SIF_Code>(\d+)</SIF_Code>", ack)
    if error:
        return f"{error[1].decode()}/{error[2].decode()}"
    status = re.search(rb"<SIF_Code>(\d+)</SIF_Code>", ack)
    return status[1].decode() if status else ""


class Line:
    """A connection to the zone that is made anew whenever it breaks."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, body: bytes) -> bytes | None:
        """Send a message and return the answer; None where the zone is not there."""
        try:
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=_ANSWER_SECONDS)
            head = (
                f'POST /zone/{ZONE} HTTP/1.1\r\nHost: zone\r\nContent-Type: application/xml;charset="utf-8"\r\n'
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            self._socket.sendall(head.encode() + body)
            return read_one(self._socket)
        except OSError:
            self.close()
            return None

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def read_one(line: socket.socket) -> bytes:
    """Return the body of one HTTP message. OSError where the line breaks first."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(line)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
    while len(body) < length:
        body += _more(line)
    return body


def _more(line: socket.socket) -> bytes:
    data = line.recv(65536)
    if not data:
        raise ConnectionError("the line was closed")
    return data


@dataclass
class Agent:
    """What all agents have: a name, a line to the zone, and the end of the story."""

    name: str
    port: int
    over: threading.Event
    taken: list[tuple[str, int]] = field(default_factory=list)
    """The ids and numbers of the events that it was given, duplicates included."""

    def insists(self, line: Line, body: bytes, wanted: tuple[str, ...] = ("0",)) -> str:
        """Send a message until it is answered as wanted."""
        while not self.over.is_set():
            ack = line.ask(body)
            answer = said(ack) if ack else ""
            if answer in wanted:
                return answer
            assert answer in ("", "11/1"), f"{self.name} was told {answer}"
            time.sleep(PAUSE)
        return ""

    def joins(self, url: str = "") -> None:
        """Register, and subscribe to learners."""
        protocol = f'<SIF_Protocol Type="HTTP" Secure="No"><SIF_URL>{url}</SIF_URL></SIF_Protocol>' if url else ""
        inside = (
            f"<SIF_Name>{self.name}</SIF_Name><SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>393216</SIF_MaxBufferSize>"
            f"<SIF_Mode>{'Push' if url else 'Pull'}</SIF_Mode>{protocol}"
        )
        wanted = '<SIF_Object ObjectName="LearnerPersonal"/>'
        with Line(self.port) as line:
            self.insists(line, message(self.name, "SIF_Register", inside, "register"))
            self.insists(line, message(self.name, "SIF_Subscribe", wanted, "subscribe"))

    def takes(self, body: bytes) -> str:
        """Write down an event and return its id."""
        msg_id = re.search(rb"<SIF_MsgId>(\w+)<", body)[1].decode()
        self.taken.append((msg_id, int(re.search(rb"<LocalId>(\d+)<", body)[1])))
        return msg_id


def acknowledgement(agent: str, source: str, msg_id: str, number: int | str) -> bytes:
    inside = (
        f"<SIF_OriginalSourceId>{source}</SIF_OriginalSourceId><SIF_OriginalMsgId>{msg_id}</SIF_OriginalMsgId>"
        "<SIF_Status><SIF_Code>1</SIF_Code></SIF_Status>"
    )
    return message(agent, "SIF_Ack", inside, number)


@dataclass
class Publisher(Agent):
    """Publishes numbered events, one after the other, each until it is accepted."""

    accepted: int = 0
    repeats: int = 0

    def publishes(self, count: int) -> None:
        with Line(self.port) as line:
            for number in range(1, count + 1):
                if self.insists(line, event(self.name, number), ("0", "7")) == "7":
                    self.repeats += 1
                self.accepted = number


@dataclass
class Fetcher(Agent):
    """Fetches its messages."""

    def runs(self) -> None:
        turn = 0
        control = "<SIF_SystemControlData><SIF_GetMessage/></SIF_SystemControlData>"
        with Line(self.port) as line:
            while not self.over.is_set():
                turn += 1
                ack = line.ask(message(self.name, "SIF_SystemControl", control, turn))
                if ack is None or b"<SIF_Data>" not in ack:
                    time.sleep(PAUSE)
                    continue
                msg_id = self.takes(ack[ack.index(b"<SIF_Data>") :])
                line.ask(acknowledgement(self.name, "Office", msg_id, turn))


@dataclass
class Listener(Agent):
    """Has its messages pushed. One that is flaky breaks the line before or after it has taken the message."""

    flaky: bool = False
    calls: int = 0

    def joins_listening(self) -> Callable[[], None]:
        """Open its ears, register, and return what closes them."""
        server = socket.create_server(("127.0.0.1", 0), backlog=16)
        threading.Thread(target=self._accepts, args=(server,), daemon=True).start()
        self.joins(f"http://127.0.0.1:{server.getsockname()[1]}/zone/{ZONE}/")

        def close() -> None:
            server.shutdown(socket.SHUT_RDWR)
            server.close()

        return close

    def _accepts(self, server: socket.socket) -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self._serves, args=(line,), daemon=True).start()

    def _serves(self, line: socket.socket) -> None:
        with line:
            try:
                while True:
                    self._hears(line, read_one(line))
            except OSError:
                return

    def _hears(self, line: socket.socket, body: bytes) -> None:
        self.calls += 1
        if self.flaky and self.calls % 23 == 0:
            raise ConnectionError("nobody is in")
        msg_id = self.takes(body)
        if self.flaky and self.calls % 29 == 0:
            raise ConnectionError("the answer is lost")
        answer = acknowledgement(self.name, "Office", msg_id, self.calls)
        head = (
            f'HTTP/1.1 200 OK\r\nContent-Type: application/xml;charset="utf-8"\r\nContent-Length: {len(answer)}\r\n\r\n'
        )
        line.sendall(head.encode() + answer)
