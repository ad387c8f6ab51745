"""Forgetting what the API keeps for hours only: answers that may be given again, and uploads that were not finished."""

from datetime import datetime

from handover.portal.api.models import RememberedAnswer
from handover.portal.api.once import REMEMBERED
from handover.portal.api.uploads import end_old_uploads


def forget_old_requests(now: datetime) -> int:
    """Remove what is over; return how many rows."""
    gone, _ = RememberedAnswer.objects.filter(answered_at__lte=now - REMEMBERED).delete()
    return gone + end_old_uploads(now)
