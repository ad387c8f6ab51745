"""What a school lets its software do by itself: chosen by the school, or by its authority's administrator."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import QuerySet

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.hub.arriving.taking_up import take_up_waiting_files
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move, Readiness
from handover.portal.web.roles import LEA_DBA

MADE_DUE = ("hub_off", "waits_for_last_day")
"""Reasons of waiting leavers that a choice can do away with."""


@dataclass(frozen=True, slots=True)
class SchoolChoices:
    """What a school chooses; the names are those of the columns of `HubSchool`."""

    leaving: str
    before_exit: bool
    unplaced: str
    hold_flagged: bool
    arriving: str


def list_chosen_for(person: User) -> QuerySet[HubSchool]:
    """Return the schools for whose software a person may choose: their own; an authority's administrator, all of its."""
    rows = HubSchool.objects.select_related("establishment", "zone").order_by("establishment__number")
    if person.establishment is None:
        return rows.none()
    if person.role == LEA_DBA:
        return rows.filter(establishment__la_number=person.establishment.la_number)
    return rows.filter(establishment=person.establishment)


def read_choices(school: HubSchool) -> SchoolChoices:
    """Return what a school has chosen."""
    return SchoolChoices(**{field.name: getattr(school, field.name) for field in fields(SchoolChoices)})


def choose_for_school(school: HubSchool, chosen: SchoolChoices, by: User, now: datetime) -> bool:
    """Keep what was chosen, and say whether anything changed. Leavers who waited for it are looked at again at once."""
    before = read_choices(school)
    changed = {
        field.name: getattr(chosen, field.name)
        for field in fields(chosen)
        if getattr(chosen, field.name) != getattr(before, field.name)
    }
    if not changed:
        return False
    with transaction.atomic():
        HubSchool.objects.filter(pk=school.pk).update(**changed)
        if chosen.leaving != Readiness.OFF and {"leaving", "before_exit"} & set(changed):
            reasons = MADE_DUE if chosen.before_exit else MADE_DUE[:1]
            waiting = Move.objects.filter(source_school=school, state=MoveState.NOTICED.value, reason__in=reasons)
            waiting.update(due_at=now, reason="")
        if Readiness.OFF in (before.arriving, chosen.arriving) and "arriving" in changed:
            take_up_waiting_files(school, now)
        record("hub.chosen", actor=by.actor, subject=school.establishment.number, details=_told(changed), now=now)
    return True


def _told(changed: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in changed.items()}
