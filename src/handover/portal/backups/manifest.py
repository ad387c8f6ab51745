"""What a backup says of itself: of which site, when, by which version, which parts, how many rows, where the log ended.

It is the last file to be written: a folder without one is no backup. It can be read by anybody who holds the folder, and
says nothing of people; a code made with the backup key shows that nobody changed it.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from handover.common.private import private_file
from handover.common.sealing import derived_key
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.sealed_part import BackupPart

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
PURPOSE: Final = b"handover backup manifest 1"


@dataclass(frozen=True, slots=True)
class NotedHead:
    """The head of the audit log as the database had it; its code proves the master key."""

    sequence: int
    hash: str
    mac: str


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What a copy of a database holds: identity, engine, the changes of its tables, its rows by table, the head of its log."""

    site: UUID
    engine: str
    migrations: tuple[str, ...]
    zone_steps: int
    rows: Mapping[str, int]
    head: NotedHead


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """The whole of it. `files` is how many sealed files belong to the backup, `file_bytes` their size, `missing` how many more
    the database names whose bytes the site itself had lost.
    """

    made_at: datetime
    version: str
    database: DatabaseFacts
    parts: tuple[BackupPart, ...]
    files: int
    file_bytes: int
    missing: int

    def part(self, name: str) -> BackupPart | None:
        """Return the part of this name."""
        return next((part for part in self.parts if part.name == name), None)


def write_manifest(folder: Path, manifest: BackupManifest, backup_key: bytes) -> None:
    """Write the manifest into the folder of its backup; it is on the disk when this returns."""
    words = _as_words(manifest)
    words["mac"] = _authenticate(words, backup_key)
    with open(folder / MANIFEST, "x", encoding="utf-8", opener=private_file) as target:
        json.dump(words, target, indent=1, sort_keys=True)
        target.flush()
        os.fsync(target.fileno())


def read_manifest(folder: Path, backup_key: bytes) -> BackupManifest:
    """Return the manifest of a backup. Raises BackupRefused where it is not as it was written, or of another key or format."""
    try:
        words = json.loads((folder / MANIFEST).read_text("utf-8"))
        given, found_format = words.pop("mac"), words["format"]
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        raise BackupRefused(f"{folder / MANIFEST} cannot be read. Take another backup.") from None
    if found_format != FORMAT:
        raise BackupRefused(f"{folder} was written by a newer version of Handover. Put it back with that version.")
    if not hmac.compare_digest(str(given), _authenticate(words, backup_key)):
        raise BackupRefused(
            f"{folder / MANIFEST} was changed, or HANDOVER_BACKUP_KEY is not the key with which the backup was made. "
            "Give the command the backup key from your safe place."
        )
    return _from_words(words)


def _as_words(manifest: BackupManifest) -> dict[str, Any]:
    words = asdict(manifest)
    words["format"] = FORMAT
    words["made_at"] = manifest.made_at.isoformat()
    words["database"]["site"] = str(manifest.database.site)
    words["database"]["migrations"] = list(manifest.database.migrations)
    words["parts"] = [asdict(part) for part in manifest.parts]
    return words


def _from_words(words: Mapping[str, Any]) -> BackupManifest:
    database = words["database"]
    return BackupManifest(
        datetime.fromisoformat(words["made_at"]),
        words["version"],
        DatabaseFacts(
            UUID(database["site"]),
            database["engine"],
            tuple(database["migrations"]),
            database["zone_steps"],
            database["rows"],
            NotedHead(**database["head"]),
        ),
        tuple(BackupPart(**part) for part in words["parts"]),
        words["files"],
        words["file_bytes"],
        words["missing"],
    )


def _authenticate(words: Mapping[str, Any], backup_key: bytes) -> str:
    text = json.dumps(words, sort_keys=True, separators=(",", ":"))
    return hmac.new(derived_key(backup_key, PURPOSE), text.encode(), hashlib.sha256).hexdigest()
