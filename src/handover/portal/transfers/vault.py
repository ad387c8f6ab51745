"""The vault: sealed files on the storage, their wrapped keys in the database, the master key in neither.

The bytes are on the disk before the row that names them is committed. A crash between the two leaves a sealed file
that no row names, which is swept aside (`stores.sweeping`); it never leaves a row without its bytes.

What is stored is read through to its end before anything is answered or changed because of it: a file that is missing, cut
short or changed is `Damaged`, and everybody concerned is told (see `damages`).
"""

import hashlib
import logging
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from handover.common.keyring import KeyNotHeld
from handover.common.sealing import CannotUnseal, new_key, seal_stream, unseal, unseal_part
from handover.portal.audit.proof import NoHead, WrongKey, proven_end
from handover.portal.sealed import unwrap_key, wrap_key
from handover.portal.storage.chosen import current_storage
from handover.portal.storage.interface import StorageFault
from handover.portal.transfers.models import SealedFile

log = logging.getLogger("handover.stores")


class NoRoom(Exception):
    """The storage took no more bytes: the disk is full or gone, or the store does not answer. Nothing was kept."""


class NoStore(Exception):
    """The place of the files is not there or does not answer, or the master key is another one: no file can be had now."""


class SealedFileFault(StrEnum):
    """What can be wrong with a stored file."""

    MISSING = "missing"
    UNREADABLE = "unreadable"


class Damaged(CannotUnseal):
    """A stored file is missing, cut short or changed."""

    def __init__(self, sealed: SealedFile, fault: SealedFileFault) -> None:
        super().__init__(f"{sealed.name} is {fault}")
        self.sealed, self.fault = sealed, fault


def locate_sealed(name: UUID) -> str:
    """Say where a sealed file lies, for an operator."""
    return current_storage().locate(name)


def seal_file(data: Iterable[bytes], now: datetime) -> SealedFile:
    """Seal bytes onto the storage and return their row, not yet saved; raise NoRoom if they cannot be written."""
    name, key, digest, size = uuid4(), new_key(), hashlib.sha256(), 0

    def measured() -> Iterator[bytes]:
        nonlocal size
        for chunk in data:
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    try:
        current_storage().put(name, seal_stream(measured(), key, str(name)))
    except OSError as fault:
        log.error("no room: a file could not be stored in %s: %s", settings.CONFIG.files, fault.strerror)
        with suppress(OSError):  # a disk that is gone cannot be tidied either
            current_storage().delete(name)
        raise NoRoom from fault
    wrapped = wrap_key(key, str(name))
    return SealedFile(name=name, wrapped_key=wrapped, size=size, digest=digest.hexdigest(), sealed_at=now)


def read_sealed(sealed: SealedFile) -> Iterator[bytes]:
    """Return the sender's own bytes, chunk by chunk, of a file that was read through to its end before.

    Raises Damaged at once, not half way, and NoStore where the whole folder is away.
    """
    check_stored(sealed)
    return pieces_of(sealed)


def check_stored(sealed: SealedFile) -> None:
    """Read a stored file through. Raises Damaged, and NoStore where the whole folder is away."""
    with open_sealed(sealed) as source:
        check_opened(sealed, source)


def checksum(sealed: SealedFile) -> int:
    """Return the CRC-32 of a file's own bytes, reading it through. Raises Damaged, and NoStore where the folder is away."""
    with open_sealed(sealed) as source:
        return check_opened(sealed, source)


def open_sealed(sealed: SealedFile) -> BinaryIO:
    """Open a stored file, which comes back if it was moved aside. Raises Damaged or NoStore."""
    try:
        storage = current_storage()
        try:
            return storage.open_stored(sealed.name)
        except FileNotFoundError:
            if fetch_back(sealed.name):
                return storage.open_stored(sealed.name)
            if storage.holds_any():
                raise Damaged(sealed, SealedFileFault.MISSING) from None
            raise NoStore from None
    except OSError as fault:
        log.error("no stored file can be read from %s: %s", settings.CONFIG.files, fault.strerror)
        raise NoStore from fault


def check_opened(sealed: SealedFile, source: BinaryIO) -> int:
    """Raise Damaged unless every byte opens, and there are as many as were sealed; return the CRC-32 of all."""
    size = crc = 0
    try:
        for piece in unsealed(sealed, source):
            size += len(piece)
            crc = zlib.crc32(piece, crc)
    except KeyNotHeld:
        raise NoStore from None
    except CannotUnseal:
        if is_wrong_key():
            raise NoStore from None
        raise Damaged(sealed, SealedFileFault.UNREADABLE) from None
    except (StorageFault, FileNotFoundError) as fault:  # a bucket that went away; an object that was removed meanwhile
        raise NoStore from fault
    except OSError as fault:
        log.error("a stored file could not be read: %s: %s", locate_sealed(sealed.name), fault.strerror)
        raise Damaged(sealed, SealedFileFault.UNREADABLE) from fault
    if size != sealed.size:
        raise Damaged(sealed, SealedFileFault.UNREADABLE)
    return crc


def unsealed(sealed: SealedFile, source: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of an open sealed file; raise `sealing.CannotUnseal` if they are not as they were sealed."""
    key = unwrap_key(bytes(sealed.wrapped_key), str(sealed.name))
    yield from unseal(source, key, str(sealed.name))


def pieces_of(sealed: SealedFile) -> Iterator[bytes]:
    """Yield the bytes of a file that was checked; it is opened with the first of them and closed after the last."""
    with open_sealed(sealed) as source:
        yield from unsealed(sealed, source)


class StoredPart:
    """A part of a stored file that is open and was read through: what is destroyed meanwhile is still read to its end."""

    def __init__(self, sealed: SealedFile, start: int, stop: int) -> None:
        self._source = open_sealed(sealed)
        try:
            check_opened(sealed, self._source)
        except BaseException:
            self._source.close()
            raise
        key = unwrap_key(bytes(sealed.wrapped_key), str(sealed.name))
        self._pieces = unseal_part(self._source, key, str(sealed.name), sealed.size, start, stop)

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces
        self.close()

    def close(self) -> None:
        """Close the file, whether all of it was read or not."""
        self._source.close()


def is_wrong_key() -> bool:
    """Say whether it is the master key that opens nothing, and not a file that is damaged."""
    try:
        proven_end()
    except (WrongKey, NoHead):
        return True
    return False


def fetch_back(name: UUID) -> bool:
    """Put a file back into its place that lies aside because a sweep found no row for it; say whether it did."""
    storage = current_storage()
    aside = storage.find_aside(name)
    if aside is None or not storage.put_back(aside):
        return False
    log.warning("put back: a row of the database names %s, which lay in %s", name.hex, aside.where)
    return True


def delete_sealed(name: UUID) -> None:
    """Remove a sealed file from the storage; being told twice does no harm.

    Where the store does not answer, what is left is swept aside: its key is gone with its row, and nobody can open it.
    """
    try:
        current_storage().delete(name)
    except StorageFault as fault:
        log.warning("a file whose time is over is left in %s: %s", settings.CONFIG.files, fault.strerror)
