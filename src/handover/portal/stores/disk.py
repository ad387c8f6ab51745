"""Is there room? A probe is really written to the place of files, and the disk of a SQLite database is looked at."""

import errno
import shutil
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

from handover.portal.config import MEBIBYTE
from handover.portal.database import sqlite_path
from handover.portal.storage.chosen import current_storage
from handover.portal.storage.interface import StorageFault

REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the disk takes no more bytes",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "the site's account may not write there",
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "the folder is not there",
    errno.EIO: "the disk is faulty",
}


class NoSpace(Exception):
    """Nothing can be stored; the text says why, without a path."""


def explain_disk_fault(fault: OSError) -> str:
    """Say in words why a disk took nothing; another kind of place says so itself."""
    if isinstance(fault, StorageFault):
        return str(fault.strerror)
    return REASONS.get(fault.errno or 0, "the disk cannot be written")


def probe_files() -> None:
    """Write a few bytes to the place of files, durably, and remove them. Raises NoSpace."""
    try:
        current_storage().probe()
    except OSError as fault:
        raise NoSpace(explain_disk_fault(fault)) from fault


def check_database_disk() -> None:
    """Raise NoSpace where the disk of a SQLite database has less room than HANDOVER_DISK_FREE_MB."""
    if connection.vendor != "sqlite":
        return
    least = settings.CONFIG.disk_free_mb
    if free_bytes(database_path().parent) < least * MEBIBYTE:
        raise NoSpace(f"less than {least} MiB are free beside the database")


def free_bytes(place: Path) -> int:
    """Return how many bytes the site's account may still write there."""
    return shutil.disk_usage(place).free


def database_path() -> Path:
    """Return the path of the SQLite database that Django is connected to."""
    return sqlite_path(connection.settings_dict["NAME"])
