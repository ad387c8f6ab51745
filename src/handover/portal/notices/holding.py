"""Holding e-mails of a backup that was put back: those that wait in it may have gone out after it was made."""

from datetime import datetime

from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.notices.mail_faults import HELD_AFTER_RESTORE
from handover.portal.notices.models import UNSENT, Notice


def hold_unsent() -> int:
    """Hold every e-mail that is still to go out, until a person releases them; return how many."""
    return Notice.objects.filter(UNSENT).update(
        next_attempt_at=None, held_until=None, last_fault=HELD_AFTER_RESTORE.key
    )


def release_unsent(now: datetime) -> int:
    """Let the e-mails go out that were held after a restore; return how many."""
    with transaction.atomic():
        held = Notice.objects.filter(last_fault=HELD_AFTER_RESTORE.key, sent_at=None, gathered=None)
        count = held.update(next_attempt_at=now, last_fault="")
        if count:
            record("emails.released", actor=SITE, details={"count": str(count)}, now=now)
    return count
