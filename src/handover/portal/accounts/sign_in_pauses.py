"""The pages that ask a person to wait: after too many wrong tries, and while too many sign in at once."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handover.portal.accounts.hashing import WAIT_SECONDS, TooBusy

MINUTE = timedelta(minutes=1)


def seconds_locked(request: HttpRequest, wait: timedelta, *, asking: bool = False) -> HttpResponse:
    """Say after how long another try can be made, or a new password asked for; the same for a name that nobody has."""
    context = {"minutes": max(1, ceil(wait / MINUTE)), "asking": asking}
    response = render(request, "sign_in/locked.html", context, status=429)
    response["Retry-After"] = str(max(1, ceil(wait.total_seconds())))
    return response


class PasswordTurns:
    """Answers a person whose password did not get its turn, so many being checked at the moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Ask to come again in a moment."""
        if not isinstance(fault, TooBusy):
            return None
        response = render(request, "sign_in/busy.html", status=503)
        response["Retry-After"] = str(ceil(WAIT_SECONDS))
        return response
