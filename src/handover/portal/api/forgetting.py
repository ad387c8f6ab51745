"""Forgetting what the API keeps for hours only: answers that may be given again, and uploads that were not finished."""

from datetime import datetime

from handover.portal.api.models import RememberedAnswer


def forget_old_requests(now: datetime) -> int:
    """Remove what is over; return how many rows."""
    # Here and not above: they load what describes the API, for which every command that knows the jobs would wait.
    from handover.portal.api.once import REMEMBERED
    from handover.portal.api.uploads import end_old_uploads

    gone, _ = RememberedAnswer.objects.filter(answered_at__lte=now - REMEMBERED).delete()
    return gone + end_old_uploads(now)
