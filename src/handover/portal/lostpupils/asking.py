"""Asking the few authorities that the evidence points to, by one secure message that says no more than is needed.

The message begins as a draft, so that a person reads it before it goes. What stays at the search is who was asked and
when, never about whom.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.lostpupils.enquiry import Lead
from handover.portal.lostpupils.models import Enquiry
from handover.portal.lostpupils.question import FIELDS, Question
from handover.portal.lostpupils.searching import make_fingerprint
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import Box, box_readers
from handover.portal.messaging.models import Draft, SecureMessage
from handover.portal.messaging.words import Words

ROLES_ASKED: Final = ("lea-lost-pupil-transfer", "lea-lost-pupil", "lea-user")
"""Who is asked at an authority: the first of these whom somebody is there to read for."""

NEEDED: Final = ("forename", "surname", "birth_date", "gender", "upn")
"""What another authority must know to look for the pupil. Where the family lived, it need not be told."""

ABOUT: Final = Text("Looking for a pupil's school record", "Chwilio am gofnod ysgol disgybl")

LETTER: Final = Text(
    "We are looking for the school record of a pupil who has come to one of our schools without it.\n\n{known}\n\n"
    "We are asking you, and not everybody, because something points to your area: an earlier address or school, or "
    "pupils who often move between us.\n\n"
    "Could you look whether one of your schools knows this pupil and, if so, have the file sent to us or to the lost "
    "pupil store? Thank you.\n\n{person}, {authority}",
    "Rydym yn chwilio am gofnod ysgol disgybl a ddaeth i un o'n hysgolion hebddo.\n\n{known}\n\nRydym yn gofyn i "
    "chi, ac nid i bawb, oherwydd bod rhywbeth yn pwyntio at eich ardal: cyfeiriad neu ysgol flaenorol, neu "
    "ddisgyblion sy'n aml yn symud rhyngom.\n\nA allech edrych a yw un o'ch ysgolion yn adnabod y disgybl hwn ac, os "
    "felly, drefnu i'r ffeil gael ei hanfon atom ni neu i'r storfa disgyblion coll? Diolch.\n\n{person}, {authority}",
)
"""The enquiry. It names the pupil, so it goes by secure message only."""


def box_to_ask(lead: Lead) -> Box | None:
    """Return the box that an enquiry to an authority goes to; None where nobody reads secure messages."""
    read = (Box(lead.authority.number, role) for role in ROLES_ASKED if box_readers(lead.authority, role))
    return next(read, None)


def write_enquiry(said: Mapping[str, str], by: User, language: str) -> str:
    """Write the enquiry; `said` has what is known of the pupil in that language, by field of the search."""
    known = "\n".join(f"{FIELDS[name].say(language)}: {said[name]}" for name in NEEDED if said.get(name))
    authority = by.establishment.named(language) if by.establishment else ""
    return LETTER.say(language, known=known, person=by.full_name, authority=authority)


def begin_enquiry(
    question: Question, leads: Sequence[Lead], said: Mapping[str, str], by: User, now: datetime, language: str
) -> Draft:
    """Begin the message to the authorities of these leads, and note it at the search."""
    assert by.establishment
    boxes = [box for box in map(box_to_ask, leads) if box]
    draft = writing.begin_draft(by, now, Words(ABOUT.say(language), write_enquiry(said, by, language)), boxes)
    Enquiry.objects.create(
        search=make_fingerprint(question),
        by=by,
        authority=by.establishment,
        draft=draft.reference,
        asked=[box.number for box in boxes],
        begun_at=now,
    )
    return draft


def note_sent(draft: Draft, message: SecureMessage, by: User, now: datetime) -> None:
    """Note that a message is sent, and to whom in the end, if it is an enquiry; nothing for any other message."""
    asked = sorted(set(message.deliveries.values_list("establishment__number", flat=True)))
    enquiry = Enquiry.objects.filter(draft=draft.reference, sent_at=None)
    if enquiry.update(sent_at=now, message=message, asked=asked):
        details = {"search": Enquiry.objects.get(draft=draft.reference).search, "authorities": ",".join(asked)}
        record("lost.enquiry_sent", actor=by.actor, subject=str(message.reference), details=details, now=now)


def asked_before(questions: Iterable[Question], by: User) -> QuerySet[Enquiry]:
    """Return the enquiries that a person's authority has sent about these searches, the latest first."""
    searches = [make_fingerprint(question) for question in questions]
    sent = Enquiry.objects.filter(search__in=searches, authority=by.establishment, sent_at__isnull=False)
    return sent.select_related("by", "message").order_by("-sent_at")
