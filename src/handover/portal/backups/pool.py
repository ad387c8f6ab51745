"""The sealed files of all backups, each once: a stored file never changes, so a backup copies only those that are new.

They are sealed already, each under a key of its own, and are copied as they lie. Which of them belong to a backup, with size
and digest, stands in the backup's list of files.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from handover.common.private import private_file, private_folder
from handover.portal.backups.layout import FILE_LIST, POOL, list_backups, pool_path
from handover.portal.backups.manifest import read_manifest
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.sealed_part import read_part
from handover.portal.stores.inventory import ASIDE, StoredBytes, folder, walk_files
from handover.portal.transfers import vault

PIECE: Final = 1024 * 1024
LINES: Final = 1000


class FileFacts(NamedTuple):
    """The size of a sealed file and the SHA-256 of its bytes as they lie."""

    size: int
    digest: bytes


FileFactsByName = dict[UUID, FileFacts]


def copy_new_files(root: Path) -> FileFactsByName:
    """Copy every stored file that the pool lacks; return what was copied. Those that vanish meanwhile are passed over."""
    copied: FileFactsByName = {}
    for met in walk_files(folder()):
        if isinstance(met, StoredBytes) and not met.part and not _is_pooled(root, met.name, met.path):
            try:
                copied[met.name] = copy_file(met.path, pool_path(root, met.name))
            except FileNotFoundError:
                continue
    return copied


def _is_pooled(root: Path, name: UUID, source: Path) -> bool:
    try:
        return pool_path(root, name).stat().st_size == source.stat().st_size
    except FileNotFoundError:
        return False


def collect_files(root: Path, names: Iterable[UUID], known: FileFactsByName) -> tuple[FileFactsByName, list[UUID]]:
    """Return the facts of these files, all of which then lie in the pool, and the names of those that lie nowhere.

    `known` holds what was copied just now or stands in the list of an earlier backup; the others are read or copied.
    """
    found: FileFactsByName = {}
    missing: list[UUID] = []
    for name in names:
        facts = _facts_of(pool_path(root, name), known.get(name)) or _fetch_late(root, name)
        if facts is None:
            missing.append(name)
        else:
            found[name] = facts
    return found, missing


def _facts_of(place: Path, known: FileFacts | None) -> FileFacts | None:
    """Return the facts of a file of the pool; None where it is not there or not as it was."""
    try:
        size = place.stat().st_size
    except FileNotFoundError:
        return None
    if known is None:
        return measure_file(place)
    return known if known.size == size else None


def _fetch_late(root: Path, name: UUID) -> FileFacts | None:
    """Copy a file that came after the first look, or lies aside; None where there is none."""
    for source in (vault.sealed_path(name), *folder().glob(f"{ASIDE}/*/{name.hex}")):
        try:
            return copy_file(source, pool_path(root, name))
        except FileNotFoundError:
            continue
    return None


def measure_file(path: Path) -> FileFacts:
    """Return the size and the digest of a file, which is read to its end."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return FileFacts(size, digest.digest())


def copy_file(source: Path, target: Path) -> FileFacts:
    """Copy a file, which has its name only when it is whole; return its facts. Waiting for the disk is the caller's."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as bytes_of:
        private_folder(target.parent)
        part = target.with_suffix(".part")
        with open(part, "wb", opener=private_file) as copy:  # a Path cannot say with which rights
            while piece := bytes_of.read(PIECE):
                digest.update(piece)
                size += copy.write(piece)
    part.replace(target)
    return FileFacts(size, digest.digest())


def list_lines(files: Mapping[UUID, FileFacts]) -> Iterator[bytes]:
    """Yield the list of a backup's files: a line each with name, size and digest."""
    for name in sorted(files):
        facts = files[name]
        yield f"{name.hex} {facts.size} {facts.digest.hex()}\n".encode()


def read_file_list(backup: Path, backup_key: bytes) -> Iterator[tuple[UUID, FileFacts]]:
    """Yield the files of a backup. Raises BackupRefused where its list is not as it was written."""
    part = read_manifest(backup, backup_key).part(FILE_LIST)
    if part is None:
        raise BackupRefused(f"The backup {backup.name} has no list of its files. Take another backup.")
    rest = b""
    for piece in read_part(backup / FILE_LIST, part, backup_key, f"{backup.name}/{FILE_LIST}"):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            name, size, digest = line.decode().split(" ")
            yield UUID(name), FileFacts(int(size), bytes.fromhex(digest))


def remove_unlisted(root: Path, backup_key: bytes) -> int:
    """Remove the files of the pool that no backup lists any more, and what was broken off; return how many files."""
    listed = {name for backup in list_backups(root) for name, _ in read_file_list(backup, backup_key)}
    removed = 0
    for met in walk_files(root / POOL):
        if isinstance(met, StoredBytes) and (met.part or met.name not in listed):
            met.path.unlink()
            removed += 1
    return removed
