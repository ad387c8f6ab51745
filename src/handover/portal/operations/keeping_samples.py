"""How near a limit the site is, and whether what it keeps is safe."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from handover import __version__
from handover.portal.apikeys.models import ApiKey
from handover.portal.backups.models import LastBackup
from handover.portal.masterkeys.models import KeyChange
from handover.portal.masterkeys.resealing import read_progress
from handover.portal.operations.metric import Sample, age, single_sample
from handover.portal.scanning.verdicts import REASONS
from handover.portal.storage.chosen import current_storage
from handover.portal.stores.disk import database_path, free_bytes
from handover.portal.stores.models import LastSweep
from handover.portal.transfers.scan_holds import count_unscanned

SOON: Final = timedelta(days=14)
"""A key that ends within this time should have been changed."""


def measure_free_space(now: datetime) -> list[Sample]:
    """Return how much room the folder of files has; nothing while it is not there, or where it is a bucket."""
    try:
        free = current_storage().free_bytes()
    except OSError:
        return []
    return [] if free is None else single_sample(free)


def measure_database(now: datetime) -> list[Sample]:
    """Return how much room the database takes."""
    if connection.vendor == "sqlite":
        return single_sample(database_path().stat().st_size)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return single_sample(cursor.fetchone()[0])


def measure_database_disk(now: datetime) -> list[Sample]:
    """Return what may still be written beside a SQLite database; nothing for a server, which knows its own disk."""
    if connection.vendor != "sqlite":
        return []
    return single_sample(free_bytes(database_path().parent))


def count_ending_keys(now: datetime) -> list[Sample]:
    """Count the keys of programs that end within a fortnight and were not followed by another."""
    today = now.date()
    ending = ApiKey.objects.filter(withdrawn_at=None, ends_on__gte=today, ends_on__lte=today + SOON, followers=None)
    return single_sample(ending.count())


def count_unscanned_files(now: datetime) -> list[Sample]:
    """Count the files that wait for the virus scanner, by reason."""
    counts = count_unscanned()
    return [({"reason": reason}, counts.get(reason, 0)) for reason in REASONS]


def last_sweep(field: str) -> Callable[[datetime], list[Sample]]:
    """Return how a number of the last sweep of the folder of files is found; nought before the first."""

    def sample(now: datetime) -> list[Sample]:
        return single_sample(LastSweep.objects.values_list(field, flat=True).first() or 0)

    return sample


def measure_backup_age(now: datetime) -> list[Sample]:
    """Return how old the newest backup of `handover backup` is; nothing where there is none."""
    made = LastBackup.objects.values_list("made_at", flat=True).first()
    return age(made, now) if made else []


def count_files_missing_from_backup(now: datetime) -> list[Sample]:
    """Return of how many files the newest backup lacks the bytes; nothing where there is none."""
    missing = LastBackup.objects.values_list("missing", flat=True).first()
    return [] if missing is None else single_sample(missing)


def measure_key_change(now: datetime) -> list[Sample]:
    """Return for how long a change of the master key has been under way; nought where none is."""
    return age(KeyChange.objects.filter(finished_at=None).values_list("begun_at", flat=True).first(), now)


def count_columns_left(now: datetime) -> list[Sample]:
    """Count the columns that are still to be looked through in a change of the master key."""
    progress = read_progress()
    return single_sample(progress.columns - progress.passed if progress else 0)


def name_version(now: datetime) -> list[Sample]:
    """Return 1, with the version that runs as a label."""
    return [({"version": __version__}, 1)]
