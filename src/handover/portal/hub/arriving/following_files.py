"""What somebody did with a file by hand, while the hub had it too: the record on its way follows, and nothing is done twice."""

from collections.abc import Sequence
from typing import Any

from handover.portal import transaction
from handover.portal.audit.log import SITE
from handover.portal.hub.arriving.taking_up import find_hub_school, put_in_charge, take_up_pupils
from handover.portal.hub.life import AT_RECEIVER, MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.moving import MoveNotThere, take_move_step
from handover.portal.hub.newcomers.arrival_asking import end_arrivals
from handover.portal.transfers.listeners import StepTaken
from handover.portal.transfers.senders import SOFTWARE


def take_up_sent_file(taken: StepTaken) -> None:
    """A file was sent. What follows waits for the end of the transaction: until then the leaving side has named its file."""
    transaction.before_commit(lambda: take_up_pupils(taken.transfer, taken.now))
    transaction.before_commit(lambda: end_arrivals(taken.transfer, taken.now))


def leave_to_person(taken: StepTaken) -> None:
    """A person has collected the file: what the hub has not handed over, that person puts into the software."""
    if is_by_hand(taken):
        _open_moves(taken, (MoveState.ON_ITS_WAY, MoveState.OFFERED)).update(
            zone_in_charge="", due_at=None, by_hand=True
        )


def take_back_from_person(taken: StepTaken) -> None:
    """A person says that the collected file did not get there: the hub goes on with it."""
    school = find_hub_school(taken.transfer.destination)
    if school is not None and is_by_hand(taken):
        for move in _open_moves(taken, (MoveState.ON_ITS_WAY,)):
            put_in_charge(move, school, taken.now)


def arrive_by_hand(taken: StepTaken) -> None:
    """A person says that the file arrived."""
    if is_by_hand(taken):
        _step_all(taken, "arrive", by_hand=True)


def refuse_by_hand(taken: StepTaken) -> None:
    """A person of the next school rejected the file, and said why."""
    if is_by_hand(taken):
        _step_all(taken, "refuse", reason="rejected", words=taken.transfer.reason)


def is_by_hand(taken: StepTaken) -> bool:
    """Say whether a person took a step, and not the site in the name of a school's software."""
    return taken.actor.role not in (SITE.role, SOFTWARE)


def _step_all(taken: StepTaken, event: str, **more: Any) -> None:
    for move in _open_moves(taken, AT_RECEIVER):
        try:
            take_move_step(event, move, now=taken.now, by=taken.actor, **more)
        except MoveNotThere:
            continue


def _open_moves(taken: StepTaken, states: Sequence[MoveState]) -> Any:
    return Move.objects.filter(transfer=taken.transfer, state__in=[each.value for each in states])
