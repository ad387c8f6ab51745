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
from handover.portal.storage.chosen import current_storage
from handover.portal.storage.disk_storage import DiskStorage
from handover.portal.storage.interface import StoredBytes

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
    for met in current_storage().walk():
        if isinstance(met, StoredBytes) and not met.part and not pool_path(root, met.name).exists():
            facts = fetch_into_pool(root, met.name)
            if facts is not None:
                copied[met.name] = facts
    return copied


def collect_files(
    root: Path, wanted: Iterable[tuple[UUID, int]], known: FileFactsByName
) -> tuple[FileFactsByName, list[UUID]]:
    """Return the facts of these files, all of which then lie in the pool, and the names of those that lie nowhere.

    Each comes with the size that it must have. `known` holds what was copied just now or stands in the list of an earlier
    backup; the others are read or copied.
    """
    found: FileFactsByName = {}
    missing: list[UUID] = []
    for name, size in wanted:
        facts = _facts_of(pool_path(root, name), known.get(name), size) or fetch_into_pool(root, name)
        if facts is None:
            missing.append(name)
        else:
            found[name] = facts
    return found, missing


def _facts_of(place: Path, known: FileFacts | None, size: int) -> FileFacts | None:
    """Return the facts of a file of the pool; None where it is not there or was cut short."""
    try:
        if place.stat().st_size != size:
            return None
    except FileNotFoundError:
        return None
    return known if known is not None and known.size == size else measure_pooled(place)


def fetch_into_pool(root: Path, name: UUID) -> FileFacts | None:
    """Copy a file of the site, which comes back if it was moved aside; None where there is none."""
    storage = current_storage()
    try:
        source = storage.open_stored(name)
    except FileNotFoundError:
        aside = storage.find_aside(name)
        if aside is None or not storage.put_back(aside):
            return None
        source = storage.open_stored(name)
    with source:
        return write_copy(iter(lambda: source.read(PIECE), b""), pool_path(root, name))


def measure_pooled(path: Path) -> FileFacts:
    """Return the size and the digest of a file, which is read to its end."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return FileFacts(size, digest.digest())


def measure_stored(name: UUID) -> FileFacts | None:
    """Return the size and the digest of a file of the site; None where it is not there."""
    digest, size = hashlib.sha256(), 0
    try:
        with current_storage().open_stored(name) as source:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
    except FileNotFoundError:
        return None
    return FileFacts(size, digest.digest())


def store_again(name: UUID, pooled: Path) -> None:
    """Put a file of the pool in the place of what the site has, if anything.

    On a disk waiting for each file would take longer than all the rest; the caller waits once for all.
    """
    storage = current_storage()
    if isinstance(storage, DiskStorage):
        write_copy(read_pooled(pooled), storage.path_of(name))
        return
    storage.delete(name)
    storage.put(name, read_pooled(pooled))


def read_pooled(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file of the pool."""
    with path.open("rb") as source:
        yield from iter(lambda: source.read(PIECE), b"")


def write_copy(chunks: Iterable[bytes], target: Path) -> FileFacts:
    """Write a copy, which has its name only when it is whole; return its facts. Waiting for the disk is the caller's."""
    digest, size = hashlib.sha256(), 0
    private_folder(target.parent)
    part = target.with_suffix(".part")
    with open(part, "wb", opener=private_file) as copy:  # a Path cannot say with which rights
        for piece in chunks:
            digest.update(piece)
            size += copy.write(piece)
    part.replace(target)
    return FileFacts(size, digest.digest())


def write_file_list(files: Mapping[UUID, FileFacts]) -> Iterator[bytes]:
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
    pooled = DiskStorage(root / POOL)
    for met in pooled.walk():
        if isinstance(met, StoredBytes) and (met.part or met.name not in listed):
            pooled.delete(met.name)
            removed += 1
    return removed
