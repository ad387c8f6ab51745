"""Turns `DATABASE_URL` into Django's settings: SQLite made safe for many writers, or PostgreSQL."""

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from handover.common.databases import NOTICE_LOST_MACHINES, SQLITE_START, SQLITE_WAIT_SECONDS, read_database_address
from handover.common.private import close_to_others, private_folder

KEPT_SECONDS: Final = 60
"""How long a thread keeps its connection from one request to the next. Opening one costs as much as several statements, and
closing the last of a SQLite file writes its log back, which waits for the disk."""
CONNECT_SECONDS: Final = "10"
"""How long a server may take to answer, unless the address says otherwise."""
REPLICA_CONNECT_SECONDS: Final = "2"
READ_ONLY: Final = "-c default_transaction_read_only=on"


def database(url: str) -> dict[str, object]:
    """Return Django's settings for one database address. Raises BadDatabase."""
    address = read_database_address(url)
    if address.engine == "sqlite":
        return sqlite(Path(address.name))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.name,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        "OPTIONS": {"connect_timeout": CONNECT_SECONDS, "application_name": "handover", **dict(address.parameters)},
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


def notice_lost_machines(connection: Any, **_: object) -> None:
    """Tell the server of a new connection of Django's when to give the connection up, and what it locks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(NOTICE_LOST_MACHINES)


def replica(url: str) -> dict[str, object]:
    """Return Django's settings for a replica, which nothing is ever written to. Raises BadDatabase."""
    found = database(url)
    options = found["OPTIONS"]
    assert isinstance(options, dict)
    if found["ENGINE"] == "django.db.backends.postgresql":
        given = dict(read_database_address(url).parameters)
        # Its pages have another place to go: nobody waits for it as long as for the one database there is.
        found["OPTIONS"] = {**options, "connect_timeout": REPLICA_CONNECT_SECONDS, "options": READ_ONLY, **given}
    return found


def of_zones(url: str) -> dict[str, object]:
    """Return Django's settings for a further database of zones, which pages wait for no longer than for a replica.

    Raises BadDatabase.
    """
    found = database(url)
    options = found["OPTIONS"]
    assert isinstance(options, dict)
    if found["ENGINE"] == "django.db.backends.postgresql":
        given = dict(read_database_address(url).parameters)
        found["OPTIONS"] = {**options, "connect_timeout": REPLICA_CONNECT_SECONDS, **given}
    return found


def missing_file(url: str) -> Path | None:
    """Return the path of a SQLite file that an address names and that is not there. Raises BadDatabase."""
    address = read_database_address(url)
    path = Path(address.name)
    return path if address.engine == "sqlite" and not path.is_file() else None


def make_file(url: str) -> None:
    """Make the empty SQLite file that an address names, and its folder, for the site's account alone, if it is not there.

    Raises BadDatabase, and OSError where it cannot be made.
    """
    path = missing_file(url)
    if path is not None:
        private_folder(path.parent)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def sqlite_path(name: str) -> Path:
    """Return the path of the file that Django calls by this name."""
    return Path(unquote(urlsplit(name).path)) if name.startswith("file:") else Path(name)


def sqlite(path: Path) -> dict[str, object]:
    """Return the settings for a SQLite file, which is closed to other accounts.

    Connecting never makes it (`mode=rw`): a wrong path is a fault, no new site.
    """
    close_to_others(path)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{path.absolute().as_uri()}?mode=rw",
        "CONN_MAX_AGE": KEPT_SECONDS,
        "OPTIONS": {
            "timeout": SQLITE_WAIT_SECONDS,
            # IMMEDIATE takes the write lock at the start, so that two people who click at once queue up instead of one
            # failing half way.
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_START,
        },
    }
