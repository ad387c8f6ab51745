"""A part of a backup: a file that is sealed under a key of its own, which is wrapped by the backup key.

It is sealed as the stored files are (`common.sealing`), so a part that was changed or cut short does not open. The digests
are for people too: that of the sealed bytes can be compared without any key.
"""

import base64
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from handover.common.private import private_file
from handover.common.sealing import CannotUnseal, new_key, seal_stream, unseal, unwrap, wrap
from handover.portal.backups.refusal import BackupRefused


@dataclass(frozen=True, slots=True)
class BackupPart:
    """One part: the name of its file, the SHA-256 of its bytes before sealing and after, their number, its wrapped key."""

    name: str
    digest: str
    sealed_digest: str
    sealed_bytes: int
    key: str


def write_part(path: Path, chunks: Iterable[bytes], backup_key: bytes, identity: str) -> BackupPart:
    """Seal bytes into a new file, which is on the disk when this returns. `identity` names the backup and the part."""
    key, plain, sealed, size = new_key(), hashlib.sha256(), hashlib.sha256(), 0

    def measured() -> Iterator[bytes]:
        for chunk in chunks:
            plain.update(chunk)
            yield chunk

    with open(path, "xb", opener=private_file) as target:  # a Path cannot say with which rights
        for piece in seal_stream(measured(), key, identity):
            sealed.update(piece)
            size += target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    wrapped = base64.b64encode(wrap(key, backup_key, identity)).decode()
    return BackupPart(path.name, plain.hexdigest(), sealed.hexdigest(), size, wrapped)


def read_part(path: Path, part: BackupPart, backup_key: bytes, identity: str) -> Iterator[bytes]:
    """Yield the bytes of a part. Raises BackupRefused at once for another key, and at the first byte that is not as written."""
    try:
        key = unwrap(base64.b64decode(part.key), backup_key, identity)
        with path.open("rb") as source:
            counted = _Measured(source)
            plain = hashlib.sha256()
            for piece in unseal(counted, key, identity):  # type: ignore[arg-type]  # of a file it only calls `read`
                plain.update(piece)
                yield piece
    except FileNotFoundError:
        raise BackupRefused(f"The backup lacks its part {part.name}. Take another backup.") from None
    except (CannotUnseal, ValueError):
        raise BackupRefused(
            f"The part {part.name} of the backup is damaged, or was sealed with another HANDOVER_BACKUP_KEY. "
            "Take another backup."
        ) from None
    if (plain.hexdigest(), counted.digest.hexdigest(), counted.size) != (
        part.digest,
        part.sealed_digest,
        part.sealed_bytes,
    ):
        raise BackupRefused(f"The part {part.name} of the backup is not as it was written. Take another backup.")


class _Measured:
    """A file that is read, and what was read of it so far."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self.digest, self.size = source, hashlib.sha256(), 0

    def read(self, count: int) -> bytes:
        data = self._source.read(count)
        self.digest.update(data)
        self.size += len(data)
        return data
