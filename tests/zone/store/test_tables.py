"""The tables that Django makes are those that the store's SQL writes."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db.models import Model

from handover.portal.zones import models
from handover.sif.messages.errors import ErrorCode
from handover.zone.core import effects as fx
from handover.zone.rights import Right
from handover.zone.state import Grant, Provision, ZoneAgent
from handover.zone.store.databases import open_pools, open_store
from handover.zone.store.interface import Store, StoreFault
from handover.zone.store.moving import changing, leave_zone
from handover.zone.store.places import OWN, ZonePlace, write_place
from tests.zone.store.databases import SEAL, TABLES, rows
from tests.zone.store.parcels import NOW, ZONE, do, event, first, open_request, registration, send

MODELS = list(apps.get_app_config("zones").get_models())


def full(store: Store) -> None:
    """Put a row into every table."""
    store.create(ZONE)
    do(store, fx.SetAgent(ZoneAgent("Canteen")), fx.Register("Canteen", registration("Push")))
    do(store, fx.SetGrants("Canteen", frozenset({Grant("Canteen", Right.REQUEST, "*")})))
    do(store, fx.Provide("Canteen", frozenset({Provision("Canteen", Right.PROVIDE, "LearnerPersonal")})))
    send(store, 1, 2)
    do(store, fx.MoveToDeadLetters("Canteen", first(store).number, ErrorCode(1, 3), "No."), fx.Open(open_request("A")))
    do(store, fx.PassOver("Canteen", "too large", "LearnerPersonal"))
    store.claim("one", NOW, NOW, 1)


def move_another(url: str) -> None:
    """Cut off the move of another zone where it lies in a further database and its row is here still."""
    with open_pools(url, {"north": url}) as pools, changing(pools[OWN]) as connection:
        connection.run("INSERT INTO zones_zone VALUES ('Menai', 'Menai', '{}', FALSE, 0, NULL, NULL)")
        leave_zone(connection, "Menai")
        write_place(connection, "Menai", ZonePlace("north", OWN))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_the_store_writes_is_read_by_the_models(
    model: type[Model], url: str, opened: Callable[[str], Store]
) -> None:
    full(opened(url))
    move_another(url)
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    names = ", ".join(f'"{name}"' for name in columns)
    assert rows(url, f"SELECT {names} FROM {table}")


def test_every_table_has_a_model_and_no_column_is_unknown_to_it(url: str) -> None:
    assert {model._meta.db_table for model in MODELS} == {f"zones_{table}" for table in TABLES}
    for model in MODELS:
        if url.startswith("sqlite"):
            found = {row[1] for row in rows(url, f"PRAGMA table_info({model._meta.db_table})")}
        else:
            found = {
                row[0]
                for row in rows(
                    url,
                    f"SELECT column_name FROM information_schema.columns WHERE table_name = '{model._meta.db_table}'",
                )
            }
        assert found == {field.column for field in model._meta.concrete_fields if field.column}


@pytest.mark.django_db
def test_pages_read_a_zone_with_the_models() -> None:
    models.MessageRow.objects.create(
        zone=ZONE,
        source="SchoolOffice",
        msg_id="1",
        kind="event",
        version="2.3",
        object="LearnerPersonal",
        action="Add",
        contexts=["SIF_Default"],
        destination="",
        about="",
        packet=0,
        size=1,
        body=SEAL.seal(b"x", ZONE, "SchoolOffice", "1"),
        recipients=["Canteen"],
        passed_over=[],
        accepted_at=NOW,
    )
    message = models.MessageRow.objects.get(zone=ZONE, recipients=["Canteen"])
    models.QueueEntryRow.objects.create(zone=ZONE, agent="Canteen", message=message, kind="event", accepted_at=NOW)
    assert models.QueueEntryRow.objects.filter(message__object="LearnerPersonal", accepted_at=NOW).count() == 1


def test_database_keeps_a_second_provider_out(url: str, opened: Callable[[str], Store]) -> None:
    store = opened(url)
    store.create(ZONE)
    both = frozenset(Provision(agent, Right.PROVIDE, "LearnerPersonal") for agent in ("Canteen", "Library"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        do(store, fx.Provide("Canteen", both))
    assert not store.state(ZONE).provisions


def test_state_read_anew_is_the_state_that_was_kept(url: str, opened: Callable[[str], Store]) -> None:
    store, other = opened(url), opened(url)
    full(store)
    assert other.state(ZONE) == store.state(ZONE)
    do(other, fx.Unregister("Canteen"))
    assert store.state(ZONE) == other.state(ZONE)
    with store.transaction(ZONE, NOW) as transaction:
        assert transaction.state == other.state(ZONE)


def test_database_without_tables_is_a_fault_and_not_a_crash(url: str, tmp_path: Path) -> None:
    parts = urlsplit(url)
    bare = (
        f"sqlite:///{tmp_path}/new/zones.sqlite3" if parts.scheme == "sqlite" else url.replace(parts.path, "/template1")
    )
    store = open_store(bare, SEAL)
    with pytest.raises(StoreFault, match="zones_zone"):
        store.zones()
    store.close()
    # A wrong path is not made a new database.
    assert not (tmp_path / "new").exists()


def test_database_that_cannot_be_reached_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for url in ("postgresql://nobody:x@127.0.0.1:1/none", f"sqlite:///{tmp_path}/folder"):
        store = open_store(url, SEAL)
        with pytest.raises(StoreFault):
            store.zones()
        store.close()


def test_event_is_kept_once_for_all_its_subscribers(url: str, opened: Callable[[str], Store]) -> None:
    store = opened(url)
    store.create(ZONE)
    send(store, 1, to=tuple(f"Agent {number}" for number in range(50)))
    assert rows(url, "SELECT count(*) FROM zones_message") == [(1,)]
    assert rows(url, "SELECT count(*) FROM zones_waiting") == [(50,)]
    assert first(store, "Agent 7").parcel == event(1)
