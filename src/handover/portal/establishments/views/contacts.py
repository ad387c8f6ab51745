"""Whom to ask: nationally, and at each authority (the seed's menu, section 2.1)."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.portal.accounts.ending_offices import NATIONAL
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.permissions import CHOOSE_OFFICE_EMAILS
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.directory import las
from handover.portal.establishments.models import Establishment
from handover.portal.establishments.permissions import SEE_CONTACTS
from handover.portal.web.access import allowed
from handover.portal.web.addresses import sought

PAGE = 30
LONGEST = 100


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Somebody to ask; what is not known is empty."""

    name: str
    email: str = ""
    telephone: str = ""


@require_safe
@allowed(SEE_CONTACTS)
def contacts(request: HttpRequest) -> HttpResponse:
    """List the national contact, one's own authority, and every other; or those that were searched for."""
    me = require_user(request)
    wanted = sought(request, LONGEST)
    own = las().filter(la_number=me.establishment.la_number).first() if me.establishment else None
    page = Paginator(filter_authorities(wanted), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "wanted": wanted, "own": own, "national": national()}
    context["chooses_for"] = me.establishment if me.may(CHOOSE_OFFICE_EMAILS) else None
    return render(request, "contacts.html", context)


def national() -> list[ContactDetails]:
    """Return whom to ask nationally: as the settings say, else the national administrators."""
    config = settings.CONFIG
    if config.national_name:
        return [ContactDetails(config.national_name, config.national_email, config.national_telephone)]
    people = sorted(list_holders(role__in=NATIONAL), key=lambda person: person.full_name)
    return [ContactDetails(person.full_name, person.email) for person in people]


def filter_authorities(wanted: str) -> QuerySet[Establishment]:
    """Return the authorities that somebody may mean: by number, name, contact or town; all of them for none."""
    if not wanted:
        return las()
    return las().filter(
        Q(number__istartswith=wanted)
        | Q(name__icontains=wanted)
        | Q(name_cy__icontains=wanted)
        | Q(contact__icontains=wanted)
        | Q(town__icontains=wanted)
    )
