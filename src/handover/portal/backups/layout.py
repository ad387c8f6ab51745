"""How a folder of backups is laid out, and which of what lies in it is a backup.

    DIR/files/ab/cd/…                 the sealed files of all backups, each once
    DIR/2026-11-30T190109.000000Z/   a backup: its sealed parts and its manifest
    DIR/.unfinished-…                 one that is being written, or was broken off

A backup gets its name when it is whole, by one renaming.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from handover.common.private import private_file, private_folder
from handover.portal.backups.manifest import MANIFEST
from handover.portal.backups.refusal import BackupRefused

BACKUP: Final = re.compile(r"\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z")
UNFINISHED: Final = ".unfinished-"
REMOVING: Final = ".removing-"
LOCK: Final = ".lock"
POOL: Final = "files"

DATABASE: Final = "database"
FILE_LIST: Final = "files"
ANCHORS: Final = "anchors"
FOLDER_MARK: Final = "mark"
"""The parts of a backup, by the names of their files."""


def name_backup(made_at: datetime) -> str:
    """Return the name of a backup's folder: when it was begun, in UTC."""
    return made_at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")


def list_backups(root: Path) -> list[Path]:
    """Return the backups of a folder, the oldest first."""
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if BACKUP.fullmatch(path.name) and (path / MANIFEST).is_file())


def choose_backup(root: Path, name: str | None) -> Path:
    """Return the backup of a name, or the newest. Raises BackupRefused where there is none."""
    found = list_backups(root)
    if name is not None:
        found = [path for path in found if path.name == name]
    if not found:
        wanted = f"no backup {name}" if name else "no backup"
        raise BackupRefused(f"There is {wanted} in {root}. Name the folder that was given to `handover backup`.")
    return found[-1]


def pool_path(root: Path, name: UUID) -> Path:
    """Return where a sealed file lies among the backups, as it does in the site's own folder."""
    return root / POOL / name.hex[:2] / name.hex[2:4] / name.hex


@contextmanager
def hold_backups(root: Path) -> Iterator[None]:
    """Have the folder of backups to oneself, and clear away what was broken off. Raises BackupRefused while another has it."""
    private_folder(root)
    file = private_file(str(root / LOCK), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused(f"Another `handover backup` works on {root}. Wait until it has ended.") from None
        for path in root.iterdir():
            if path.name.startswith((UNFINISHED, REMOVING)):
                shutil.rmtree(path)
        yield
    finally:
        os.close(file)


def write_all_out() -> None:
    """Have everything that was written survive a power cut: once for all files, instead of once for each."""
    os.sync()
