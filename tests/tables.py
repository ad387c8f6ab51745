"""The database of the tests: its tables are made once a run, by the migrations, and copied for each worker."""

import shutil

from django.conf import settings
from django.db import connection

from tests.postgres import make_database
from tests.shared import once, own_database, own_folder, shared_server
from tests.sqlite_locks import guard_locks

TEMPLATE = "tables"


def use_own_copy() -> None:
    """Give this process a database with the site's tables, and lead Django to it."""
    if connection.vendor == "sqlite":
        # A file, not memory: tests of two people at once need two connections that see the same rows.
        made = once("tables", lambda place: migrate(str(place / "site.sqlite3"))) / "site.sqlite3"
        name = str(shutil.copy(made, own_folder() / "test.sqlite3"))
        guard_locks(name)
    else:
        once("tables", lambda place: migrate(TEMPLATE))
        name = own_database("tests")
        make_database(shared_server(), name, TEMPLATE)
    connect_to(name)


def migrate(name: str) -> None:
    """Make a database with what the migrations make."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connect_to(before)


def connect_to(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
