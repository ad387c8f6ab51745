"""Several processes share the pushing through one database: no agent is served by two, none is forgotten."""

import os
import signal
import subprocess
import sys

import pytest

from handover.zone.broker import Broker
from handover.zone.store.databases import open_store
from tests.zone.push.listening import accept, listening
from tests.zone.push.office import ZONE, eventually, join, numbers, publish, pushing, waiting, zone
from tests.zone.store.databases import SEAL, prepare

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
HOLD = """
import sys
from ipaddress import ip_network
from handover.zone.broker import Broker
from handover.zone.push.pusher import Pusher, PushSettings
from handover.zone.store.sealing import Seal
from handover.zone.push.connection import PushTransport
from handover.zone.store.databases import open_store
here = PushSettings(ways=PushTransport((ip_network("127.0.0.0/8"),)))
pusher = Pusher(Broker(open_store(sys.argv[1], Seal(b"the key of invented children...."))), here)
pusher.start()
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """The address of a database with tables."""
    url = f"sqlite:///{tmp_path_factory.mktemp('zones')}/zones.sqlite3"
    prepare(url)
    return url


def test_two_brokers_on_one_database_deliver_everything_once_and_in_order(url):
    broker, other = zone(open_store(url, SEAL)), Broker(open_store(url, SEAL))
    with listening() as library, listening() as canteen, pushing(broker, other, places=2):
        join(broker, "Office")
        join(broker, "Library", library)
        join(other, "Canteen", canteen)
        for number in range(40):
            publish(broker if number % 2 else other, number)
        eventually(lambda: not waiting(broker, "Library") and not waiting(broker, "Canteen"))
        assert numbers(library) == numbers(canteen) == list(range(40))
    broker.store.close()
    other.store.close()


def test_agents_of_a_process_that_is_killed_are_taken_over_within_seconds(url):
    broker = zone(open_store(url, SEAL), answer_seconds=60)
    with listening(lambda call: None) as library:
        join(broker, "Office")
        join(broker, "Library", library)
        publish(broker, 100)
        other = subprocess.Popen([sys.executable, "-c", HOLD, url], env=CLEAN, stdin=subprocess.PIPE)
        eventually(lambda: library.calls)
        other.send_signal(signal.SIGKILL)
        other.communicate()
        with pushing(broker):
            library.manner = accept
            eventually(lambda: not waiting(broker, "Library"))
        assert set(numbers(library)) == {100}
        assert len(library.calls) == 2
    assert broker.store.head(ZONE, "Library").presence.attempts == 0
    broker.store.close()
