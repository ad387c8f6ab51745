"""What the old school's moves do after a step of their file: a person answered, took it back, or nobody took it."""

from dataclasses import dataclass
from typing import Any, Final

from handover.portal.hub.life import MOVE_STEPS
from handover.portal.hub.models import Move
from handover.portal.hub.moving import MoveNotThere, take_move_step
from handover.portal.transfers.flow import State
from handover.portal.transfers.listeners import StepTaken
from handover.portal.transfers.senders import SOFTWARE


@dataclass(frozen=True, slots=True)
class FollowedStep:
    """The step that the moves of a transfer take after one of its own, and the reason."""

    event: str
    reason: str = ""


AFTER_YES: Final = {
    "send": FollowedStep("send"),
    "hold": FollowedStep("send", "held_for_successor"),
    "lodge": FollowedStep("store"),
    "wait_for_scan": FollowedStep("send", "scan_awaited"),
}
"""What follows a person's yes to a file that was prepared."""
AFTER_END: Final = {
    "decline": FollowedStep("cancel", "said_no"),
    "lapse": FollowedStep("cancel", "no_answer"),
    "infect": FollowedStep("cancel", "infected"),
    "recall": FollowedStep("cancel", "called_back"),
    "clear": FollowedStep("cancel", "cleared"),
    "expire": FollowedStep("expire", "never_collected"),
}
"""What follows where a file comes to nothing."""


def send_answered_moves(taken: StepTaken) -> None:
    """A record that was prepared for a person's yes is on its way, or in the lost pupil store."""
    if taken.before is State.ASKING:
        _follow(AFTER_YES[taken.step.event], taken, by_hand=True)


def end_moves(taken: StepTaken) -> None:
    """The way of a record whose file comes to nothing ends, with the reason."""
    if taken.actor.role != SOFTWARE:  # which ends the move itself, with a reason of its own
        _follow(AFTER_END[taken.step.event], taken)


def _follow(step: FollowedStep, taken: StepTaken, **changed: Any) -> None:
    starts = [state.value for state in MOVE_STEPS[step.event].start]
    for move in Move.objects.filter(transfer=taken.transfer, state__in=starts):
        try:
            take_move_step(step.event, move, now=taken.now, by=taken.actor, reason=step.reason, **changed)
        except MoveNotThere:
            continue  # it ended meanwhile
