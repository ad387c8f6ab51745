"""Secure messages: what came to the key's box, one of them, saying that it was read, sending, and what was sent."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, make_answer
from handover.portal.api.fields import Cursor, IdempotencyKey, Limit
from handover.portal.api.mailbox import read_cursor, write_cursor
from handover.portal.api.message_bodies import (
    BoxBody,
    MessageBody,
    MessageListBody,
    NamedBoxBody,
    NewMessageBody,
    RecipientBody,
    SentMessageBody,
    SentMessageListBody,
)
from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.once import OnceOnly, answer_once, digest_request
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal, describe_problems
from handover.portal.establishments.models import Establishment
from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import Box, NamedBox, read_box
from handover.portal.messaging.faults import FAULTS, MessagingRefused
from handover.portal.messaging.models import Delivery, SecureMessage
from handover.portal.messaging.permissions import USE_MESSAGES
from handover.portal.messaging.retention_rules import of_message
from handover.portal.messaging.words import Words
from handover.portal.paging import read_page_behind
from handover.portal.transfers.senders import Sender, name_author
from handover.portal.web import wording


def list_messages(
    request: ApiRequest, cursor: Cursor = None, limit: Limit = 50, unread: bool = False
) -> HttpResponseBase:
    """List what came to the key's box, the oldest first."""
    rows = reading.list_inbox(request.auth)
    if unread:
        rows = rows.filter(read_at=None)
    page = read_page_behind(rows, "sent_at", descending=False, after=read_cursor(cursor), size=limit)
    items = [describe_message(copy) for copy in page.rows]
    return make_answer(MessageListBody(items=items, next=write_cursor(page.following))).write()


def show_message_text(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Give one message with its text. The look is written down, and the message stays as it is."""
    copy, now = get_message(reference, request.auth), clock.now()
    reading.note_look_at_message(copy, request.auth, now)
    return make_answer(describe_message(copy, with_text=True)).write()


def mark_message_read(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Say that the office has read a message."""
    copy = reading.mark_read(get_message(reference, request.auth), request.auth, clock.now())
    return make_answer(describe_message(copy)).write()


def send_office_message(
    request: ApiRequest, body: NewMessageBody, idempotency_key: IdempotencyKey = None
) -> HttpResponseBase:
    """Send a message in the name of the key."""
    holder, now = request.auth, clock.now()
    answered = get_message(body.answers, holder) if body.answers else None
    words, boxes = Words(body.description, body.text), read_boxes(body.recipients)
    once = OnceOnly(holder, "send_message", idempotency_key, digest_request(request, request.body.hex()), now)

    def write(message: SecureMessage) -> ApiAnswer:
        location = f"/api/v1/messages/sent/{message.reference}"
        return make_answer(describe_sent(message), 201, {"Location": location})

    try:
        return answer_once(once, lambda: writing.send_message(words, boxes, holder, now, answered), write).write()
    except MessagingRefused as refused:
        raise refuse_message(refused) from refused


def list_sent_messages(request: ApiRequest, cursor: Cursor = None, limit: Limit = 50) -> HttpResponseBase:
    """List what left the key's box, the oldest first, and who has read it."""
    rows = reading.list_sent(request.auth).select_related("sent_by", "source_establishment")
    rows = rows.prefetch_related("deliveries__establishment")
    page = read_page_behind(rows, "sent_at", descending=False, after=read_cursor(cursor), size=limit)
    items = [describe_sent(message) for message in page.rows]
    return make_answer(SentMessageListBody(items=items, next=write_cursor(page.following))).write()


def show_sent_message(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Say who has read a message that left the key's box."""
    message = reading.find_sent(reference, request.auth)
    if message is None:
        raise Http404
    return make_answer(describe_sent(message)).write()


def get_message(reference: UUID, by: Sender) -> Delivery:
    """Return a message of the key's box; those of other boxes do not exist for it. Raises Http404."""
    copy = reading.find_delivery(reference, by)
    if copy is None:
        raise Http404
    return copy


def read_boxes(recipients: Iterable[BoxBody]) -> list[Box]:
    """Return the boxes that are meant, each once. Raises ApiRefusal where one of them can be none."""
    boxes: dict[str, Box] = {}
    for each in recipients:
        box = read_box(f"{each.number.upper()}/{each.role}")
        if box is None:
            problem = FAULTS["message.unknown_recipient"].at(number=each.number)
            raise refuse_message(MessagingRefused({"recipients": problem}))
        boxes[box.key] = box
    return list(boxes.values())


def refuse_message(refused: MessagingRefused) -> ApiRefusal:
    """Return the refusal that says what is wrong with a message; `path` is the field."""
    rows = zip(refused.problems, describe_problems(refused.problems.values()), strict=True)
    return ApiRefusal("api.message_refused", problems=[{**row, "path": field} for field, row in rows])


def describe_message(copy: Delivery, *, with_text: bool = False) -> MessageBody:
    """Return one message of the box."""
    message, words = copy.message, copy.message.words
    box = Box(message.source_establishment.number, message.role)
    return MessageBody(
        reference=copy.reference,
        source=describe_box(box, message.source_establishment),
        description=words.description,
        text=words.text if with_text else None,
        sent_at=copy.sent_at,
        read_at=copy.read_at,
        answered_at=copy.answered_at,
        kept_until=of_message(copy, clock.today()),
    )


def describe_box(box: Box, place: Establishment) -> NamedBoxBody:
    """Return a box with its name."""
    return NamedBoxBody(number=box.number, role=box.role, name=NamedBox(box, place).named(wording.language()))


def describe_sent(message: SecureMessage) -> SentMessageBody:
    """Return one message that was sent, with its copies."""
    recipients = [
        RecipientBody(
            **describe_box(Box(copy.establishment.number, copy.role), copy.establishment).model_dump(),
            read_at=copy.read_at,
            gone=copy.gone_at is not None,
        )
        for copy in sorted(message.deliveries.all(), key=lambda copy: copy.pk)
    ]
    office = message.source_establishment
    return SentMessageBody(
        reference=message.reference,
        author=name_author(message.sent_by, message.software, office, wording.language()),
        description=message.words.description,
        sent_at=message.sent_at,
        recipients=recipients,
    )


_NOT_FOUND = ("api.not_found",)
OPERATIONS = (
    ApiOperation(
        "list_messages",
        "GET",
        "/messages",
        "messages",
        (USE_MESSAGES,),
        Text("List messages that came", "Rhestru'r negeseuon a ddaeth"),
        Text(
            "The messages in the box of the key's role, the oldest first; with `unread` those that nobody of the box has read. "
            "What they say comes with each alone.",
            "Y negeseuon ym mlwch rôl yr allwedd, yr hynaf yn gyntaf; gydag `unread` y rhai nad oes neb o'r blwch wedi'u "
            "darllen. Gyda phob un ar ei phen ei hun y daw'r hyn y mae'n ei ddweud.",
        ),
        list_messages,
        {200: MessageListBody},
        OFFICE_EXAMPLES["list_messages"],
    ),
    ApiOperation(
        "show_message",
        "GET",
        "/messages/{uuid:reference}",
        "messages",
        (USE_MESSAGES,),
        Text("Fetch a message", "Nôl neges"),
        Text(
            "One message with its text. The look is written into the audit log. The message stays unread for the people of the "
            "box until it is said to be read.",
            "Un neges gyda'i thestun. Ysgrifennir yr olwg yn y cofnod archwilio. Mae'r neges yn aros heb ei darllen i bobl y "
            "blwch nes dweud ei bod wedi'i darllen.",
        ),
        show_message_text,
        {200: MessageBody},
        OFFICE_EXAMPLES["show_message"],
        _NOT_FOUND,
    ),
    ApiOperation(
        "mark_message_read",
        "POST",
        "/messages/{uuid:reference}/read",
        "messages",
        (USE_MESSAGES,),
        Text("Say that a message was read", "Dweud bod neges wedi'i darllen"),
        Text(
            "Its sender sees that it was read, and it is kept for the time of read messages from the first time that this is "
            "said. Say it once a person has seen the message, or your software has done all that it asks.",
            "Mae ei hanfonwr yn gweld ei bod wedi'i darllen, a chaiff ei chadw am amser negeseuon a ddarllenwyd o'r tro "
            "cyntaf y dywedir hyn. Dywedwch hyn pan fydd person wedi gweld y neges, neu pan fydd eich meddalwedd wedi gwneud "
            "popeth y mae'n ei ofyn.",
        ),
        mark_message_read,
        {200: MessageBody},
        OFFICE_EXAMPLES["mark_message_read"],
        _NOT_FOUND,
    ),
    ApiOperation(
        "send_message",
        "POST",
        "/messages",
        "messages",
        (USE_MESSAGES,),
        Text("Send a message", "Anfon neges"),
        Text(
            "To boxes of schools and authorities; as the answer to another message with `answers`. No person is its author: "
            "colleagues see that software sent it, which, and whose. An e-mail tells the recipients that a message waits, and "
            "nothing of what it says.",
            "I flychau ysgolion ac awdurdodau; yn ateb i neges arall gydag `answers`. Nid oes person yn awdur arni: mae "
            "cydweithwyr yn gweld mai meddalwedd a'i hanfonodd, pa un, ac eiddo pwy. Mae e-bost yn dweud wrth y derbynwyr fod "
            "neges yn aros, a dim o'i chynnwys.",
        ),
        send_office_message,
        {201: SentMessageBody},
        OFFICE_EXAMPLES["send_message"],
        ("api.message_refused", "api.key_reused", "api.not_found"),
        answer_headers=("Location",),
    ),
    ApiOperation(
        "list_sent_messages",
        "GET",
        "/messages/sent",
        "messages",
        (USE_MESSAGES,),
        Text("List messages that were sent", "Rhestru'r negeseuon a anfonwyd"),
        Text(
            "What left the box of the key's role, by people and by software, the oldest first, and who has read it.",
            "Yr hyn a adawodd flwch rôl yr allwedd, gan bobl a chan feddalwedd, yr hynaf yn gyntaf, a phwy a'i darllenodd.",
        ),
        list_sent_messages,
        {200: SentMessageListBody},
        OFFICE_EXAMPLES["list_sent_messages"],
    ),
    ApiOperation(
        "show_sent_message",
        "GET",
        "/messages/sent/{uuid:reference}",
        "messages",
        (USE_MESSAGES,),
        Text("Track a message", "Dilyn neges"),
        Text("Who of its recipients has read it, and when.", "Pwy o'i derbynwyr sydd wedi'i darllen, a phryd."),
        show_sent_message,
        {200: SentMessageBody},
        OFFICE_EXAMPLES["show_sent_message"],
        _NOT_FOUND,
    ),
)
