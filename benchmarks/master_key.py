"""Bringing 100,000 keys of files, and as many codes of pupils, under a new master key; against the same rows in bare SQL."""

import base64
import json
import os
import subprocess
import sys

from benchmarks.site import DATABASES, settings
from handover.portal.starting.guessable import DEMO_KEY

FILES = 100_000
WORK = f"""
import json, os, uuid
from time import perf_counter
from handover.cli.site import set_up
set_up()
from django.db import connection, transaction
from django.utils import timezone
from handover.portal.masterkeys.resealing import list_work, reseal_batch
from handover.portal.operations.changing_key import begin_change
from handover.portal.sealed import wrap_key
from handover.portal.transfers.marks import PupilMark, make_mark
from handover.portal.transfers.models import SealedFile
now = timezone.now()
names = [uuid.uuid4() for _ in range({FILES})]
SealedFile.objects.bulk_create(
    (SealedFile(name=name, wrapped_key=wrap_key(os.urandom(32), str(name)), size=1, digest="0" * 64, sealed_at=now)
     for name in names), batch_size=5000)
PupilMark.objects.bulk_create(
    (PupilMark(sealed_id=name, mark=make_mark(("upn", str(name)))) for name in names), batch_size=5000)
begin_change(now)
taken = {{}}
for work in list_work():
    began = perf_counter()
    while reseal_batch(work) is not None:
        pass
    taken[work.place] = perf_counter() - began
began = perf_counter()
rows = list(SealedFile.objects.order_by("name").values_list("wrapped_key", "name"))
with connection.cursor() as cursor:
    for start in range(0, len(rows), 500):
        with transaction.atomic():
            cursor.executemany(
                "UPDATE transfers_sealedfile SET wrapped_key = %s WHERE name = %s",
                [(bytes(key), name.hex if connection.vendor == "sqlite" else name) for key, name in rows[start : start + 500]])
taken["floor"] = perf_counter() - began
print(json.dumps(taken))
"""
NEW = base64.b64encode(b"another key of invented children").decode()


def run() -> list[tuple[str, str, str]]:
    """Measure on both databases."""
    rows = []
    keys = {"HANDOVER_MASTER_KEY": NEW, "HANDOVER_MASTER_KEY_OLD": base64.b64encode(DEMO_KEY).decode()}
    for database in DATABASES:
        with settings(database) as environment:
            command = [sys.executable, "-c", WORK]
            done = subprocess.run(
                command, env={**os.environ, **environment, **keys}, check=True, stdout=subprocess.PIPE, text=True
            )
            taken = json.loads(done.stdout.splitlines()[-1])
            floor = taken["floor"]
            rows.append((f"{database}: {FILES:,} rows written in bare SQL", f"{floor:.1f} s", "1.0x"))
            for what, place in (
                ("keys of files", "transfers.SealedFile.wrapped_key"),
                ("codes of pupils", "transfers.PupilMark.mark"),
            ):
                rows.append((f"{database}: {FILES:,} {what}", f"{taken[place]:.1f} s", f"{taken[place] / floor:.1f}x"))
    return rows
