"""The vault: sealed files on the storage, their wrapped keys in the database, the master key in neither.

The bytes are on the disk before the row that names them is committed. A crash between the two leaves a sealed file
that no row names, which `sweep` removes; it never leaves a row without its bytes.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from handover.common.private import private_file, private_folder
from handover.common.sealing import new_key, seal, unseal, unwrap, wrap
from handover.portal.transfers.models import SealedFile

# A file that no row names is an upload under way, until it is older than this.
UNDER_WAY = timedelta(hours=1)


class NoRoom(Exception):
    """The storage took no more bytes: the disk is full or gone. Nothing was kept."""


def place(name: UUID) -> Path:
    """Return where a sealed file lies; two levels of folders keep each of them short."""
    root: Path = settings.CONFIG.path("HANDOVER_FILES")
    return root / name.hex[:2] / name.hex[2:4] / name.hex


def keep(data: Iterable[bytes], now: datetime) -> SealedFile:
    """Seal bytes onto the storage and return their row, not yet saved; raise NoRoom if they cannot be written."""
    name, key, digest, size = uuid4(), new_key(), hashlib.sha256(), 0

    def measured() -> Iterator[bytes]:
        nonlocal size
        for chunk in data:
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    try:
        write_durably(place(name), seal(measured(), key, str(name)))
    except OSError as fault:
        with suppress(OSError):  # a disk that is gone cannot be tidied either
            forget(name)
        raise NoRoom from fault
    wrapped = wrap(key, settings.CONFIG.key("HANDOVER_MASTER_KEY"), str(name))
    return SealedFile(name=name, wrapped_key=wrapped, size=size, digest=digest.hexdigest(), sealed_at=now)


def write_durably(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that is whole and on the disk when this returns, or not there at all."""
    private_folder(path.parent)
    part = path.with_suffix(".part")
    with open(part, "xb", opener=private_file) as target:  # a Path cannot say with which rights
        for chunk in chunks:
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read(sealed: SealedFile) -> Iterator[bytes]:
    """Yield the sender's own bytes, chunk by chunk; raise `sealing.Unreadable` if they are not as they were sealed."""
    key = unwrap(bytes(sealed.wrapped_key), settings.CONFIG.key("HANDOVER_MASTER_KEY"), str(sealed.name))
    with place(sealed.name).open("rb") as source:
        yield from unseal(source, key, str(sealed.name))


def forget(name: UUID) -> None:
    """Remove a sealed file from the storage; being told twice does no harm."""
    path = place(name)
    path.unlink(missing_ok=True)
    path.with_suffix(".part").unlink(missing_ok=True)


def sweep(now: datetime) -> int:
    """Remove sealed files that no row names and that are no longer under way; return how many."""
    root: Path = settings.CONFIG.path("HANDOVER_FILES")
    removed = 0
    for path in root.glob("??/??/*"):
        old = path.stat().st_mtime < (now - UNDER_WAY).timestamp()
        if old and not SealedFile.objects.filter(name=UUID(path.stem)).exists():
            path.unlink(missing_ok=True)
            removed += 1
    return removed
