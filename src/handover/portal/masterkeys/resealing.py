"""The work of a change of the master key: everything that is sealed comes under the new key, some rows at a time.

Each batch is a transaction that also notes how far it came, so whoever is killed goes on from there. A row is changed only if
it still holds what was read, so this may run twice, and people may work meanwhile; what they write is sealed under the new
key already. A process that had not yet looked may write under the old one for a second: so when all columns are passed, all
are counted, and begun again where something is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from django.apps import apps
from django.db import models

from handover.portal import transaction
from handover.portal.features import collect_rows
from handover.portal.masterkeys.codes import CodeField
from handover.portal.masterkeys.column_work import ColumnWork
from handover.portal.masterkeys.forms import CODE, form_of_text
from handover.portal.masterkeys.models import ChangeProgress, KeyChange
from handover.portal.masterkeys.record_work import RecordWork
from handover.portal.masterkeys.resealed import NotResealed, OwnedNumbers, RecordJoins, ResealedColumn, ResealedRow
from handover.portal.masterkeys.ring import key_ring
from handover.portal.sealed import SealedRecord, SealedTextField

BATCH: Final = 500
"""Rows that are looked at in one transaction."""
COMPARED_LAST: Final = (
    "expected.ExpectedMark.mark",
    "expected.ExpectedPupil.identity",
    "hub.ArrivalCase.arrival_key",
    "hub.ArrivalCase.child_key",
)
"""Codes that are looked up among others: those others first, because a form leads to the next and not back."""

Work = ColumnWork | RecordWork


@dataclass(frozen=True, slots=True)
class ColumnState:
    """How a column stands: its name with its table, how many rows are sealed anew, and how many are left."""

    place: str
    resealed: int
    left: int


@dataclass(frozen=True, slots=True)
class KeyProgress:
    """How far a change is: when it began, how many of its columns are passed, and how many values came under the new key."""

    begun_at: datetime
    passed: int
    columns: int
    resealed: int

    @property
    def done(self) -> bool:
        """Whether every column was looked through."""
        return self.passed == self.columns


@cache
def list_work() -> tuple[Work, ...]:
    """Return the work of every column, in the order in which it is done."""
    rows = collect_rows("resealed_columns", ResealedRow)
    numbers = [row for row in rows if isinstance(row, OwnedNumbers)]
    joins = {row.table: row.joins for row in rows if isinstance(row, RecordJoins)}
    work: list[Work] = [ColumnWork(row) for row in rows if isinstance(row, ResealedColumn)]
    spoken_for = {row.place for row in rows if isinstance(row, NotResealed)}
    spoken_for |= {f"{row.table}.{row.renamed}" for row in rows if isinstance(row, ResealedColumn)}
    for model in apps.get_models():
        label = model._meta.label
        work += [ColumnWork(row) for row in own_columns(model) if row.place not in spoken_for]
        if issubclass(model, SealedRecord):
            work.append(RecordWork(model, tuple(n for n in numbers if owns(model, n)), joins.get(label, ())))
    return tuple(sorted(work, key=lambda each: (each.place in COMPARED_LAST, each.place)))


def owns(model: type[models.Model], numbers: OwnedNumbers) -> bool:
    """Say whether numbers hang on the rows of a table."""
    return apps.get_model(numbers.table)._meta.get_field(numbers.owner).related_model is model


def own_columns(model: type[models.Model]) -> Iterator[ResealedColumn]:
    """Yield the columns of a table that say by their class how they are sealed."""
    for column in model._meta.local_concrete_fields:
        if isinstance(column, SealedTextField):
            yield ResealedColumn(model._meta.label, column.name, form_of_text(column.purpose))
        elif isinstance(column, CodeField):
            yield ResealedColumn(model._meta.label, column.name, CODE)


def running_change() -> KeyChange | None:
    """Return the change of the master key that has begun and not ended."""
    return KeyChange.objects.filter(finished_at=None).order_by("-generation").first()


def resealing_waits(now: datetime) -> bool:
    """Say whether a change is under way in which something is left to do."""
    if running_change() is None:
        return False
    return ChangeProgress.objects.filter(passed=True).count() < len(list_work())


def reseal_rows(stopped: Callable[[], bool] = lambda: False) -> int:
    """Seal everything anew that is under the old key, until nothing is left or it is told to stop; return how many values."""
    done = 0
    while running_change() is not None:
        for work in list_work():
            while not stopped() and (resealed := reseal_batch(work)) is not None:
                done += resealed
        if stopped() or not begin_again():
            break
    return done


def reseal_batch(work: Work) -> int | None:
    """Look at the next rows of a column; return how many were sealed anew, None where the column is passed."""

    def act() -> int | None:
        with transaction.atomic():
            progress, _ = ChangeProgress.objects.get_or_create(place=work.place)
            if progress.passed:
                return None
            batch = work.reseal(progress.reached, BATCH)
            progress.passed, progress.reached = batch.reached is None, batch.reached or ""
            progress.resealed += batch.resealed
            progress.save()
            return batch.resealed

    return transaction.retry(act)


def begin_again() -> bool:
    """Have columns looked through again in which something is still under the old key and opens; say whether there are any."""
    again = False
    for work in list_work():
        progress = ChangeProgress.objects.get(place=work.place)
        left = work.count_left()
        if left and left != progress.left:
            # As many as the last time are those that do not open any more.
            progress.passed, progress.reached, again = False, "", True
        progress.left = left
        progress.save()
    return again


def read_progress() -> KeyProgress | None:
    """Return how far the change of the master key is, without counting rows; None where none is under way."""
    change = running_change()
    if change is None:
        return None
    rows = list(ChangeProgress.objects.all())
    passed, resealed = sum(row.passed for row in rows), sum(row.resealed for row in rows)
    return KeyProgress(change.begun_at, passed, len(list_work()), resealed)


def list_states() -> list[ColumnState]:
    """Return how each column stands that has anything to do with the change."""
    resealed = dict(ChangeProgress.objects.values_list("place", "resealed"))
    states = [ColumnState(work.place, resealed.get(work.place, 0), work.count_left()) for work in list_work()]
    return [state for state in states if state.resealed or state.left]


def count_left() -> int:
    """Return how many values are still sealed under an old key."""
    return sum(work.count_left() for work in list_work()) if key_ring().turning else 0
