"""The one door of the API: requests of software part here from those of people, before anything that is for browsers.

No session, no cookie, no form token and no page of a fault is for software; each of its answers is JSON, a file or a problem
document. What holds for everybody (limits, headers that browsers heed, the way through proxies) stands before this.
"""

import logging
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

from handover.portal.api import routes
from handover.portal.api.faults import API_FAULTS
from handover.portal.api.practising import answer_in_county, find_training_key
from handover.portal.api.refusals import ApiRefusal, explain_fault, write_refusal
from handover.portal.api.vendor_tokens import METADATA_ADDRESS
from handover.portal.web import faults
from handover.portal.web.language import read_accepted_language
from handover.portal.web.limits import find_limit_fault, replace_nulls

log = logging.getLogger("handover.api")

OF_THE_API: Final = ("/api/", METADATA_ADDRESS)
PAGES: Final = frozenset({"/api/", "/api/v1/"} | {f"/api/v1/problems/{code}" for code in API_FAULTS})
"""Below the API's address, the pages that people read; they are pages as all others are."""
OF_LIMITS: Final = {
    faults.BAD_REQUEST.status: "api.not_understood",
    faults.TOO_LARGE.status: "api.too_large",
    faults.PACKED.status: "api.packed",
}
"""How the limits that hold for every request are told to software."""


class ApiDoor:
    """Answers the requests of software, and lets all others through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or let through."""
        if not request.path_info.startswith(OF_THE_API):
            return self.get_response(request)
        if request.path_info in PAGES and request.method in {"GET", "HEAD"}:
            return self.get_response(request)
        return answer_software(request)


def answer_software(request: HttpRequest) -> HttpResponseBase:
    """Answer a request of software, whatever becomes of it."""
    language = read_accepted_language(request)
    with translation.override(language):
        request.LANGUAGE_CODE = language
        try:
            response = call_operation(request)
        except Exception as fault:
            response = write_refusal(explain_fault(request, fault))
    for name, value in request.turn.headers.items() if hasattr(request, "turn") else ():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Content-Language", language)
    patch_vary_headers(response, ("Accept-Language", "Authorization"))
    return response


def call_operation(request: HttpRequest) -> HttpResponseBase:
    """Find the operation at an address and call it."""
    request.get_host()  # raises where the site has no such name
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        raise ApiRefusal("api.not_secure")
    if limit := find_limit_fault(request):
        raise ApiRefusal(OF_LIMITS[limit.fault.status], values={"most": f"{limit.most} MiB"})
    if "\0" in request.path_info:
        raise Http404
    replace_nulls(request)
    text = find_training_key(request)
    return call_view(request) if text is None else answer_in_county(request, text, call_view)


def call_view(request: HttpRequest) -> HttpResponseBase:
    """Call what lies at an address: on the site, or in the county of a training key."""
    try:
        match = resolve(request.path_info, routes.__name__)
    except Resolver404 as fault:
        raise Http404 from fault
    request.resolver_match = match
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if isinstance(response, HttpResponseNotAllowed):
        return write_refusal(ApiRefusal("api.method_not_allowed", headers={"Allow": response.headers["Allow"]}))
    return response
