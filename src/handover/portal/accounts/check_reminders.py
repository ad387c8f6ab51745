"""Reminding authorities of the yearly check: once a week until the list is confirmed, however often the job runs."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.models import Checklist
from handover.portal.accounts.offices import list_addresses
from handover.portal.accounts.permissions import CHECK_PEOPLE
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.yearly_check import find_latest_check, unsettled
from handover.portal.establishments.models import Establishment
from handover.portal.notices.outbox import send_email

WEEK = timedelta(days=7)
CHECKERS = [role.key for role in ROLES.values() if CHECK_PEOPLE in role.permissions]


def remind_authorities(now: datetime) -> int:
    """Write to every authority whose list is not confirmed and that was not written to this week; return how many."""
    check, today = find_latest_check(), timezone.localdate(now)
    if check is None:
        return 0
    long_ago = Q(reminded_on=None) | Q(reminded_on__lte=today - WEEK)
    due = check.checklists.filter(long_ago, confirmed_at=None).select_related("authority", "check_of")
    return sum(remind_authority(checklist, today, now) for checklist in due)


def remind_authority(checklist: Checklist, today: date, now: datetime) -> bool:
    """Write to one authority, unless another process has just done so."""
    with transaction.atomic():
        mine = Checklist.objects.filter(pk=checklist.pk, reminded_on=checklist.reminded_on, confirmed_at=None)
        if not mine.update(reminded_on=today):
            return False
        authority, due = checklist.authority, checklist.check_of.due_on
        values = {
            "authority": authority.named("en"),
            "authority_cy": authority.named("cy"),
            "due": due,
            "count": unsettled(checklist).count(),
            "url": f"{settings.CONFIG.url}/check/",
        }
        kind = "check_late" if today > due else "check_due"
        send_email(kind, to=checkers(authority), values=values, now=now, welsh_first=authority.in_wales)
    return True


def checkers(authority: Establishment) -> list[str]:
    """Return the addresses of those who confirm an authority's list; its own address where there is nobody yet."""
    return list_addresses(establishment=authority, role__in=CHECKERS) or [authority.email]
