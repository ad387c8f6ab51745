"""The people who read the site's e-mails, each in their own language."""

from collections.abc import Mapping

from django.db.models.functions import Lower

from handover.common.text import Language
from handover.portal.accounts.models import User
from handover.portal.accounts.permissions import INVITE
from handover.portal.establishments.mail_readers import find_authority_to_ask
from handover.portal.notices.frequency import Frequency, Rhythm, rhythm_of
from handover.portal.notices.readers import MailReader, ReaderSource

CHOICES = "/account/emails/"
BOTH: tuple[Language, ...] = ("cy", "en")
PROMPT = (Frequency.AT_ONCE, Frequency.HOURLY, Frequency.DAILY)


def find_people(addresses: tuple[str, ...]) -> Mapping[str, MailReader]:
    """Return the people of these addresses. Colleagues who share one read it in the languages of both, as often as the one
    who wants it soonest.
    """
    rows = User.objects.annotate(small_letters=Lower("email")).filter(small_letters__in=addresses, is_active=True)
    by_address: dict[str, list[User]] = {}
    for person in rows.select_related("emails", "establishment").order_by("pk"):
        by_address.setdefault(person.email.lower(), []).append(person)
    return {address: read_together(people) for address, people in by_address.items()}


def read_together(people: list[User]) -> MailReader:
    """Return the people of one address as a reader of e-mails."""
    languages: tuple[Language, ...] = tuple(
        each for each in BOTH if any(each in languages_of_person(person) for person in people)
    )
    rhythms = [rhythm_of(getattr(person, "emails", None)) for person in people]
    rhythm: Rhythm = min(rhythms, key=lambda each: (PROMPT.index(each.frequency), each.hour))
    asks = find_authority_to_ask(people[0].establishment, answers=people[0].may(INVITE))
    return MailReader(languages, rhythm, asks, CHOICES)


def languages_of_person(person: User) -> tuple[Language, ...]:
    """Return a person's own language; both for somebody invited in Wales, who has not been here to choose."""
    place = person.establishment
    if not person.has_usable_password() and (place is None or place.in_wales):
        return BOTH
    return ("cy",) if person.language == "cy" else ("en",)


ROWS = (ReaderSource(2, find_people),)
