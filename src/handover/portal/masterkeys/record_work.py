"""Sealing records anew, and with each of them the numbers by which it is found."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from handover.common.keyring import KeyNotHeld, generation_of_record
from handover.common.sealing import CannotUnseal
from handover.portal.locking import lock_free_rows
from handover.portal.masterkeys.codes import lay_over_number
from handover.portal.masterkeys.column_work import Batch
from handover.portal.masterkeys.forms import reseal_record
from handover.portal.masterkeys.resealed import OwnedNumbers
from handover.portal.masterkeys.ring import key_ring
from handover.portal.sealed import SealedRecord


class RecordWork:
    """The work of one table of sealed records."""

    def __init__(self, model: type[SealedRecord], numbers: tuple[OwnedNumbers, ...], joins: tuple[str, ...]) -> None:
        self.model, self.numbers, self.joins = model, numbers, joins
        self.place = f"{model._meta.label}.content"

    def reseal(self, reached: str, most: int) -> Batch:
        """Seal anew what is under an older key among the next rows, within the caller's transaction."""
        rows = self.model._default_manager.order_by("pk")
        if reached:
            rows = rows.filter(pk__gt=reached)
        rows = lock_free_rows(rows)
        found = list(rows.select_related(*self.joins)[:most] if self.joins else rows[:most])
        old = [row for row in found if self._is_old(row)]
        done = sum(self._change(row) for row in old)
        return Batch(done, str(found[-1].pk) if len(found) == most else None)

    def count_left(self) -> int:
        """Return how many records are under an older key."""
        table, pk = self.model._meta.db_table, self.model._meta.pk.column
        current = bytes([key_ring().current])
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT({pk}) FROM {table} WHERE length(content) > 0 AND substr(content, 1, 1) < %s",  # noqa: S608 ours
                [current],
            )
            return int(cursor.fetchone()[0])

    def _is_old(self, row: SealedRecord) -> bool:
        return bool(row.content) and generation_of_record(bytes(row.content)) < key_ring().current

    def _change(self, row: SealedRecord) -> int:
        sealed = bytes(row.content)
        try:
            content = reseal_record(sealed, f"handover sealed {row.purpose} 1".encode(), row.identity)
        except (CannotUnseal, KeyNotHeld):
            return 0  # damaged before, and it stays so
        changed = self.model._default_manager.filter(pk=row.pk, content=sealed).update(content=content)
        if changed:
            for numbers in self.numbers:
                lay_over_numbers(numbers, row, generation_of_record(sealed))
        return changed


def lay_over_numbers(numbers: OwnedNumbers, owner: Model, generation: int) -> None:
    """Give the numbers of a record today's form; they have that of the generation under which it was sealed."""
    ring = key_ring()
    options = apps.get_model(numbers.table)._meta
    pk, value = options.pk.column, str(options.get_field(numbers.column).column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {pk}, {value} FROM {options.db_table} WHERE {options.get_field(numbers.owner).column} = %s",  # noqa: S608
            [owner.pk],
        )
        changed = [(_form(number, generation, ring.current), key) for key, number in cursor.fetchall()]
        cursor.executemany(f"UPDATE {options.db_table} SET {value} = %s WHERE {pk} = %s", changed)  # noqa: S608 ours


def _form(number: int, since: int, current: int) -> int:
    ring: Any = key_ring()
    for generation in range(since + 1, current + 1):
        number = lay_over_number(number, generation, ring)
    return number
