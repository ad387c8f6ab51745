"""What the acts of programs and of people cost a site: statements of the database, calls of Python, time of a processor.

Statements and calls do not depend on the machine's mood. Acts go through the whole site, in this process: `run` makes a site
on each database, and asks it in a process of its own.
"""

import io
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from benchmarks.site import DATABASES, settings
from handover.cli.selftest import PASSWORD, RECEIVER, SENDER, good_file

SIZE = 30_000
ROUNDS = int(os.environ.get("BENCH_COST_ROUNDS", "20"))
WAITING = 10


@dataclass(frozen=True, slots=True)
class Cost:
    """What one act costs, the median of some: statements, calls of functions, and milliseconds of a processor."""

    statements: int
    calls: int
    milliseconds: float


class Browser:
    """Asks the site in this process, as a program with a key or as a person with cookies."""

    def __init__(self, key: str = "") -> None:
        from handover.portal.wsgi import application

        self.application, self.key = application, key
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes = b"", **fields: str) -> tuple[int, bytes]:
        """Send a request; return status and body of its answer."""
        place, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **fields,
        }
        if self.key:
            environ["HTTP_AUTHORIZATION"] = f"Bearer {self.key}"
        if self.cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        said: list[tuple[str, list[tuple[str, str]]]] = []
        answer = self.application(environ, lambda status, headers, fault=None: said.append((status, headers)))
        data = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        status, headers = said[0]
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        return int(status[:3]), data

    def get(self, path: str) -> bytes:
        """Return a page, which has to be there."""
        status, data = self.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path} was answered {status}: {data[:300]!r}")
        return data

    def token(self, page: bytes) -> str:
        """Return the token of a form."""
        return page.partition(b'name="csrfmiddlewaretoken" value="')[2].partition(b'"')[0].decode()

    def sign_in(self, username: str) -> None:
        """Sign a person in."""
        token = self.token(self.get("/sign-in/"))
        fields = {"csrfmiddlewaretoken": token, "username": username, "password": PASSWORD}
        status, _ = self.ask("POST", "/sign-in/", urlencode(fields).encode())
        if status != 302:
            raise RuntimeError(f"{username} was answered {status}")


@contextmanager
def counting_statements(kinds: list[str]) -> Iterator[None]:
    """Note each statement that this process's connection sends, but the end of a transaction."""
    from django.db import connection

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        kinds.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield


def count_calls(act: Callable[[], object]) -> int:
    """Return how many functions are called, of Python and of C."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def measure_act(act: Callable[[int], object]) -> tuple[Cost, list[str]]:
    """Carry an act out some times; return what it costs, and the statements of the last."""
    for number in range(3):
        act(number)
    times, calls, statements = [], [], list[list[str]]()
    for number in range(3, ROUNDS):
        began = time.process_time()
        act(number)
        times.append(time.process_time() - began)
    for number in range(ROUNDS, ROUNDS + 3):
        calls.append(count_calls(lambda number=number: act(number)))
        kinds: list[str] = []
        with counting_statements(kinds):
            act(number + 3)
        statements.append(kinds)
    middle = sorted(map(len, statements))[1]
    return Cost(middle, sorted(calls)[1], 1000 * sorted(times)[len(times) // 2]), statements[-1]


def padded(data: bytes, mark: str) -> bytes:
    """Return a file of 30 kB that differs from all others."""
    note = f"<!-- {mark} ".encode()
    return data + note + b"." * (SIZE - len(data) - len(note) - 4) + b"-->\n"


class Acts:
    """The acts that are measured, on a site with two schools that have a key each."""

    def __init__(self) -> None:
        from benchmarks.api_kills import make_keys

        sender, receiver = make_keys()
        self.sending, self.receiving = Browser(sender), Browser(receiver)
        self.data = good_file(datetime.now(UTC).date())
        self.serial = 0
        self.sent: list[str] = []
        self.person, self.reader = Browser(), Browser()
        self.person.sign_in("sender")
        self.reader.sign_in("receiver")

    def send(self, _number: int = 0) -> None:
        """A program sends a file."""
        self.serial += 1
        path = f"/api/v1/transfers?name={SENDER}_CTF_{RECEIVER}_{self.serial:03}.xml"
        fields = {"HTTP_IDEMPOTENCY_KEY": f"send-{self.serial}", "CONTENT_TYPE": "application/xml"}
        status, answer = self.sending.ask("POST", path, padded(self.data, str(self.serial)), **fields)
        if status != 201:
            raise RuntimeError(f"{status} {answer!r}")
        self.sent.append(json.loads(answer)["transfer"]["reference"])

    def fetch(self, number: int) -> None:
        """A program fetches a file."""
        if len(self.receiving.get(f"/api/v1/transfers/{self.sent[number]}/content")) != SIZE:
            raise RuntimeError("another size")

    def acknowledge(self, number: int) -> None:
        """A program acknowledges a file."""
        reference = self.sent[number]
        status, answer = self.receiving.ask(
            "POST", f"/api/v1/transfers/{reference}/acknowledge", b"", HTTP_IDEMPOTENCY_KEY=f"take-{reference}"
        )
        if status != 200:
            raise RuntimeError(f"{status} {answer!r}")

    def home(self, _number: int) -> None:
        """A person opens the first page."""
        self.person.get("/")

    def collect_list(self, _number: int) -> None:
        """A person opens the list of what waits: ten files."""
        self.reader.get("/collect/")

    def post_file(self, _number: int) -> None:
        """A person sends a file by the form, and reads what became of it."""
        self.serial += 1
        if not hasattr(self, "form"):
            self.form = self.person.token(self.person.get("/send/"))
        mark = "mark-of-the-form"
        name = f"{SENDER}_CTF_{RECEIVER}_{self.serial:03}.xml"
        body = (
            (
                f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.form}\r\n'
                f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
            ).encode()
            + self.data
            + f"<!-- {self.serial} -->\n\r\n--{mark}--\r\n".encode()
        )
        kind = f"multipart/form-data; boundary={mark}"
        status, page = self.person.ask("POST", "/send/", body, CONTENT_TYPE=kind)
        if status != 200 or b"handover-outcome--accepted" not in page:
            raise RuntimeError(f"the file was answered {status}")


def measure_site() -> dict[str, tuple[Cost, list[str]]]:
    """Return what each act costs on the site whose settings this process has."""
    acts = Acts()
    found = {}
    found["API: send 30 kB"] = measure_act(acts.send)
    for number in range(ROUNDS + 6 - len(acts.sent)):
        acts.send(number)
    found["API: fetch"] = measure_act(acts.fetch)
    found["API: acknowledge"] = measure_act(acts.acknowledge)
    for reference in acts.sent[ROUNDS + 6 :]:
        acts.receiving.get(f"/api/v1/transfers/{reference}/content")
        acts.acknowledge(acts.sent.index(reference))
    for _ in range(WAITING):
        acts.send()
    found["page: home"] = measure_act(acts.home)
    found[f"page: list of {WAITING}"] = measure_act(acts.collect_list)
    found["page: send, and the result"] = measure_act(acts.post_file)
    return found


def print_costs() -> None:
    """Print what each act costs."""
    found = measure_site()
    sys.stdout.write(
        json.dumps(
            {what: [cost.statements, cost.calls, cost.milliseconds, asked] for what, (cost, asked) in found.items()}
        )
    )


def costs_of(database: str) -> dict[str, tuple[Cost, list[str]]]:
    """Return what each act costs on a database."""
    make = "from handover.cli.site import set_up; set_up(); from benchmarks import site_costs; site_costs.print_costs()"
    with settings(database) as environment:
        environment["HANDOVER_API_REQUESTS_A_MINUTE"] = "1000000"
        done = subprocess.run(
            [sys.executable, "-c", make],
            env={**os.environ, **environment},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return {what: (Cost(*rest), asked) for what, (*rest, asked) in json.loads(done.stdout).items()}


def summarize(asked: Sequence[str]) -> str:
    """Say of what kinds statements are."""
    kinds = Counter(sql.split(None, 1)[0] for sql in asked)
    return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    rows = []
    for database in DATABASES:
        for what, (cost, asked) in costs_of(database).items():
            figures = f"{cost.statements:3} statements {cost.calls:7,} calls {cost.milliseconds:6.1f} ms of a processor"
            rows.append((f"{database}: {what}", figures, summarize(asked)))
            if os.environ.get("BENCH_COST_STATEMENTS"):
                sys.stderr.write(f"\n== {database} {what}\n" + "\n".join(asked) + "\n")
    return rows
