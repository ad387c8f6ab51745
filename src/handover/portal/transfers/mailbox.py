"""Finding transfers: what is in a mailbox, what left it, and which one a person may look at."""

from uuid import UUID

from django.db.models import Q, QuerySet

from handover.portal.accounts.models import User
from handover.portal.accounts.roles import Permission
from handover.portal.transfers.flow import TO_COLLECT, Actor, State
from handover.portal.transfers.models import WAITING, Transfer


def to_collect(user: User) -> QuerySet[Transfer]:
    """Return what waits to be collected by a person's mailbox."""
    return Transfer.objects.filter(destination=user.mailbox, waiting=WAITING)


def collected(user: User) -> QuerySet[Transfer]:
    """Return what a person's mailbox has collected and confirmed."""
    return Transfer.objects.filter(destination=user.mailbox, state=State.CONFIRMED.value)


def outgoing(user: User) -> QuerySet[Transfer]:
    """Return what left a person's mailbox, or is about to."""
    return Transfer.objects.filter(source=user.mailbox)


def visible(user: User) -> QuerySet[Transfer]:
    """Return the transfers that a person may look at: their own mailbox's, and held ones for a school they succeed.

    A file that is still with its sender (a question is open, or was answered with no) is not the receiver's to see.
    Several roles of an authority share a mailbox; only those that send or collect CTFs see its files.
    """
    if not user.mailbox or not (user.may(Permission.SEND_CTF) or user.may(Permission.COLLECT_CTF)):
        return Transfer.objects.none()
    mine = Q(source=user.mailbox)
    for_me = Q(destination=user.mailbox) & ~Q(state__in=[State.ASKING.value, State.WITHDRAWN.value])
    to_take = Q(state=State.HELD.value, held_for=user.establishment_id)
    return Transfer.objects.filter(mine | for_me | to_take).select_related(
        "source_establishment", "destination_establishment", "sealed", "sent_by", "parent", "held_for"
    )


def find(reference: UUID, user: User) -> Transfer | None:
    """Return a transfer that a person may look at; None tells nothing about those of others."""
    return visible(user).filter(reference=reference).first()


def may_open(transfer: Transfer, user: User) -> bool:
    """Say whether a person may look inside: the sender always, the receiver while it is theirs to collect or keep."""
    if transfer.sealed_id is None:
        return False
    if Actor.SENDER in sides(transfer, user):
        return True
    return transfer.destination == user.mailbox and transfer.stage in (*TO_COLLECT, State.CONFIRMED)


def sides(transfer: Transfer, user: User) -> frozenset[Actor]:
    """Say on which sides of a transfer a person stands; a school that sends to itself stands on both."""
    sides = set()
    if transfer.source == user.mailbox:
        sides.add(Actor.SENDER)
    if transfer.destination == user.mailbox or (transfer.stage is State.HELD and Actor.SENDER not in sides):
        sides.add(Actor.RECEIVER)
    return frozenset(sides)
