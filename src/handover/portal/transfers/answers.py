"""The sender's answer to a question: yes sends the file on its way, no (or silence) drops it and its bytes."""

from datetime import datetime

from django.utils import timezone

from handover.common.problems import has_errors
from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.establishments.directory import Route
from handover.portal.locking import lock_rows
from handover.portal.transfers import vault
from handover.portal.transfers.addresses import check_destination, departure, route_to
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from handover.portal.transfers.senders import Sender


def say_yes(transfer: Transfer, by: Sender, now: datetime) -> Transfer:
    """Send a file whose questions are answered; raise AlreadyMoved if it no longer waits, or has nowhere to go.

    Raises `vault.Damaged` if its bytes are not whole: then nothing goes on its way.
    """
    there = route_to(transfer.destination, timezone.localdate(now))
    if there is not None and transfer.destination != transfer.source and not may_go(transfer, there, by):
        raise AlreadyMoved(transfer)
    event, held_for = departure(transfer.source, transfer.destination, there)
    if transfer.unscanned:
        event, held_for = "wait_for_scan", None
    check_bytes(transfer)
    with transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(held_for=held_for)
        details = {"questions": ",".join(transfer.questions)}
        record("file.answered_yes", actor=by.actor, subject=str(transfer.reference), details=details, now=now)
        return take_step(event, only_from(transfer, State.ASKING), by=by, now=now)


def may_go(transfer: Transfer, there: Route, by: Sender) -> bool:
    """Say whether nothing speaks against sending a file where it is addressed."""
    return not has_errors(check_destination(there, transfer.destination, transfer.file_kind, by))


def say_no(transfer: Transfer, by: Sender, now: datetime) -> Transfer:
    """Drop a file that waits for an answer, and destroy its bytes."""
    with transaction.atomic():
        take_step("decline", transfer, by=by, now=now)
        erase(transfer, now)
    return transfer


def check_bytes(transfer: Transfer) -> None:
    """Read a file through before it goes on its way. Raises `vault.Damaged` or `vault.NoStore`."""
    if transfer.sealed is not None:
        vault.check_stored(transfer.sealed)


def erase(transfer: Transfer, now: datetime) -> None:
    """Destroy the bytes of a transfer unless another one carries them too; its row stays and says what happened.

    Of two transfers of the same bytes that end at the same moment, one waits for the other: each would leave them to it.
    """
    sealed = transfer.sealed
    if sealed is None:
        return
    list(lock_rows(SealedFile.objects.filter(pk=sealed.pk).only("pk")))
    transfer.sealed = None
    transfer.save(update_fields=["sealed"])
    if not Transfer.objects.filter(sealed=sealed).exists():
        SealedFile.objects.filter(pk=sealed.pk).delete()
        transaction.on_commit(lambda: vault.delete_sealed(sealed.name))


def only_from(transfer: Transfer, state: State) -> Transfer:
    """Return the transfer if it is in that state; raise AlreadyMoved otherwise."""
    if transfer.stage is not state:
        raise AlreadyMoved(transfer)
    return transfer
