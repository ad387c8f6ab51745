"""Sealing a column anew, value by value, past the models: they would open what they read."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import IntegrityError, connection

from handover.common.keyring import KeyNotHeld
from handover.common.sealing import CannotUnseal
from handover.portal import transaction
from handover.portal.masterkeys.codes import newest_form
from handover.portal.masterkeys.resealed import ResealedColumn
from handover.portal.masterkeys.ring import key_ring
from handover.zone.store.sealing import UnreadableMessage

SKIP_LOCKED: Final = " FOR NO KEY UPDATE SKIP LOCKED"
"""Rows that somebody else has in hand are left for the next time, so that nobody waits for this and this for nobody."""


OF_THE_MOMENT: Final = frozenset(
    {
        "accounts.WrongTries",
        "api.RememberedAnswer",
        "apikeys.KeyOrigin",
        "officelists.ColumnMemory",
        "phase.Decision",
    }
)
"""Tables in which an older row gives way where the same code was written in its new form meanwhile."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of some rows: how many were sealed anew, and the last that was looked at; None when there are no more."""

    resealed: int
    reached: str | None


class ColumnWork:
    """The work of one column."""

    def __init__(self, row: ResealedColumn) -> None:
        self.row = row
        self.place = row.place
        options = apps.get_model(row.table)._meta
        quote = connection.ops.quote_name

        def column_of(name: str) -> str:
            return quote(str(options.get_field(name).column))

        self._table = quote(options.db_table)
        self._column = column_of(row.column)
        self._keys = [quote(str(each.column)) for each in options.pk_fields]
        self._bound = [column_of(name) for name in row.bound]
        self._renamed = column_of(row.renamed) if row.renamed else ""

    def reseal(self, reached: str, most: int) -> Batch:
        """Seal anew what is under an older key among the next rows, within the caller's transaction."""
        rows = self._read(reached, most)
        done = sum(self._change(row) for row in rows)
        if len(rows) < most:
            return Batch(done, None)
        return Batch(done, json.dumps([str(each) for each in rows[-1][: len(self._keys)]]))

    def count_left(self) -> int:
        """Return how many values are under an older key; the database counts them itself where it can tell."""
        if self.row.form.older:
            return self._count(self.row.form.older.format(self._column))
        reached, left = "", 0
        while True:
            rows = self._read(reached, 5000, lock=False)
            left += sum(self._is_old(row[len(self._keys)]) for row in rows)
            if len(rows) < 5000:
                return left
            reached = json.dumps([str(each) for each in rows[-1][: len(self._keys)]])

    def _count(self, older: str) -> int:
        with connection.cursor() as cursor:
            mark = self.row.form.mark(key_ring().current)
            cursor.execute(f"SELECT COUNT(*) FROM {self._table} WHERE {older}", [mark])  # noqa: S608 ours
            return int(cursor.fetchone()[0])

    def _read(self, reached: str, most: int, *, lock: bool = True) -> list[tuple[Any, ...]]:
        keys = ", ".join(self._keys)
        where = f" WHERE ({keys}) > ({', '.join(['%s'] * len(self._keys))})" if reached else ""
        locked = SKIP_LOCKED if lock and connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join([*self._keys, self._column, *self._bound])} FROM {self._table}{where} "  # noqa: S608 ours
                f"ORDER BY {keys} LIMIT {most}{locked}",
                json.loads(reached) if reached else [],
            )
            return list(cursor.fetchall())

    def _is_old(self, value: Any) -> bool:
        try:
            return bool(value) and self.row.form.generation(value) < key_ring().current
        except (CannotUnseal, ValueError):
            return False  # damaged before, and it stays so

    def _change(self, row: tuple[Any, ...]) -> int:
        at = len(self._keys)
        value = row[at]
        if not self._is_old(value):
            return 0
        try:
            return self._write(row[:at], value, row[at + 1 :])
        except (CannotUnseal, KeyNotHeld, UnreadableMessage):
            return 0

    def _write(self, keys: tuple[Any, ...], value: Any, bound: tuple[Any, ...]) -> int:
        named, given = f"{self._column} = %s", []
        if self._renamed:
            named, given = f"{named}, {self._renamed} = %s", [newest_form(str(bound[0]))]
            bound = (bound[0], given[0])
        new = self.row.form.renew(value, *bound)
        which = " AND ".join(f"{key} = %s" for key in self._keys)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE {self._table} SET {named} WHERE {which} AND {self._column} = %s",  # noqa: S608 ours
                    [new, *given, *keys, value],
                )
                return int(cursor.rowcount)
        except IntegrityError:
            if self.row.table not in OF_THE_MOMENT:
                raise
            return self._give_way(keys, which)

    def _give_way(self, keys: tuple[Any, ...], which: str) -> int:
        # Somebody wrote the same code in its new form meanwhile: that row is the newer one.
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self._table} WHERE {which}", list(keys))  # noqa: S608 ours
            return int(cursor.rowcount)
