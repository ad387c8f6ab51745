"""Putting a backup back: everything is checked before the first change, and who was broken off begins again to the same end.

The order: the backup and the keys are proven; a mark in the folder of files keeps the site from starting; the database, then
the files; the audit log says what is gone; sessions end, e-mails that may have gone out are held; the mark goes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from handover.common.databases import DatabaseAddress, read_database_address
from handover.common.private import private_file
from handover.portal.accounts.own_sessions import end_everybodys_sessions
from handover.portal.audit.anchoring import anchors_path
from handover.portal.audit.anchors import Anchor
from handover.portal.audit.log import SITE, record
from handover.portal.audit.noting import newest_beginning, own_lines
from handover.portal.audit.proof import WrongKey, prove_kept_end
from handover.portal.audit.restoring import Gap, record_restore
from handover.portal.audit.verify import VerifyResult, verify
from handover.portal.backups import layout, lost, pool
from handover.portal.backups.loading import load_postgres, put_in_place, write_loaded_file
from handover.portal.backups.making import demand_backup_key
from handover.portal.backups.manifest import BackupManifest, read_manifest
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.sealed_part import BackupPart, read_part
from handover.portal.backups.snapshots import read_to_end
from handover.portal.backups.target import hold_database, holds_tables
from handover.portal.notices.holding import hold_unsent
from handover.portal.stores.belonging import adopt_folder
from handover.portal.stores.beside import beside_files
from handover.portal.stores.disk import explain_disk_fault
from handover.portal.stores.starting import known_migrations, waiting_migrations
from handover.portal.stores.step_notes import read_step_notes, step_notes_path
from handover.portal.stores.unfinished import begin_restoring, end_restoring, is_restoring
from handover.zone.store.schema import STEPS

ENGINES: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """A backup whose manifest was proven: where it lies, what it says, and the key that opens it."""

    root: Path
    place: Path
    manifest: BackupManifest
    key: bytes

    def read(self, part: BackupPart) -> Iterable[bytes]:
        """Return the bytes of a part, which raise BackupRefused where they are not as they were written."""
        return read_part(self.place / part.name, part, self.key, f"{self.place.name}/{part.name}")

    def demand_part(self, name: str) -> BackupPart:
        """Return a part that every backup has. Raises BackupRefused."""
        part = self.manifest.part(name)
        if part is None:
            raise BackupRefused(f"The backup {self.place.name} has no part “{name}”. Take another backup.")
        return part


@dataclass(frozen=True, slots=True)
class RestoreDone:
    """What was put back: the backup; where the former database lies; how many files were copied and which were damaged in the
    backup; which entries of the log are gone and whether the rest is whole; sessions ended, e-mails held, what is lost.
    """

    backup: OpenedBackup
    former: Path | None
    copied: int
    damaged: tuple[str, ...]
    gap: Gap | None
    log: VerifyResult
    sessions: int
    held: int
    lost: Sequence[lost.LostWork]
    lost_list: Path


def open_backup(root: Path, name: str | None) -> OpenedBackup:
    """Return a backup that this site and this version can take, having changed nothing. Raises BackupRefused."""
    key = demand_backup_key()
    place = layout.choose_backup(root, name)
    manifest = read_manifest(place, key)
    demand_right_key(manifest)
    demand_known_version(manifest)
    return OpenedBackup(root, place, manifest, key)


def demand_right_key(manifest: BackupManifest) -> None:
    """Raise BackupRefused unless the master key of the settings is the one of the site that was backed up."""
    head = manifest.database.head
    try:
        prove_kept_end(head.sequence, head.hash, head.mac)
    except WrongKey:
        raise BackupRefused(
            "HANDOVER_MASTER_KEY is not the key of the site that was backed up: nothing of it could be opened. Nothing was "
            "changed. Give the command the master key from your safe place."
        ) from None


def demand_known_version(manifest: BackupManifest) -> None:
    """Raise BackupRefused where the tables of the backup are newer than this version."""
    known = {f"{app}.{name}" for app, name in known_migrations()}
    known |= {f"{app}.{name}" for each in known_migrations().values() for app, name in each.replaces}
    if set(manifest.database.migrations) - known or manifest.database.zone_steps > len(STEPS):
        raise BackupRefused(
            f"The backup was made by a newer version of Handover ({manifest.version}). Nothing was changed. Put it back with "
            "that version."
        )


def restore_backup(
    backup: OpenedBackup,
    now: datetime,
    *,
    replace: bool = False,
    noted: Sequence[Anchor] = (),
    say: Callable[[str], None] = lambda words: None,
) -> RestoreDone:
    """Put a backup back into the database and the folder of the settings.

    `replace` allows that a database is there; `noted` are ends of the log that were kept elsewhere. Raises BackupRefused.
    """
    address = read_database_address(settings.CONFIG.database_url)
    demand_same_engine(backup.manifest, address)
    connections.close_all()
    try:
        with hold_database(address):
            if holds_tables(address) and not (replace or is_restoring()):
                raise BackupRefused(
                    "There is a database already. Nothing was changed. If the backup is to take its place, say `--replace`."
                )
            return _put_all_back(backup, address, now, noted, say)
    except OSError as fault:
        raise BackupRefused(
            f"The restore was broken off: {explain_disk_fault(fault)} ({fault.filename}). Mend that, and run the same command "
            "again: it goes on to its end. Until then the site does not start."
        ) from None
    finally:
        connections.close_all()


def demand_same_engine(manifest: BackupManifest, address: DatabaseAddress) -> None:
    """Raise BackupRefused where the backup is of the other engine."""
    held, wanted = ENGINES[manifest.database.engine], ENGINES[address.engine]
    if held != wanted:
        raise BackupRefused(
            f"The backup holds a database of {held}, and DATABASE_URL names one of {wanted}. Put it back into {held}, and then "
            "`handover move` the site."
        )


def _put_all_back(
    backup: OpenedBackup,
    address: DatabaseAddress,
    now: datetime,
    noted: Sequence[Anchor],
    say: Callable[[str], None],
) -> RestoreDone:
    say("Looking whether the backup is whole …")
    files = demand_whole(backup)
    database = backup.demand_part(layout.DATABASE)
    former: Path | None = None
    if address.engine == "sqlite":
        loaded = write_loaded_file(address, backup.read(database), backup.manifest)
        begin_restoring(backup.place.name)
        say("Putting the database back …")
        former = put_in_place(address, loaded, backup.place.name)
    else:
        read_to_end(backup.read(database))
        begin_restoring(backup.place.name)
        say("Putting the database back …")
        load_postgres(address, backup.read(database), backup.manifest)
    if waiting_migrations():
        say("Bringing the tables up to date …")
        call_command("migrate", verbosity=0, interactive=False)
    say("Putting the files back …")
    copied, damaged = put_files_back(backup, files)
    say("Noting the restore in the audit log, and verifying it …")
    return _end_restore(backup, former, copied, damaged, now, noted)


def demand_whole(backup: OpenedBackup) -> pool.FileFactsByName:
    """Return the files of a backup. Raises BackupRefused where one of them or a part is not there."""
    files = dict(pool.read_file_list(backup.place, backup.key))
    for part in backup.manifest.parts:
        if part.name != layout.DATABASE:
            read_to_end(backup.read(part))
    missing = [name for name, facts in files.items() if not _has_size(layout.pool_path(backup.root, name), facts.size)]
    if missing:
        raise BackupRefused(
            f"{len(missing)} of {len(files)} files of the backup are missing from {backup.root / layout.POOL} or cut short, "
            f"{missing[0].hex} first. Nothing was changed. Bring the whole folder of backups here, or take another backup."
        )
    return files


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def put_files_back(backup: OpenedBackup, files: pool.FileFactsByName) -> tuple[int, tuple[str, ...]]:
    """Copy the files that the site lacks or holds damaged; return how many, and the names of those damaged in the backup."""
    copied, damaged = 0, []
    for name, facts in files.items():
        if pool.measure_stored(name) == facts:
            continue
        pooled = layout.pool_path(backup.root, name)
        if pool.measure_pooled(pooled) == facts:
            pool.store_again(name, pooled)
            copied += 1
        else:
            damaged.append(name.hex)
    return copied, tuple(damaged)


def _end_restore(
    backup: OpenedBackup,
    former: Path | None,
    copied: int,
    damaged: tuple[str, ...],
    now: datetime,
    noted: Sequence[Anchor],
) -> RestoreDone:
    put_anchors_back(backup)
    lines = own_lines()
    gap = record_restore([*(lines.anchors if lines else ()), *noted], now)
    record("backup.restored", actor=SITE, details={"backup": backup.place.name}, now=now)
    sessions = end_everybodys_sessions(now)
    held = hold_unsent()
    adopt_folder(now)
    gone = lost.find_lost_work(read_step_notes(step_notes_path()), backup.manifest.made_at)
    lost_list = beside_files(f"lost-{backup.place.name}.csv")
    lost.write_lost_list(lost_list, gone)
    log = verify(noted)
    layout.write_all_out()
    end_restoring()
    return RestoreDone(backup, former, copied, damaged, gap, log, sessions, held, gone, lost_list)


def put_anchors_back(backup: OpenedBackup) -> None:
    """Put the file of anchors back where the log knows of one on this machine and it is gone. One that is there stays as it is:
    it tells what the backup lacks.
    """
    part = backup.manifest.part(layout.ANCHORS)
    if part is None or anchors_path().exists() or newest_beginning() is None:
        return
    with open(anchors_path(), "xb", opener=private_file) as target:  # a Path cannot say with which rights
        target.writelines(backup.read(part))
