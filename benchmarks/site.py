"""A throw-away site for benchmarks, on either database, served by the production server."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from handover.cli.server import server
from tests.postgres import private_server

MAKE = "from handover.cli.site import set_up; set_up(); from handover.cli.selftest import make_site; make_site()"
DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def settings(database: str) -> Iterator[dict[str, str]]:
    """Yield the settings of a site that is made and will be gone."""
    with tempfile.TemporaryDirectory() as home:
        postgres = (
            private_server(durable=True) if database == "PostgreSQL" else nullcontext(f"sqlite:///{home}/site.sqlite3")
        )
        with postgres as url:
            environment = {"HANDOVER_MODE": "demo", "DATABASE_URL": url, "HANDOVER_FILES": f"{home}/files"}
            subprocess.run([sys.executable, "-c", MAKE], env={**os.environ, **environment}, check=True)
            yield environment


@contextmanager
def served(database: str) -> Iterator[str]:
    """Yield the address of a served site."""
    with settings(database) as environment, server(environment, workers=1) as site:
        yield site


INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE tbl_name = %s AND type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN "
    "(SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))",
}


@contextmanager
def without_indexes(*tables: str) -> Iterator[None]:
    """Take the indexes of tables away while they are filled, and make them again: many rows are on file far sooner."""
    connection = connected()
    made: list[tuple[str, str]] = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(INDEXES[connection.vendor], [table])
            made += cursor.fetchall()
        for name, _ in made:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _, sql in made:
            cursor.execute(sql)


def connected() -> Any:
    """Return the connection of the site that this process works on."""
    from django.db import connection

    return connection
