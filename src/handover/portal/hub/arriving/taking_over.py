"""The next school's answer about records that wait for it: take over, one or three hundred, or refuse with a reason."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.hub.arriving.acts import find_school_of
from handover.portal.hub.arriving.settling import settle_file
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.moving import MoveNotThere, take_move_step
from handover.portal.hub.reasons import SAID_BY_HAND
from handover.portal.transfers.permissions import COLLECT_CTF


def list_offered(person: User) -> QuerySet[Move]:
    """Return the records that wait for a yes of a person's school, those about which something is doubtful first."""
    return _own(person).filter(state=MoveState.OFFERED.value).order_by("-reason", "moved_at", "pk")


def list_not_on_roll(person: User) -> QuerySet[Move]:
    """Return the records that a person's school has taken in, and whose children its software has not put on the roll."""
    return _own(person).filter(state=MoveState.TAKEN_IN.value).order_by("moved_at", "pk")


def list_long_not_on_roll(person: User) -> QuerySet[Move]:
    """Return those of them for which the hub does not wait any more, or has waited long."""
    waits = Q(zone_in_charge="") | Q(reason__in=SAID_BY_HAND) | Q(destination_school__zone__on=False)
    return list_not_on_roll(person).filter(waits, destination_school__isnull=False)


def find_received(reference: UUID, person: User) -> Move | None:
    """Return a record that came to a person's own school; those of others do not exist for them."""
    return _own(person).filter(reference=reference).first()


def _own(person: User) -> QuerySet[Move]:
    mine = bool(person.mailbox) and person.may(COLLECT_CTF)
    rows = Move.objects.filter(destination=person.mailbox) if mine else Move.objects.none()
    return rows.select_related("transfer", "transfer__source_establishment", "transfer__sealed", "destination_school")


def accept_records(moves: Iterable[Move], person: User, now: datetime) -> int:
    """Have records brought into the school's software, and return how many: those that somebody else answered are not."""
    accepted = 0
    for move in moves:
        school = find_school_of(move)
        if school is None:
            continue
        try:
            take_move_step("accept", move, by=person.actor, now=now, zone_in_charge=school.zone.zone, due_at=now)
        except MoveNotThere:
            continue
        accepted += 1
    return accepted


def refuse_offered(move: Move, words: str, person: User, now: datetime) -> bool:
    """Refuse a record and say why; say whether it still waited. The file is rejected when all of its pupils are refused."""
    school = find_school_of(move)
    if school is None:
        return False
    try:
        with transaction.atomic():
            take_move_step("refuse", move, by=person.actor, now=now, reason="rejected", words=words, by_hand=True)
            settle_file(move, school, now, person)
    except MoveNotThere:
        return False
    return True


def say_on_roll(moves: Iterable[Move], person: User, now: datetime) -> int:
    """Say of children that they are on the roll, where the software does not say it; return of how many it was news."""
    there = 0
    for move in moves:
        school = find_school_of(move)
        if school is None:
            continue
        try:
            with transaction.atomic():
                take_move_step("arrive", move, by=person.actor, now=now, by_hand=True)
                settle_file(move, school, now, person)
        except MoveNotThere:
            continue
        there += 1
    return there
