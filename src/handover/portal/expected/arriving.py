"""Where the record of an expected pupil is: found by marks among the files for the establishment, and for no other.

What is destined for somebody else is not looked at, so that a list cannot be used to find out where a child is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q, QuerySet

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.portal.establishments.models import Establishment
from handover.portal.expected.models import ExpectedMark, ExpectedPupil
from handover.portal.masterkeys.codes import newest_form
from handover.portal.masterkeys.ring import key_ring
from handover.portal.transfers.flow import FOR_COLLECTION, HAVE_BEEN_COLLECTED
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.models import COLLECTED, WAITS, PupilMark, Transfer


class Record(StrEnum):
    """Where a record is."""

    MISSING = "missing"
    ON_ITS_WAY = "coming"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class RecordDisplay:
    """How that is shown: its words, and the colour of its tag."""

    name: Text
    colour: str


RECORDS: dict[Record, RecordDisplay] = {
    Record.MISSING: RecordDisplay(Text("Missing", "Ar goll"), "red"),
    Record.ON_ITS_WAY: RecordDisplay(Text("On its way", "Ar ei ffordd"), "blue"),
    Record.ARRIVED: RecordDisplay(Text("Arrived", "Wedi cyrraedd"), "green"),
}
"""In the order in which they need somebody."""
STATES = {state.value: Record.ON_ITS_WAY for state in FOR_COLLECTION} | {
    state.value: Record.ARRIVED for state in HAVE_BEEN_COLLECTED
}


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record is, and the file that tells; None where it arrived so long ago that the file is gone."""

    record: Record
    transfer: Transfer | None = None

    @property
    def look(self) -> RecordDisplay:
        """How it is shown."""
        return RECORDS[self.record]


NOWHERE = RecordPlace(Record.MISSING)


def files_for(establishment: Establishment) -> QuerySet[Transfer]:
    """Return the records for an establishment: a school's own, an authority's and all of its schools'."""
    rows = Transfer.objects.filter(kind__in=CTF_KINDS, shelf__in=(WAITS, COLLECTED))
    if establishment.number.endswith(LA_SUFFIX):
        la = establishment.la_number
        return rows.filter(Q(home_la=la) | Q(incoming_la=la))
    return rows.filter(destination=establishment.number)


def where(rows: Iterable[ExpectedPupil], establishment: Establishment) -> dict[int, RecordPlace]:
    """Return where the record of each pupil of an establishment is, by the number of the row; three questions in all."""
    rows = list(rows)
    wanted: dict[tuple[int, str], set[str]] = defaultdict(set)
    marks_of_all = ExpectedMark.objects.filter(expected__establishment=establishment)
    ours: set[str] = set()
    for expected, way, mark in marks_of_all.values_list("expected_id", "way", "mark"):
        wanted[expected, way].add(newest_form(mark))
        ours.add(mark)
    borne: dict[str, set[UUID]] = defaultdict(set)
    carriers: dict[UUID, list[int]] = defaultdict(list)
    # While the master key is being changed marks stand in two forms, and two tables cannot be compared with each other.
    among = ours if key_ring().turning else marks_of_all.values("mark")
    pairs = PupilMark.objects.filter(mark__in=among, sealed__transfers__in=files_for(establishment)).annotate(
        transfer=F("sealed__transfers")
    )
    for mark, sealed, transfer in pairs.values_list("mark", "sealed_id", "transfer"):
        borne[newest_form(mark)].add(sealed)
        carriers[sealed].append(transfer)
    numbers = {number for found in carriers.values() for number in found}
    transfers = {row.pk: row for row in files_for(establishment).filter(pk__in=numbers)} if numbers else {}
    best: dict[int, RecordPlace] = {}
    for (expected, _way), marks in wanted.items():
        for sealed in set.intersection(*(borne[mark] for mark in marks)):
            for number in carriers[sealed]:
                if transfer := transfers.get(number):
                    best[expected] = better(best.get(expected, NOWHERE), RecordPlace(STATES[transfer.state], transfer))
    return {row.pk: better(best.get(row.pk, NOWHERE), _remembered(row)) for row in rows}


def _remembered(row: ExpectedPupil) -> RecordPlace:
    return RecordPlace(Record.ARRIVED) if row.arrived_at else NOWHERE


def better(one: RecordPlace, other: RecordPlace) -> RecordPlace:
    """Return which of two says that a record is nearer; the one with a file if both say the same."""
    order = list(RECORDS)
    return max(one, other, key=lambda found: (order.index(found.record), found.transfer is not None))


def note_arrivals(establishment: Establishment, now: datetime) -> None:
    """Remember which records have arrived, because a file that was collected is kept for a time only."""
    rows = ExpectedPupil.objects.filter(establishment=establishment, arrived_at=None)
    there = where(rows, establishment)
    arrived_ones = [row.pk for row in rows if there[row.pk].record is Record.ARRIVED]
    ExpectedPupil.objects.filter(pk__in=arrived_ones).update(arrived_at=now)


def note_confirmed_record(transfer: Transfer, now: datetime) -> None:
    """A record was confirmed: whoever expects one of its pupils has it."""
    marks = PupilMark.objects.filter(sealed=transfer.sealed_id).values_list("mark", flat=True)
    borne = list(marks) if key_ring().turning else marks
    la = Q(number=f"{transfer.destination[:3]}{LA_SUFFIX}") | Q(number=transfer.destination)
    waiting = ExpectedPupil.objects.filter(marks__mark__in=borne, arrived_at=None).values("establishment")
    for establishment in Establishment.objects.filter(la, pk__in=waiting):
        note_arrivals(establishment, now)
