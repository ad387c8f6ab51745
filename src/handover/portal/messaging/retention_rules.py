"""How long is kept what the site has about secure messages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.messaging.boxes import box_readers
from handover.portal.messaging.models import HERE, UNREAD, Delivery, Draft, SecureMessage
from handover.portal.messaging.reading import remove_copy
from handover.portal.notices import outbox
from handover.portal.retention.counting import DayCount
from handover.portal.retention.rule import (
    GONE,
    WHILE_THERE,
    Caution,
    RetentionRule,
    kept_rule,
    remove_row,
)


def unread_copies() -> QuerySet[Delivery]:
    """Return copies that nobody has read."""
    return Delivery.objects.filter(UNREAD).select_related("establishment")


def read_copies() -> QuerySet[Delivery]:
    """Return copies that were read."""
    return Delivery.objects.filter(HERE, read_at__isnull=False)


def end_copy(delivery: Delivery, now: datetime) -> bool:
    """Take a copy away, unless it was read in this moment and so lives on; say whether it was still to do."""
    if delivery.read_at is None and not Delivery.objects.filter(UNREAD, pk=delivery.pk).exists():
        return False
    return remove_copy(delivery, now)


def warn_of_unread(deliveries: Sequence[Delivery], now: datetime) -> None:
    """Tell those who read a box that messages will be gone unread. All are in the same box."""
    place, role = deliveries[0].establishment, deliveries[0].role
    days = timedelta(days=settings.CONFIG.message_unread_days)
    first = timezone.localdate(min(delivery.sent_at for delivery in deliveries)) + days
    outbox.send_email(
        "messages_ending",
        to=[person.email for person in box_readers(place, role)] or [place.email],
        values={
            "count": len(deliveries),
            "end": first,
            "url": f"{settings.CONFIG.url}/messages/",
        },
        now=now,
        welsh_first=place.in_wales,
    )


def message_tombstones() -> QuerySet[SecureMessage]:
    """Return messages whose words are destroyed."""
    return SecureMessage.objects.filter(wrapped_key=b"")


ROWS = (
    RetentionRule(
        "messages.unread",
        Text("A message that nobody has read", "Neges nad oes neb wedi'i darllen"),
        Text("it was sent", "ei hanfon"),
        Text(
            "The recipient's copy is deleted. With the last copy the words and their key are destroyed.",
            "Caiff copi'r derbynnydd ei ddileu. Gyda'r copi olaf caiff y geiriau a'u hallwedd eu dinistrio.",
        ),
        ("messaging.Delivery", "messaging.SecureMessage"),
        days=Config.message_unread_days,
        rows=unread_copies,
        clock="sent_at",
        end=end_copy,
        warning=Caution(
            Text("those who read the recipient's messages", "y rhai sy'n darllen negeseuon y derbynnydd"),
            Config.warn_days,
            ("establishment_id", "role"),
            warn_of_unread,
        ),
    ),
    RetentionRule(
        "messages.read",
        Text("A message that was read", "Neges a ddarllenwyd"),
        Text("it was first read", "ei darllen gyntaf"),
        Text(
            "The recipient's copy is deleted. With the last copy the words and their key are destroyed.",
            "Caiff copi'r derbynnydd ei ddileu. Gyda'r copi olaf caiff y geiriau a'u hallwedd eu dinistrio.",
        ),
        ("messaging.Delivery", "messaging.SecureMessage"),
        days=Config.message_read_days,
        rows=read_copies,
        clock="read_at",
        end=end_copy,
        asks=True,
    ),
    RetentionRule(
        "messages.tombstone",
        Text("The tombstone of a message: from whom, to whom, when", "Carreg fedd neges: gan bwy, at bwy, pryd"),
        Text("it was sent", "ei hanfon"),
        GONE,
        ("messaging.SecureMessage", "messaging.Delivery"),
        days=Config.tombstone_days,
        rows=message_tombstones,
        clock="sent_at",
        end=remove_row,
    ),
    RetentionRule(
        "messages.drafts",
        Text(
            "A message that somebody began and did not send", "Neges y dechreuodd rhywun ei hysgrifennu heb ei hanfon"
        ),
        Text("it was last changed", "ei newid ddiwethaf"),
        GONE,
        ("messaging.Draft",),
        days=Config.draft_days,
        rows=Draft.objects.all,
        clock="touched_at",
        end=remove_row,
        counted=DayCount.OUTSIDE_HOLIDAYS,
        place="by__establishment__la_number",
    ),
    kept_rule(
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
