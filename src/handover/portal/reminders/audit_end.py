"""Telling the national administrators once a week where the audit log ends: a place that no account of the database reaches."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.offices import list_addresses
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.noting import newest_end
from handover.portal.audit.permissions import SEE_AUDIT
from handover.portal.notices import outbox
from handover.portal.notices.models import Notice
from handover.portal.reminders.weekly import find_due_moment

KIND: Final = "audit_end"
READERS: Final = [role.key for role in ROLES.values() if SEE_AUDIT in role.permissions]


def tell_audit_end(now: datetime) -> int:
    """Write the e-mails of this week, if they are due and not written yet; return how many. Safe to run twice.

    Two workers cannot both write them: who asks where the log ends holds its head until the e-mails are stored.
    """
    moment = find_due_moment(timezone.localtime(now), settings.CONFIG.reminder_day)
    if now < moment:
        return 0
    with transaction.atomic():
        end = newest_end()
        if end is None or Notice.objects.filter(kind=KIND, created_at__gte=moment).exists():
            return 0
        values = {"number": end.sequence, "hash": end.hash, "url": f"{settings.CONFIG.url}/audit/"}
        return len(outbox.send_email(KIND, to=list_addresses(role__in=READERS), values=values, now=now))
