"""Taking a step of a record's way: the state, the step's row and its audit entry, in one transaction or not at all."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import Case, F, Value, When

from handover.portal import transaction
from handover.portal.audit.log import SITE, Actor, record
from handover.portal.hub.custody import note_custody_of_pupil
from handover.portal.hub.life import ENDED, MOVE_STEPS, MoveState, MoveStepKind
from handover.portal.hub.models import Move, MoveStep
from handover.portal.hub.reasons import LASTING
from handover.portal.hub.times import round_to_two_figures
from handover.portal.sealed import token

PURPOSE: Final = "moves"


class MoveNotThere(Exception):
    """The step does not start where the record is now: it was taken before, or something else happened meanwhile."""

    def __init__(self, move: Move) -> None:
        super().__init__(move.reference)
        self.move = move


def make_move_key(*words: str) -> str:
    """Return the keyed code by which a leaving, a learner or a child is found."""
    return token(PURPOSE, *words)[:16].hex()


def make_child_key(upn: str) -> str:
    """Return the keyed code by which a child of that UPN is found, however it is written; '' without a UPN."""
    return make_move_key(upn.upper()) if upn else ""


def begin_move(event: str, move: Move, *, now: datetime, by: Actor = SITE, reason: str = "") -> Move:
    """Store a new move by a step that starts with nothing. Raises django.db.IntegrityError where the leaving has one."""
    step = MOVE_STEPS[event]
    with transaction.atomic():
        move.state, move.noticed_at, move.moved_at, move.reason = step.end.value, now, now, reason
        move.save(force_insert=True)
        _note(move, step, by, reason, now)
    return move


def take_move_step(
    event: str,
    move: Move,
    *,
    now: datetime,
    by: Actor = SITE,
    reason: str = "",
    words: str | None = None,
    digest: str = "",
    **changed: Any,
) -> Move:
    """Take one step and return the move as it is then; raise MoveNotThere where the step does not start there.

    `digest` is the SHA-256 of the objects that are handed over, for the chain of custody
    (`common.custody.entries.digest_of_parts`); without it, that of the transfer's file is noted. `changed` are columns that
    change with the step: `zone_in_charge`, `due_at`, `transfer` and the like. Who has the next act is forgotten unless they
    say it.
    """
    step = MOVE_STEPS[event]
    if words is not None:
        changed["words"] = words
    with transaction.atomic():
        rows = Move.objects.filter(pk=move.pk, state__in=_values(step.start))
        columns = _columns_after(step, move, now) | changed
        moved = rows.update(state=step.end.value, reason=_kept_or(reason), moved_at=now, **columns)
        move.refresh_from_db()
        if not moved:
            raise MoveNotThere(move)
        _note(move, step, by, reason, now)
        note_custody_of_pupil(move, step.event, by=by, digest=digest, now=now)
    return move


def _columns_after(step: MoveStepKind, move: Move, now: datetime) -> dict[str, Any]:
    """Return what a step writes into the row of its move unless it says otherwise."""
    ended = step.end in ENDED
    columns: dict[str, Any] = {"zone_in_charge": "", "due_at": None, "attempts": 0, "held": ""}
    columns |= {"ended_at": now if ended else None, "took": None}
    if ended:
        columns["took"] = round_to_two_figures(now - move.noticed_at)
    if step.by_person:
        columns["by_hand"] = True
    return columns


def put_off(move: Move, until: datetime, *, reason: str) -> bool:
    """Have the next act of a move tried again at `until`, and say why it waits; say whether it still waited for that."""
    rows = Move.objects.filter(pk=move.pk, state=move.state, zone_in_charge=move.zone_in_charge)
    return bool(rows.update(due_at=until, reason=reason, attempts=move.attempts + 1))


def _kept_or(reason: str) -> Any:
    """Return the reason to store: a step without one leaves a lasting one where it is."""
    return reason or Case(When(reason__in=LASTING, then=F("reason")), default=Value(""))


def _values(states: Iterable[MoveState]) -> list[str]:
    return [state.value for state in states]


def _note(move: Move, step: MoveStepKind, by: Actor, reason: str, now: datetime) -> None:
    before = move.steps.order_by("-pk").values_list("at", flat=True).first()
    took = round_to_two_figures(now - before) if before else None
    MoveStep.objects.create(move=move, event=step.event, reason=reason, at=now, by=by.username, took=took)
    told = {"from": move.source, "to": move.destination, "reason": reason}
    record(
        step.audit,
        actor=by,
        subject=str(move.reference),
        details={name: value for name, value in told.items() if value},
        now=now,
    )
