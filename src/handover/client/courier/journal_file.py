"""The journal on the disk: a file to which lines are added, each with its check sum, each safe before the next step.

Not SQLite: the folder may lie on a network drive, where SQLite's locks and its write-ahead log cannot be relied on. One
process writes here (`lock.py`), nobody searches, and a line that a kill or a full disk cut short is known by its sum.
"""

import errno
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from io import FileIO
from pathlib import Path
from typing import Final, Self

from handover.client.courier.records import DepartingFile, Journal, Record, read_record, record_as_json
from handover.client.places import sync_names
from handover.common.private import private_file

KEEP_WORDS: Final = timedelta(days=31)
"""How long the problems of a finished file are known, so that later news can be written into its page beside them."""
KEEP_RECORDS: Final = timedelta(days=400)
"""How long a finished file is known with its reference; after that only what tells a repeat."""


class DamagedJournal(Exception):
    """A line inside the journal is not as it was written. The text says what to do."""


def write_line(record: Record) -> bytes:
    """Return a record as a line: check sum, blank, JSON."""
    body = json.dumps(record_as_json(record), ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def read_journal_lines(data: bytes) -> tuple[list[Record], int]:
    """Return the records and how many bytes of the data are whole lines. What follows was cut short while it was written.

    Raises `DamagedJournal` where a whole line stands behind one that cannot be read.
    """
    records: list[Record] = []
    length = 0
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        record = _read_line(line)
        if record is None:
            if any(_read_line(later) is not None for later in lines[number:]):
                raise DamagedJournal(
                    f"line {number} of the courier's journal is damaged. Put the folder .courier back from a backup; or "
                    "take the file .courier/journal away: the courier then begins anew, what was sent is not sent twice, "
                    "what lies in in/ and was not acknowledged is fetched once more, and what was on its way out stays in "
                    ".courier/sending/ until you move it into out/ under its own name."
                )
            break
        records.append(record)
        length += len(line)
    return records, length


def _read_line(line: bytes) -> Record | None:
    sum_, _, body = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or sum_ != b"%08x" % zlib.crc32(body):
        return None
    try:
        return read_record(json.loads(body))
    except (KeyError, TypeError, ValueError):
        return None


class JournalFile:
    """The journal of one folder, open to be written. Only who holds the folder's lock may open it."""

    def __init__(self, path: Path) -> None:
        """Open it, made if it is not there. Raises `DamagedJournal`, OSError."""
        self._path = path
        self.journal = Journal()
        self._file: FileIO | None = None
        self._length = 0
        self._open()

    def _open(self) -> FileIO:
        """Open the file, where it is not: a drive that was away, and is back, has forgotten whom it knew."""
        if self._file is None:
            file = open(self._path, "ab", buffering=0, opener=private_file)  # noqa: SIM115
            try:
                records, self._length = read_journal_lines(self._path.read_bytes())
            except BaseException:
                file.close()
                raise
            self.journal = Journal.of(records)
            self._file = file
            sync_names(self._path.parent)
        return self._file

    def keep(self, record: Record) -> None:
        """Have a record on the disk before the next step. Raises OSError, and then it is as if nothing had been written."""
        line = write_line(record)
        file = self._open()
        try:
            # What a full disk cut short the last time is taken away first.
            file.truncate(self._length)
            if file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._path))
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(self._length)
            self.close()
            raise
        self._length += len(line)
        self.journal = self.journal.with_record(record)

    def tidy(self, now: datetime) -> None:
        """Write the file anew with what is needed still. Raises OSError, and then it is as it was."""
        self._open()
        self.close()
        _rewrite(self._path, self.journal, now)
        # Which writes the folder out as well.
        self._open()

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_journal(path: Path) -> Journal:
    """Return what the journal has, for those who only look; an empty one where there is none. Raises `DamagedJournal`."""
    try:
        return Journal.of(read_journal_lines(path.read_bytes())[0])
    except FileNotFoundError:
        return Journal()


def _rewrite(path: Path, journal: Journal, now: datetime) -> None:
    """Put a file of the records that are needed in the place of all that was written, at once."""
    fresh = path.with_suffix(".new")
    with open(fresh, "wb", opener=private_file) as file:
        file.writelines(write_line(record) for record in keep_needed(journal, now))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def keep_needed(journal: Journal, now: datetime) -> Iterator[Record]:
    """Yield the records with what is needed of them still: of finished files less and less, and no words about pupils."""
    for record in journal.records:
        age = now - datetime.fromisoformat(record.since)
        if not record.finished or age <= KEEP_WORDS:
            yield record
        elif age <= KEEP_RECORDS:
            yield _without_words(record)
        elif isinstance(record, DepartingFile) and record.digest:
            yield DepartingFile(
                record.number, record.name, record.stage, record.since, digest=record.digest, copy=record.copy
            )


def _without_words(record: Record) -> Record:
    if isinstance(record, DepartingFile):
        return replace(
            record, problems=(), more_problems=0, news=tuple(replace(each, words="") for each in record.news)
        )
    return replace(record, reason="")
