"""The pages on which a person chooses how often e-mails come, for themselves and for the address of their office."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.choosing_emails import choose_office_emails, choose_own_emails
from handover.portal.accounts.models import User
from handover.portal.accounts.permissions import CHOOSE_OFFICE_EMAILS
from handover.portal.accounts.reach import places_of
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.email_forms import FrequencyForm, OfficeEmailsForm
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.establishments.models import Establishment, OfficeEmails
from handover.portal.establishments.permissions import KEEP_SCHOOLS
from handover.portal.notices.frequency import USUAL_HOUR, EmailChoice, Frequency
from handover.portal.web.access import allowed


@require_http_methods(["GET", "HEAD", "POST"])
def own_emails(request: HttpRequest) -> HttpResponse:
    """Choose how often one's own e-mails come."""
    me = require_user(request)
    form = FrequencyForm(
        request.POST if request.method == "POST" else None, initial=describe_choice(getattr(me, "emails", None))
    )
    if form.is_valid():
        choose_own_emails(me, **form.chosen(), now=clock.now())
        messages.success(request, _("Your choice is kept. It holds from now on."))
        return redirect("account")
    context = {"asked": form, "office": office_to_choose(me)}
    return render(request, "account/emails.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(CHOOSE_OFFICE_EMAILS)
def office_emails(request: HttpRequest, number: str) -> HttpResponse:
    """Choose how often, and in which languages, e-mails come to the address of an office."""
    me = require_user(request)
    place = get_own_office(me, number)
    before: OfficeEmails | None = getattr(place, "emails", None)
    initial = {**describe_choice(before), "languages": before.languages if before else ""}
    form = OfficeEmailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        choose_office_emails(place, **form.chosen(), by=me.actor, now=clock.now())
        messages.success(request, _("The choice is kept. It holds from now on."))
        return redirect("contacts")
    context = {"asked": form, "place": place}
    return render(request, "account/office_emails.html", context, status=BAD_FORM if form.errors else 200)


def describe_choice(choice: EmailChoice | None) -> dict[str, object]:
    """Return what was chosen, or what holds where nothing was, as a form begins with it."""
    if choice is None:
        return {"frequency": Frequency.AT_ONCE.value, "hour": USUAL_HOUR}
    return {"frequency": choice.frequency, "hour": choice.hour}


def get_own_office(me: User, number: str) -> Establishment:
    """Return one's own office, or one that one looks after; all others are not found."""
    if me.establishment and me.establishment.number == number:
        return me.establishment
    place = places_of(me.actor).filter(number=number).first() if me.may(KEEP_SCHOOLS) else None
    if place is None:
        raise Http404
    return place


def office_to_choose(me: User) -> Establishment | None:
    """Return one's own office, where one may choose for its address and it has one."""
    place = me.establishment
    return place if place and place.email and me.may(CHOOSE_OFFICE_EMAILS) else None
