"""What happens when time passes: questions without an answer lapse, files that nobody collects expire, both sides told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from handover.portal.transfers.answers import erase
from handover.portal.transfers.flow import STEPS
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take

AT_ONCE = 500


def pass_time(now: datetime) -> int:
    """Take every step that is due by the clock; return how many were taken. Safe to run twice."""
    asked = now - timedelta(hours=settings.CONFIG.number("HANDOVER_ASK_HOURS"))
    lapsed = [lapse(transfer, now) for transfer in due("lapse", asked)[:AT_ONCE]]
    expired = []
    for kind in KINDS.values():
        waited = now - timedelta(days=settings.CONFIG.number(kind.days))
        expired += [expire(transfer, now) for transfer in due("expire", waited).filter(kind__in=kind.stored)[:AT_ONCE]]
    return sum(lapsed) + sum(expired)


def due(event: str, since: datetime) -> QuerySet[Transfer]:
    """Return the transfers that have stood since then where this step starts."""
    states = [state.value for state in STEPS[event].start]
    waiting = Transfer.objects.filter(state__in=states, moved_at__lt=since)
    return waiting.select_related("source_establishment", "destination_establishment", "sent_by", "sealed")


def lapse(transfer: Transfer, now: datetime) -> bool:
    """Drop a file whose sender gave no answer, and destroy its bytes; say whether that was still to do."""
    try:
        with transaction.atomic():
            take("lapse", transfer, by=None, now=now)
            erase(transfer, now)
    except AlreadyMoved:
        return False
    return True


def expire(transfer: Transfer, now: datetime) -> bool:
    """Close a transfer that nobody collected; say whether that was still to do."""
    try:
        take("expire", transfer, by=None, now=now)
    except AlreadyMoved:
        return False
    return True
