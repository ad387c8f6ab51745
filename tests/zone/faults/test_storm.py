"""The zone server is killed again and again, and so is its database: no event that was acknowledged is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from handover.cli.server import free_port
from handover.zone.broker import Broker
from handover.zone.core.effects import SetZone
from handover.zone.opening import create_open_zone
from handover.zone.store.databases import open_store
from tests.postgres import NoPostgres, fragile_server
from tests.zone.faults.agents import ZONE, Agent, Fetcher, Line, Listener, Publisher, message
from tests.zone.store.databases import SEAL, prepare

EVENTS = int(os.environ.get("ZONE_FAULTS_EVENTS", "150"))
KILLS = max(6, EVENTS // 500)
PATIENCE = 120 + EVENTS / 20
"""Seconds after which a test gives up; it is over long before."""


class ZoneServer:
    """`handover zone serve` as a process of its own, to be killed and started again on the same port."""

    def __init__(self, url: str, log: Path) -> None:
        self.port = free_port()
        self._url, self._log = url, log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "handover", "zone", "serve", "--port", str(self.port), "--database", self._url]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDOVER_")}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--open", ZONE], env=environment, stdout=log, stderr=log, start_new_session=True
            )
        until(self.answers, "the server starts", 60)

    def answers(self) -> bool:
        """Whether it is there."""
        with Line(self.port) as line:
            return line.ask(message("nobody", "SIF_Unregister", "", 0)) is not None

    def kill(self) -> None:
        """End it without a warning, workers and all."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def until(true: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.02)


@contextmanager
def prepared(kind: str, folder: Path) -> Iterator[tuple[str, list[Callable[[ZoneServer], None]]]]:
    """A database with an open zone, and the blows that fall in turn."""
    with ExitStack() as running:
        blows: list[Callable[[ZoneServer], None]] = [restarted]
        url = f"sqlite:///{folder / 'storm.sqlite3'}"
        if kind == "postgresql":
            try:
                database = running.enter_context(fragile_server())
            except NoPostgres as fault:
                pytest.skip(str(fault))

            def without_database(server: ZoneServer) -> None:
                database.crash()
                database.start()

            def without_anything(server: ZoneServer) -> None:
                database.crash()
                server.kill()
                database.start()
                server.start()

            url, blows = database.url, [restarted, without_database, without_anything]
        prepare(url)
        broker = Broker(open_store(url, SEAL))
        create_open_zone(broker, ZONE)
        rules = replace(broker.store.state(ZONE).rules, retry_seconds=1, retry_longest=2)
        broker.administer(ZONE, SetZone(ZONE, rules))
        broker.store.close()
        yield url, blows


def restarted(server: ZoneServer) -> None:
    server.kill()
    server.start()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_acknowledged_event_is_lost_in_a_storm(kind, tmp_path):
    over = threading.Event()
    with ExitStack() as running, prepared(kind, tmp_path) as (url, blows):
        server = ZoneServer(url, tmp_path / "server.log")
        server.start()
        running.callback(server.kill)
        fetchers = [Fetcher(name, server.port, over) for name in ("Library", "Catering")]
        listeners = [
            Listener(name, server.port, over, flaky=name == "Transport") for name in ("Clinic", "Sports", "Transport")
        ]
        for fetcher in fetchers:
            fetcher.joins()
        for listener in listeners:
            running.callback(listener.joins_listening())
        office = Publisher("Office", server.port, over)
        office.joins()
        threads = [threading.Thread(target=each.runs, daemon=True) for each in fetchers]
        threads.append(threading.Thread(target=office.publishes, args=(EVENTS,), daemon=True))
        for thread in threads:
            thread.start()
            running.callback(thread.join, 20)
        running.callback(over.set)
        for n in range(KILLS):
            until(lambda n=n: office.accepted >= EVENTS * (n + 1) // (KILLS + 1), "the events before the next blow")
            blows[n % len(blows)](server)
        until(lambda: office.accepted == EVENTS, "all events are accepted")
        subscribers: list[Agent] = [*fetchers, *listeners]
        until(lambda: all(len(dict(each.taken)) == EVENTS for each in subscribers), "all events arrive")
    for each in subscribers:
        assert_complete(each)
    print(told(kind, office, subscribers))


def assert_complete(agent: Agent) -> None:
    """All events came, first in the order in which they were accepted, and again only with the same id."""
    firsts = list(dict.fromkeys(number for _, number in agent.taken))
    assert firsts == list(range(1, EVENTS + 1)), agent.name
    assert len(set(agent.taken)) == EVENTS, agent.name


def told(kind: str, office: Publisher, subscribers: list[Agent]) -> str:
    again = {each.name: sum(count - 1 for count in Counter(each.taken).values()) for each in subscribers}
    twice = ", ".join(f"{name} {count}" for name, count in again.items())
    return (
        f"\n{kind}: {office.accepted} events accepted ({office.repeats} sent again), {KILLS} blows, "
        f"{len(subscribers)} subscribers got all in order, 0 lost; had twice: {twice}"
    )
