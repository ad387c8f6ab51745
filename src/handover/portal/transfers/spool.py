"""A file on its way in: in memory while it is small, then in a temporary file that is sealed under a throw-away key.

The key is never anywhere but in this process, so what is left of the temporary file on a lost disk, in a copy of the disk
or under `/proc` names nobody. The pieces are sealed one by one, each with its number as the nonce, so that the file can be
read from any place.
"""

import io
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, Final

from handover.common.sealing import CHUNK, TAG, cipher_of_new_key, nonce

IN_MEMORY: Final = 1024 * 1024
"""Most Common Transfer Files are smaller than this, in bytes, and never touch the disk before they are stored."""


class SealedSpool(io.BufferedIOBase):
    """Bytes that are written once, from the first to the last, and then read, from anywhere.

    Raises OSError where the temporary folder takes no more.
    """

    def __init__(self) -> None:
        self._cipher = cipher_of_new_key()
        self._tail = bytearray()
        self._file: IO[bytes] | None = None
        self._sealed = self._at = 0
        self._opened: tuple[int, bytes] = (-1, b"")

    @property
    def size(self) -> int:
        """How many bytes were written."""
        return self._sealed * CHUNK + len(self._tail)

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from anywhere."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that comes
        """Put bytes at the end."""
        self._tail += data
        if self._file is not None or self.size > IN_MEMORY:
            self._spill()
        return len(data)

    def _spill(self) -> None:
        """Seal the whole pieces onto the disk; what is left of the last stays in memory."""
        self._file = self._file or TemporaryFile(buffering=0)  # noqa: SIM115  # closed with this
        whole = len(self._tail) // CHUNK
        pieces = (bytes(self._tail[number * CHUNK : (number + 1) * CHUNK]) for number in range(whole))
        sealed = b"".join(
            self._cipher.encrypt(nonce(number), piece, None) for number, piece in enumerate(pieces, self._sealed)
        )
        self._file.seek(self._sealed * (CHUNK + TAG))
        if self._file.write(sealed) != len(sealed):
            raise OSError("the temporary folder is full")
        self._sealed += whole
        del self._tail[: whole * CHUNK]

    def read(self, size: int | None = -1) -> bytes:
        """Return so many bytes, fewer only at the end; without a size, all that are left."""
        end = self.size if size is None or size < 0 else min(self.size, self._at + size)
        found = []
        while self._at < end:
            number, start = divmod(self._at, CHUNK)
            if number < self._sealed:
                found.append(self._piece(number)[start : start + end - self._at])
            else:
                begins = self._sealed * CHUNK
                found.append(bytes(self._tail[self._at - begins : end - begins]))
            self._at += len(found[-1])
        return b"".join(found)

    def _piece(self, number: int) -> bytes:
        """Open a piece; the one that was opened last is still there."""
        if self._opened[0] != number:
            assert self._file is not None
            self._file.seek(number * (CHUNK + TAG))
            self._opened = (number, self._cipher.decrypt(nonce(number), self._file.read(CHUNK + TAG), None))
        return self._opened[1]

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place to read from."""
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence])
        return self._at

    def tell(self) -> int:
        """Return the place that is read from next."""
        return self._at

    def close(self) -> None:
        """Give the temporary file back and forget what was in memory."""
        if self._file is not None:
            self._file.close()
        self._tail.clear()
        super().close()


class SpooledBytes:
    """What was spooled, as a `ByteSource`: of a large file no more than a piece is in memory at a time."""

    def __init__(self, spool: SealedSpool) -> None:
        self._spool = spool

    def __len__(self) -> int:
        return self._spool.size

    def __getitem__(self, part: slice, /) -> bytes:
        start, stop, _ = part.indices(self._spool.size)
        self._spool.seek(start)
        return self._spool.read(max(0, stop - start))

    def startswith(self, marks: bytes | tuple[bytes, ...], start: int = 0, /) -> bool:
        """Say whether one of these marks stands at a place."""
        longest = max(map(len, marks)) if isinstance(marks, tuple) else len(marks)
        return self[start : start + longest].startswith(marks)


def spool_pieces(pieces: Iterable[bytes]) -> SealedSpool:
    """Spool bytes that come in pieces."""
    spool = SealedSpool()
    for piece in pieces:
        spool.write(piece)
    return spool
