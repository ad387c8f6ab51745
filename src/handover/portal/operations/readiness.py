"""Whether the site can work: the checks behind `/readyz` and the page of the site's state, as a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from handover.portal import clock
from handover.portal.forwarding import contradictions
from handover.portal.stores import disk
from handover.portal.stores.belonging import check_belonging, proven_end_of_log
from handover.portal.stores.clocks import find_clock_fault
from handover.portal.stores.starting import waiting_migrations
from handover.portal.stores.stops import Stopped
from handover.portal.zones.setting_up import find_further_faults


class HealthCheckFailed(Exception):
    """A check failed for a reason that may be said to anybody."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found: whether all is well, and why not as far as that may be said to anybody."""

    name: str
    good: bool
    why: str = ""


def database_answers() -> bool:
    """Say whether the database answers and has our tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations")
        return cursor.fetchone() is not None


def storage_takes_files() -> bool:
    """Say whether sealed files can be stored: a few bytes are written to the folder, and removed."""
    try:
        disk.probe_files()
    except disk.NoSpace as fault:
        raise HealthCheckFailed(str(fault)) from None
    return True


def database_has_room() -> bool:
    """Say whether the disk of a SQLite database has room."""
    try:
        disk.check_database_disk()
    except disk.NoSpace as fault:
        raise HealthCheckFailed(str(fault)) from None
    return True


def stores_fit() -> bool:
    """Say whether the database and the folder of files belong together, and the master key is the database's own."""
    try:
        proven_end_of_log()
        check_belonging(clock.now())
    except Stopped as stopped:
        raise HealthCheckFailed(stopped.stop.words.en) from None
    return True


def tables_are_up_to_date() -> bool:
    """Say whether no migrations wait."""
    if waiting := waiting_migrations():
        raise HealthCheckFailed(f"{waiting} wait; run handover manage migrate")
    return True


CHECKS: Final[tuple[tuple[str, Callable[[], bool]], ...]] = (
    ("database", database_answers),
    ("files", storage_takes_files),
    ("migrations", tables_are_up_to_date),
    ("stores", stores_fit),
    ("disk", database_has_room),
)


def run_health_checks() -> list[CheckResult]:
    """Run every check; one that goes wrong for a reason that may not be told has failed without one."""
    found = []
    for name, works in CHECKS:
        try:
            found.append(CheckResult(name, works()))
        except HealthCheckFailed as fault:
            found.append(CheckResult(name, good=False, why=str(fault)))
        except Exception:
            found.append(CheckResult(name, good=False))
    return found


def find_warnings(now: datetime, *, whole: bool) -> Iterator[str]:
    """Yield what may be wrong and takes no machine out of a pool: a client can bring it about, or all machines share it."""
    yield from contradictions.told()
    for name, why in find_further_faults().items():
        yield f"the zones of the database {name} are not served: {why}"
    if whole and (fault := find_clock_fault(now)):
        yield fault
