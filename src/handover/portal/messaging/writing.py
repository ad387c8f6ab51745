"""Writing a message: a draft, its recipients, its words, and then it is sent, once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.messaging import words as content
from handover.portal.messaging.boxes import Box, box_of, box_readers, check_all, check_box, name_boxes, read_box
from handover.portal.messaging.faults import FAULTS, MessagingRefused
from handover.portal.messaging.models import Delivery, Draft, SecureMessage
from handover.portal.messaging.webhook_events import MESSAGE_WAITING
from handover.portal.messaging.words import Words
from handover.portal.notices import outbox
from handover.portal.transfers.senders import Sender, SendingOffice, find_acting_software, find_person
from handover.portal.webhooks.raising import raise_webhooks

REPLY = Text("Reply: {description}", "Ateb: {description}")


def most_recipients() -> int:
    """Return how many recipients a message may have."""
    return settings.CONFIG.message_recipients


def begin_draft(by: User, now: datetime, words: Words | None = None, recipients: Iterable[Box] = ()) -> Draft:
    """Begin a message, blank or with the words of a template."""
    keys = [box.key for box in recipients]
    draft = Draft(by=by, establishment=by.establishment, role=by.role, recipients=keys, touched_at=now)
    draft.put(words or Words())
    draft.save()
    return draft


def begin_reply(delivery: Delivery, by: User, now: datetime, language: str) -> Draft:
    """Begin the answer to a message, to the box that it came from."""
    message = delivery.message
    told = REPLY.say(language, description=message.words.description)[: content.LONGEST_DESCRIPTION]
    draft = begin_draft(by, now, Words(told), [Box(message.source_establishment.number, message.role)])
    draft.answers = delivery
    draft.save(update_fields=["answers"])
    return draft


def drafts(by: User) -> QuerySet[Draft]:
    """Return the messages that a person has begun, of somebody with several offices those begun in this one.

    The answer to a message shows that message, so it is there only while the person reads the box that it came to: who
    was given another role, or another school, has left the box and what was begun from it.
    """
    here = Q(establishment=by.establishment_id, role=by.role)
    own = here if by.office else here | Q(answers=None)
    return Draft.objects.select_related("answers__message").filter(own, by=by)


def find_draft(reference: UUID, by: User) -> Draft | None:
    """Return a person's own draft; those of others do not exist for them."""
    return drafts(by).filter(reference=reference).first()


def with_added(chosen: Sequence[str], boxes: Iterable[Box], by: User, now: datetime) -> list[str]:
    """Return a list of recipients with some added, each once; raise MessagingRefused with what is wrong with them."""
    today = timezone.localdate(now)
    new = [box for box in dict.fromkeys(boxes) if box.key not in chosen]
    problems = {box.key: problem for box in new if (problem := check_box(box, by, today))}
    if len(chosen) + len(new) > most_recipients():
        problems[""] = FAULTS["message.too_many"].at(most=most_recipients(), chosen=len(chosen) + len(new))
    if problems:
        raise MessagingRefused(problems)
    return [*chosen, *(box.key for box in new)]


def keep_draft(draft: Draft, words: Words, now: datetime) -> None:
    """Keep what has been written so far, however unfinished."""
    draft.put(Words(words.description[: content.LONGEST_DESCRIPTION * 2], words.text[: 2 * longest()]).tidied)
    draft.touched_at = now
    draft.save(update_fields=["wrapped_key", "content", "touched_at"])


def longest() -> int:
    """Return how many characters a text may have."""
    return settings.CONFIG.message_characters


def send_draft(draft: Draft, words: Words, by: User, now: datetime) -> SecureMessage | None:
    """Send a draft and return the message; None if it was sent, or thrown away, a moment before.

    Raises MessagingRefused as `check_message` does.
    """
    boxes = [box for box in map(read_box, draft.recipients) if box]
    words = check_message(words, boxes, by, now)
    with transaction.atomic():
        if not Draft.objects.filter(pk=draft.pk).delete()[0]:
            return None
        return store_sent_message(words, boxes, by, now, draft.answers)


def send_message(
    words: Words, boxes: Sequence[Box], by: Sender, now: datetime, answered: Delivery | None = None
) -> SecureMessage:
    """Send a message that nobody has drafted; `answered` is what it is the reply to. Raises MessagingRefused."""
    words = check_message(words, boxes, by, now)
    with transaction.atomic():
        return store_sent_message(words, boxes, by, now, answered)


def check_message(words: Words, boxes: Sequence[Box], by: Sender, now: datetime) -> Words:
    """Return the words as they may be sent.

    Raises MessagingRefused with all that is wrong: with the words, by field, and with the recipients, under `recipients`.
    """
    words = words.tidied
    problems: dict[str, Problem] = dict(content.check_words(words))
    for problem in check_all(boxes, by, timezone.localdate(now), most_recipients()):
        problems.setdefault("recipients", problem)
    if problems:
        raise MessagingRefused(problems)
    return words


def store_sent_message(
    words: Words, boxes: Sequence[Box], by: Sender, now: datetime, answered: Delivery | None
) -> SecureMessage:
    """Store a message with a copy for each recipient, and tell them that it waits."""
    own = box_of(by)
    assert own is not None
    assert by.establishment is not None
    message = SecureMessage(
        source_establishment=by.establishment,
        role=own.role,
        sent_by=find_person(by),
        software=find_acting_software(by),
        sent_at=now,
        answers=answered.message if answered else None,
    )
    message.put(words)
    message.save()
    found = [(place.box, place.establishment) for place in name_boxes(box.key for box in boxes) if place.establishment]
    copies = [
        Delivery(message=message, establishment=place, role=box.role, source=own.number, sent_at=now)
        for box, place in found
    ]
    Delivery.objects.bulk_create(copies)
    if answered:
        Delivery.objects.filter(pk=answered.pk).update(answered_at=now)
    for copy in copies:
        tell_readers("message_waiting", copy.establishment, copy.role, by.establishment, now)
        raise_webhooks(MESSAGE_WAITING, copy.establishment, copy.reference, now, partial(reads_box, copy.role))
    details = {"to": " ".join(box.key for box in boxes)}
    record("message.sent", actor=by.actor, subject=str(message.reference), details=details, now=now)
    return message


def reads_box(role: str, office: SendingOffice) -> bool:
    """Say whether an office's software reads the box of a role."""
    return office.role == role


def tell_readers(kind: str, reader: Establishment, role: str, source: Establishment, now: datetime) -> None:
    """Write to those who read a box, or to the establishment where nobody does: that something waits, and from whom."""
    outbox.send_email(
        kind,
        to=[person.email for person in box_readers(reader, role)] or [reader.email],
        values={
            "source": source.number,
            "source_name": source.named("en"),
            "source_name_cy": source.named("cy"),
            "url": f"{settings.CONFIG.url}/messages/",
        },
        now=now,
        welsh_first=reader.in_wales,
    )
