"""Refuses what is too large or packed before a byte of it is read, and what holds a character that nothing can store."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from handover.portal.config import MEBIBYTE
from handover.portal.web import faults

NO_LETTER: Final = quote("\N{REPLACEMENT CHARACTER}")
"""What stands in an address for what is no letter."""

LONGEST_LENGTH: Final = 100
"""Digits that an announced length may have; Python does not read numbers of some thousands."""


@dataclass(frozen=True, slots=True)
class LimitFault:
    """Why a request is not taken: the page that says it, and the limit in MiB that it may name."""

    fault: faults.FaultPage
    most: int


def find_limit_fault(request: HttpRequest) -> LimitFault | None:
    """Say by its headers alone whether a request is packed (its real size nobody knows), or above `HANDOVER_UPLOAD_MAX_MB`."""
    most = settings.CONFIG.upload_max_mb
    packing = request.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"", "identity"}:
        return LimitFault(faults.PACKED, most)
    length = request.headers.get("Content-Length") or "0"
    if not length.isascii() or not length.isdigit():
        return LimitFault(faults.BAD_REQUEST, most)
    if len(length) > LONGEST_LENGTH or int(length) > most * MEBIBYTE:
        return LimitFault(faults.TOO_LARGE, most)
    return None


class RequestLimits:
    """Answers 415 to packed bodies and 413 to those that are too large."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or refuse it by its headers alone."""
        if limit := find_limit_fault(request):
            return faults.render_page(request, limit.fault, most=limit.most)
        return self.get_response(request)


class NoNullCharacters:
    """Lets no NUL character through: no person types one, and PostgreSQL stores none and looks for none.

    At an address with one there is nothing (404). In a question it stands as the sign for what is no letter, as other
    unreadable bytes do, and so finds nothing. A form or a cookie with one cannot be understood (400).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or refuse it by its address and its cookies."""
        if "\0" in request.path_info:
            return faults.not_found(request)
        if any(map(has_null, request.COOKIES.items())):
            return faults.bad_request(request)
        replace_nulls(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse a form, once it has been read to see whether it came from a page of ours."""
        try:
            if request.method == "POST" and any(map(has_null, flattened(request))):
                return faults.bad_request(request)
        except UnreadablePostError:
            return None  # it broke off; the view says so in its own words
        return None


def replace_nulls(request: HttpRequest) -> None:
    """Put the sign for what is no letter in the place of each NUL in a request's question."""
    question = request.META.get("QUERY_STRING", "")
    if "\0" in question or "%00" in question:
        request.META["QUERY_STRING"] = question.replace("\0", "%00").replace("%00", NO_LETTER)


def has_null(pair: tuple[str, str]) -> bool:
    """Say whether a name or its value holds a NUL."""
    return "\0" in pair[0] or "\0" in pair[1]


def flattened(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form holds, name by value; a file stands with its own name."""
    texts = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    return texts + [(name, file.name or "") for name, files in request.FILES.lists() for file in files]
