"""The first page: what waits for the person who signed in, and the one thing to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.portal.pages.context import person


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show a visitor what this is, and a person what waits for them."""
    user = person(request)
    if user is None:
        return render(request, "start.html")
    return render(request, "home.html")


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer that this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")
