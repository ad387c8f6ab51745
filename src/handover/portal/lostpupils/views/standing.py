"""Searches that are kept for a year."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils import standing
from handover.portal.lostpupils.permissions import SEARCH_LOST
from handover.portal.lostpupils.question import FIELDS, Question
from handover.portal.lostpupils.views.braked import braked
from handover.portal.lostpupils.views.search import get_search
from handover.portal.lostpupils.wording import GENDERS
from handover.portal.transfers.senders import name_author
from handover.portal.web import wording
from handover.portal.web.access import allowed


def say_fields(question: Question) -> dict[str, str]:
    """Say what is known of a pupil, by field."""
    texts = {
        "upn": question.upn,
        "surname": question.surname,
        "forename": question.forename,
        "town": question.town,
        "birth_date": wording.date(question.birth_date),
        "gender": wording.say_text(GENDERS[question.gender]) if question.gender in GENDERS else "",
    }
    return {name: text for name, text in texts.items() if text}


def describe_pupil_fields(question: Question) -> list[tuple[str, str]]:
    """Say what is known of a pupil, with the name of each field."""
    return [(wording.say_text(FIELDS[name]), text) for name, text in say_fields(question).items()]


@require_http_methods(["GET", "POST"])
@allowed(SEARCH_LOST)
@braked
def lost_standing(request: HttpRequest) -> HttpResponse:
    """List the searches that the authority keeps, or keep the one that was just made."""
    person = require_user(request)
    if request.method == "POST":
        question, _sort = get_search(request)
        try:
            standing.keep_counted_search(question or Question(), person, clock.now())
        except standing.TooVague:
            messages.warning(request, _("That search is too vague to be kept. Add a surname or a date of birth."))
            return redirect("lost")
        messages.success(request, _("The search is kept for a year. You will get an e-mail when such a pupil arrives."))
        return redirect("lost-standing")
    searches = standing.running_searches(person).prefetch_related("matches__pupil__transfer")
    language = wording.language()
    rows = [
        (
            search,
            describe_pupil_fields(search.question),
            name_author(search.by, search.software, search.authority, language),
        )
        for search in searches
    ]
    return render(request, "lost/standing.html", {"searches": rows})


@require_POST
@allowed(SEARCH_LOST)
def lost_standing_end(request: HttpRequest, reference: UUID) -> HttpResponse:
    """End a search of the person's own authority."""
    person = require_user(request)
    search = standing.running_searches(person).filter(reference=reference).first()
    if search is None or person.establishment is None:
        raise Http404
    standing.end_search(search, person.actor, clock.now())
    messages.success(request, _("The search has ended, and what it asked is forgotten."))
    return redirect("lost-standing")
