"""A file for a closed school: sent on to the successor as a transfer of its own that names its parent.

Either side may do it: the sender, or the successor who takes the file. The bytes stay the sender's own; the name is
rebuilt for the new destination.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handover.ctf.filename import build, parse
from handover.portal.accounts.models import User
from handover.portal.establishments.directory import RouteState, route
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, begin, take


def successor_for(transfer: Transfer, now: datetime) -> Establishment | None:
    """Return the open school that a held file may go to."""
    there = route(transfer.destination, timezone.localdate(now))
    return there.successor if there.state is RouteState.CLOSED_WITH_SUCCESSOR else None


def send_on(transfer: Transfer, by: User, now: datetime) -> Transfer:
    """Send a held file to the successor and return the new transfer; raise AlreadyMoved if it is not held any more."""
    successor = successor_for(transfer, now)
    if successor is None:
        raise AlreadyMoved(transfer)
    event = "redirect" if by.mailbox == transfer.source else "take"
    with transaction.atomic():
        take(event, transfer, by=by, now=now)
        child = Transfer(
            kind=transfer.kind,
            file_name=name_for(transfer, successor),
            given_name=transfer.given_name,
            source=transfer.source,
            destination=successor.number,
            source_establishment=transfer.source_establishment,
            destination_establishment=successor,
            sealed=transfer.sealed,
            size=transfer.size,
            digest=transfer.digest,
            pupils=transfer.pupils,
            first_source=transfer.first_source,
            warnings=transfer.warnings,
            sent_by=transfer.sent_by,
            sent_at=now,
            parent=transfer,
        )
        return begin("send", child, by=by, now=now)


def name_for(transfer: Transfer, successor: Establishment) -> str:
    """Return the file's name with the successor as its destination, under a number that is not taken yet."""
    number = int(parse(transfer.file_name).number or 1)
    taken = set(
        Transfer.objects.filter(source=transfer.source, destination=successor.number).values_list(
            "file_name", flat=True
        )
    )
    wanted = (*range(number, 1000), *range(1, number))
    names = (build(transfer.source, successor.number, candidate) for candidate in wanted)
    return next((name for name in names if name not in taken), build(transfer.source, successor.number, number))
