"""The enquiry to the few authorities that may know the pupil who was searched for: whom to ask, why, and the message."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils import asking, enquiry
from handover.portal.lostpupils.permissions import SEARCH_LOST
from handover.portal.lostpupils.search_brake import SearchPlace, spend
from handover.portal.lostpupils.views import forms
from handover.portal.lostpupils.views.braked import braked
from handover.portal.lostpupils.views.search import get_search
from handover.portal.lostpupils.views.standing import describe_pupil_fields, say_fields
from handover.portal.web import wording
from handover.portal.web.access import allowed

LONGEST = 100


@require_http_methods(["GET", "POST"])
@allowed(SEARCH_LOST)
@braked
def lost_enquiry(request: HttpRequest) -> HttpResponse:
    """Show which few authorities to ask about the pupil who was searched for and why, and begin the message to them."""
    question, _sort = get_search(request)
    if question is None or not question.enough:
        messages.info(request, _("Search for the pupil first. If nobody fits, you can ask other authorities."))
        return redirect("lost")
    person, now = require_user(request), clock.now()
    spend(question, SearchPlace.ENQUIRY, person, now)
    school, towns = (request.POST.get(name, "").replace("\0", "").strip()[:LONGEST] for name in ("school", "towns"))
    hints = enquiry.Hints(school, tuple(town.strip() for town in towns.split(",") if town.strip()))
    leads = enquiry.leads(question, hints, person, now)
    readable = [lead for lead in leads if asking.box_to_ask(lead)]
    form = forms.EnquiryForm(readable, request.POST if request.POST.get("do") == "write" else None)
    if form.is_valid():
        chosen = [lead for lead in readable if lead.authority.number in form.cleaned_data["ask"]]
        draft = asking.begin_enquiry(question, chosen, say_fields(question), person, now, wording.language())
        return redirect("compose", draft.reference)
    enquiry.note_prepared(question, leads, person, now)
    context = {
        "known": describe_pupil_fields(question),
        "ask": form,
        "reasons": {lead.authority.number: " ".join(map(wording.say_text, lead.reasons)) for lead in leads},
        "telephone": [lead for lead in leads if lead not in readable],
        "letter": asking.write_enquiry(say_fields(question), person, wording.language()),
        "school": school,
        "towns": towns,
        "asked": [(authority_names(row.asked), row) for row in asking.asked_before([question], person)],
    }
    return render(request, "lost/enquiry.html", context, status=BAD_FORM if form.errors else 200)


def authority_names(numbers: Sequence[str]) -> list[str]:
    """Return the names of authorities."""
    return [la.named(wording.language()) for la in Establishment.objects.filter(number__in=numbers).order_by("name")]
