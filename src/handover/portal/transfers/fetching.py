"""Collecting by software: a copy is fetched as often as needed and changes nothing; the acknowledgement moves the file.

Between the two the receiver has a copy of a file that still counts as sent. Whoever calls it back is told so.
"""

from datetime import datetime
from typing import Final

from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.transfers.fetches import FETCHED, was_fetched_at
from handover.portal.transfers.flow import TO_COLLECT, State
from handover.portal.transfers.mailbox import may_collect
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import (
    AlreadyMoved,
    NotTheirs,
    lock_transfer,
    locked_state,
    take_step_of_locked,
)
from handover.portal.transfers.senders import SendingOffice
from handover.portal.transfers.vault import StoredPart

FETCHABLE: Final = (*TO_COLLECT, State.CONFIRMED)


class NotFetched(Exception):
    """A file is acknowledged that nobody of the receiver's office has fetched or collected."""


class NoLongerFetched(AlreadyMoved):
    """A file is asked for that has ended, or whose bytes were destroyed when their time was over."""


def fetch_part(transfer: Transfer, by: SendingOffice, start: int, stop: int, now: datetime) -> StoredPart:
    """Return the bytes of a file from `start` to before `stop`, once that is written down.

    Raises NotTheirs, NoLongerFetched, and what the vault raises where the bytes are not whole.
    """
    if not may_collect(transfer, by):
        raise NotTheirs
    if transfer.stage not in FETCHABLE or transfer.sealed is None:
        raise NoLongerFetched(transfer)
    part = StoredPart(transfer.sealed, start, stop)
    try:
        transaction.retry(lambda: note_fetch(transfer, by, f"{start}-{stop - 1}", now))
    except BaseException:
        part.close()
        raise
    return part


def note_fetch(transfer: Transfer, by: SendingOffice, which: str, now: datetime) -> None:
    """Write down that these bytes of a file go out. Raises NoLongerFetched where it was called back in this moment.

    Whoever calls it back waits for this, so that what they are told then is true.
    """
    with transaction.atomic():
        if locked_state(transfer) not in FETCHABLE:
            transfer.refresh_from_db(fields=["state"])
            raise NoLongerFetched(transfer)
        details = {"file": transfer.file_name, "bytes": f"{which} of {transfer.size}"}
        record(FETCHED, actor=by.actor, subject=str(transfer.reference), details=details, now=now)


def acknowledge_file(transfer: Transfer, by: SendingOffice, now: datetime) -> Transfer:
    """Say of a file that software has it: collected and confirmed, in one transaction. Nothing is done the second time.

    Raises NotFetched where nobody of the office has the bytes, NotTheirs, and AlreadyMoved.
    """
    if not may_collect(transfer, by):
        raise NotTheirs
    with transaction.atomic():
        before = lock_transfer(transfer)
        if before is State.CONFIRMED:
            return transfer
        if before is not State.COLLECTED:
            if before in TO_COLLECT and not was_fetched_at(transfer.reference, by.establishment.number):
                raise NotFetched
            take_step_of_locked("collect", transfer, by=by, now=now)
        return take_step_of_locked("confirm", transfer, by=by, now=now)
