"""Hearing what was said while nobody listened.

A zone keeps messages for an agent from when it has subscribed, and no earlier; what is longer than the agent takes never
reaches it. So once it is in a zone, and once a day from then on, the hub asks each school's software which enrolments ended
or began lately, and takes the answers as if they had just been said. What was heard before changes nothing.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from handover.agent import Agent, AgentFault, ChangeEvent, Later, NotConnected, Q, Refuse, ZoneAway
from handover.portal.hub.asking import SoftwareRefused, ask_software
from handover.portal.hub.models import HubSchool, Readiness
from handover.portal.hub.zones.hearing import HEARD, HubEar
from handover.portal.hub.zones.speaking import hear_event
from handover.sif.objects import LearnerSchoolEnrolment, PartialLearnerSchoolEnrolment

log = logging.getLogger("handover.hub")

CATCH_UP_DAYS: Final = 14
"""How far back the software is asked; never to before the school was connected."""
ENROLMENT: Final = LearnerSchoolEnrolment.xml_name


def catch_up_school(school: HubSchool, agent: Agent, now: datetime) -> int:
    """Take in what a school's software says of enrolments that ended or began lately, and return how many there are.

    The software has the enrolments of its children at other schools too, out of the records that came: they are theirs to
    say. Raises `asking.SoftwareAway`, or `handover.agent.ZoneAway`. Software that answers no such question has said all there
    is.
    """
    since = max(timezone.localdate(school.added_at), timezone.localdate(now) - timedelta(days=CATCH_UP_DAYS))
    ears = [ear for ear in HEARD if ear.object_name == ENROLMENT]
    own = set(school.proofs.filter(own=True).values_list("school_info", flat=True))
    here = (each for each in _ask(school, since, agent, now) if (each.school_info_ref_id or "").strip().upper() in own)
    return sum(_take_in(school, each, ears, agent, now) for each in here)


def _ask(school: HubSchool, since: date, agent: Agent, now: datetime) -> Iterator[PartialLearnerSchoolEnrolment]:
    wanted = (("ExitDate", school.leaving), ("EntryDate", school.arriving))
    for path, readiness in wanted:
        if readiness != Readiness.OFF:
            try:
                yield from ask_software(agent, school, LearnerSchoolEnrolment, Q(path) >= since, now)
            except SoftwareRefused as refused:
                log.info("%s was not asked what was said before: %s", school.agent, refused.error)


def _take_in(
    school: HubSchool, enrolment: PartialLearnerSchoolEnrolment, ears: list[HubEar], agent: Agent, now: datetime
) -> bool:
    said: ChangeEvent[LearnerSchoolEnrolment] = ChangeEvent((enrolment,), school.agent, "", (), school.zone.version)
    try:
        hear_event(school.zone, ears, said, agent, now)
    except (ZoneAway, NotConnected):
        raise
    except (Refuse, Later, AgentFault) as fault:
        log.info("what %s said before could not be taken in: %s", school.agent, type(fault).__name__)
        return False
    except Exception:  # one that is out of order hides no other
        log.exception("what %s said before could not be taken in", school.agent)
        return False
    return True
