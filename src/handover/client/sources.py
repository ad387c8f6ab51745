"""What is sent, in pieces: a file of this computer or bytes at hand. The only reading of files on the way up."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Final

from handover.client.faults import ChangedFile

FileOrBytes = str | os.PathLike[str] | bytes
_PIECE: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class UploadSource:
    """A file that is open for reading. `name` is what the site is told."""

    name: str
    size: int
    file: RawIOBase | BytesIO

    def read_all(self) -> bytes:
        """Return the content. Raises ChangedFile."""
        return self.read_piece(0, self.size)

    def read_piece(self, offset: int, size: int) -> bytes:
        """Return so many bytes from an offset. Raises ChangedFile where they are no longer there."""
        self.file.seek(offset)
        data = bytearray()
        while len(data) < size:
            read = self.file.read(size - len(data))
            if not read:
                raise ChangedFile(name=self.name)
            data += read
        return bytes(data)

    def find_digest(self) -> bytes:
        """Return the SHA-256 of the content, read piece by piece."""
        digest = hashlib.sha256()
        for offset in range(0, self.size, _PIECE):
            digest.update(self.read_piece(offset, min(_PIECE, self.size - offset)))
        return digest.digest()

    def has_grown(self) -> bool:
        """Say whether the file is longer now than when it was opened."""
        return self.file.seek(0, os.SEEK_END) != self.size


@contextmanager
def open_source(file: FileOrBytes, name: str | None) -> Iterator[UploadSource]:
    """Open what is to be sent. Bytes need a name; a file has one. Raises OSError."""
    if isinstance(file, bytes):
        if name is None:
            raise ValueError("Bytes need a name under which they are sent.")
        yield UploadSource(name, len(file), BytesIO(file))
        return
    path = Path(file)
    # Without a buffer, which would hide that the file is changing.
    with path.open("rb", buffering=0) as opened:
        yield UploadSource(name or spell_name(path), opened.seek(0, os.SEEK_END), opened)


def spell_name(path: Path) -> str:
    """Return a file's name as text. Bytes in it that are none become question marks, at which the site will stop."""
    return path.name.encode(errors="replace").decode()
