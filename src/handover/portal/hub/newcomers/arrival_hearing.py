"""A child is new at a school, by what its software says or by its list of expected pupils: a case, to be looked into."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from handover.agent import Event
from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.who import who_is
from handover.portal.hub.arriving.handing_over import make_learner_key
from handover.portal.hub.models import HubSchool, Move, Readiness
from handover.portal.hub.moving import make_move_key
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from handover.portal.hub.newcomers.arrived_child import ArrivedChild
from handover.portal.hub.software_values import goes_on
from handover.portal.masterkeys.codes import newest_form
from handover.sif.objects import LearnerSchoolEnrolment, PartialLearnerSchoolEnrolment

NEW_FOR: Final = timedelta(days=60)
"""So long after the day of entry a child is new."""
OF_LATE: Final = timedelta(days=3)
"""Rows of a list of expected pupils that were added so long ago at most are looked into by themselves."""


def hear_newcomer(school: HubSchool, event: Event[LearnerSchoolEnrolment], now: datetime) -> None:
    """Note the children of whom a school's software says that they have just come, or are to come.

    Software says much of enrolments that are not new: what neither is added nor has a day of entry tells of nobody new.
    """
    if event.action == "Delete" or school.arriving == Readiness.OFF:
        return
    for each in event.partial_objects:
        learner = each.learner_personal_ref_id
        if learner and is_new_enrolment(each, event.action, timezone.localdate(now)):
            note_newcomer(school, learner, now)


def is_new_enrolment(enrolment: PartialLearnerSchoolEnrolment, action: str, today: date) -> bool:
    """Say whether an enrolment is one that goes on, and began lately or is to begin."""
    if not goes_on(enrolment):
        return False
    try:
        began = enrolment.entry_date
    except ValueError:
        return False
    return began >= today - NEW_FOR if began else action == "Add"


def note_newcomer(school: HubSchool, learner: str, now: datetime) -> None:
    """Open a case for a learner, once; the child whose record has just come by the hub is none."""
    key = make_learner_key(school, learner)
    if Move.objects.filter(learner_key=key).exists():
        return
    open_case(school, key, ArrivedChild(learner=learner), now)


def open_case(school: HubSchool, key: str, child: ArrivedChild, now: datetime) -> None:
    """Open a case under a key, unless there is one."""
    case = ArrivalCase(establishment=school.establishment, arrival_key=key, heard_at=now, due_at=now)
    case.seal(child.stored())
    with transaction.atomic():
        _, made = ArrivalCase.objects.get_or_create(
            establishment=school.establishment,
            arrival_key=key,
            defaults={"reference": case.reference, "content": case.content, "heard_at": now, "due_at": now},
        )
        if made:
            told = {"school": school.establishment.number}
            record("arrival.heard", actor=SITE, subject=str(case.reference), details=told, now=now)


def note_expected_pupils(schools: Iterable[HubSchool], now: datetime) -> None:
    """Open cases for the pupils who were put on the lists of these schools lately and whose records have not come."""
    for school in schools:
        if school.arriving == Readiness.OFF:
            continue
        rows = ExpectedPupil.objects.filter(
            establishment=school.establishment, arrived_at=None, added_at__gte=max(now - OF_LATE, school.added_at)
        )
        cases = ArrivalCase.objects.filter(establishment=school.establishment)
        known = set(map(newest_form, cases.values_list("arrival_key", flat=True)))
        for row in rows:
            key = make_move_key("expected", str(row.reference))
            if newest_form(key) not in known:
                who = who_is(row)
                source = (row.source,) if row.source else ()
                child = ArrivedChild(who.surname, who.forename, who.birth_date, who.upn, "", source)
                open_case(school, key, child, now)
