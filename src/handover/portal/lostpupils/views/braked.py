"""Pages on which a child is searched for: who has searched too much is told how long to wait."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from handover.portal.lostpupils.search_brake import TooManySearches
from handover.portal.web import faults

View = Callable[..., HttpResponseBase]


def braked(view: View) -> View:
    """Answer 429 with a page that says what to do, where the brake on searches stops what a view wanted to do."""

    @wraps(view)
    def waiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except TooManySearches as stop:
            return faults.searched_too_much(request, stop.minutes)

    return waiting
