"""Why a person is asked before a record goes into a school's software, though the school lets the hub go by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from handover.ctf.telling import PEOPLE
from handover.portal.hub.arriving.records_in_sif import NoRecord, convert_record
from handover.portal.hub.flags import must_be_looked_at
from handover.portal.hub.learner_identity import read_learner_identity
from handover.portal.hub.life import AT_RECEIVER, MoveState
from handover.portal.hub.models import HubSchool, Move
from handover.sif.objects import PartialLearnerPersonal

SENSITIVE: Final = frozenset({"protection"})
"""Of the people who must be told of something in a record, those whom a child with a flag concerns."""


def find_doubt(move: Move, school: HubSchool, learners: Sequence[PartialLearnerPersonal]) -> str:
    """Return the key of the reason why a person is to look first; '' where there is none."""
    if len(learners) > 1:
        return "next_upn_twice"
    if not move.upn:
        return "next_no_upn"
    if learners and is_other_child(move, learners[0]):
        return "next_upn_other"
    if school.hold_flagged and is_sensitive(move):
        return "next_flagged"
    if goes_elsewhere_too(move):
        return "next_elsewhere"
    return ""


def is_other_child(move: Move, learner: PartialLearnerPersonal) -> bool:
    """Say whether the software may know somebody else by this UPN: it has another birth date."""
    born = read_learner_identity(learner).birth_date
    return born is not None and move.birth_date is not None and born != move.birth_date


def is_sensitive(move: Move) -> bool:
    """Say whether the record speaks of the child's protection or carries a flag, or was held back for one before it came."""
    if move.steps.filter(reason="flagged").exists():
        return True
    try:
        record = convert_record(move, {}, {})
    except NoRecord:
        return False
    told = any(person.holds(record.pupil) for person in PEOPLE if person.key in SENSITIVE)
    return told or must_be_looked_at(record.own)


def goes_elsewhere_too(move: Move) -> bool:
    """Say whether another record of the child is on its way to, or has just arrived at, another school.

    The school that the child leaves now is none: who moves on from there soon after coming goes one way.
    """
    if not move.child_key:
        return False
    here = ("", move.destination, move.source)
    others = Move.objects.filter(child_key=move.child_key).exclude(destination__in=here)
    open_ones = others.filter(state__in=[each.value for each in AT_RECEIVER])
    return open_ones.exists() or others.filter(state=MoveState.ARRIVED.value, ended_at__gte=_recently(move)).exists()


RECENT: Final = timedelta(days=30)
"""A record that arrived elsewhere so long before still counts: two schools may have told of one child."""


def _recently(move: Move) -> datetime:
    return move.noticed_at - RECENT
