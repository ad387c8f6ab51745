"""The site is killed again and again (kill -9) while programs send, fetch and acknowledge, and repeat what was not answered.

Afterwards each file must be there once: none lost, none twice. `python -m benchmarks.api_kills 1000` kills a thousand times;
`BENCH_LIFE` says for how many seconds a process lives at most. Who lives for a second answers more, and is met at more places.
"""

import os
import random
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from benchmarks.site import settings
from handover.cli.selftest import RECEIVER, SENDER, good_file

KILLS = 100
SENDERS = 6
LONGEST_LIFE = float(os.environ.get("BENCH_LIFE", "0.5"))
"""Seconds for which a process of the site lives at most."""


class ThreadedServer(ThreadingMixIn, WSGIServer):
    """A server on a socket that its parent process listens on, so that who asks while nobody answers waits a moment."""

    daemon_threads = True
    address_family = socket.AF_INET

    def __init__(self, listener: socket.socket) -> None:
        super().__init__(listener.getsockname(), Quiet, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.server_name, self.server_port = "127.0.0.1", listener.getsockname()[1]
        self.setup_environ()


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, *args: object) -> None:
        """Write nothing."""


class Caller:
    """A program with a key that asks again until it is answered."""

    def __init__(self, port: int, key: str) -> None:
        self.port, self.key = port, key
        self.repeated = 0

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """Send a request; repeat it when the connection breaks, or the site is busy."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        fields["Authorization"] = f"Bearer {self.key}"
        while True:
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
                connection.request(method, f"/api/v1{path}", body, fields)
                answer = connection.getresponse()
                data = answer.read()
                connection.close()
                if answer.length is None and not data.endswith(b"}"):
                    raise HTTPException  # this server tells no length, and was killed before the end of what it said
            except (OSError, HTTPException):
                self.repeated += 1
                continue
            if answer.status < 500:
                return answer.status, data
            self.repeated += 1


def send_files(port: int, key: str, number: int, stop: Path, report: Callable[[str], None]) -> None:
    """Send files of one series until told to stop, each until it is answered."""
    caller, data = Caller(port, key), good_file(datetime.now(UTC).date())
    count = 0
    while not stop.exists():
        count += 1
        file = data + f"<!-- {number} {count} -->\n".encode()
        name = f"{SENDER}_CTF_{RECEIVER}_{number * 100 + count % 100 + 1:03}.xml"
        path = f"/transfers?name={name}"
        status, answer = caller.ask("POST", path, file, Idempotency_Key=f"{number}-{count}")
        if status == 202:  # the name stood for another file before
            reference = answer.partition(b'"reference": "')[2][:36].decode()
            status, _ = caller.ask(
                "POST", f"/transfers/{reference}/answer", b'{"answer": "yes"}', Idempotency_Key=f"yes-{number}-{count}"
            )
        report(f"{status} {sha256(file).hexdigest()}")
    report(f"repeated {caller.repeated}")


def collect_files(port: int, key: str, done: threading.Event, report: Callable[[str], None]) -> None:
    """Fetch and acknowledge what waits, until the senders are done and nothing waits any more."""
    caller = Caller(port, key)
    while True:
        over = done.is_set()
        _, listed = caller.ask("GET", "/inbox?limit=20")
        waiting = listed.split(b'{"reference": "')[1:]
        for item in waiting:
            reference = item[:36].decode()
            digest = item.partition(b'"digest": "')[2][:64].decode()
            status, data = caller.ask("GET", f"/transfers/{reference}/content")
            if status != 200 or sha256(data).hexdigest() != digest:
                report(f"wrong {reference}")
                continue
            status, _ = caller.ask("POST", f"/transfers/{reference}/acknowledge")
            report(f"acknowledged {status} {digest}")
        if over and not waiting:
            report(f"repeated {caller.repeated}")
            return


def run_programs(port: int, keys: tuple[str, str], stop: Path, notes: Path) -> None:
    """Run senders and a receiver in this process, and write down what they were answered."""
    turn, done = threading.Lock(), threading.Event()
    with notes.open("w", encoding="utf-8") as file:

        def report(line: str) -> None:
            with turn:
                file.write(line + "\n")
                file.flush()

        senders = [
            threading.Thread(target=send_files, args=(port, keys[0], number, stop, report)) for number in range(SENDERS)
        ]
        receiver = threading.Thread(target=collect_files, args=(port, keys[1], done, report))
        for thread in (*senders, receiver):
            thread.start()
        for thread in senders:
            thread.join()
        done.set()
        receiver.join()


def in_child(act: Callable[[], None]) -> int:
    """Do something in a process of its own; return its id."""
    child = os.fork()
    if child:
        return child
    try:
        act()
        os._exit(0)
    finally:
        os._exit(1)


def make_keys() -> tuple[str, str]:
    """Make a key of each of the two schools."""
    from handover.portal.accounts.models import User
    from handover.portal.apikeys.making import WantedKey, store_key

    last, now = date.today() + timedelta(days=30), datetime.now(UTC)  # noqa: DTZ011  # a day of the calendar here
    made = []
    for username, right in (("sender", "send"), ("receiver", "collect")):
        person = User.objects.get(username=username)
        assert person.establishment is not None
        made.append(store_key(person, person.establishment, WantedKey("Kills", (right,), last), now).text.text)
    return made[0], made[1]


def kill_again_and_again(kills: int, home: Path) -> tuple[int, Path, tuple[str, str]]:
    """Kill the site so often while programs work with it; return how many requests were repeated, and what was noted."""
    from django.db import connections

    from handover.portal.wsgi import application

    keys = make_keys()
    connections.close_all()
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    stop, notes = home / "stop", home / "notes"
    port, chance = listener.getsockname()[1], random.Random(18)  # when, not whom
    programs = in_child(lambda: run_programs(port, keys, stop, notes))

    def serve() -> None:
        server = ThreadedServer(listener)
        server.set_app(application)
        server.serve_forever(poll_interval=0.05)

    for _ in range(kills):
        site = in_child(serve)
        time.sleep(chance.uniform(0.02, LONGEST_LIFE))
        os.kill(site, signal.SIGKILL)
        os.waitpid(site, 0)
    stop.touch()
    site = in_child(serve)
    os.waitpid(programs, 0)
    os.kill(site, signal.SIGKILL)
    os.waitpid(site, 0)
    lines = notes.read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("repeated")), notes, keys


def count_files(notes: Path) -> dict[str, int]:
    """Compare what programs were answered with what is there."""
    from handover.portal.audit.models import Entry
    from handover.portal.audit.verify import verify
    from handover.portal.transfers.models import SealedFile, Transfer
    from handover.portal.transfers.vault import check_stored

    lines = notes.read_text(encoding="utf-8").splitlines()
    answered = [line.split()[1] for line in lines if line[:3] in ("200", "201")]
    other = [line for line in lines if line[:3].isdigit() and line[:3] not in ("200", "201")]
    stored = list(Transfer.objects.values_list("digest", flat=True))
    for sealed in SealedFile.objects.all():
        check_stored(sealed)
    verify()
    return {
        "answered": len(answered),
        "lost": len(set(answered) - set(stored)),
        "twice": len(stored) - len(set(stored)) + len(answered) - len(set(answered)),
        "not asked for": len(set(stored) - set(answered)),
        "sent before (known by its bytes)": Entry.objects.filter(action="file.resent").count(),
        "not confirmed": Transfer.objects.exclude(state="confirmed").count(),
        "wrong bytes": sum(line.startswith("wrong") for line in lines),
        "answered otherwise": len(other),
    }


def run(kills: int = KILLS) -> list[tuple[str, str, str]]:
    """Return the table."""
    with settings("SQLite") as environment:
        environment["HANDOVER_API_REQUESTS_A_MINUTE"] = "1000000"
        os.environ.update(environment)
        from handover.cli.site import set_up

        set_up()
        home = Path(environment["HANDOVER_FILES"]).parent
        repeated, notes, _ = kill_again_and_again(kills, home)
        counted = count_files(notes)
    rows = [("kills of the site (kill -9)", str(kills), ""), ("requests repeated", str(repeated), "")]
    return rows + [(what, str(count), "" if what == "answered" else "aim: 0") for what, count in counted.items()]


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS):
        print("  ".join(row))
