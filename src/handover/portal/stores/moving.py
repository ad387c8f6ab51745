"""Moving the sealed files from HANDOVER_FILES_BEFORE to HANDOVER_FILES while the site works: it reads both meanwhile.

Each file is stored in the new place, read there again and compared, and only then removed from the old one: who is killed
anywhere begins again and finds what is left.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, Final, Literal
from uuid import UUID

from django.conf import settings

from handover.portal import clock
from handover.portal.storage.chosen import FilesPlace, storage_at
from handover.portal.storage.interface import AsideBytes, Storage, StoredBytes
from handover.portal.stores.belonging import check_belonging
from handover.portal.stores.mark import BadMark, read_mark
from handover.portal.stores.stops import Stopped

PIECE: Final = 1024 * 1024
Became = Literal["moved", "aside", "gone", "differs"]


@dataclass(frozen=True, slots=True)
class MovedFile:
    """A file of the old place and what became of it: moved, moved aside there too, gone meanwhile, or another in the new."""

    label: str
    became: Became


def check_files_move(place: FilesPlace, now: datetime) -> tuple[Storage, Storage]:
    """Return the `place` before and the new one, both of this site. Raises Stopped where one is another's, or OSError."""
    before, new = storage_at(place), storage_at(settings.CONFIG.files)
    own = check_belonging(now).identity
    try:
        mark = read_mark(before)
    except BadMark:
        raise Stopped("bad_mark") from None
    if mark is None or mark.identity != own:
        raise Stopped("another_site")
    return before, new


def move_files(before: Storage, new: Storage) -> Iterator[MovedFile]:
    """Move every whole file. Raises OSError where one of the places gives or takes nothing; begin again then."""
    for each in before.walk():
        if isinstance(each, StoredBytes) and not each.part:
            became = copy_stored(each.name, before, new)
            if became == "moved":
                before.delete(each.name)
            yield MovedFile(each.label, became)
    for lies in before.walk_aside():
        if not lies.part and lies.day is not None:
            yield MovedFile(lies.label, move_aside_file(lies, lies.day, before, new))


def copy_stored(name: UUID, before: Storage, new: Storage) -> Became:
    """Store a file in the new place too, and see that it is the same there."""
    try:
        put_copy(name, before, new)
        with before.open_stored(name) as one, new.open_stored(name) as other:
            return "moved" if hash_source(one) == hash_source(other) else "differs"
    except FileNotFoundError:
        return "gone"


def put_copy(name: UUID, before: Storage, new: Storage) -> None:
    """Store a file in the new place, unless it is there already; what is left of a move that was broken off goes."""
    try:
        with before.open_stored(name) as source:
            new.put(name, iter_pieces(source))
    except FileExistsError:
        try:
            new.open_stored(name).close()
        except FileNotFoundError:
            new.delete(name)
            with before.open_stored(name) as source:
                new.put(name, iter_pieces(source))


def move_aside_file(lies: AsideBytes, day: date, before: Storage, new: Storage) -> Became:
    """Move a file that lies aside: by its own place, in which a sweep finds it if this is broken off."""
    if not before.put_back(lies):
        return "gone"
    became = copy_stored(lies.name, before, new)
    if became == "moved":
        before.delete(lies.name)
        new.move_aside(StoredBytes(lies.name, part=False, written_at=clock.now()), day)
        return "aside"
    return became


def iter_pieces(source: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of an open file."""
    while piece := source.read(PIECE):
        yield piece


def hash_source(source: BinaryIO) -> bytes:
    """Return the SHA-256 of an open file."""
    digest = hashlib.sha256()
    for piece in iter_pieces(source):
        digest.update(piece)
    return digest.digest()
