"""Makes the tables of the zone server, where it runs without the rest of the site."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from handover.portal.audit.models import Entry
from handover.portal.database import make_file, sqlite_path
from handover.portal.sealed_migrations import MustNotSeal
from handover.portal.zones.models import Zone
from handover.portal.zones.proving import KeyUnproven, demand_key, has_plain_words


class NoZones(Exception):
    """The database is not there, or never held zones; the text says which."""


class NotReady(Exception):
    """The zones of the database cannot be worked on as it is, or with this key; the text says why and what to do."""


def prepare(*, alone: bool = False) -> None:
    """Bring the tables of the zones up to date in the database of the settings, which is made if it is a SQLite file that
    is not there. Django must be set up. `alone`: the process has no keys, and what it sealed would open no more.

    The tables of a site are for `handover manage migrate`. Raises NotReady, and changes nothing, where it cannot be done.
    """
    make_file(settings.CONFIG.database_url)
    waiting = waiting_changes()
    if not waiting:
        return
    if is_a_sites():
        raise NotReady(
            f"The database is a site's and lacks {waiting} changes of its zones that this version needs: "
            "run `handover manage migrate` with the settings of the site."
        )
    if alone and has_zones() and has_plain_words(connection):
        raise NotReady(
            "The update of this database seals what agents said of messages, for which it needs the key of the zone "
            "server: HANDOVER_MASTER_KEY is not set."
        )
    try:
        call_command("migrate", "zones", interactive=False, verbosity=0)
    except MustNotSeal as fault:
        raise NotReady(str(fault)) from None


def waiting_changes() -> int:
    """Return how many migrations of the zones have not been made in the database."""
    loader = MigrationLoader(connection)
    return sum(app == "zones" for app, _ in loader.disk_migrations.keys() - loader.applied_migrations.keys())


def prove_key() -> None:
    """Raise NotReady where the master key is not that of the site, or of the messages that the database keeps."""
    try:
        demand_key(connection)
    except KeyUnproven as fault:
        raise NotReady(str(fault)) from None


def expect_zones(*, alone: bool = False) -> None:
    """Bring the tables up to date where there are some. Raises NoZones, and makes nothing, where there are none."""
    if not has_zones():
        raise NoZones(f"There are no zones in the database {name_of_database()}")
    prepare(alone=alone)


def has_zones() -> bool:
    """Say whether the database is there and has tables of zones. Makes and changes nothing."""
    if connection.vendor == "sqlite" and not is_in_memory():
        return file_has_zones(Path(name_of_database()))
    return Zone._meta.db_table in connection.introspection.table_names()


def file_has_zones(path: Path) -> bool:
    """Say whether a file of SQLite's has tables of zones. Opened for reading: otherwise a look would make it, or change it."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            named = file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (Zone._meta.db_table,))
            return named.fetchone() is not None
    except sqlite3.DatabaseError:
        return False


def is_a_sites() -> bool:
    """Say whether the database is that of a site, with an audit log, and holds more than zones."""
    return Entry._meta.db_table in connection.introspection.table_names()


def is_in_memory() -> bool:
    """Say whether the database is one of SQLite's that lie in no file."""
    name = str(connection.settings_dict["NAME"])
    return name == ":memory:" or "mode=memory" in name


def name_of_database() -> str:
    """Return the name of the database; for SQLite, the path of its file."""
    name = str(connection.settings_dict["NAME"])
    return str(sqlite_path(name)) if connection.vendor == "sqlite" and not is_in_memory() else name
