"""Searching the store. What is asked is posted and kept in the session: a name in an address would stay in its history."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils.permissions import DECIDE_SAME_PUPIL, MANAGE_LOST, SEARCH_LOST
from handover.portal.lostpupils.question import FIELDS, Question
from handover.portal.lostpupils.search_brake import TooManySearches
from handover.portal.lostpupils.searching import SearchAnswer, SearchHit, search_lost_pupils
from handover.portal.lostpupils.upn_slips import mend_check_letter
from handover.portal.lostpupils.views import forms
from handover.portal.lostpupils.views.braked import braked
from handover.portal.web import wording
from handover.portal.web.access import allowed

KEPT = "lost_search"
SHOWN_FIRST = 10
"""Pupils who fit that are shown at first; the others on request."""

ORDERS: dict[str, Callable[[SearchHit], Any]] = {
    forms.SURNAME: lambda hit: (hit.pupil.surname, hit.pupil.forename),
    forms.BORN: lambda hit: (hit.pupil.birth_date is None, hit.pupil.birth_date),
    forms.TOWN: lambda hit: (hit.pupil.town == "", hit.pupil.town.casefold()),
    forms.UPLOADED: lambda hit: hit.pupil.lodged_at,
}


@require_http_methods(["GET", "POST"])
@allowed(SEARCH_LOST)
@braked
def lost(request: HttpRequest) -> HttpResponse:
    """Show the form and, once something was asked, who fits it."""
    if request.method == "POST":
        return take_search(request)
    question, sort = get_search(request)
    if question is None:
        return draw_search(request, {"search": forms.Search()})
    answer = answer_to(question, request)
    every = ordered(answer.fitting, sort)
    shown = every if "all" in request.GET else every[:SHOWN_FIRST]
    mended = mend_check_letter(question.upn)
    context = {
        "search": forms.Search(initial=forms.filled(question, sort)),
        "question": question,
        "answer": answer,
        "fitting": shown,
        "more": len(every) - len(shown),
        "nearest": ordered(answer.nearest, sort),
        "mended": mended,
        "mended_fields": forms.posted(replace(question, upn=mended), sort) if mended else {},
        "to_add": [wording.say_text(FIELDS[name]) for name in question.to_add],
    }
    return draw_search(request, context)


def answer_to(question: Question, request: HttpRequest) -> SearchAnswer:
    """Search, unless the person has searched too much: then the question is forgotten, so that a better one can be asked."""
    person, now = require_user(request), clock.now()
    try:
        return search_lost_pupils(question, person, now)
    except TooManySearches:
        request.session.pop(KEPT, None)
        raise


def draw_search(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    """Draw the page of the search, with the links to what else this person may do."""
    person = require_user(request)
    links = {"may_manage": person.may(MANAGE_LOST), "may_decide_same": person.may(DECIDE_SAME_PUPIL)}
    return render(request, "lost/search.html", {**context, **links}, status=status)


def take_search(request: HttpRequest) -> HttpResponse:
    """Take a search, and show its answer on a page that can be loaded again."""
    form = forms.Search(request.POST)
    if not form.is_valid():
        return draw_search(request, {"search": form}, status=422)
    request.session[KEPT] = {**form.question.stored(), "sort": form.cleaned_data["sort"]}
    return redirect("lost")


def get_search(request: HttpRequest) -> tuple[Question | None, str]:
    """Return the search that this person is at, and the order of its answer."""
    stored = request.session.get(KEPT)
    if not isinstance(stored, dict):
        return None, forms.BEST
    return Question.restored(stored), str(stored.get("sort") or forms.BEST)


def ordered(hits: Iterable[SearchHit], sort: str) -> list[SearchHit]:
    """Return pupils in the order that was asked for."""
    order = ORDERS.get(sort)
    return sorted(hits, key=order) if order else list(hits)


@require_POST
@allowed(SEARCH_LOST)
def new_search(request: HttpRequest) -> HttpResponse:
    """Forget the search, for the next."""
    request.session.pop(KEPT, None)
    return redirect("lost")
