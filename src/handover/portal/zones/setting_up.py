"""Has the zone store bring its tables up to date, in the database of a site or in one with nothing but zones."""

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from handover.portal.audit.models import Entry
from handover.portal.database import make_file, sqlite_path
from handover.portal.zones.broker import database_address
from handover.portal.zones.models import ZoneRow
from handover.portal.zones.proving import KeyUnproven, demand_zone_key
from handover.zone.store.databases import count_waiting_steps, update_tables
from handover.zone.store.interface import StoreFault
from handover.zone.store.schema import UnknownTables

log = logging.getLogger("handover.zone")


class NoZones(Exception):
    """The database is not there, or never held zones; the text says which."""


class ZonesNotReady(Exception):
    """The zones of the database cannot be worked on as it is, or with this key; the text says why and what to do."""


def prepare_tables(*, makes: bool = True) -> None:
    """Bring the tables of the zones up to date in the database of the settings, which is made if it is a SQLite file that
    is not there. Django must be set up.

    The tables of a site are for `handover manage migrate`. Raises ZonesNotReady, and changes nothing, where it cannot be done.
    """
    make_file(settings.CONFIG.database_url)
    if not is_a_sites():
        bring_further_up_to_date(leave_out_away=True, makes=makes)
    waiting = waiting_changes()
    if not waiting:
        return
    if is_a_sites():
        raise ZonesNotReady(
            f"The database is a site's and lacks {waiting} changes of its zones that this version needs: "
            "run `handover manage migrate` with the settings of the site."
        )
    bring_up_to_date()


def bring_up_to_date() -> None:
    """Take the steps that the tables of the zones lack, in every database. Raises ZonesNotReady."""
    with _in_words():
        update_tables(database_address())
    bring_further_up_to_date()


def bring_further_up_to_date(*, leave_out_away: bool = False, makes: bool = True) -> None:
    """Take the steps that the further databases of zones lack; with `makes`, SQLite files are made. Raises ZonesNotReady.

    One that is away stops its own zones alone, so who only serves leaves it out.
    """
    for name, url in settings.CONFIG.zone_databases.items():
        try:
            if makes:
                make_file(url)
            update_tables(url)
        except (UnknownTables, StoreFault, OSError) as fault:
            if leave_out_away and not isinstance(fault, UnknownTables):
                log.warning("the zones of the database %s are not served: it does not answer", name)
                continue
            raise ZonesNotReady(f"The database {name} of HANDOVER_ZONE_DATABASES: {fault}") from None


def find_further_faults() -> Mapping[str, str]:
    """Return why further databases of zones cannot be used, by their names: they are away, or lack steps."""
    return {name: why for name, url in settings.CONFIG.zone_databases.items() if (why := _find_fault(url))}


def _find_fault(url: str) -> str:
    try:
        waiting = count_waiting_steps(url)
    except UnknownTables:
        return "its tables are older than this version can bring up to date"
    except StoreFault:
        return "it does not answer"
    return f"{waiting} changes wait; run handover manage migrate" if waiting else ""


def waiting_changes() -> int:
    """Return how many steps the tables of the zones lack. Raises ZonesNotReady."""
    with _in_words():
        return count_waiting_steps(database_address())


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (UnknownTables, StoreFault) as fault:
        raise ZonesNotReady(str(fault)) from None


def prove_zone_key() -> None:
    """Raise ZonesNotReady where the master key is not that of the site, or of the messages that the database keeps."""
    try:
        demand_zone_key(connection)
    except KeyUnproven as fault:
        raise ZonesNotReady(str(fault)) from None


def expect_zones() -> None:
    """Bring the tables up to date where there are some. Raises NoZones, and makes nothing, where there are none."""
    if not has_zones():
        raise NoZones(f"There are no zones in the database {name_of_database()}")
    prepare_tables(makes=False)


def has_zones() -> bool:
    """Say whether the database is there and has tables of zones. Makes and changes nothing."""
    if connection.vendor == "sqlite" and not is_in_memory():
        return file_has_zones(Path(name_of_database()))
    return ZoneRow._meta.db_table in connection.introspection.table_names()


def file_has_zones(path: Path) -> bool:
    """Say whether a file of SQLite's has tables of zones. Opened for reading: otherwise a look would make it, or change it."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            named = file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (ZoneRow._meta.db_table,))
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
