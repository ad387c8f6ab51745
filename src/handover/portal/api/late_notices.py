"""Writing down for software what happened to a file later, and telling it until software says that it knows."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from handover.common.text import Text
from handover.portal.api.late_events import LATE_EVENTS
from handover.portal.api.models import LateNotice
from handover.portal.api.webhook_events import NOTICE_WAITING
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.apikeys.models import ApiKey
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.fetches import find_fetches
from handover.portal.transfers.listeners import StepTaken
from handover.portal.transfers.mailbox import may_collect, may_send, stored_kinds
from handover.portal.webhooks.raising import Hears, raise_webhooks


def note_late_event(taken: StepTaken) -> None:
    """Write down what happened for the sides to which it is news and that have a key that works."""
    event, transfer = LATE_EVENTS[taken.step.event], taken.transfer
    told: list[tuple[str, Establishment | None, Hears]] = []
    if event.to_sender:
        told.append((transfer.source, transfer.source_establishment, partial(may_send, transfer)))
    if event.to_receiver and find_fetches([transfer.reference]):
        told.append((transfer.destination, transfer.destination_establishment, partial(may_collect, transfer)))
    for mailbox, place, hears in told:
        if place is not None and has_key(place, taken.now):
            notice = LateNotice.objects.create(
                mailbox=mailbox, transfer=transfer, event=taken.step.event, happened_at=taken.now
            )
            raise_webhooks(NOTICE_WAITING, place, notice.reference, taken.now, hears)


def has_key(place: Establishment, now: datetime) -> bool:
    """Say whether software of an establishment can come for its notices."""
    keys = ApiKey.objects.filter(establishment=place, withdrawn_at=None, ends_on__gte=timezone.localdate(now))
    return keys.exists()


def list_late_notices(holder: KeyHolder) -> QuerySet[LateNotice]:
    """Return what an office's software has not acknowledged yet, of files of the kinds that the key may send or collect."""
    sent, collected = stored_kinds(holder, sent=True), stored_kinds(holder, sent=False)
    own = Q(transfer__source=holder.mailbox, transfer__kind__in=sent)
    own |= Q(transfer__destination=holder.mailbox, transfer__kind__in=collected)
    return LateNotice.objects.filter(own, mailbox=holder.mailbox, acknowledged_at=None)


def acknowledge_notice(reference: UUID, holder: KeyHolder, now: datetime) -> bool:
    """Note that software knows of something; False where there is no such notice of the office."""
    rows = LateNotice.objects.filter(reference=reference, mailbox=holder.mailbox)
    rows.filter(acknowledged_at=None).update(acknowledged_at=now)
    return rows.exists()


def find_late_words(notice: LateNotice) -> Text:
    """Return what happened in words, for the side whose notice it is."""
    event = LATE_EVENTS[notice.event]
    words = event.to_sender if notice.mailbox == notice.transfer.source and event.to_sender else event.to_receiver
    return words or Text("", "")
