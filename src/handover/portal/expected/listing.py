"""The list of an establishment: pupils added from a file or by hand, looked at, and taken off again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.expected.arriving import RECORDS, Record, RecordPlace, note_arrivals, where
from handover.portal.expected.models import ExpectedMark, ExpectedPupil
from handover.portal.expected.row import Expected
from handover.portal.expected.who import identity, marks_by_way, seal_into
from handover.portal.locking import lock_rows
from handover.portal.masterkeys.codes import newest_form
from handover.portal.transfers.senders import Sender, find_person

BATCH = 500


def own(by: Sender) -> QuerySet[ExpectedPupil]:
    """Return the pupils whom a person's school or authority expects."""
    return ExpectedPupil.objects.filter(establishment=by.establishment_id) if by.establishment_id else none()


def none() -> QuerySet[ExpectedPupil]:
    """Return nobody."""
    return ExpectedPupil.objects.none()


def find_pupil(reference: UUID, by: Sender) -> ExpectedPupil | None:
    """Return a pupil of a person's own list; those of others do not exist for them."""
    return own(by).filter(reference=reference).first()


def add_pupils(pupils: Iterable[Expected], by: Sender, now: datetime) -> int:
    """Put pupils on the list of a person's establishment; return how many were not there yet.

    Of those who were there, it is noted where they come from, if that is now known.
    """
    assert by.establishment is not None
    new = {newest_form(identity(pupil)): pupil for pupil in pupils}
    with transaction.atomic():
        # Two who upload the same list: the second waits, and finds the pupils there.
        lock_rows(Establishment.objects.filter(pk=by.establishment.pk)).get()
        there = {newest_form(row.identity): row for row in own(by).only("identity", "source")}
        moved = [row for code, row in there.items() if code in new and new[code].source not in {"", row.source}]
        for row in moved:
            row.source = new[newest_form(row.identity)].source
        ExpectedPupil.objects.bulk_update(moved, ["source"], batch_size=BATCH)
        rows = [_row(pupil, code, by, now) for code, pupil in new.items() if code not in there]
        ExpectedPupil.objects.bulk_create(rows, batch_size=BATCH)
        ExpectedMark.objects.bulk_create(
            (
                ExpectedMark(expected=row, way=way, mark=mark)
                for row in rows
                for way, marks in marks_by_way(new[row.identity]).items()
                for mark in marks
            ),
            batch_size=BATCH,
        )
        note_arrivals(by.establishment, now)
        record("expected.added", actor=by.actor, details={"pupils": str(len(rows))}, now=now)
    return len(rows)


def _row(pupil: Expected, code: str, by: Sender, now: datetime) -> ExpectedPupil:
    row = ExpectedPupil(
        establishment=by.establishment, identity=code, source=pupil.source, added_at=now, added_by=find_person(by)
    )
    seal_into(row, pupil)
    return row


def remove_expected_pupil(row: ExpectedPupil, by: Sender, now: datetime) -> bool:
    """Take a pupil off the list; say whether they were still on it."""
    with transaction.atomic():
        if not ExpectedPupil.objects.filter(pk=row.pk).delete()[0]:
            return False
        record("expected.removed", actor=by.actor, subject=str(row.reference), now=now)
    return True


@dataclass(frozen=True, slots=True)
class Overview:
    """A list: its rows, those that need somebody first, with where each record is; and how many of each there are."""

    rows: list[tuple[ExpectedPupil, RecordPlace]]
    counts: dict[Record, int]


def look_at_list(by: Sender, now: datetime, only: str = "") -> Overview:
    """Return the list of a person's establishment, or those of it whose record is there. Every look is audited."""
    assert by.establishment is not None
    rows = list(own(by))
    found = where(rows, by.establishment)
    counts = Counter(place.record for place in found.values())
    order = list(RECORDS)
    rows.sort(key=lambda row: order.index(found[row.pk].record))
    shown = [(row, found[row.pk]) for row in rows if only not in order or found[row.pk].record == only]
    record("expected.listed", actor=by.actor, details={"pupils": str(len(rows))}, now=now)
    return Overview(shown, {each: counts[each] for each in order})
