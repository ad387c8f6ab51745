"""Zones that lie in several databases: each is used in its own, and one database that is away stops only its own zones."""

from collections.abc import Callable, Iterator

import pytest

from handover.zone.broker import Broker
from handover.zone.core.effects import Register, SetAgent, SetZone
from handover.zone.opening import create_open_zone
from handover.zone.rules import Rules
from handover.zone.state import ZoneAgent
from handover.zone.store.databases import open_stores
from handover.zone.store.interface import NoSuchZone, Store, StoreFault
from handover.zone.store.places import OWN
from handover.zone.store.spread import REST_SECONDS, SpreadStore
from tests.zone.http.serving import Caller, ping, register, request, served
from tests.zone.store.databases import SEAL, rows
from tests.zone.store.memory import MemoryStore
from tests.zone.store.parcels import NOW, do, later, registration, send

Opening = Callable[[], SpreadStore]


@pytest.fixture
def open_spread(two_urls: tuple[str, str]) -> Iterator[Opening]:
    """A function that opens the zones of a site with a further database `north`, as each process does."""
    opened: list[Store] = []

    def opening() -> SpreadStore:
        own, north = two_urls
        store = open_stores(own, {"north": north}, SEAL)
        assert isinstance(store, SpreadStore)
        opened.append(store)
        return store

    yield opening
    for store in opened:
        store.close()


@pytest.fixture
def spread(open_spread: Opening) -> SpreadStore:
    """Zone Gwent in the site's own database, zone Menai in `north`."""
    store = open_spread()
    store.create("Gwent")
    store.create_in("Menai", "north")
    return store


def test_software_of_two_zones_is_served_from_two_databases(spread: SpreadStore, two_urls: tuple[str, str]) -> None:
    broker = Broker(spread, clock=lambda: NOW)
    for zone in ("Gwent", "Menai"):
        create_open_zone(broker, zone)
        broker.administer(zone, SetZone(zone, Rules(policy="open")))
    with served(broker=broker) as server:
        for zone in ("Gwent", "Menai"):
            with Caller(server.port) as line:
                assert line.ask(request(register(), path=f"/zone/{zone}")).code == "0"
                assert line.ask(request(ping(), path=f"/zone/{zone}")).code == "0"
    own, north = two_urls
    assert rows(own, "SELECT zone, agent FROM zones_agent") == [("Gwent", "Mis")]
    assert rows(north, "SELECT zone, agent FROM zones_agent") == [("Menai", "Mis")]


def test_messages_of_a_zone_lie_in_its_own_database_alone(spread: SpreadStore, two_urls: tuple[str, str]) -> None:
    send(spread, 1, 2, zone="Gwent")
    send(spread, 3, zone="Menai")
    counted = [rows(url, "SELECT count(*) FROM zones_message") for url in two_urls]
    assert counted == [[(2,)], [(1,)]]
    assert spread.zones() == ("Gwent", "Menai")


def test_another_process_finds_a_zone_that_was_made_meanwhile(open_spread: Opening) -> None:
    first, second = open_spread(), open_spread()
    assert first.zones() == second.zones() == ()
    first.create_in("Menai", "north")
    assert second.state("Menai").id == "Menai"
    with pytest.raises(NoSuchZone):
        second.state("Nowhere")


def test_zone_is_not_made_twice_in_two_databases(spread: SpreadStore) -> None:
    with pytest.raises(ValueError, match="zone Gwent is there already, in the site's own database"):
        spread.create_in("Gwent", "north")
    with pytest.raises(ValueError, match="zone Menai is there already, in the database north"):
        spread.create_in("Menai", OWN)
    spread.create("Menai")
    assert spread.zones() == ("Gwent", "Menai")


def test_agents_of_all_databases_are_pushed_to(spread: SpreadStore) -> None:
    for zone in ("Gwent", "Menai"):
        do(spread, SetAgent(ZoneAgent("Canteen")), Register("Canteen", registration("Push")), zone=zone)
        send(spread, 1, zone=zone)
    due = spread.claim("one", NOW, later(60), 10)
    assert {each.zone for each in due} == {"Gwent", "Menai"}
    for each in due:
        spread.release("one", each)
    first, second = (spread.claim(name, NOW, later(60), 1) for name in ("one", "two"))
    assert {each.zone for each in (*first, *second)} == {"Gwent", "Menai"}


class Away(MemoryStore):
    """A database that can be taken away."""

    away = False

    def __getattribute__(self, name: str):  # type: ignore[no-untyped-def]
        found = super().__getattribute__(name)
        if callable(found) and not name.startswith("_") and super().__getattribute__("away"):
            raise StoreFault("the database is away")
        return found


def test_database_that_is_away_stops_its_own_zones_alone(spread: SpreadStore, two_urls: tuple[str, str]) -> None:
    north = Away()
    north.create("Menai")
    seconds = [0.0]
    store = SpreadStore({OWN: spread._stores[OWN], "north": north}, spread._leading, seconds=lambda: seconds[0])
    for zone in ("Gwent", "Menai"):
        do(store, SetAgent(ZoneAgent("Canteen")), Register("Canteen", registration("Push")), zone=zone)
        send(store, 1, zone=zone)
    assert store.zones() == ("Gwent", "Menai")
    north.away = True
    with pytest.raises(StoreFault, match="the database is away"):
        store.state("Menai")
    assert store.state("Gwent").id == "Gwent"
    assert [each.zone for each in store.claim("one", NOW, later(60), 10)] == ["Gwent"]
    assert store.zones() == ("Gwent", "Menai")
    north.away = False
    assert store.claim("one", NOW, later(60), 10) == ()
    seconds[0] += REST_SECONDS
    assert [each.zone for each in store.claim("one", NOW, later(60), 10)] == ["Menai"]


def test_zone_in_a_database_that_no_setting_names_says_which_is_missing(
    spread: SpreadStore, two_urls: tuple[str, str]
) -> None:
    own, north = two_urls
    without = open_stores(own, {"south": north}, SEAL)
    with pytest.raises(StoreFault, match="HANDOVER_ZONE_DATABASES names no database north"):
        without.state("Menai")
    assert without.state("Gwent").id == "Gwent"
    without.close()
