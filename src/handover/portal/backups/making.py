"""Making a backup while the site runs: files, database, files again, the rest; read back; and only then it is one.

A file is on the disk before the database names it, and is destroyed after the database has forgotten it. So the files are
copied before the database and those that came meanwhile after it: what the copy of the database names is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from handover import __version__
from handover.common.databases import read_database_address
from handover.portal.audit.anchoring import anchors_path
from handover.portal.audit.anchors import sync_folder
from handover.portal.audit.log import SITE, record
from handover.portal.backups import layout, pool
from handover.portal.backups.keeping import remove_old_backups
from handover.portal.backups.manifest import BackupManifest, read_manifest, write_manifest
from handover.portal.backups.models import LastBackup
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.sealed_part import BackupPart, read_part, write_part
from handover.portal.backups.snapshots import DatabaseCopy, copy_database, read_to_end
from handover.portal.storage.chosen import current_storage
from handover.portal.stores.disk import explain_disk_fault
from handover.portal.stores.models import ONLY
from handover.portal.transfers.models import SealedFile


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was made: where, what it says of itself, how many files were new, how many older backups went."""

    place: Path
    manifest: BackupManifest
    copied: int
    removed: int


def demand_backup_key() -> bytes:
    """Return the backup key of the settings. Raises BackupRefused where there is none."""
    key: bytes | None = settings.CONFIG.backup_key
    if key is None:
        raise BackupRefused("HANDOVER_BACKUP_KEY is not set, so no backup can be encrypted or opened. See “Backups”.")
    return key


def make_backup(root: Path, keep: int, now: datetime) -> BackupMade:
    """Make a backup in a folder of backups, and keep the newest `keep` of them. Raises BackupRefused; nothing half counts."""
    key = demand_backup_key()
    try:
        with layout.hold_backups(root):
            place, manifest, copied = _write_backup(root, key, now)
            removed = remove_old_backups(root, keep, key)
    except OSError as fault:
        raise BackupRefused(
            f"The backup could not be written to {root}: {explain_disk_fault(fault)}. The backups before it are as they were."
        ) from None
    note_backup(manifest, now)
    return BackupMade(place, manifest, copied, removed)


def _write_backup(root: Path, key: bytes, now: datetime) -> tuple[Path, BackupManifest, int]:
    name = layout.name_backup(now)
    work = root / f"{layout.UNFINISHED}{name}"
    known = _files_of_newest(root, key)
    fresh = pool.copy_new_files(root)
    work.mkdir(mode=0o700)
    parts: list[BackupPart] = []

    def write(part: str, chunks: Iterable[bytes]) -> BackupPart:
        parts.append(write_part(work / part, chunks, key, f"{name}/{part}"))
        return parts[-1]

    with copy_database(read_database_address(settings.CONFIG.database_url)) as copy:
        written = write(layout.DATABASE, copy.chunks())
        copy.try_out(read_part(work / layout.DATABASE, written, key, f"{name}/{layout.DATABASE}"))
        files, lost = pool.collect_files(root, copy.sealed, known | fresh)
        write(layout.FILE_LIST, pool.write_file_list(files))
        if anchors_path().exists():
            write(layout.ANCHORS, [anchors_path().read_bytes()])
        if (mark := current_storage().read_mark()) is not None:
            write(layout.FOLDER_MARK, [mark])
        manifest = _describe(copy, parts, files, still_named(lost), now)
    write_manifest(work, manifest, key)
    _check_written(work, name, key)
    layout.write_all_out()
    place = work.rename(root / name)
    sync_folder(root)
    return place, manifest, len(fresh)


def _files_of_newest(root: Path, key: bytes) -> pool.FileFactsByName:
    """Return what the newest backup lists. Raises BackupRefused where that cannot be read: it may be of another key."""
    backups = layout.list_backups(root)
    try:
        return dict(pool.read_file_list(backups[-1], key)) if backups else {}
    except BackupRefused as fault:
        raise BackupRefused(
            f"{fault} A new key, and a site that is begun anew, need a new folder of backups."
        ) from None


def still_named(lost: list[UUID]) -> int:
    """Return how many files without bytes the database still names: those that ended since the copy was made are in order."""
    return sum(
        SealedFile.objects.filter(name__in=lost[start : start + pool.LINES]).count()
        for start in range(0, len(lost), pool.LINES)
    )


def _describe(
    copy: DatabaseCopy, parts: list[BackupPart], files: pool.FileFactsByName, missing: int, now: datetime
) -> BackupManifest:
    size = sum(facts.size for facts in files.values())
    return BackupManifest(now, __version__, copy.facts, tuple(parts), len(files), size, missing)


def _check_written(work: Path, name: str, key: bytes) -> None:
    """Read every part back from the disk."""
    for part in read_manifest(work, key).parts:
        read_to_end(read_part(work / part.name, part, key, f"{name}/{part.name}"))


def note_backup(manifest: BackupManifest, now: datetime) -> None:
    """Note in the site that it was backed up, for the operator's page and the metrics."""
    rows = sum(manifest.database.rows.values())
    LastBackup.objects.update_or_create(
        pk=ONLY,
        defaults={
            "made_at": now,
            "rows": rows,
            "files": manifest.files,
            "file_bytes": manifest.file_bytes,
            "missing": manifest.missing,
        },
    )
    details = {"rows": str(rows), "files": str(manifest.files), "missing": str(manifest.missing)}
    record("backup.made", actor=SITE, details=details, now=now)
