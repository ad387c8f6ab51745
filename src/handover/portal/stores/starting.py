"""What must hold before a process works on a site: its tables, its master key, and a folder of files that belongs to it."""

import logging
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from handover.portal.audit.proof import NoHead, WrongKey, proven_end_of
from handover.portal.storage.chosen import current_storage
from handover.portal.stores.belonging import check_belonging, is_older, proven_end_of_log
from handover.portal.stores.inventory import take_inventory
from handover.portal.stores.stops import Stopped
from handover.portal.zones.setting_up import ZonesNotReady, waiting_changes

log = logging.getLogger("handover.stores")


class CannotStart(Exception):
    """The site must not be worked on; the text says why and what to do."""


@cache
def known_migrations() -> Mapping[tuple[str, str], Migration]:
    """Return the migrations that this version of the site has, by feature and name."""
    return MigrationLoader(None).disk_migrations


def check_age() -> None:
    """Raise CannotStart if the database is older than what the first migrations of today take over (decision 31).

    Such a database has some of the changes that one of them stands for, and lacks others, which are no longer there.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    for migration in known_migrations().values():
        if {each in applied for each in migration.replaces} == {True, False}:
            raise CannotStart(
                "The database is older than 29 November 2026. Nothing was changed. Run `handover manage migrate` of the "
                "version of that day (commit 1532e3f) first, and then that of this version."
            )


def waiting_migrations() -> int:
    """Return how many migrations have not been made in the database, and steps of the zones' own tables not taken."""
    waiting = len(known_migrations().keys() - MigrationRecorder(connection).applied_migrations().keys())
    return waiting + waiting_changes()


def check_key() -> None:
    """Raise CannotStart if tables are missing or the master key is another one."""
    check_age()
    try:
        waiting = waiting_migrations()
    except ZonesNotReady as fault:
        raise CannotStart(str(fault)) from None
    if waiting:
        raise CannotStart(
            f"The database lacks {waiting} changes that this version needs: run `handover manage migrate`."
        )
    try:
        proven_end_of_log()
    except Stopped as stopped:
        raise CannotStart(str(stopped)) from None


def check_key_before_update() -> None:
    """Raise CannotStart where the head of the audit log, of whatever version, was made with another master key, or is lost."""
    try:
        proven_end_of(connection)
    except WrongKey:
        raise CannotStart(
            "HANDOVER_MASTER_KEY is not the key this database was made with, or the head of its audit log was changed; "
            "nothing was changed: give the command the site's own master key."
        ) from None
    except NoHead:
        raise CannotStart(
            "The audit log has lost its head, which proves HANDOVER_MASTER_KEY; nothing was changed: put a backup back."
        ) from None


def check_start(now: datetime) -> None:
    """Raise CannotStart unless the site may be worked on: its tables, its key, and a folder that belongs to it."""
    check_key()
    try:
        if not isinstance(settings.CONFIG.files, Path):
            current_storage().probe()  # a bucket is asked whether it keeps what a disk keeps by itself
        mark = check_belonging(now)
    except Stopped as stopped:
        counted = f" {take_inventory().words}" if stopped.stop.key == "another_site" else ""
        raise CannotStart(f"{stopped.stop.words.en}{counted} {stopped.stop.remedy.en}") from None
    except OSError as fault:
        where = fault.filename or settings.CONFIG.files
        raise CannotStart(f"HANDOVER_FILES cannot be used: {fault.strerror}: {where}") from None
    if is_older(mark):
        log.warning("%s Until then nothing is removed.", Stopped("older_database"))
