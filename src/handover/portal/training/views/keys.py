"""The page on which a vendor gets a training county and its keys, without a person in between."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.client_address import client_address
from handover.portal.training.counties import NoCounty, give_county
from handover.portal.training.places import OLD_SCHOOL, PLACES
from handover.portal.training.situations import SITUATIONS
from handover.portal.web import wording

NONE_GIVEN = 409


@require_http_methods(["GET", "HEAD", "POST"])
def show_training_page(request: HttpRequest) -> HttpResponse:
    """Say what training is, and give a county with its keys to whoever asks: shown in the answer, and never again."""
    if not settings.CONFIG.training:
        raise Http404
    problem = None
    if request.method == "POST":
        try:
            _, given = give_county(client_address(request), clock.now())
        except NoCounty as refused:
            problem = refused.problem
        else:
            first = next(each.text.text for each in given if each.place.number == OLD_SCHOOL)
            site = settings.CONFIG.url.rstrip("/")
            context = {"given": given, "first": first, "site": site, "days": settings.CONFIG.training_days}
            answer = render(request, "training/given.html", context)
            answer["Cache-Control"] = "no-store"
            return answer
    language = wording.language()
    context = {
        "places": [(place, place.name_cy if language == "cy" and place.name_cy else place.name) for place in PLACES],
        "situations": SITUATIONS.values(),
        "problem": problem,
        "days": settings.CONFIG.training_days,
    }
    return render(request, "training/training.html", context, status=NONE_GIVEN if problem else 200)
