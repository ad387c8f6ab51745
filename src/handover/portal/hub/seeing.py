"""Which ways of records a person may see, and whose names on them: by the same rules as the files that carry them.

A school sees those that begin at it, and those that come to it once the file has left its sender. An authority sees those of
its schools. Somebody who works nationally sees all of them, and no name.
"""

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from handover.portal.accounts.models import User
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.transfers import monitoring
from handover.portal.transfers.flow import State
from handover.portal.transfers.permissions import COLLECT_CTF, MONITOR, SEARCH_TRANSFERS, SEE_CONTENT, SEND_CTF

STILL_AT_SENDER: Final = (MoveState.NOTICED, MoveState.NO_DESTINATION, MoveState.QUESTION, MoveState.STORED)
"""In these states nothing was sent to the next school, which therefore hears nothing."""
NEVER_SENT: Final = (State.ASKING.value, State.WITHDRAWN.value)


class MoveSide(StrEnum):
    """On which side of a record's way somebody stands."""

    SENDER = "sender"
    RECEIVER = "receiver"


def left_sender() -> Q:
    """Return the condition that a record has left its sender."""
    at_sender = Q(state__in=[state.value for state in STILL_AT_SENDER])
    return Q(transfer__isnull=False) & ~at_sender & ~Q(transfer__state__in=NEVER_SENT)


def is_place_of(column: str, la_number: str) -> Q:
    """Return the condition that a side is a place of an authority: as a range, which an index finds."""
    return Q(**{f"{column}__gte": la_number, f"{column}__lte": f"{la_number}ZZZZ"})


def list_moves(person: User, side: MoveSide | None = None) -> QuerySet[Move]:
    """Return the ways of records that a person may see, on one side of them or on both, in no order."""
    out, in_ = _out_of(person), _into(person)
    if out is None or in_ is None:
        return Move.objects.all() if person.establishment is None and not person.mailbox else Move.objects.none()
    chosen = {MoveSide.SENDER: out, MoveSide.RECEIVER: in_ & left_sender(), None: out | (in_ & left_sender())}
    return Move.objects.filter(chosen[side])


def _out_of(person: User) -> Q | None:
    if person.may(MONITOR) and person.establishment:
        return is_place_of("source", person.establishment.la_number)
    return Q(source=person.mailbox) if person.mailbox else None


def _into(person: User) -> Q | None:
    if person.may(MONITOR) and person.establishment:
        return is_place_of("destination", person.establishment.la_number)
    return Q(destination=person.mailbox) if person.mailbox else None


def find_move(reference: UUID, person: User) -> Move | None:
    """Return the way of a record that a person may see; None tells nothing about others."""
    rows = list_moves(person).select_related("transfer", "source_school", "destination_school")
    return rows.filter(reference=reference).first()


def find_sides(move: Move, person: User) -> frozenset[MoveSide]:
    """Say on which sides of a record's way a person may act: at the school itself, in a role for its files."""
    sides = set()
    if person.mailbox and person.mailbox == move.source and person.may(SEND_CTF):
        sides.add(MoveSide.SENDER)
    if person.mailbox and person.mailbox == move.destination and person.may(COLLECT_CTF):
        sides.add(MoveSide.RECEIVER)
    return frozenset(sides)


def may_see_child(move: Move, person: User) -> bool:
    """Say whether a person may see whose record it is: at the two schools who may look into their files, and at their
    authorities who may see the pupils of a file that nobody has collected.
    """
    if find_sides(move, person):
        return person.may(SEE_CONTENT)
    if not person.may(SEARCH_TRANSFERS) or person.establishment is None:
        return False
    if move.transfer is not None:
        return monitoring.may_see_pupils(move.transfer, person)
    return move.source.startswith(person.establishment.la_number) and person.may(SEND_CTF)
