"""Closing a school only when nothing waits for it: what nobody can collect any more is as good as lost."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from handover.portal import transaction
from handover.portal.audit.log import Actor
from handover.portal.establishments import keeping
from handover.portal.establishments.faults import FAULTS
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer

WITH_THE_SCHOOL = [State.SENT.value, State.SEEN.value, State.COLLECTED.value]
"""On its way to a school: to be collected, or collected and not confirmed."""


def nothing_waits(school: Establishment, field: str) -> None:
    """Raise SchoolRefused, for that field, where files still wait for a school."""
    count = Transfer.objects.filter(destination=school.number, state__in=WITH_THE_SCHOOL).count()
    if count:
        problem = FAULTS["establishment.files_wait"].at(count=count, name=school.name, number=school.number)
        raise keeping.SchoolRefused({field: problem})


def close_school(school: Establishment, closed_on: date, successor: str, by: Actor, now: datetime) -> None:
    """Close a school. One that closes on a day to come may have files waiting: it can still collect them."""
    with transaction.atomic():
        if closed_on <= timezone.localdate(now):
            nothing_waits(school, "closed_on")
        keeping.close_school_record(school, closed_on, successor, by, now)


def merge_closing_schools(schools: Sequence[Establishment], into: str, day: date, by: Actor, now: datetime) -> None:
    """Close several schools that become one."""
    with transaction.atomic():
        if day <= timezone.localdate(now):
            for school in schools:
                nothing_waits(school, "day")
        keeping.merge_records(schools, into, day, by, now)


def pause_school(school: Establishment, by: Actor, now: datetime) -> None:
    """Make a school inactive: no file can be sent to it."""
    with transaction.atomic():
        nothing_waits(school, "")
        keeping.set_active(school, False, by, now)
