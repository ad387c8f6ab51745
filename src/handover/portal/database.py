"""Turns `DATABASE_URL` into Django's settings: SQLite made safe for many writers, or PostgreSQL."""

from pathlib import Path
from typing import Final

from handover.common.databases import SQLITE_START, SQLITE_WAIT_SECONDS, read_address
from handover.common.private import close_to_others, private_folder

CONNECT_SECONDS: Final = "10"
"""How long a server may take to answer, unless the address says otherwise."""


def database(url: str) -> dict[str, object]:
    """Return Django's settings for one database address. Raises BadDatabase."""
    address = read_address(url)
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
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, object]:
    """Return the settings for a SQLite file, whose folder is made, and which is closed to other accounts."""
    private_folder(path.absolute().parent)
    close_to_others(path)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.absolute()),
        "OPTIONS": {
            "timeout": SQLITE_WAIT_SECONDS,
            # IMMEDIATE takes the write lock at the start, so that two people who click at once queue up instead of one
            # failing half way.
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_START,
        },
    }
