"""The e-mails of a county: written as everywhere, and never sent. Those to an office that takes none fail as they would."""

from datetime import datetime
from typing import Final

from handover.portal.notices.gathering import gather_due
from handover.portal.notices.models import Notice

NOT_TAKEN: Final = "@bounces.invalid"
FAULT: Final = "550 no such mailbox"


def deliver_training_emails(now: datetime) -> None:
    """Count what is due as sent, or as failed for good; nothing leaves the county."""
    gather_due(now)
    due = Notice.objects.filter(next_attempt_at__lte=now)
    due.filter(recipient__endswith=NOT_TAKEN).update(next_attempt_at=None, attempts=1, last_fault=FAULT)
    due.update(next_attempt_at=None, attempts=1, sent_at=now)
