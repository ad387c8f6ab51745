"""What the zone spends on an event for five agents and on a delivery with its acknowledgement, counted and not timed.

Instructions of the whole work of a process (valgrind's callgrind; the request's bytes in, the answer's bytes out, without
the sockets, and with what writes the request), calls of Python functions, and processor time of the process and of the
database server. Everything but the time is the same on every run and every machine with the same libraries. Round trips to
PostgreSQL are counted by `tests/zone/test_cost.py`.

`python -m benchmarks.zone_cost work URL MODE COUNT` is the work itself: MODE is `send` or `fetch`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any, Final

from benchmarks.site import DATABASES
from benchmarks.zone import event
from benchmarks.zone_load import Fetcher, Sender, message, new_id, posted
from benchmarks.zone_store import Rows, database
from handover.common.databases import read_database_address
from handover.zone.broker import Broker
from handover.zone.http.binding import Binding
from handover.zone.http.connection import as_bytes
from handover.zone.http.memory import BodyMemory
from handover.zone.http.reach import OpenTo
from handover.zone.http.reading import RequestReader
from handover.zone.opening import create_open_zone
from handover.zone.store.databases import open_store
from tests.zone.store.databases import SEAL

SUBSCRIBERS: Final = 5
FEW, MANY = 100, 500
"""Of two runs the difference is taken, so that what happens once does not count."""
TIMED: Final = 4_000
WORDS: Final = {"send": "an event for 5 agents", "fetch": "a delivery with its acknowledgement"}
AIMS: Final = {"send": (1.0, 3_700), "fetch": (0.8, 4_500)}
"""Million instructions at the most, and how many in a core-second are to be reached."""


class Line:
    """A connection of an agent, without the socket: bytes of requests in, bytes of answers out."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._reader = RequestReader(binding, BodyMemory(10_000_000))

    def ask(self, request: bytes) -> bytes:
        """Return the answer to one request."""
        self._reader.feed(memoryview(request))
        whole = self._reader.ready.popleft()
        return as_bytes(self._binding.answer(whole.admitted, whole.body), keep=True)


def open_binding(url: str) -> tuple[Binding, Line]:
    """Return a zone with a publisher and five subscribers in the database at an address, and a line to it."""
    broker = Broker(open_store(url, SEAL))
    binding = Binding(broker, OpenTo.EVERYBODY)
    line = Line(binding)
    if create_open_zone(broker, "Bench"):
        about = "<SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>393216</SIF_MaxBufferSize><SIF_Mode>Pull</SIF_Mode>"
        for name in ("Ramsey", *(f"S{number}" for number in range(SUBSCRIBERS))):
            tell(line, message(name, "SIF_Register", f"<SIF_Name>{name}</SIF_Name>{about}"))
            if name != "Ramsey":
                tell(line, message(name, "SIF_Subscribe", '<SIF_Object ObjectName="LearnerPersonal"/>'))
    return binding, line


def tell(line: Line, template: bytes) -> None:
    """Send a message that must be taken."""
    answer = line.ask(posted(template.replace(b"@" * 32, new_id())))
    assert b"<SIF_Code>0</SIF_Code>" in answer, answer


def work(line: Line, mode: str, template: bytes) -> Callable[[], None]:
    """Return one turn: an event accepted, or a message given to an agent and acknowledged, each agent in turn."""
    sender, fetchers, turn = Sender(template, 0), [Fetcher(b"", number) for number in range(SUBSCRIBERS)], 0

    def send() -> None:
        sender.next(line.ask(sender.first()))

    def fetch() -> None:
        nonlocal turn
        fetcher = fetchers[turn % SUBSCRIBERS]
        turn += 1
        acknowledgement = fetcher.next(line.ask(fetcher.first()))
        assert acknowledgement is not None
        fetcher.next(line.ask(acknowledgement))

    return send if mode == "send" else fetch


def prepared(url: str, mode: str, template: bytes, count: int) -> Callable[[], None]:
    """Return a turn, with as many events waiting as so many turns and a few before them take."""
    _, line = open_binding(url)
    step = work(line, mode, template)
    if mode == "fetch":
        send = work(line, "send", template)
        for _ in range(count // SUBSCRIBERS + 10):
            send()
    for _ in range(20):
        step()
    return step


def python_calls(step: Callable[[], None], count: int = 50) -> float:
    """Return how many Python functions a turn calls."""
    calls = 0

    def note(frame: FrameType, kind: str, about: Any) -> None:
        nonlocal calls
        calls += kind == "call"

    sys.setprofile(note)
    try:
        for _ in range(count):
            step()
    finally:
        sys.setprofile(None)
    return calls / count - 1


def instructions(kind: str, mode: str) -> float | None:
    """Return how many million instructions a turn takes; None where there is no valgrind."""
    if shutil.which("valgrind") is None:
        return None
    few, many = (_counted(kind, mode, count) for count in (FEW, MANY))
    return (many - few) / (MANY - FEW) / 1e6


def _counted(kind: str, mode: str, count: int) -> int:
    with database(kind) as url, tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
        command = [*tool, sys.executable, "-m", "benchmarks.zone_cost", "work", url, mode, str(count)]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)
        found = re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.MULTILINE)
        assert found is not None
        return int(found[1])


def core_seconds(url: str, step: Callable[[], None]) -> tuple[float, float, float]:
    """Return the milliseconds of processor time a turn takes of this process and of the database server, and by the clock."""
    start, own, server = time.perf_counter(), time.process_time(), _server_seconds(url)
    for _ in range(TIMED):
        step()
    spent = time.process_time() - own, _server_seconds(url) - server, time.perf_counter() - start
    return (spent[0] / TIMED * 1000, spent[1] / TIMED * 1000, spent[2] / TIMED * 1000)


def _server_seconds(url: str) -> float:
    """Return how much processor time the processes of a database server have taken so far; nought for SQLite."""
    if url.startswith("sqlite"):
        return 0.0
    port = f"port={read_database_address(url).port}"
    main = next(each for each in _processes() if port in _command(each).split("\0"))
    ours = [each for each in _processes() if each == main or _fields(each)[1:2] == [main]]
    ticks = sum(int(fields[11]) + int(fields[12]) for fields in map(_fields, ours) if fields)
    return ticks / os.sysconf("SC_CLK_TCK")


def _processes() -> list[str]:
    return [each.name for each in Path("/proc").iterdir() if each.name.isdigit()]


def _command(process: str) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text(errors="replace")
    return ""


def _fields(process: str) -> list[str]:
    """Return what `/proc/PID/stat` says after the command's name: state, parent, and so on."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return []


def run() -> Rows:
    """Return the table."""
    rows: Rows = []
    for kind in DATABASES:
        for mode, words in WORDS.items():
            most, aim = AIMS[mode]
            with database(kind) as url:
                step = prepared(url, mode, event(), TIMED + 100)
                calls = python_calls(step)
                own, server, wall = core_seconds(url, step)
            what = f"{kind}: {words}"
            rows.append((f"{what}: Python functions called", f"{calls:,.0f}", ""))
            rows.append(
                (f"{what}: processor time, zone + database", f"{own:.3f} + {server:.3f} ms", f"{wall:.3f} ms in all")
            )
            rows.append((f"{what}: in a core-second", f"{1000 / (own + server):,.0f}", f"aim: {aim:,}"))
            millions = instructions(kind, mode)
            if millions is not None:
                rows.append((f"{what}: instructions", f"{millions:.2f} M", f"aim: at most {most} M"))
    return rows


def main(what: str, url: str, mode: str, count: str) -> None:
    """Do the work, for callgrind."""
    step = prepared(url, mode, event(), MANY)
    for _ in range(int(count)):
        step()


if __name__ == "__main__":
    main(*sys.argv[1:])
