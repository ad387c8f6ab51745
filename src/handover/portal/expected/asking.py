"""Asking for a record that is missing: whom, in which words, and that it was done."""

from datetime import datetime

from django.utils import timezone

from handover.common.dates_in_words import say_date
from handover.common.identifiers import LA_SUFFIX
from handover.common.problems import Problem
from handover.common.text import Language, Text
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.who import Who, who_is
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import SCHOOL, Box, check_box
from handover.portal.messaging.faults import FAULTS, MessagingRefused
from handover.portal.messaging.models import SecureMessage
from handover.portal.messaging.words import Words

AUTHORITY_ROLES = ("lea-user", "lea-dba", "lea-school")
"""Who is asked at an authority: the first of these that somebody has."""
ABOUT = Text("Please send a pupil's record", "Anfonwch gofnod disgybl os gwelwch yn dda")
REQUEST = Text(
    "We expect this pupil and have not received a Common Transfer File:\n\n{pupil}\n\nPlease send it to {name} "
    "({number}) through this site. If the pupil was not with you, or has gone elsewhere, please answer and say so.\n\n"
    "Thank you.\n{person}",
    "Rydym yn disgwyl y disgybl hwn ac nid ydym wedi derbyn Ffeil Drosglwyddo Gyffredin:\n\n{pupil}\n\nAnfonwch hi "
    "atom drwy'r wefan hon: {name} ({number}). Os nad oedd y disgybl gyda chi, neu os aeth i rywle arall, atebwch a "
    "dweud hynny.\n\nDiolch.\n{person}",
)
"""The message, in the language of the person who asks."""
DETAILS: dict[str, Text] = {
    "name": Text("Name: {value}", "Enw: {value}"),
    "birth_date": Text("Date of birth: {value}", "Dyddiad geni: {value}"),
    "upn": Text("UPN: {value}", "UPN: {value}"),
}


def addressees(source: str, upn: str) -> list[Box]:
    """Return who may have a record, the likeliest first: the school, then its authority, then who gave the UPN."""
    boxes = [] if not source or source.endswith(LA_SUFFIX) else [Box(source, SCHOOL)]
    if la := source[:3] or upn[1:4]:
        boxes += [Box(f"{la}{LA_SUFFIX}", role) for role in AUTHORITY_ROLES]
    return boxes


def addressee(row: ExpectedPupil, who: Who, by: User, now: datetime) -> Box | Problem:
    """Return the box to ask; where none can be, why the likeliest cannot."""
    first: Problem | None = None
    for box in addressees(row.source, who.upn):
        problem = check_box(box, by, timezone.localdate(now))
        if problem is None:
            return box
        first = first or problem
    return first or FAULTS["message.no_recipient"].at()


def request_words(who: Who, by: User, language: Language) -> Words:
    """Return what is asked."""
    assert by.establishment is not None
    lines = [
        text.say(language, value=say_date(value, language) if name == "birth_date" else value)
        for name, text in DETAILS.items()
        if (value := getattr(who, name))
    ]
    told = REQUEST.say(
        language,
        pupil="\n".join(lines),
        name=by.establishment.named(language),
        number=by.establishment.number,
        person=by.full_name,
    )
    return Words(ABOUT.say(language), told)


def ask_for_record(row: ExpectedPupil, by: User, now: datetime, language: Language) -> SecureMessage | None:
    """Ask for a record and return the message; None if somebody else has just asked. MessagingRefused if nobody can be."""
    who = who_is(row)
    box = addressee(row, who, by, now)
    if isinstance(box, Problem):
        raise MessagingRefused({"recipients": box})
    said = request_words(who, by, language)
    with transaction.atomic():
        mine = ExpectedPupil.objects.filter(pk=row.pk, asked_at=row.asked_at)
        if not mine.update(asked_at=now, asked_of=box.key):
            return None
        message = writing.send_draft(writing.begin_draft(by, now, said, [box]), said, by, now)
        record("expected.asked", actor=by.actor, subject=str(row.reference), details={"to": box.key}, now=now)
    return message
