"""Reading messages: what is in a person's box, opening it, deleting it; and what they have sent."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.locking import lock_rows
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.models import HERE, UNREAD, Delivery, SecureMessage
from handover.portal.paging import count_rows
from handover.portal.transfers.senders import Sender

MOST_COUNTED = 999
"""A page says "more than" beyond this; nobody counts further."""


def list_inbox(user: Sender) -> QuerySet[Delivery]:
    """Return the messages in a person's box."""
    if box_of(user) is None:
        return Delivery.objects.none()
    mine = Delivery.objects.filter(HERE, establishment=user.establishment_id, role=user.role)
    return mine.select_related("message__source_establishment")


def count_unread_messages(user: Sender) -> int:
    """Count what nobody has read in a person's box, up to one more than MOST_COUNTED."""
    if box_of(user) is None:
        return 0
    mine = Delivery.objects.filter(UNREAD, establishment=user.establishment_id, role=user.role)
    return count_rows(mine, MOST_COUNTED)


def find_delivery(reference: UUID, user: Sender) -> Delivery | None:
    """Return a message of a person's own box; those of others do not exist for them."""
    return (
        list_inbox(user)
        .select_related("message__source_establishment", "message__sent_by")
        .filter(reference=reference)
        .first()
    )


def note_look_at_message(delivery: Delivery, by: Sender, now: datetime) -> None:
    """Write down that somebody looked at a message."""
    with transaction.atomic():
        record("message.read", actor=by.actor, subject=str(delivery.message.reference), now=now)


def mark_read(delivery: Delivery, by: Sender, now: datetime) -> Delivery:
    """Note that a message is read, which starts its second clock; every look is written down."""
    with transaction.atomic():
        if Delivery.objects.filter(UNREAD, pk=delivery.pk).update(read_at=now):
            delivery.read_at = now
        note_look_at_message(delivery, by, now)
    return delivery


def delete_copy(delivery: Delivery, by: Sender, now: datetime) -> bool:
    """Delete a person's copy; say whether it was still there. The words go with the last copy."""
    with transaction.atomic():
        if not remove_copy(delivery, now):
            return False
        record("message.deleted", actor=by.actor, subject=str(delivery.message.reference), now=now)
    return True


def remove_copy(delivery: Delivery, now: datetime) -> bool:
    """Take away one copy, and destroy the words and their key with the last; say whether it was still there."""
    with transaction.atomic():
        # The message is locked first: of two who delete the last two copies at once, one must see that it is the last.
        lock_rows(SecureMessage.objects.filter(pk=delivery.message_id)).get()
        if not Delivery.objects.filter(HERE, pk=delivery.pk).update(gone_at=now):
            return False
        if not Delivery.objects.filter(HERE, message=delivery.message_id).exists():
            SecureMessage.objects.filter(pk=delivery.message_id).update(wrapped_key=b"", content=b"")
    return True


def list_sent(user: Sender) -> QuerySet[SecureMessage]:
    """Return what left a person's box."""
    if box_of(user) is None:
        return SecureMessage.objects.none()
    return SecureMessage.objects.filter(source_establishment=user.establishment_id, role=user.role)


def find_sent(reference: UUID, user: Sender) -> SecureMessage | None:
    """Return a message that left a person's own box."""
    return list_sent(user).select_related("sent_by", "source_establishment").filter(reference=reference).first()
