"""No more new children of a school are looked for in a day than a setting says; the rest waits, and the school is told.

Whoever says that a child has come is told who has the record, and may have it sent. So software that went wrong, or whose
key somebody else has, must not be able to say it of a thousand children.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.offices import list_holders
from handover.portal.audit.log import SITE, record
from handover.portal.days import start_of_day
from handover.portal.establishments.models import Establishment
from handover.portal.hub.models import HubSchool
from handover.portal.hub.newcomers.arrival_findings import FindingKey
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from handover.portal.locking import lock_rows
from handover.portal.notices import outbox
from handover.portal.transfers.permissions import COLLECT_CTF

HELD_BACK: Final = "arrivals_held_back"
"""The e-mail that tells a school so, once a day."""


def may_begin_case(case: ArrivalCase, school: HubSchool, now: datetime) -> bool:
    """Say whether a case may be looked into today, and count it; else all of the school that have not begun wait.

    Of two processes that do so for one school, one waits for the other, so that both together begin no more.
    """
    if case.begun_at is not None:
        return True
    today = start_of_day(timezone.localdate(now))
    with transaction.atomic():
        lock_rows(Establishment.objects.filter(pk=school.establishment_id)).get()
        begun = ArrivalCase.objects.filter(establishment=school.establishment_id, begun_at__gte=today).count()
        if begun >= settings.CONFIG.arrivals_a_day:
            hold_cases_back(school, now)
            return False
        ArrivalCase.objects.filter(pk=case.pk, begun_at=None).update(begun_at=now)
    case.begun_at = now
    return True


def hold_cases_back(school: HubSchool, now: datetime) -> None:
    """Have the cases of a school that have not begun wait until tomorrow, and tell the school of the first of a day."""
    tomorrow = start_of_day(timezone.localdate(now) + timedelta(days=1))
    with transaction.atomic():
        told = _not_begun(school).filter(due_at=tomorrow).exists()
        held = _not_begun(school).filter(due_at__lte=now).update(due_at=tomorrow)
        if held and not told:
            place = school.establishment
            details = {"school": place.number, "children": str(held)}
            record("arrival.held_back", actor=SITE, subject=place.number, details=details, now=now)
            _tell_school(place, now)


def _not_begun(school: HubSchool) -> QuerySet[ArrivalCase]:
    return ArrivalCase.objects.filter(
        establishment=school.establishment, finding=FindingKey.LOOKING.value, begun_at=None
    )


def _tell_school(school: Establishment, now: datetime) -> None:
    people = [each.email for each in list_holders(establishment=school) if each.may(COLLECT_CTF)]
    outbox.send_email(
        HELD_BACK,
        to=[school.email] if school.email else list(dict.fromkeys(people)),
        values={"a_day": str(settings.CONFIG.arrivals_a_day), "url": f"{settings.CONFIG.url}/records/asked/"},
        now=now,
        welsh_first=school.in_wales,
    )
