"""A school's software says that somebody is on its roll: the record that came for the child has arrived."""

from contextlib import suppress
from datetime import datetime

from handover.agent import Event
from handover.portal.hub.arriving.acts import arrive_in_roll
from handover.portal.hub.arriving.handing_over import make_learner_key
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move
from handover.portal.hub.moving import MoveNotThere
from handover.portal.hub.software_values import goes_on
from handover.sif.objects import LearnerSchoolEnrolment


def hear_enrolment(school: HubSchool, event: Event[LearnerSchoolEnrolment], now: datetime) -> None:
    """Have the records of learners arrive whose enrolment goes on, as their school's software says; or be looked at now."""
    if event.action == "Delete":
        return
    learners = [each.learner_personal_ref_id for each in event.partial_objects if goes_on(each)]
    keys = [make_learner_key(school, learner) for learner in learners if learner]
    moves = Move.objects.filter(learner_key__in=keys, destination_school=school)
    for move in moves.filter(state=MoveState.TAKEN_IN.value).select_related("transfer"):
        with suppress(MoveNotThere):
            arrive_in_roll(move, school, now)
    handed = moves.filter(state=MoveState.HANDED_OVER.value)
    handed.update(zone_in_charge=school.zone.zone, due_at=now, attempts=0)
