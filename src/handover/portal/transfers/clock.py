"""What happens when time passes: questions without an answer lapse; files expire, are forgotten, leave a tombstone.

When each is due is a row of `retention.table`; here is what is done to one file.
"""

from datetime import datetime

from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.locking import lock_rows
from handover.portal.transfers.answers import erase
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step


def lapse(transfer: Transfer, now: datetime) -> bool:
    """Drop a file whose sender gave no answer, and destroy its bytes; say whether that was still to do."""
    try:
        with transaction.atomic():
            take_step("lapse", transfer, by=None, now=now)
            erase(transfer, now)
    except AlreadyMoved:
        return False
    return True


def expire_transfer(transfer: Transfer, now: datetime) -> bool:
    """Close a transfer that nobody collected; say whether that was still to do."""
    try:
        take_step("expire", transfer, by=None, now=now)
    except AlreadyMoved:
        return False
    return True


def bury(transfer: Transfer, now: datetime) -> bool:
    """Destroy the bytes and the key of a file that is over; its tombstone keeps no words that somebody wrote."""
    with transaction.atomic():
        held = lock_rows(Transfer.objects.filter(pk=transfer.pk).select_related("sealed")).get()
        if held.sealed is None or held.state != transfer.state:
            return False
        erase(held, now)
        Transfer.objects.filter(pk=held.pk).update(given_name=held.file_name, reason="")
        record("file.erased", actor=SITE, subject=str(held.reference), details={"file": held.file_name}, now=now)
    return True
