"""The three stores, each empty for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from handover.zone.store.interface import Store
from handover.zone.store.memory import MemoryStore
from handover.zone.store.sql import open_store
from tests.postgres import NoPostgres, private_server
from tests.zone.store.databases import SEAL, empty, prepare
from tests.zone.store.parcels import ZONE


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with tables and no rows."""
    path = tmp_path_factory.mktemp("zones") / "prepared.sqlite3"
    prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL database with tables."""
    with ExitStack() as running:
        try:
            url = running.enter_context(private_server())
        except NoPostgres as fault:
            pytest.skip(str(fault))
        prepare(url)
        yield url


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
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of either kind."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


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


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, opened: Callable[[str], Store]) -> Store:
    """A store with one zone in it."""
    kind = request.param
    made = MemoryStore() if kind == "memory" else opened(request.getfixturevalue(f"{kind}_url"))
    made.create(ZONE)
    return made
