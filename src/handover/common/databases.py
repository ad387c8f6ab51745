"""Reads the address of a database, `DATABASE_URL`, and says how SQLite is made safe for many writers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

# Write-ahead logging lets readers go on while one writes. FULL survives a power cut. What is deleted is overwritten and
# not only set free, so that nothing of it can be read in the file once the log is written back.
SQLITE_START: Final = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
)
SQLITE_WAIT_SECONDS: Final = 20


class BadDatabase(Exception):
    """The address of the database cannot be read."""


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where a database is. `name` is that of the database, for SQLite the path of its file; `port` is '' for the usual."""

    engine: Literal["sqlite", "postgresql"]
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""


def read_address(url: str) -> DatabaseAddress:
    """Return the address that a URL means. Raises BadDatabase."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return DatabaseAddress("sqlite", str(Path(unquote(parts.path)[1:]).absolute()))
    if parts.scheme in {"postgresql", "postgres"}:
        return DatabaseAddress(
            "postgresql",
            unquote(parts.path[1:]),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            unquote(parts.hostname or ""),
            str(parts.port or ""),
        )
    raise BadDatabase("DATABASE_URL starts with sqlite:/// or postgresql://")
