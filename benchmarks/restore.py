"""A backup of a site with many transfers, and putting it back with everything verified, on both databases.

BENCH_TRANSFERS in the environment says how many; the aim holds for 500,000. Each has a file of 17 kB, or of as many bytes as
BENCH_FILE_BYTES says where the disk has no room for three times 8.5 GB, and six entries in the audit log, as a file leaves that
was sent, seen, collected and confirmed. BENCH_DATABASE names one of the two databases.
"""

import os
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from datetime import timedelta
from pathlib import Path

from benchmarks.monitoring_store import fill
from benchmarks.site import DATABASES, settings

MANY = int(os.environ.get("BENCH_TRANSFERS", "50000"))
WHOLE = 500_000
AIM_MINUTES = 15
SIZE = int(os.environ.get("BENCH_FILE_BYTES", "17000"))
ENTRIES = 6
AT_ONCE = 5_000
PREPARE = (
    "from benchmarks.monitoring import add_officer; from benchmarks.restore import prepare; add_officer(); prepare()"
)


def prepare() -> None:
    """Fill a site, in a process of its own."""
    fill(MANY)
    add_files()
    add_entries(MANY * ENTRIES)


def add_files() -> None:
    """Put a file beside each transfer: bytes of chance, as sealed ones are."""
    from uuid import uuid4

    from django.db import transaction

    from handover.common.sealing import sealed_length
    from handover.portal import clock
    from handover.portal.storage.chosen import current_storage
    from handover.portal.storage.disk_storage import DiskStorage
    from handover.portal.transfers.models import SealedFile

    storage, now, data = current_storage(), clock.now(), os.urandom(sealed_length(SIZE))
    assert isinstance(storage, DiskStorage)
    for row in SealedFile.objects.values_list("name", flat=True):
        write(storage.path_of(row), data[: sealed_length(1)])
    for start in range(0, MANY, AT_ONCE):
        names = [uuid4() for _ in range(min(AT_ONCE, MANY - start))]
        rows = [SealedFile(name=each, wrapped_key=bytes(60), size=SIZE, digest="-", sealed_at=now) for each in names]
        with transaction.atomic():
            SealedFile.objects.bulk_create(rows)
        for name in names:
            write(storage.path_of(name), name.bytes + data[16:])


def write(path: Path, data: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def add_entries(count: int) -> None:
    """Add so many entries to the audit log, each chained to the one before it."""
    from django.db import transaction

    from handover.portal import clock
    from handover.portal.audit.chain import seal_entry, seal_head
    from handover.portal.audit.log import SITE, chain_key, entry_row, locked_head
    from handover.portal.audit.models import HEAD, Entry, Head

    now, key = clock.now(), chain_key()
    for start in range(0, count, AT_ONCE):
        with transaction.atomic():
            head, rows = locked_head(), []
            sequence, last = head.sequence, head.hash
            for number in range(start, min(start + AT_ONCE, count)):
                row = entry_row("file.sent", SITE, str(number), {"to": "6814990"}, now + timedelta(milliseconds=number))
                row = row._replace(sequence=sequence + 1, previous=last)
                sequence, last = row.sequence, seal_entry(key, row)
                rows.append(Entry(**row._asdict(), hash=last))
            Entry.objects.bulk_create(rows)
            Head.objects.filter(pk=HEAD).update(sequence=sequence, hash=last, mac=seal_head(key, sequence, last))


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    aim = f"restore; for {WHOLE:,} by proportion, aim < {AIM_MINUTES} minutes"
    rows = [("database, transfers", "backup, next backup", aim)]
    for database in [only] if (only := os.environ.get("BENCH_DATABASE")) else DATABASES:
        with settings(database) as environment, tempfile.TemporaryDirectory() as folder:
            own = os.environ | environment | {"HANDOVER_BACKUP_KEY": b64encode(os.urandom(32)).decode()}
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", PREPARE], env=own, check=True)
            print(f"{database}: made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
            first, second = (timed(own, "backup", folder) for _ in range(2))
            back = timed(own, "restore", folder, "--replace")
            whole = back * WHOLE / MANY / 60
            rows.append(
                (
                    f"{database}, {MANY:,} of {SIZE:,} bytes",
                    f"{first:.0f} s, {second:.0f} s",
                    f"{back:.0f} s; {whole:.1f} minutes",
                )
            )
    return rows


def timed(environment: dict[str, str], *words: str) -> float:
    """Run a command of Handover's, and return how many seconds it took."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "handover", *words], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
