"""A zone is moved from one database to another: nothing is lost, nothing is there twice, and it may be cut off anywhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from handover.sif.messages.errors import ErrorCode
from handover.zone.broker import Broker
from handover.zone.core import effects as fx
from handover.zone.rights import Right
from handover.zone.state import Grant, Provision, ZoneAgent
from handover.zone.store.databases import open_pools, open_stores
from handover.zone.store.interface import NoSuchZone, ZoneMoving
from handover.zone.store.moving import COPIED, CannotMove, Pools, move_zone
from handover.zone.store.places import OWN
from handover.zone.store.spread import SpreadStore
from tests.zone.http.serving import Caller, ping, request, served
from tests.zone.store.databases import SEAL, rows
from tests.zone.store.parcels import NOW, do, event, first, later, open_request, registration, send

ZONE = "Menai"
STEPS = ("note", "leave", "copy", "lead", "open", "delete", "end")


class Killed(BaseException):
    """The command that moves a zone is killed."""


@dataclass
class Site:
    """A site with a further database `north`, a zone Menai with something in every table, and another, Gwent, beside it."""

    own: str
    north: str
    pools: Pools
    store: SpreadStore

    def opened(self) -> SpreadStore:
        """Return the zones as another process sees them that has just begun."""
        store = open_stores(self.own, {"north": self.north}, SEAL)
        assert isinstance(store, SpreadStore)
        return store

    def move(self, to: str, *, killed_at: str = "") -> Mapping[str, int]:
        """Move Menai, and be killed just before a step."""

        def reach(step: str) -> None:
            if step == killed_at:
                raise Killed

        return move_zone(self.pools, ZONE, to, reach)

    def counted(self, url: str) -> dict[str, int]:
        """Return how many rows of Menai a database has, by table, of those that have any."""
        found = {table: rows(url, f"SELECT count(*) FROM {table} WHERE zone = '{ZONE}'")[0][0] for table in COPIED}
        return {table: number for table, number in found.items() if number}

    def contents(self) -> list[bytes]:
        """Return what waits for the canteen, as it is fetched and taken message by message, and what is a dead letter."""
        store, found = self.opened(), []
        while (waiting := store.head(ZONE, "Canteen").waiting) is not None:
            found.append(waiting.parcel.body)
            do(store, fx.Remove("Canteen", waiting.number), zone=ZONE)
        found += [letter.waiting.parcel.body for letter in store.letters(ZONE)]
        store.close()
        return found


@pytest.fixture
def site(two_urls: tuple[str, str]) -> Iterator[Site]:
    """The site, on SQLite and on PostgreSQL."""
    own, north = two_urls
    store = open_stores(own, {"north": north}, SEAL)
    assert isinstance(store, SpreadStore)
    for zone in ("Gwent", ZONE):
        store.create(zone)
        do(store, fx.SetAgent(ZoneAgent("Canteen")), fx.Register("Canteen", registration()), zone=zone)
    store.create_in("Conwy", "north")
    send(store, 7, 8, 9, zone="Conwy")
    do(store, fx.SetGrants("Canteen", frozenset({Grant("Canteen", Right.REQUEST, "*")})), zone=ZONE)
    do(store, fx.Provide("Canteen", frozenset({Provision("Canteen", Right.PROVIDE, "LearnerPersonal")})), zone=ZONE)
    send(store, 1, 2, 3, zone="Gwent")
    send(store, 1, 2, 3, 4, zone=ZONE)
    refused = first(store, zone=ZONE).number
    do(store, fx.MoveToDeadLetters("Canteen", refused, ErrorCode(1, 3), "No."), zone=ZONE)
    do(store, fx.Open(open_request("A")), fx.PassOver("Canteen", "too large", "LearnerPersonal"), zone=ZONE)
    with open_pools(own, {"north": north}) as pools:
        yield Site(own, north, pools, store)
    store.close()


WHOLE = {
    "zones_agent": 1,
    "zones_grant": 1,
    "zones_provision": 1,
    "zones_message": 4,
    "zones_waiting": 3,
    "zones_presence": 1,
    "zones_openrequest": 1,
    "zones_letter": 1,
    "zones_passedover": 1,
}
BODIES = [event(number).body for number in (2, 3, 4, 1)]


def test_zone_is_moved_with_everything_that_it_has(site: Site) -> None:
    before = site.store.state(ZONE)
    assert site.counted(site.own) == WHOLE
    assert site.move("north") == WHOLE
    assert site.counted(site.north) == WHOLE
    assert site.counted(site.own) == {}
    after = site.store.state(ZONE)
    assert (after.agents, after.grants, after.provisions) == (before.agents, before.grants, before.provisions)
    assert after.revision == before.revision + 1
    assert site.store.places()[ZONE] == ("north", None)
    assert site.contents() == BODIES


def test_zone_is_moved_there_and_back_and_goes_on_each_time(site: Site) -> None:
    site.move("north")
    send(site.store, 5, zone=ZONE)
    site.move(OWN)
    send(site.store, 6, zone=ZONE)
    assert ZONE not in site.store.places()
    assert site.counted(site.north) == {}
    assert site.contents() == [event(number).body for number in (2, 3, 4, 5, 6, 1)]


def test_numbers_of_other_zones_are_not_met(site: Site) -> None:
    site.move("north")
    send(site.store, 10, 11, zone="Conwy")
    send(site.store, 12, zone=ZONE)
    for column, table in (("id", "zones_message"), ("number", "zones_waiting")):
        found = rows(site.north, f"SELECT {column} FROM {table}")
        assert len(found) == len(set(found))
    assert site.contents()[:4] == [event(number).body for number in (2, 3, 4, 12)]


def test_message_that_was_given_before_the_move_is_taken_by_no_number_of_then(site: Site) -> None:
    number = first(site.store, zone=ZONE).number
    site.move("north")
    assert first(site.store, zone=ZONE).number > number
    site.store.apply_guarded(ZONE, [], NOW)
    do(site.store, fx.Remove("Canteen", number), zone=ZONE)
    assert site.contents() == BODIES


@pytest.mark.parametrize("step", STEPS)
def test_move_that_is_killed_and_run_again_finishes(site: Site, step: str) -> None:
    with pytest.raises(Killed):
        site.move("north", killed_at=step)
    site.move("north")
    assert (site.counted(site.own), site.counted(site.north)) == ({}, WHOLE)
    assert site.store.places()[ZONE] == ("north", None)
    assert rows(site.own, "SELECT id FROM zones_moving") == rows(site.north, "SELECT id FROM zones_moving") == []
    assert site.contents() == BODIES


@pytest.mark.parametrize("step", STEPS)
def test_move_that_is_killed_can_be_undone(site: Site, step: str) -> None:
    with pytest.raises(Killed):
        site.move("north", killed_at=step)
    site.move(OWN)
    assert (site.counted(site.own), site.counted(site.north)) == (WHOLE, {})
    assert ZONE not in site.store.places()
    assert rows(site.own, "SELECT id FROM zones_moving") == rows(site.north, "SELECT id FROM zones_moving") == []
    assert site.contents() == BODIES


@pytest.mark.parametrize("step", ["copy", "lead", "open"])
def test_software_is_asked_to_come_later_while_its_zone_is_moved(site: Site, step: str) -> None:
    broker = Broker(site.store, clock=lambda: NOW)
    with served(broker=broker) as server, Caller(server.port) as line:
        with pytest.raises(Killed):
            site.move("north", killed_at=step)
        answer = line.ask(request(ping(), path=f"/zone/{ZONE}"))
        assert (answer.status, answer.headers["retry-after"]) == (503, "10")
        with pytest.raises(ZoneMoving):
            send(site.store, 20, zone=ZONE)
        with Caller(server.port) as other:
            assert other.ask(request(ping(), path="/zone/Gwent")).status == 200
        site.move("north")
        with Caller(server.port) as other:
            assert other.ask(request(ping(), path=f"/zone/{ZONE}")).status == 200


def test_nobody_is_pushed_to_in_a_zone_that_is_being_moved(site: Site) -> None:
    do(site.store, fx.Register("Canteen", registration("Push")), zone=ZONE)
    with pytest.raises(Killed):
        site.move("north", killed_at="open")
    assert site.store.claim("one", NOW, later(60), 10) == ()
    site.move("north")
    assert [each.zone for each in site.store.claim("one", NOW, later(60), 10)] == [ZONE]


def test_zone_that_is_not_there_or_goes_nowhere_is_not_moved(site: Site) -> None:
    with pytest.raises(NoSuchZone):
        move_zone(site.pools, "Nowhere", "north")
    with pytest.raises(CannotMove, match="HANDOVER_ZONE_DATABASES names no database south"):
        site.move("south")
    assert (site.counted(site.own), site.counted(site.north)) == (WHOLE, {})
    assert ZONE not in site.store.places()


def test_zone_of_a_backup_in_the_other_database_is_not_written_over(site: Site) -> None:
    copy = open_stores(site.north, {}, SEAL)
    copy.create(ZONE)
    send(copy, 30, zone=ZONE)
    with pytest.raises(CannotMove, match="The database north holds a zone Menai too"):
        site.move("north")
    assert site.counted(site.own) == WHOLE
    assert site.counted(site.north) == {"zones_message": 1, "zones_waiting": 1}
    copy.close()


def test_every_table_of_a_zone_goes_with_it(site: Site) -> None:
    left = {"zones_claim", "zones_place", "zones_moving", "zones_zone", "zones_schema"}
    if site.own.startswith("sqlite"):
        found = rows(site.own, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'zones%'")
        columns: Any = {name: {row[1] for row in rows(site.own, f"PRAGMA table_info({name})")} for name in COPIED}
    else:
        found = rows(site.own, "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'zones%'")
        named = rows(site.own, "SELECT table_name, column_name FROM information_schema.columns")
        columns = {name: {column for table, column in named if table == name} for name in COPIED}
    assert {name for (name,) in found} - left == set(COPIED)
    assert columns == {table: set(names) for table, names in COPIED.items()}
