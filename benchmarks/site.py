"""A throw-away site for benchmarks, on either database, served by the production server."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

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
