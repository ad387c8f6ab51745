"""Every step of every file, noted outside the database: so that senders can be named whose files are gone with it.

A backup that is put back knows nothing of what came after it, and a sealed file tells nobody who sent it. So a line for each
step goes into a file beside the folder of files, when the step is stored: which transfer, from which office to which, when.
No child is in it and no word of a person; a file's name only where it follows the grammar of CTFs. Lines are only ever added;
the hourly sweep leaves out those that are older than files lie aside.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from handover.common.private import private_file
from handover.portal.audit.anchors import held, sync_folder
from handover.portal.stores.beside import beside_files
from handover.portal.transfers.listeners import StepTaken

log = logging.getLogger("handover.stores")

CTF: Final = "ctf"
LONG_FILE: Final = 4 * 1024 * 1024
"""A file of more bytes is gone through, and its old lines left out."""


@dataclass(frozen=True, slots=True)
class NotedStep:
    """A step as it was noted: when, which, of which transfer, from whom to whom, and the file's name or its kind."""

    at: datetime
    step: str
    reference: UUID
    source: str
    destination: str
    file: str


def step_notes_path() -> Path:
    """Return where this machine notes the steps."""
    return beside_files("steps")


def note_step(taken: StepTaken) -> None:
    """Note a step that was stored. A file that cannot be written undoes nothing; the log stream says so."""
    transfer = taken.transfer
    file = transfer.file_name if transfer.kind == CTF else transfer.kind
    noted = NotedStep(taken.now, taken.step.event, transfer.reference, transfer.source, transfer.destination, file)
    try:
        _append(step_notes_path(), _line(noted))
    except OSError as fault:
        log.warning("a step could not be noted in %s: %s", step_notes_path(), fault.strerror or fault)


def read_step_notes(path: Path) -> Iterator[NotedStep]:
    """Yield the steps of a file of notes, in the order of its lines, without broken ones; none where there is no file."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if noted := _read_line(line):
                    yield noted
    except FileNotFoundError:
        return


def leave_out_old_notes(now: datetime) -> None:
    """Leave out the lines of a long file that are older than files lie aside."""
    path = step_notes_path()
    if not path.exists() or path.stat().st_size <= LONG_FILE:
        return
    first = now - timedelta(days=settings.CONFIG.aside_days)
    with held(path):
        part = path.with_name(f"{path.name}.new")
        with open(part, "wb", opener=private_file) as target:  # a Path cannot say with which rights
            target.writelines(_line(noted) for noted in read_step_notes(path) if noted.at >= first)
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
        sync_folder(path.parent)


def _append(path: Path, line: bytes) -> None:
    os.close(private_file(str(path), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC))
    with held(path) as file:
        os.write(file, line)


def _line(noted: NotedStep) -> bytes:
    words = asdict(noted) | {"at": noted.at.isoformat(), "reference": str(noted.reference)}
    return json.dumps(words, separators=(",", ":")).encode() + b"\n"


def _read_line(line: str) -> NotedStep | None:
    try:
        words = json.loads(line)
        return NotedStep(**(words | {"at": datetime.fromisoformat(words["at"]), "reference": UUID(words["reference"])}))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
