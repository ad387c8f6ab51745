"""Addresses within the site: the same page asked differently, and the only addresses a person is sent on to."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def with_query(request: HttpRequest, **changes: object) -> str:
    """Return the address of the page being read with some of its questions changed; None takes one away."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def sought(request: HttpRequest, longest: int) -> str:
    """Return what the page's search is for (`?q=`), without blanks around it and signs that are no letters."""
    return request.GET.get("q", "").replace("\N{REPLACEMENT CHARACTER}", "").strip()[:longest]


def safe_next(request: HttpRequest, wanted: str | None, otherwise: str = "/") -> str:
    """Return where to send a person on to: an address of this site that was asked for, or the other one.

    It begins with a slash: Django's `redirect` takes a word without one for the name of a page.
    """
    if (
        wanted
        and wanted.startswith("/")
        and url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    ):
        return wanted
    return otherwise


def site_origin(request: HttpRequest) -> str:
    """Return the address of the site as this browser has it; `HANDOVER_HOSTS` says which there can be."""
    return f"{request.scheme}://{request.get_host()}"
