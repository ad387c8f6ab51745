"""A zone for each test, reached in each of the ways there are; and the databases that it may be in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handover.zone.broker import Broker
from handover.zone.core.effects import SetZone
from handover.zone.rules import Rules
from handover.zone.store.databases import open_store
from handover.zone.store.interface import Store
from tests.postgres import NoPostgres, make_database
from tests.shared import once, own_database, shared_server
from tests.zone.cast import ZONE, Stage
from tests.zone.store.databases import SEAL, empty, prepare
from tests.zone.store.memory import MemoryStore
from tests.zone.ways import Clock, way_to


@pytest.fixture(scope="session")
def prepared_file() -> Path:
    """A SQLite file with tables and no rows."""
    return once("zones", lambda place: prepare(f"sqlite:///{place}/zones.sqlite3")) / "zones.sqlite3"


@pytest.fixture(scope="session")
def server() -> str:
    """The address of a PostgreSQL database with tables, this worker's own."""
    try:
        url = shared_server()
    except NoPostgres as fault:
        pytest.skip(str(fault))
    once("zones-postgres", lambda place: prepare(make_database(url, "zones")))
    return make_database(url, own_database("zones"), "zones")


@pytest.fixture(scope="session")
def further_server(server: str) -> str:
    """The address of a second PostgreSQL database with tables, this worker's own."""
    return make_database(shared_server(), own_database("further-zones"), "zones")


@pytest.fixture
def sqlite_url(prepared_file: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database."""
    path = tmp_path / "zones.sqlite3"
    shutil.copy(prepared_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(server: str) -> str:
    """The address of an empty PostgreSQL database."""
    empty(server)
    return server


@pytest.fixture(params=["sqlite", "postgres"])
def two_urls(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """The addresses of two empty databases of one kind: a site's own and a further one."""
    first: str = request.getfixturevalue(f"{request.param}_url")
    if request.param == "postgres":
        second: str = request.getfixturevalue("further_server")
        empty(second)
        return first, second
    shutil.copy(request.getfixturevalue("prepared_file"), tmp_path / "north.sqlite3")
    return first, f"sqlite:///{tmp_path}/north.sqlite3"


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """A function that opens the store at an address; what it opened is closed after the test."""
    stores: list[Store] = []

    def opening(url: str) -> Store:
        stores.append(open_store(url, SEAL))
        return stores[-1]

    yield opening
    for store in stores:
        store.close()


@pytest.fixture(params=["straight", "http"])
def zone(request: pytest.FixtureRequest, opened: Callable[[str], Store]) -> Iterator[Stage]:
    """A zone in memory, called as its server calls it; and one in a database, over HTTP."""
    store: Store = MemoryStore()
    if request.param == "http":
        kind = "postgres" if request.config.getoption("--database") == "postgresql" else "sqlite"
        store = opened(request.getfixturevalue(f"{kind}_url"))
    store.create(ZONE)
    clock = Clock()
    broker = Broker(store, clock=clock)
    broker.administer(ZONE, SetZone("The county's zone", Rules()))
    with way_to(broker, ZONE, http=request.param == "http") as way:
        yield Stage(store, clock, broker, way)
