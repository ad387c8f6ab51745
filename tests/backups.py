"""A site that is backed up and put back elsewhere: the tests' database, new ones beside it, and who is killed at it."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from handover.common.databases import DatabaseAddress, read_database_address, write_address
from handover.portal.backups.layout import list_backups
from handover.portal.database import database, sqlite_path
from tests.shared import own_database

ROOT = Path(__file__).resolve().parent.parent
KEY = b"the backup key of these tests..."


def here() -> str:
    """Return the address of the database that Django is connected to."""
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return write_address(DatabaseAddress("sqlite", str(sqlite_path(own["NAME"]).absolute())))
    return write_address(
        DatabaseAddress("postgresql", own["NAME"], own["USER"], own["PASSWORD"], own["HOST"], str(own["PORT"]))
    )


def configure(**changes: object) -> None:
    """Change settings of the site, for as long as the test's `settings` lasts."""
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **changes})


@contextmanager
def another_database(folder: Path, name: str, engine: str = "") -> Iterator[str]:
    """Give the address of a new database: a SQLite file that is not there yet, or an empty PostgreSQL database."""
    if (engine or connection.vendor) == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    server = read_database_address(here())
    own = own_database(name)
    with psycopg.connect(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password,
        dbname="postgres",
        autocommit=True,
    ) as maker:
        maker.execute(f"DROP DATABASE IF EXISTS {own}")
        maker.execute(f"CREATE DATABASE {own}")
        yield write_address(DatabaseAddress("postgresql", own, server.user, server.password, server.host, server.port))
        connection.close()
        maker.execute(f"DROP DATABASE {own} WITH (FORCE)")


@contextmanager
def site_at(url: str, files: Path) -> Iterator[None]:
    """Lead Django to another database and another folder within."""
    before, config = dict(connection.settings_dict), settings.CONFIG
    connection.close()
    configure(DATABASE_URL=url, HANDOVER_FILES=files)
    connection.settings_dict |= {key: database(url)[key] for key in ("NAME",)}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
        settings.CONFIG = config


def only_on_sqlite() -> None:
    """Leave a test out on PostgreSQL where the verdict does not depend on the engine: a copy of it takes seconds there."""
    if connection.vendor != "sqlite":
        pytest.skip("the same on either engine, and quicker on SQLite")


POINTS = ("fsync", "sync", "rename", "replace", "unlink")
"""Calls of the system after which a program relies on what it did."""


ACT = """
import pickle, sys
import django
django.setup()
from django.conf import settings
from django.db import connection
number, values, database, act = pickle.load(sys.stdin.buffer)
from tests.backups import arm
settings.CONFIG = type(settings.CONFIG)(values)
connection.settings_dict.update(database)
arm(number)
act()
"""


def run_killed_at(number: int, act: Callable[[], object]) -> bool:
    """Run something in a process that is killed at its so many-th point; say whether it was, or came to its end before.

    `act` is a `partial` of a function of a module. It runs in a new process and not in a fork of this one, in which other
    tests have left connections to its SQLite file open: what a fork does with those damages the file.
    """
    connection.close()
    given = pickle.dumps((number, settings.CONFIG.values, dict(connection.settings_dict), act))
    done = subprocess.run([sys.executable, "-c", ACT], cwd=ROOT, input=given, check=False, capture_output=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


def arm(number: int) -> None:
    """Kill this process before the so many-th call that makes something lasting: of the system, or a commit."""
    left = [number]

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*words: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*words, **named)

        return wrapper

    for name in POINTS:
        setattr(os, name, counted(getattr(os, name)))
    connection._commit = counted(connection._commit)


def names(root: Path) -> list[str]:
    """Return the names of the backups in a folder."""
    return [path.name for path in list_backups(root)]
