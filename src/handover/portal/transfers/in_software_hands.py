"""Files that are being put into a school's software: as long as that goes on, no person has to collect or confirm them.

This feature lies below the one that does it, and may not import it. So that one gives its rows in a module `files_in_hand`
(`features.py`). Whoever counts, lists or writes to a school what waits for a person asks here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from handover.portal.features import collect_rows
from handover.portal.transfers.models import Transfer


@dataclass(frozen=True, slots=True)
class FilesInHand:
    """A row of the table: `condition` is met by the transfers that are in hand now; `takes` says of one that is being sent
    whether it will be.
    """

    condition: Callable[[], Q]
    takes: Callable[[Transfer], bool]


def leave_to_people(rows: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """Return those of some files with which a person has to do something: not what software is being given, or has."""
    for row in collect_rows("files_in_hand", FilesInHand):
        rows = rows.exclude(row.condition())
    return rows


def goes_into_software(transfer: Transfer) -> bool:
    """Say whether a file that is being sent goes into the software of the school that it is for."""
    return any(row.takes(transfer) for row in collect_rows("files_in_hand", FilesInHand))
