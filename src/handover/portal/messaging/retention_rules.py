"""How long is kept what the site has about secure messages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from handover.common.text import Text
from handover.portal.messaging.boxes import readers
from handover.portal.messaging.models import HERE, UNREAD, Delivery, Draft, SecureMessage
from handover.portal.messaging.reading import remove
from handover.portal.notices import outbox
from handover.portal.retention.rule import (
    GONE,
    WHILE_THERE,
    Caution,
    Rule,
    kept,
    remove_row,
)


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
    days = timedelta(days=settings.CONFIG.number("HANDOVER_MESSAGE_UNREAD_DAYS"))
    first = timezone.localdate(min(delivery.sent_at for delivery in deliveries)) + days
    outbox.send(
        "messages_ending",
        to=[person.email for person in readers(place, role)] or [place.email],
        values={
            "count": len(deliveries),
            "end": f"{first:%d/%m/%Y}",
            "url": f"{settings.CONFIG.text('HANDOVER_URL')}/messages/",
        },
        now=now,
        welsh_first=place.in_wales,
    )


def tombstones() -> QuerySet[SecureMessage]:
    """Return messages whose words are destroyed."""
    return SecureMessage.objects.filter(wrapped_key=b"")


ROWS = (
    Rule(
        "messages.unread",
        Text("A message that nobody has read", "Neges nad oes neb wedi'i darllen"),
        Text("it was sent", "ei hanfon"),
        Text(
            "The recipient's copy is deleted. With the last copy the words and their key are destroyed.",
            "Caiff copi'r derbynnydd ei ddileu. Gyda'r copi olaf caiff y geiriau a'u hallwedd eu dinistrio.",
        ),
        ("messaging.Delivery", "messaging.SecureMessage"),
        days="HANDOVER_MESSAGE_UNREAD_DAYS",
        rows=unread,
        clock="sent_at",
        end=end,
        warning=Caution(
            Text("those who read the recipient's messages", "y rhai sy'n darllen negeseuon y derbynnydd"),
            "HANDOVER_WARN_DAYS",
            ("establishment_id", "role"),
            warn,
        ),
    ),
    Rule(
        "messages.read",
        Text("A message that was read", "Neges a ddarllenwyd"),
        Text("it was first read", "ei darllen gyntaf"),
        Text(
            "The recipient's copy is deleted. With the last copy the words and their key are destroyed.",
            "Caiff copi'r derbynnydd ei ddileu. Gyda'r copi olaf caiff y geiriau a'u hallwedd eu dinistrio.",
        ),
        ("messaging.Delivery", "messaging.SecureMessage"),
        days="HANDOVER_MESSAGE_READ_DAYS",
        rows=read,
        clock="read_at",
        end=end,
        asks=True,
    ),
    Rule(
        "messages.tombstone",
        Text("The tombstone of a message: from whom, to whom, when", "Carreg fedd neges: gan bwy, at bwy, pryd"),
        Text("it was sent", "ei hanfon"),
        GONE,
        ("messaging.SecureMessage", "messaging.Delivery"),
        days="HANDOVER_TOMBSTONE_DAYS",
        rows=tombstones,
        clock="sent_at",
        end=remove_row,
    ),
    Rule(
        "messages.drafts",
        Text("A message that somebody began and did not send", "Neges y dechreuodd rhywun arni a heb ei hanfon"),
        Text("it was last changed", "ei newid ddiwethaf"),
        GONE,
        ("messaging.Draft",),
        days="HANDOVER_DRAFT_DAYS",
        rows=Draft.objects.all,
        clock="touched_at",
        end=remove_row,
    ),
    kept(
        "messages.texts",
        Text("A template of messages, and an address group", "Templed negeseuon, a grŵp cyfeiriadau"),
        WHILE_THERE,
        ("messaging.Template", "messaging.AddressGroup"),
    ),
)

BY_KEY: Final = {rule.key: rule for rule in ROWS}


def of_message(delivery: Delivery, today: date) -> date:
    """Return the last day on which a recipient's copy is there, today at the earliest."""
    rule = BY_KEY["messages.unread" if delivery.read_at is None else "messages.read"]
    return max(today, rule.last_day(delivery))
