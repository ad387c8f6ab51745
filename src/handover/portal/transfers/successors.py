"""A file for a closed school: sent on to the successor as a transfer of its own that names its parent.

Either side may do it: the sender, or the successor who takes the file. The bytes stay the sender's own; the name is
rebuilt for the new destination.
"""

from datetime import datetime

from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.establishments.directory import RouteState, route
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, begin_transfer, take_step
from handover.portal.transfers.onward import onward


def successor_for(transfer: Transfer, now: datetime) -> Establishment | None:
    """Return the open school that a held file may go to."""
    there = route(transfer.destination, timezone.localdate(now))
    return there.successor if there.state is RouteState.CLOSED_WITH_SUCCESSOR else None


def send_to_successor(transfer: Transfer, by: User, now: datetime) -> Transfer:
    """Send a held file to the successor and return the new transfer; raise AlreadyMoved if it is not held any more."""
    successor = successor_for(transfer, now)
    if successor is None:
        raise AlreadyMoved(transfer)
    event = "redirect" if by.mailbox == transfer.source else "take"
    with transaction.atomic():
        take_step(event, transfer, by=by, now=now)
        child = onward(
            transfer,
            successor,
            source=transfer.source,
            by=transfer.source_establishment,
            sent_by=transfer.sent_by,
            now=now,
        )
        return begin_transfer("send", child, by=by, now=now)
