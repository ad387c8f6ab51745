"""The mark in the folder of files: to which site it belongs, and how far that site's database had got when it was last seen.

The audit log of a site only ever grows. The mark notes its length and the code of its last entry; a database whose log has
no such entry there is an older one (a backup that was put back) or an emptied one, though it bears the same identity, and it
stays one however long its own log grows. The time beside it is the last at which a job that removes was let through: by it a
clock that jumped shows.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from handover.portal.audit.chain import START
from handover.portal.storage.interface import Storage

NAME: Final = "site.json"
NOTE: Final = "Handover: which site these files belong to. Keep it with them, in backups too."


class BadMark(Exception):
    """The mark is there and cannot be read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the folder knows: the site's identity, the length of its audit log, when a job that removes was last let through,
    and the code of the log's last entry.
    """

    identity: UUID
    sequence: int
    at: datetime
    hash: str = START


def read_mark(storage: Storage) -> Mark | None:
    """Return the mark of a place of files, None where it has none. Raises BadMark, and OSError where it does not answer."""
    data = storage.read_mark()
    if data is None:
        return None
    try:
        found = json.loads(data.decode())
        at = datetime.fromisoformat(found["at"])
        mark = Mark(UUID(found["identity"]), int(found["sequence"]), at, str(found["hash"]))
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise BadMark(NAME) from fault
    if mark.at.tzinfo is None:
        raise BadMark(NAME)
    return mark


def make_files_mark(storage: Storage, mark: Mark) -> bool:
    """Mark a place that has no mark; False if another process was quicker."""
    return storage.make_mark(write_mark(mark))


def replace_mark(storage: Storage, mark: Mark) -> None:
    """Write the mark anew, whole or not at all."""
    storage.replace_mark(write_mark(mark))


def write_mark(mark: Mark) -> bytes:
    """Return a mark as it is stored."""
    words = {
        "note": NOTE,
        "identity": str(mark.identity),
        "sequence": mark.sequence,
        "hash": mark.hash,
        "at": mark.at.isoformat(),
    }
    return json.dumps(words, indent=1).encode()
