"""The demo's own pages: who can sign in, the story, and every e-mail that would have been sent."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from handover.portal.accounts.roles import ROLES
from handover.portal.demo.codes import code_now
from handover.portal.demo.county import PASSWORD, PEOPLE, PLACES
from handover.portal.demo.software import MOVES
from handover.portal.demo.story import CHAPTERS
from handover.portal.notices.letter import write_letter
from handover.portal.notices.models import Notice


@require_GET
def show_demo(request: HttpRequest) -> HttpResponse:
    """Show who can sign in, and the story."""
    places = {place.number: place for place in PLACES}
    people = [(person, ROLES[person.role], places.get(person.place)) for person in PEOPLE]
    context = {"people": people, "password": PASSWORD, "code": code_now(), "chapters": CHAPTERS, "moves": MOVES}
    return render(request, "demo/demo.html", context)


@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the e-mails that the site has written."""
    notices = Notice.objects.filter(gathered=None).order_by("-created_at", "-pk")
    page = Paginator(notices, 20).get_page(request.GET.get("page"))
    letters = [(notice, write_letter(notice)) for notice in page.object_list]
    return render(request, "demo/outbox.html", {"page": page, "letters": letters})
