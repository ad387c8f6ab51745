"""The mark in the folder of files: to which site it belongs, and how far that site's database had got when it was last seen.

The audit log of a site only ever grows. The mark notes its length and the code of its last entry; a database whose log has
no such entry there is an older one (a backup that was put back) or an emptied one, though it bears the same identity, and it
stays one however long its own log grows. The time beside it is the last at which a job that removes was let through: by it a
clock that jumped shows.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from handover.portal.audit.chain import START

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


def read_mark(folder: Path) -> Mark | None:
    """Return the mark of a folder, None where it has none. Raises BadMark, and OSError where the disk does not answer."""
    try:
        text = (folder / NAME).read_text("utf-8")
    except FileNotFoundError:
        return None
    except ValueError as fault:
        raise BadMark(NAME) from fault
    try:
        found = json.loads(text)
        at = datetime.fromisoformat(found["at"])
        mark = Mark(UUID(found["identity"]), int(found["sequence"]), at, str(found["hash"]))
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise BadMark(NAME) from fault
    if mark.at.tzinfo is None:
        raise BadMark(NAME)
    return mark


def make_folder_mark(folder: Path, mark: Mark) -> bool:
    """Mark a folder that has no mark, which is made if it is not there; False if another process was quicker."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = write_mark_file(folder, mark)
    try:
        # A link is made whole or not at all, and not where something is: nobody ever reads half a mark.
        os.link(part, folder / NAME)
    except FileExistsError:
        return False
    finally:
        part.unlink()
    return True


def replace_mark(folder: Path, mark: Mark) -> None:
    """Write the mark anew, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_mark_file(folder, mark).rename(folder / NAME)


def write_mark_file(folder: Path, mark: Mark) -> Path:
    """Write a mark under a name of its own, durably, for its owner alone; return where."""
    part = folder / f".{NAME}.{uuid4().hex}"
    words = {
        "note": NOTE,
        "identity": str(mark.identity),
        "sequence": mark.sequence,
        "hash": mark.hash,
        "at": mark.at.isoformat(),
    }
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as target:
            json.dump(words, target, indent=1)
            target.flush()
            os.fsync(target.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part
