"""A real site in a process of its own, with the cast and a key for each office's software; and a line to it that breaks."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from handover.cli.server import server
from handover.client import AsyncClient, Client, RetryRules
from tests.counties import make_template
from tests.shared import once
from tests.site import CLEAN, new_database

ROOT = Path(__file__).resolve().parent.parent.parent
MAKE_KEYS = """
import json, django
django.setup()
from tests.cast import make_cast
from tests.keys import NETWORKS, give_key
from tests.vendors import approve, make_vendor
cast = make_cast()
keys = {
    "nant": give_key(cast.alis, "send", "collect"),
    "glan": give_key(cast.bryn, "send", "collect"),
    "fern": give_key(cast.dev, "collect"),
    "grug": give_key(cast.carys, "collect"),
    "finder": give_key(
        cast.lowri, "search_lost", "release_lost", role="lea-lost-pupil-transfer", networks=NETWORKS, name="Lost pupils"
    ),
    "desk": give_key(cast.alis, "messages", "expected", name="Desk"),
    "letters": give_key(cast.bryn, "messages", name="Letters"),
    "places": give_key(cast.lowri, "offers", role="lea-admissions", name="Places"),
    "watch": give_key(cast.lowri, "monitor", role="lea-user", name="Watch"),
    "figures": give_key(cast.lowri, "reports", role="lea-user", name="Figures"),
}
vendor = make_vendor(cast)
approve(cast.dev, vendor.secret.vendor, "send", "collect")
of_vendor = {"vendor": vendor.text.text, "client_id": vendor.secret.vendor.client_id}
print(json.dumps(of_vendor | {name: made.text.text for name, made in keys.items()}))
"""
TRAINING_KEY = re.compile(r"hnd_test_[a-z]{8}_[A-Za-z0-9]{43}")
HASTY = RetryRules(first_seconds=0, longest_seconds=0)


@dataclass(frozen=True)
class KeyedSite:
    """The address of a site, and a key for each of some offices."""

    url: str
    keys: dict[str, str] = field(repr=False)
    home: Path = Path()

    def client(self, office: str, url: str = "", **how) -> Client:
        return Client(url or self.url, self.keys[office], retries=HASTY, **how)

    def async_client(self, office: str, **how) -> AsyncClient:
        return AsyncClient(self.url, self.keys[office], retries=HASTY, **how)

    def environment(self, office: str, url: str = "") -> dict[str, str]:
        """What a program is told of the site."""
        return {**CLEAN, "HANDOVER_URL": url or self.url, "HANDOVER_KEY": self.keys[office]}


@pytest.fixture(scope="session")
def keyed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeyedSite]:
    """The site; its offices' files are those of all tests of a worker, so each test sends files of its own."""
    home = tmp_path_factory.mktemp("keyed")
    settings = {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{new_database(home / 'site.sqlite3')}",
        "HANDOVER_FILES": str(home / "files"),
        "HANDOVER_TRAINING_FOLDER": str(home / "training"),
        "HANDOVER_TRAINING_COUNTIES_A_DAY": "1000",
    }
    environment = {**CLEAN, **settings, "DJANGO_SETTINGS_MODULE": "handover.portal.settings"}
    made = subprocess.run(
        [sys.executable, "-c", MAKE_KEYS], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    with server(settings) as url:
        yield KeyedSite(url, json.loads(made.stdout.splitlines()[-1]), home)


@pytest.fixture
def training_keys(keyed_site: KeyedSite, tmp_path_factory: pytest.TempPathFactory, db: None) -> list[str]:
    """The keys of a county that the page of the site gives."""
    made, home = once("training-template", make_template), keyed_site.home / "training"
    if not home.exists():
        shutil.copytree(made / "training", home)
    with httpx.Client(base_url=keyed_site.url) as browser:
        page = browser.get("/training/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        given = browser.post("/training/", data={"csrfmiddlewaretoken": token}, headers={"Referer": keyed_site.url})
    return list(dict.fromkeys(TRAINING_KEY.findall(given.text)))


@dataclass(frozen=True)
class Break:
    """When a line breaks: after so many bytes to the site (`up`) or from it; `kill` ends a process at that byte."""

    after: int
    up: bool = True
    kill: Callable[[], None] | None = None


class BreakingLine:
    """A port through which a site is reached, and whose connections break as was planned: the first as the first says."""

    def __init__(self, url: str) -> None:
        self._site = ("127.0.0.1", int(url.rpartition(":")[2]))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.breaks: list[Break] = []
        self.broken = 0
        self._ends: list[socket.socket] = [self._listener]
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def close(self) -> None:
        """End all connections; nothing of them is left."""
        shut_down(*self._ends)
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()

    def _start(self, work: Callable[..., None], *args: object) -> None:
        self._threads.append(threading.Thread(target=work, args=args, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._site)
                self._ends += [near, far]
                planned = self.breaks.pop(0) if self.breaks else None
                for source, sink, up in ((near, far, True), (far, near, False)):
                    self._start(self._carry, source, sink, planned if planned and planned.up is up else None)

    def _carry(self, source: socket.socket, sink: socket.socket, planned: Break | None) -> None:
        """Carry bytes one way until the end of the connection, or until it breaks."""
        left = planned.after if planned else None
        with suppress(OSError):
            while left != 0 and (data := source.recv(65_536 if left is None else left)):
                sink.sendall(data)
                left = None if left is None else left - len(data)
        if left == 0:
            self.broken += 1
            if planned is not None and planned.kill is not None:
                planned.kill()
        shut_down(source, sink)


def shut_down(*ends: socket.socket) -> None:
    """End connections, so that whoever waits for bytes of them no longer does."""
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def line(keyed_site: KeyedSite) -> Iterator[BreakingLine]:
    """A line to the site, whole until a test plans otherwise."""
    made = BreakingLine(keyed_site.url)
    yield made
    made.close()


def kill_at_once(process: "subprocess.Popen[bytes]") -> None:
    """End a process of ours as the system does, without a word."""
    os.kill(process.pid, signal.SIGKILL)
