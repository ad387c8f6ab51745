"""Whom to ask: nationally, and at each authority (the seed's menu, section 2.1)."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.portal.accounts.changes import NATIONAL
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.directory import las
from handover.portal.establishments.models import Establishment
from handover.portal.establishments.permissions import SEE_CONTACTS
from handover.portal.web.access import allowed
from handover.portal.web.addresses import sought

PAGE = 30
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Contact:
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
    page = Paginator(looked_up(wanted), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "wanted": wanted, "own": own, "national": national()}
    return render(request, "contacts.html", context)


def national() -> list[Contact]:
    """Return whom to ask nationally: as the settings say, else the national administrators."""
    read = settings.CONFIG.text
    if read("HANDOVER_NATIONAL_NAME"):
        return [
            Contact(
                read("HANDOVER_NATIONAL_NAME"),
                read("HANDOVER_NATIONAL_EMAIL"),
                read("HANDOVER_NATIONAL_TELEPHONE"),
            )
        ]
    people = User.objects.filter(role__in=NATIONAL, is_active=True).order_by("full_name")
    return [Contact(person.full_name, person.email) for person in people]


def looked_up(wanted: str) -> QuerySet[Establishment]:
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
