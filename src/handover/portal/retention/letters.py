"""What the table says of messages: unread and read copies, drafts, and what is left of a message."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from handover.portal.messaging.boxes import readers
from handover.portal.messaging.models import HERE, UNREAD, Delivery, SecureMessage
from handover.portal.messaging.reading import remove
from handover.portal.notices import outbox


def unread() -> QuerySet[Delivery]:
    """Return copies that nobody has read."""
    return Delivery.objects.filter(UNREAD).select_related("establishment")


def read() -> QuerySet[Delivery]:
    """Return copies that were read."""
    return Delivery.objects.filter(HERE, read_at__isnull=False)


def end(delivery: Delivery, now: datetime) -> bool:
    """Take a copy away, unless it was read in this moment and so lives on; say whether it was still to do."""
    if delivery.read_at is None and not Delivery.objects.filter(UNREAD, pk=delivery.pk).exists():
        return False
    return remove(delivery, now)


def warn(deliveries: Sequence[Delivery], now: datetime) -> None:
    """Tell those who read a box that messages will be gone unread. All are in the same box."""
    place, role = deliveries[0].establishment, deliveries[0].role
    days = timedelta(days=settings.CONFIG.message_unread_days)
    first = timezone.localdate(min(delivery.sent_at for delivery in deliveries)) + days
    outbox.send(
        "messages_ending",
        to=[person.email for person in readers(place, role)] or [place.email],
        values={
            "count": len(deliveries),
            "end": f"{first:%d/%m/%Y}",
            "url": f"{settings.CONFIG.url}/messages/",
        },
        now=now,
        welsh_first=place.in_wales,
    )


def tombstones() -> QuerySet[SecureMessage]:
    """Return messages whose words are destroyed."""
    return SecureMessage.objects.filter(wrapped_key=b"")
