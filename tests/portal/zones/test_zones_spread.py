"""The national administrator sees zones of several databases as those of one, and which database does not answer."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler
from django.test import Client
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.audit.log import SITE
from handover.portal.database import make_file, of_zones
from handover.portal.operations.changing_key import CannotChange, begin_change, end_change
from handover.portal.operations.readiness import find_warnings
from handover.portal.zones import administering
from handover.portal.zones.broker import broker, let_go
from handover.portal.zones.databases import _away_until
from handover.portal.zones.models import ZoneRow
from handover.zone.store.databases import update_tables
from tests.cast import Cast, make_cast
from tests.zones import Town, school_town

SignedIn = Callable[[User], Client]
pytestmark = pytest.mark.any_database("the further database is a file here, whatever the site stands on")


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def north(people: Cast, settings, tmp_path: Path) -> Iterator[Path]:
    """The file of a further database of zones that the settings name."""
    path = tmp_path / "north.sqlite3"
    url = f"sqlite:///{path}"
    make_file(url)
    update_tables(url)
    # It calls itself as the site's database does: tests may ask no other.
    connections["zones_north"] = ConnectionHandler({"default": of_zones(url)}).create_connection("default")
    settings.DATABASE_ROUTERS = ["handover.portal.zones.databases.ZoneRouter"]
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_ZONE_DATABASES": {"north": url}})
    let_go()
    _away_until.clear()
    yield path
    let_go()
    _away_until.clear()
    connections["zones_north"].close()
    del connections["zones_north"]


@pytest.fixture
def office(people: Cast, signed_in: SignedIn) -> Client:
    """The national administrator's browser."""
    return signed_in(people.gwilym)


@pytest.fixture
def towns(north: Path) -> tuple[Town, Town]:
    """A zone `town` in the site's own database and a zone `menai` in `north`, with the same software in both."""
    town = school_town()
    administering.make_zone(SITE, "menai", "Schools of Menai", "open", timezone.now(), "north")
    menai = school_town_in("menai")
    return town, menai


def school_town_in(zone: str) -> Town:
    """Return the zone with an agent that has registered and one that subscribes."""
    town = Town(zone)
    town.register("MIS")
    town.register("Library")
    return town


def test_pages_of_a_zone_are_read_in_its_own_database(office: Client, towns: tuple[Town, Town]) -> None:
    assert list(ZoneRow.objects.values_list("id", flat=True)) == ["town"]
    assert office.get("/zones/menai/").status_code == 200
    page = office.get("/zones/menai/agents/MIS/")
    assert page.status_code == 200
    assert "MIS" in page.text
    assert office.get("/zones/menai/messages/").status_code == 200
    assert office.get("/zones/town/").status_code == 200


def test_the_list_shows_the_zones_of_all_databases(office: Client, towns: tuple[Town, Town]) -> None:
    for order in ("", "?sort=-name", "?sort=waiting"):
        page = office.get(f"/zones/{order}").text
        assert 'href="/zones/town/"' in page
        assert 'href="/zones/menai/"' in page
    assert "does not answer" not in page


def test_id_that_a_zone_of_another_database_has_is_taken(office: Client, towns: tuple[Town, Town]) -> None:
    response = office.post("/new-zone/", {"id": "menai", "name": "X", "policy": "closed"})
    assert "There is a zone “menai” already" in response.text


def test_database_that_is_away_is_named_and_the_other_zones_are_shown(
    office: Client, towns: tuple[Town, Town], north: Path
) -> None:
    assert list(find_warnings(timezone.now(), whole=False)) == []
    connections["zones_north"].close()
    let_go()
    shutil.move(north, north.with_suffix(".away"))
    page = office.get("/zones/").text
    assert 'href="/zones/town/"' in page
    assert 'href="/zones/menai/"' not in page
    assert "The database north does not answer: its zones are not listed." in page
    assert list(find_warnings(timezone.now(), whole=False)) == [
        "the zones of the database north are not served: it does not answer"
    ]
    assert "Some zones do not answer" in Client().get("/status/").text
    assert office.get("/zones/town/").status_code == 200
    assert broker().store.state("town").id == "town"


def test_master_key_is_not_changed_while_further_databases_would_keep_the_old_one(north: Path) -> None:
    with pytest.raises(CannotChange, match=r"while zones lie in further databases \(north\)"):
        begin_change(timezone.now())
    with pytest.raises(CannotChange, match=r"while zones lie in further databases \(north\)"):
        end_change(timezone.now())
