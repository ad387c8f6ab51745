"""A store of invented lost pupils for benchmarks: drawn once, by every core, and written past the models."""

import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.site import without_indexes
from handover.invented.county import County
from handover.matching.links import LostRecord

BATCH = 50_000
CORES = os.cpu_count() or 1
DRESSED = {"UUIDField", "DateTimeField", "DateField"}
"""Fields whose values databases write in ways of their own."""
FROM_FILE = (
    "upn",
    "former_upn",
    "surname",
    "former_surname",
    "forename",
    "middle_names",
    "birth_date",
    "town",
    "postcode",
)


def draw(size: int, folder: str) -> None:
    """Write so many lost pupils of an invented county into files."""
    with ProcessPoolExecutor(CORES) as workers:
        list(workers.map(partial(draw_some, size, folder), range(CORES)))


def draw_some(size: int, folder: str, part: int) -> None:
    """Write the part of one core."""
    pupils = County(seed=5, lost=size, on_roll=2 * size, found=0.95).lost_pupils(part, CORES)
    with (Path(folder) / f"{part}.pupils").open("wb") as file:
        while batch := list(islice(pupils, BATCH)):
            pickle.dump(batch, file)


def drawn(folder: str) -> Iterator[list[LostRecord]]:
    """Yield the drawn pupils in batches."""
    for path in sorted(Path(folder).glob("*.pupils")):
        with path.open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)
                except EOFError:
                    break


def fill(folder: str) -> None:
    """Put the drawn pupils into the store, without their keys."""
    from django.db import connection, transaction

    from handover.portal.lostpupils import models
    from handover.portal.transfers.models import Transfer

    with without_indexes(Transfer._meta.db_table, models.LostPupil._meta.db_table):
        for batch in drawn(folder):
            with transaction.atomic():
                write(connection, Transfer, transfers(batch))
                write(connection, models.LostPupil, pupils(batch))


def transfers(batch: Iterable[LostRecord]) -> Iterator[Mapping[str, Any]]:
    """Yield the transfers by which pupils came."""
    from datetime import timedelta

    from django.utils import timezone

    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment

    school, sender, now = (
        Establishment.objects.get(number="6812990"),
        User.objects.get(username="sender"),
        timezone.now(),
    )
    for lost in batch:
        number = int(lost.key)
        yield {
            "id": number + 1,
            "kind": "ctf-lost",
            "file_name": f"6812990_CTF_XXXXXXX_{number % 1000:03}.xml",
            "source": school.number,
            "destination": "XXXXXXX",
            "source_establishment": school.pk,
            "size": 1000,
            "digest": f"{number:064}",
            "pupils": 1,
            "state": "lodged",
            "sent_by": sender.pk,
            "sent_at": now - timedelta(minutes=number),
            "moved_at": now,
            "moved_by": "sender",
        }


def pupils(batch: Iterable[LostRecord]) -> Iterator[Mapping[str, Any]]:
    """Yield what the index says of pupils."""
    from django.utils import timezone

    from handover.portal.establishments.models import Establishment
    from handover.portal.lostpupils import models
    from handover.portal.lostpupils.facts import PupilFacts

    school, now = Establishment.objects.get(number="6812990"), timezone.now()
    for lost in batch:
        number = int(lost.key) + 1
        row = models.LostPupil()
        row.facts = PupilFacts(**{name: getattr(lost.child, name) for name in FROM_FILE})
        yield {
            "id": number,
            "transfer": number,
            "kind": "X",
            "la_number": "681",
            "school": school.pk,
            "lodged_at": now,
            "gender": lost.child.gender,
            "reference": row.reference,
            "content": row.content,
        }


def write(connection: Any, model: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as the model would, by COPY where the database has it. All rows say the same fields."""
    fields = {field.name: field for field in model._meta.concrete_fields if not field.generated}
    columns = ", ".join(f'"{field.column}"' for field in fields.values())
    table = f"{model._meta.db_table} ({columns})"
    with connection.cursor() as cursor:
        ready = list(prepared(fields, rows, cursor.db))  # rows may be looked up, which a COPY would not let happen
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(fields))})", ready)


def prepared(fields: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], database: Any) -> Iterator[list[Any]]:
    """Yield rows as the database takes them: what is said, the usual for the rest; each has its own reference."""
    usual = {name: field.get_db_prep_save(field.get_default(), database) for name, field in fields.items()}
    dressed = {name for name, field in fields.items() if field.get_internal_type() in DRESSED}
    for row in rows:
        said = {"reference": uuid4(), **row}
        for name in dressed & said.keys():
            said[name] = fields[name].get_db_prep_save(said[name], database)
        yield [said[name] if name in said else usual[name] for name in fields]
