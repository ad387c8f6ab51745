"""A school's software says that somebody is on its roll: the record that came for the child has arrived."""

from datetime import datetime
from typing import Any

from handover.agent import Event
from handover.portal.hub.handing_over import make_learner_key
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move

INTO_THE_ROLL = (MoveState.HANDED_OVER.value, MoveState.TAKEN_IN.value)


def hear_enrolment(school: HubSchool, event: Event[Any], now: datetime) -> None:
    """Have the records of learners looked at now whose enrolment was added or changed, instead of when they are due."""
    if event.action == "Delete":
        return
    keys = [make_learner_key(school, each.learner_personal_ref_id) for each in event.objects if not each.exit_date]
    if keys:
        rows = Move.objects.filter(learner_key__in=keys, destination_school=school, state__in=INTO_THE_ROLL)
        rows.update(zone_in_charge=school.zone.zone, due_at=now, attempts=0)
