"""Finding transfers: what is in a mailbox, what left it, and which one a person may look at."""

from uuid import UUID

from django.db.models import Q, QuerySet

from handover.portal.transfers.flow import TO_COLLECT, State, StepActor
from handover.portal.transfers.in_software_hands import leave_to_people
from handover.portal.transfers.kinds import KIND_OF_FORM, KINDS, FileKind, mailbox_kind
from handover.portal.transfers.models import WAITING, Transfer
from handover.portal.transfers.senders import Sender


def to_collect(user: Sender) -> QuerySet[Transfer]:
    """Return what waits for a person of the mailbox, to be collected or confirmed."""
    return leave_to_people(list_received(user).filter(waiting=WAITING))


def list_collected(user: Sender) -> QuerySet[Transfer]:
    """Return what a person's mailbox has collected and confirmed."""
    return list_received(user).filter(state=State.CONFIRMED.value)


def list_outgoing(user: Sender) -> QuerySet[Transfer]:
    """Return what left a person's mailbox, or is about to."""
    return of_kinds(Transfer.objects.filter(source=user.mailbox), stored_kinds(user, sent=True))


def list_received(user: Sender) -> QuerySet[Transfer]:
    """Return what was sent to a person's mailbox, of the kinds that their role collects."""
    return of_kinds(Transfer.objects.filter(destination=user.mailbox), stored_kinds(user, sent=False))


def of_kinds(rows: QuerySet[Transfer], stored: tuple[str, ...]) -> QuerySet[Transfer]:
    """Return the transfers of these kinds; where that is every kind, the condition is left out."""
    return rows if set(stored) >= KIND_OF_FORM.keys() else rows.filter(kind__in=stored)


def visible(user: Sender) -> QuerySet[Transfer]:
    """Return the transfers that a person may look at: their own mailbox's, and held ones for a school they succeed.

    A file that is still with its sender (a question is open, or was answered with no) is not the receiver's to see.
    Several roles of an authority share a mailbox; each sees the files of the kinds that it sends or collects.
    """
    if not user.mailbox:
        return Transfer.objects.none()
    sent, collected = stored_kinds(user, sent=True), stored_kinds(user, sent=False)
    mine = Q(source=user.mailbox, kind__in=sent)
    for_me = Q(destination=user.mailbox, kind__in=collected) & ~Q(state__in=[State.ASKING.value, State.WITHDRAWN.value])
    to_take = Q(state=State.HELD.value, held_for=user.establishment_id, kind__in=collected)
    return Transfer.objects.filter(mine | for_me | to_take).select_related(
        "source_establishment", "destination_establishment", "sealed", "sent_by", "parent", "held_for"
    )


def find_transfer(reference: UUID, user: Sender) -> Transfer | None:
    """Return a transfer that a person may look at; None tells nothing about those of others."""
    return visible(user).filter(reference=reference).first()


def may_open(transfer: Transfer, user: Sender) -> bool:
    """Say whether a person may look inside: the sender always, the receiver while it is theirs to collect or keep."""
    if transfer.sealed_id is None:
        return False
    if StepActor.SENDER in sides(transfer, user):
        return True
    return may_collect(transfer, user) and transfer.stage in (*TO_COLLECT, State.CONFIRMED)


def may_collect(transfer: Transfer, user: Sender) -> bool:
    """Say whether a file is for a person to collect, confirm or reject: it came to their mailbox, and their role, as it
    is now, collects files of its kind. Several roles of an authority share a mailbox, so the address alone says little.
    """
    return bool(user.mailbox) and transfer.destination == user.mailbox and user.may(transfer.file_kind.collect)


def may_send(transfer: Transfer, user: Sender) -> bool:
    """Say whether a file is a person's to answer for, recall or send on: it left their mailbox, and their role sends
    files of its kind.
    """
    return bool(user.mailbox) and transfer.source == user.mailbox and user.may(transfer.file_kind.send)


def may_take_over(transfer: Transfer, user: Sender) -> bool:
    """Say whether a file that is held for a closed school is for a person of the successor to take."""
    mine = transfer.held_for_id is not None and transfer.held_for_id == user.establishment_id
    return transfer.stage is State.HELD and mine and user.may(transfer.file_kind.collect)


def sides(transfer: Transfer, user: Sender) -> frozenset[StepActor]:
    """Say on which sides of a transfer a person stands; a school that sends to itself stands on both."""
    sides = set()
    if may_send(transfer, user):
        sides.add(StepActor.SENDER)
    if may_collect(transfer, user) or (may_take_over(transfer, user) and StepActor.SENDER not in sides):
        sides.add(StepActor.RECEIVER)
    return frozenset(sides)


def kinds_to_send(user: Sender) -> tuple[FileKind, ...]:
    """Return the kinds that a person may send: the role allows it, and something goes out from the mailbox."""
    place = mailbox_kind(user.mailbox)
    return tuple(
        kind for kind in KINDS.values() if user.may(kind.send) and any(place in way.senders for way in kind.ways)
    )


def stored_kinds(user: Sender, *, sent: bool) -> tuple[str, ...]:
    """Return the kinds of transfers that a person may see on one side, as they stand in the column."""
    allowed = [kind for kind in KINDS.values() if user.may(kind.send if sent else kind.collect)]
    return tuple(stored for kind in allowed for stored in kind.stored)
