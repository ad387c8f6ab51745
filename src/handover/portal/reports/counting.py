"""Keeping the tally: every step adds to it in the step's own transaction; a job folds it; a new site fills it once.

The tally says of the files sent on a day what has become of them by now. A file that is collected today is taken out of
"awaiting" and put into "downloaded" under the day on which it was sent, so the columns of a report always add up.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.expressions import Combinable
from django.db.models.functions import Substr
from django.utils import timezone

from handover.portal import transaction
from handover.portal.locking import lock_rows
from handover.portal.reports.models import DAY, KEY, MONTH, Tally
from handover.portal.reports.outcomes import OUTCOME_OF
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import DESTINATION_LA, SOURCE_LA, Transfer

AT_ONCE = 2000
SENT, RECEIVED, FLOW = "S", "R", "F"


@dataclass(frozen=True, slots=True)
class Side:
    """One way of counting a file: under which authority and which place, for one transfer and for a whole table."""

    key: str
    of: Callable[[Transfer], tuple[str, str]]
    la_number: Combinable
    place: Combinable


SIDES: tuple[Side, ...] = (
    Side(SENT, lambda transfer: (transfer.source[:3], transfer.source), SOURCE_LA, F("source")),
    Side(RECEIVED, lambda transfer: (transfer.destination[:3], transfer.destination), DESTINATION_LA, F("destination")),
    Side(
        FLOW,
        lambda transfer: (transfer.source[:3], transfer.destination[:3]),
        SOURCE_LA,
        Substr("destination", 1, 3),
    ),
)
"""By the mailbox that sent, by the mailbox that receives, and from one authority to another."""


def count_transfer(transfer: Transfer, before: State) -> None:
    """Move a transfer in the tally from the outcome it had to the one it has: called with every step."""
    was, is_ = OUTCOME_OF.get(before), OUTCOME_OF.get(transfer.stage)
    if was == is_:
        return
    changes = [(outcome, number) for outcome, number in ((was, -1), (is_, 1)) if outcome]
    Tally.objects.bulk_create(
        entry for outcome, number in changes for entry in tally_entries(transfer, outcome, number) if outcome
    )


def tally_entries(transfer: Transfer, outcome: str, number: int) -> Iterator[Tally]:
    """Yield the entries that add a number of one transfer: on each side, under its day and its month."""
    day = timezone.localdate(transfer.sent_at)
    for side in SIDES:
        la_number, place = side.of(transfer)
        for span, begins in ((DAY, day), (MONTH, day.replace(day=1))):
            yield Tally(
                side=side.key,
                span=span,
                la_number=la_number,
                begins=begins,
                place=place,
                kind=transfer.file_kind.key,
                outcome=outcome,
                files=number,
                pupils=number * transfer.pupils,
            )


def fold_tally(now: datetime) -> int:
    """Fold the entries of each key into one; return how many were folded. Safe to run twice, and at the same time."""
    done = 0
    while folded := fold_some():
        done += folded
    return done


def fold_some() -> int:
    """Fold the oldest entries that are not yet folded, some thousands of them in one transaction."""
    with transaction.atomic():
        fresh = list(lock_rows(Tally.objects.filter(folded=False))[:AT_ONCE])
        files: Counter[tuple[Any, ...]] = Counter()
        pupils: Counter[tuple[Any, ...]] = Counter()
        for row in fresh:
            key = tuple(getattr(row, name) for name in KEY)
            files[key] += row.files
            pupils[key] += row.pupils
        for key in sorted(files):
            add_to_total(dict(zip(KEY, key, strict=True)), files[key], pupils[key])
        Tally.objects.filter(pk__in=[row.pk for row in fresh]).delete()
    return len(fresh)


def add_to_total(key: dict[str, Any], files: int, pupils: int) -> None:
    """Add to the one folded entry of a key; make it where there is none."""
    if not files and not pupils:
        return
    rows = Tally.objects.filter(folded=True, **key)
    if not rows.update(files=F("files") + files, pupils=F("pupils") + pupils):
        Tally.objects.create(**key, files=files, pupils=pupils, folded=True)
