"""The offices that read the site's e-mails at addresses of their own, and whom the people of an authority ask."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models.functions import Lower

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import LANGUAGES, Language, Text
from handover.portal.establishments.models import Establishment, EstablishmentKind, OfficeEmails
from handover.portal.notices.frequency import rhythm_of
from handover.portal.notices.readers import MailReader, ReaderSource

WALES: tuple[Language, ...] = ("cy", "en")
CHOSEN: dict[str, tuple[Language, ...]] = {"cy en": ("cy", "en"), "cy": ("cy",), "en": ("en",)}
AUTHORITY = Text("your local authority, {name}", "eich awdurdod lleol, {name}")


def find_offices(addresses: tuple[str, ...]) -> Mapping[str, MailReader]:
    """Return the offices of these addresses; where two share one, the choice of the first by number holds."""
    rows = Establishment.objects.annotate(small_letters=Lower("email")).filter(small_letters__in=addresses)
    places = rows.select_related("emails").order_by("-number")
    return {place.email.lower(): read_office(place) for place in places}


def read_office(place: Establishment) -> MailReader:
    """Return an office as a reader of e-mails."""
    chosen: OfficeEmails | None = getattr(place, "emails", None)
    asks = find_authority_to_ask(place, answers=place.kind == EstablishmentKind.LA)
    return MailReader(languages_of(place), rhythm_of(chosen), asks, f"/establishments/{place.number}/emails/")


def find_authority_to_ask(place: Establishment | None, *, answers: bool) -> str:
    """Return the authority that somebody asks, by number; who `answers` for it asks the national contact, if there is one."""
    national = settings.CONFIG.national_name or settings.CONFIG.national_email
    return "" if place is None or (answers and national) else place.la_number


def languages_of(place: Establishment) -> tuple[Language, ...]:
    """Return the languages of the e-mails to an office: what it has chosen, else both in Wales and English elsewhere."""
    chosen: OfficeEmails | None = getattr(place, "emails", None)
    if chosen and chosen.languages:
        return CHOSEN[chosen.languages]
    return WALES if place.in_wales else ("en",)


def find_authority_contact(la_number: str) -> Text:
    """Return an authority's name and how to reach it, as a line in both languages; empty for one that is not known."""
    place = Establishment.objects.filter(number=la_number + LA_SUFFIX).first() if la_number else None
    if place is None:
        return Text("", "")
    reach = [each for each in (place.contact, place.email, place.telephone) if each]
    return Text(*(", ".join([place.named(language), *reach]) for language in LANGUAGES))


def find_help(la_number: str) -> Text:
    """Return whom to ask: as the setting says, else the authority's contact, else the national one."""
    config = settings.CONFIG
    if config.help_contact:
        return Text(config.help_contact, config.help_contact)
    authority = find_authority_contact(la_number)
    if authority.en:
        return Text(*(AUTHORITY.say(language, name=authority.say(language)) for language in LANGUAGES))
    return Text(
        *[", ".join(filter(None, (config.national_name, config.national_email, config.national_telephone)))] * 2
    )


ROWS = (ReaderSource(1, find_offices, find_help),)
