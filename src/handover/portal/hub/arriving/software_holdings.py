"""What a school's software holds of a child already, such as what admissions said: a CTF, to be shown beside the record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from handover.agent import Agent, Q
from handover.agent.conditions import Where
from handover.bridge import convert_to_ctf
from handover.ctf.writer import write_ctf
from handover.portal.hub.arriving.software_questions import ask_once, learner_path
from handover.portal.hub.asking import SoftwareRefused
from handover.portal.hub.models import HubSchool
from handover.portal.hub.software_values import is_readable
from handover.sif.model import AnyWhole, SifObject
from handover.sif.objects import (
    ContactPersonal,
    LearnerAssessmentResult,
    LearnerAttendanceSummary,
    LearnerContact,
    LearnerEntitlement,
    LearnerSchoolEnrolment,
    LearnerSpecialNeeds,
    PartialLearnerContact,
    PartialLearnerPersonal,
)

OF_LEARNER: Final[tuple[type[AnyWhole], ...]] = (
    LearnerContact,
    LearnerSchoolEnrolment,
    LearnerSpecialNeeds,
    LearnerEntitlement,
    LearnerAttendanceSummary,
    LearnerAssessmentResult,
)
"""What is asked for about a learner; the contacts follow from their links."""


def describe_holdings(
    agent: Agent, school: HubSchool, learners: Sequence[PartialLearnerPersonal], now: datetime
) -> str:
    """Return what the software holds of these learners as the text of a CTF; '' where it holds nothing."""
    if not learners:
        return ""
    things: list[SifObject] = []
    for learner in learners:
        things += gather_learner(agent, school, learner, now)
    try:
        return write_ctf(convert_to_ctf(things, now=now).file).decode()
    except ValueError:  # what the software holds is no record; that the record waits does not hang on it
        return ""


def gather_learner(agent: Agent, school: HubSchool, learner: PartialLearnerPersonal, now: datetime) -> list[SifObject]:
    """Return a learner with all that a school's software says of it and that can be read."""
    things: list[SifObject] = [learner]
    for kind in OF_LEARNER:
        things += _ask(agent, school, kind, Q(learner_path(kind)) == learner.ref_id, now)
    for link in [each for each in things if isinstance(each, PartialLearnerContact)]:
        things += _ask(agent, school, ContactPersonal, Q("@RefId") == link.contact_personal_ref_id, now)
    return things


def _ask(agent: Agent, school: HubSchool, kind: type[AnyWhole], where: Where, now: datetime) -> tuple[SifObject, ...]:
    try:
        return tuple(filter(is_readable, ask_once(agent, school, kind, where, now)))
    except SoftwareRefused:
        return ()
