"""Turns `DATABASE_URL` into Django's settings: SQLite made safe for many writers, or PostgreSQL."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

# Write-ahead logging lets readers go on while one writes; IMMEDIATE takes the write lock at the start, so that two
# people who click at once queue up instead of one failing half way. FULL survives a power cut.
SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
SQLITE_WAIT_SECONDS = 20


class BadDatabase(Exception):
    """The address of the database cannot be read."""


def database(url: str) -> dict[str, object]:
    """Return Django's settings for one database address."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)[1:]))
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise BadDatabase("DATABASE_URL starts with sqlite:/// or postgresql://")


def sqlite(path: Path) -> dict[str, object]:
    """Return the settings for a SQLite file, whose folder is made."""
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.absolute()),
        "OPTIONS": {
            "timeout": SQLITE_WAIT_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_START,
        },
    }
