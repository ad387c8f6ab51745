"""A real replica that follows a real primary: how far it is behind, also while it stands still, and when it is gone."""

import time
from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connections
from django.db.utils import ConnectionHandler

from handover.portal import clock
from handover.portal.audit.models import HEAD, Entry, Head
from handover.portal.database import database
from handover.portal.replicas.lag import REPLICA, ReplicaUnfit, measure_lag
from tests.postgres import NoPostgres, Server, fragile_server, streaming_replica
from tests.replicas import connected_replica

pytestmark = pytest.mark.any_database("it has two servers of its own")
PATIENCE = 60.0


@pytest.fixture
def replica(django_db_blocker, settings) -> Iterator[Server]:
    """A replica of a server that has the tables of the audit log and is this process's database."""
    outside = connections["default"]
    try:
        primary = fragile_server()
        with primary as server, streaming_replica(server) as made, django_db_blocker.unblock():
            connections["default"] = ConnectionHandler({"default": database(server.url)}).create_connection("default")
            try:
                with connections["default"].schema_editor() as editor:
                    editor.create_model(Head)
                    editor.create_model(Entry)
                with connected_replica(made.url, settings):
                    yield made
            finally:
                connections["default"].close()
                connections["default"] = outside
    except NoPostgres as fault:
        pytest.skip(str(fault))


def act(sequence: int, minutes_ago: float) -> None:
    """Somebody does something at the primary."""
    at = clock.now() - timedelta(minutes=minutes_ago)
    Entry.objects.create(sequence=sequence, at=at, action="file.sent", details="{}", previous="-", hash="-")
    Head.objects.update_or_create(pk=HEAD, defaults={"sequence": sequence, "hash": "-", "mac": "-"})


def wait_until_it_has_everything() -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if measure_lag(clock.now()).as_of is None:
                return
        except ReplicaUnfit:
            pass  # it has no tables yet
    raise AssertionError("the replica does not follow")


def test_a_real_replica_follows_stands_still_and_is_gone(replica):
    act(1, minutes_ago=90)
    wait_until_it_has_everything()
    with psycopg.connect(replica.url, autocommit=True) as operator:
        operator.execute("SELECT pg_wal_replay_pause()")
        act(2, minutes_ago=4)
        act(3, minutes_ago=1)
        behind = measure_lag(clock.now())
        assert behind.as_of == Entry.objects.using("default").get(sequence=2).at
        assert timedelta(minutes=4) <= behind.behind < timedelta(minutes=6)
        operator.execute("SELECT pg_wal_replay_resume()")
    wait_until_it_has_everything()
    with pytest.raises(DatabaseError, match="read-only"):
        Entry.objects.using(REPLICA).all()._raw_delete(REPLICA)
    replica.crash()
    with pytest.raises(ReplicaUnfit, match="it does not answer"):
        measure_lag(clock.now())
    replica.start()
    act(4, minutes_ago=0)
    wait_until_it_has_everything()
