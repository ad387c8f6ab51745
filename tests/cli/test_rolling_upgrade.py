"""Two servers of a site are replaced one by one while people and programs work: no request fails, nothing is lost or twice.

`ROLLING_ROUNDS=20 pytest -s tests/cli/test_rolling_upgrade.py` replaces each of them so often, and prints the counts.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import pytest
from pyotp import TOTP

from handover.cli.server import free_port
from tests.cast import PASSWORD, SECRET
from tests.client.sites import MAKE_KEYS, ROOT
from tests.files import ctf
from tests.site import CLEAN, new_database

ROUNDS = int(os.environ.get("ROLLING_ROUNDS", "1"))
TOMORROW = (
    "ALTER TABLE transfers_transfer ADD COLUMN of_tomorrow varchar(10) NULL",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('transfers', '0999_of_tomorrow', '2027-01-01 09:00:00')",
)
"""What the migration of a next version does that only adds."""
NANT, GLAN = "6812990", "6814990"


@dataclass
class RunningServer:
    """One server of the site."""

    url: str
    process: "subprocess.Popen[bytes]"

    def end(self) -> None:
        self.process.terminate()
        assert self.process.wait(60) == 0


@dataclass
class Balancer:
    """Sends requests to the servers that are ready, as a load balancer does; looks at each again and again."""

    servers: list[RunningServer] = field(default_factory=list)
    ready: list[str] = field(default_factory=list)
    browsers: list[httpx.Client] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """Keep the list of those that are ready until all is over."""
        with httpx.Client(timeout=30, headers={"Connection": "close"}) as eye:
            while not self.over.is_set():
                self.ready = [each.url for each in list(self.servers) if self.is_ready(eye, each.url)]
                self.over.wait(0.05)

    def is_ready(self, eye: httpx.Client, url: str) -> bool:
        try:
            return eye.get(f"{url}/readyz").status_code == 200
        except httpx.TransportError:  # it has just shut its door
            return False


@dataclass
class Worker:
    """Somebody who works without a pause, each time at the next server that is ready, on connections that stay open."""

    balancer: Balancer
    told: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    pace: float = 0.1
    turns: Iterator[int] = field(default_factory=count)
    browser: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def __post_init__(self) -> None:
        self.balancer.browsers.append(self.browser)

    def ask(self, method: str, path: str, **how) -> httpx.Response | None:
        """Ask once; who finds a door shut goes to the next, and nobody asks twice."""
        self.balancer.over.wait(self.pace)
        for _ in range(4):
            ready = self.balancer.ready
            url = ready[next(self.turns) % len(ready)]
            try:
                answer = self.browser.request(method, url + path, **how)
            except httpx.ConnectError:
                continue
            except httpx.HTTPError as fault:
                self.faults.append(f"{method} {path}: {fault!r}")
                return None
            if answer.status_code >= 400:
                self.faults.append(f"{method} {path}: {answer.status_code}")
            self.told[answer.status_code] += 1
            return answer
        self.faults.append(f"{method} {path}: no server")
        return None


def send_files(worker: Worker, key: str, first: int, sent: list[str]) -> None:
    """Send one file after the other; note the references of those that were taken."""
    for number in range(first, first + 400):
        if worker.balancer.over.is_set():
            return
        name, data = f"{NANT}_CTF_{GLAN}_{number}.xml", ctf(NANT, GLAN, note=f"rolling {number}")
        answer = worker.ask(
            "POST", f"/api/v1/transfers?name={name}", content=data, headers={"Authorization": f"Bearer {key}"}
        )
        if answer is not None and answer.status_code < 300:
            sent.append(name)


def look_at_pages(worker: Worker) -> None:
    """Sign in once, and look at one page after the other."""
    page = worker.ask("GET", "/sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    worker.ask("POST", "/sign-in/", data={"csrfmiddlewaretoken": token, "username": "alis", "password": PASSWORD})
    page = worker.ask("GET", "/sign-in/code/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    worker.ask("POST", "/sign-in/code/", data={"csrfmiddlewaretoken": token, "code": TOTP(SECRET).now()})
    while not worker.balancer.over.is_set():
        page = worker.ask("GET", "/sent/")
        if page is None or "/sign-out/" not in page.text:
            worker.faults.append(f"signed out: {page and (page.status_code, page.headers.get('location'))}")


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """The settings of a site with the cast, in the form of logs that programs read."""
    return {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{new_database(tmp_path / 'site.sqlite3')}",
        "HANDOVER_FILES": str(tmp_path / "files"),
        "HANDOVER_LEAVING_SECONDS": "1",
        "HANDOVER_LOG_FORM": "json",
        "HANDOVER_LOG_REQUESTS": "yes",
    }


@contextmanager
def servers_of(settings: dict[str, str], log: Path) -> Iterator[Balancer]:
    """A balancer without a server; at the end all that was started ends."""
    balancer = Balancer()
    eye = threading.Thread(target=balancer.look)
    eye.start()
    try:
        yield balancer
    finally:
        balancer.over.set()
        eye.join()
        for each in balancer.servers:
            each.process.terminate()
        for each in balancer.servers:
            each.process.wait(60)
        for browser in balancer.browsers:
            browser.close()


def start_server(balancer: Balancer, settings: dict[str, str], log: Path) -> RunningServer:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "handover", "serve", "--port", str(port), "--workers", "1"]
    with log.open("ab") as written:
        process = subprocess.Popen(command, env=CLEAN | settings, stderr=written)
    server = RunningServer(url, process)
    balancer.servers.append(server)
    while url not in balancer.ready:
        assert process.poll() is None, log.read_text()
        balancer.over.wait(0.02)
    return server


def replace_servers(balancer: Balancer, settings: dict[str, str], log: Path) -> None:
    """Bring the database to the next version; then start one new server for each old one, but for the last, and end that."""
    old = list(balancer.servers)
    for number, each in enumerate(old, start=1):
        if number < len(old) or ROUNDS > 1:
            start_server(balancer, settings, log)
        each.end()
        balancer.servers.remove(each)


def test_no_request_fails_while_the_servers_are_replaced_one_by_one(settings: dict[str, str], tmp_path: Path) -> None:
    environment = {**CLEAN, **settings, "DJANGO_SETTINGS_MODULE": "handover.portal.settings"}
    made = subprocess.run([sys.executable, "-c", MAKE_KEYS], cwd=ROOT, env=environment, check=True, capture_output=True)
    key, database, log = json.loads(made.stdout.splitlines()[-1])["nant"], tmp_path / "site.sqlite3", tmp_path / "log"
    sent: list[str] = []
    with servers_of(settings, log) as balancer:
        for _ in range(2):
            start_server(balancer, settings, log)
        workers = [Worker(balancer) for _ in range(3)]
        threads = [threading.Thread(target=look_at_pages, args=workers[:1])] + [
            threading.Thread(target=send_files, args=(worker, key, 400 * number + 100, sent))
            for number, worker in enumerate(workers[1:])
        ]
        for thread in threads:
            thread.start()
        with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
            for statement in TOMORROW:
                connection.execute(statement)
        for _ in range(ROUNDS):
            replace_servers(balancer, settings, log)
        balancer.over.set()
        for thread in threads:
            thread.join()
    told = sum((worker.told for worker in workers), Counter())
    print(f"{told.total()} requests, {len(sent)} files, {2 * ROUNDS} servers ended: {dict(told)}")

    assert [fault for worker in workers for fault in worker.faults] == []
    assert set(told) <= {200, 201, 302}
    assert len(sent) > 5, "Somebody sent, before and after."
    with closing(sqlite3.connect(database)) as connection:
        there = [name for (name,) in connection.execute("SELECT file_name FROM transfers_transfer")]
    assert sorted(there) == sorted(sent)
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert {"handover.requests", "gunicorn.error"} <= {line["logger"] for line in lines}
    assert [line for line in lines if line["level"] in {"ERROR", "CRITICAL"}] == []
    assert key not in log.read_text()
