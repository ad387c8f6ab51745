"""Leavers for whom somebody at the old school has to do something: say where they go, try again, or see to it by hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.hub.leaving.leavings import find_due_time
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.moving import MoveNotThere, take_move_step
from handover.portal.hub.reasons import LASTING
from handover.portal.paging import count_rows_together

S = MoveState


@dataclass(frozen=True, slots=True)
class LeaversDone:
    """With how many of the chosen leavers something was done, and with how many it could not be."""

    done: int
    missed: int


def list_without_destination(person: User) -> QuerySet[Move]:
    """Return the leavers of a person's school of whom nobody knows where they go, those who left first at the top."""
    return _own(person).filter(state=S.NO_DESTINATION.value).order_by("noticed_at", "pk")


def list_stuck(person: User) -> QuerySet[Move]:
    """Return the leavers of a person's school whose record could not be made, or of whom something else must be seen to."""
    stuck = Q(state=S.FAILED.value) | Q(reason__in=LASTING)
    return _own(person).filter(stuck, settled_at=None).order_by("moved_at", "pk")


def _own(person: User) -> QuerySet[Move]:
    if not person.mailbox:
        return Move.objects.none()
    rows = Move.objects.filter(source=person.mailbox)
    return rows.select_related(
        "source_school__zone", "source_school__establishment", "transfer__destination_establishment"
    )


def count_leavers_waiting(person: User) -> tuple[int, int]:
    """Return how many leavers need a destination, and how many something else."""
    without, stuck = count_rows_together([list_without_destination(person), list_stuck(person)])
    return without, stuck


def say_destinations(moves: Iterable[Move], destination: str, by: User, now: datetime) -> LeaversDone:
    """Say that leavers go to a school (by number) or into the lost pupil store (by marker)."""
    return _with_each(moves, lambda move: _send_on(move, "say_destination", by, now, destination))


def try_leavers_again(moves: Iterable[Move], by: User, now: datetime) -> LeaversDone:
    """Have the records of leavers made once more."""
    return _with_each(moves, lambda move: _send_on(move, "try_again", by, now))


def _send_on(move: Move, event: str, by: User, now: datetime, destination: str = "") -> None:
    school = move.source_school
    if school is None:
        raise MoveNotThere(move)
    changed = {"destination": destination} if destination else {}
    due = find_due_time(school, move.child.left_on, now)
    take_move_step(event, move, now=now, by=by.actor, zone_in_charge=school.zone.zone, due_at=due, **changed)


def settle_leavers(moves: Iterable[Move], by: User, now: datetime) -> LeaversDone:
    """Take leavers off the list: somebody has seen to them."""
    return _with_each(moves, lambda move: _settle(move, by, now))


def _settle(move: Move, by: User, now: datetime) -> None:
    with transaction.atomic():
        if not list_stuck(by).filter(pk=move.pk).update(settled_at=now):
            raise MoveNotThere(move)
        record("move.settled", actor=by.actor, subject=str(move.reference), details={"reason": move.reason}, now=now)


def _with_each(moves: Iterable[Move], act: Callable[[Move], None]) -> LeaversDone:
    """Do something with each leaver in a transaction of its own; one that has gone on meanwhile is missed."""
    done = missed = 0
    for move in moves:
        try:
            transaction.retry(lambda move=move: act(move))  # type: ignore[misc]  # bound now, called now
        except MoveNotThere:
            missed += 1
        else:
            done += 1
    return LeaversDone(done, missed)
