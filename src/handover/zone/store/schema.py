"""The tables of the zones, made and brought up to date in steps. Nobody else makes or changes them (ADR 28).

A step is a file of SQL statements for each engine in `steps/`, and a row of STEPS. Which of them a database has taken stands
in its table `zones_schema`, which is written in the transaction of the step itself: a step is taken whole and once, or not at
all. Of several processes that start at the same time, one holds a lock from before it looks until all steps are taken; the
others then find nothing left to do.

A step that was published is never edited: whoever has taken it would not take it again. Another step mends it.
"""

from importlib.resources import files
from typing import Final

from handover.zone.store.connection import DatabaseConnection

STEPS: Final = ("0001_tables", "0002_names", "0003_places")
"""The steps, oldest first; the number of each is its place, from 1."""
_VERSIONS: Final = "zones_schema"
_LAST_OF_DJANGO: Final = "0007_old_faults_wiped"
"""Before they were the store's, Django's migrations made the tables. After this one they are as step 1 makes them."""


class UnknownTables(Exception):
    """The tables are older than the first step; the text says so to the operator."""


def take_steps(connection: DatabaseConnection) -> int:
    """Take the steps that a database lacks, and return how many those were.

    In a transaction that keeps others from doing the same. Raises UnknownTables, before anything is changed.
    """
    taken = steps_taken(connection)
    if not connection.has_table(_VERSIONS):
        connection.run(f"CREATE TABLE {_VERSIONS} (step integer NOT NULL PRIMARY KEY, name text NOT NULL)")
        for number, name in enumerate(STEPS[:taken], 1):
            _note(connection, number, name)
    for number, name in enumerate(STEPS[taken:], taken + 1):
        for statement in _statements(name, connection.engine):
            connection.run(statement)
        _note(connection, number, name)
    return max(0, len(STEPS) - taken)


def steps_taken(connection: DatabaseConnection) -> int:
    """Return how many steps a database has taken. Raises UnknownTables."""
    if connection.has_table(_VERSIONS):
        ((taken,),) = connection.rows(f"SELECT COALESCE(MAX(step), 0) FROM {_VERSIONS}")  # noqa: S608  # a constant
        return int(taken)
    if not connection.has_table("zones_zone"):
        return 0
    known = connection.has_table("django_migrations") and connection.row(
        "SELECT 1 FROM django_migrations WHERE app = 'zones' AND name = ?", _LAST_OF_DJANGO
    )
    if not known:
        raise UnknownTables(
            "The tables of the zones are older than this version can bring up to date, and nothing was changed: "
            "bring them up to date with the version before this one first."
        )
    return 1


def _note(connection: DatabaseConnection, number: int, name: str) -> None:
    connection.run(f"INSERT INTO {_VERSIONS} (step, name) VALUES (?, ?)", number, name)  # noqa: S608


def _statements(name: str, engine: str) -> list[str]:
    script = files("handover.zone.store").joinpath("steps", f"{name}.{engine}.sql").read_text("utf-8")
    return [statement for statement in script.split(";\n") if statement.strip()]
