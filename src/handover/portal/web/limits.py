"""Refuses what is too large or packed before a byte of it is read, and what holds a character that nothing can store."""

from collections.abc import Callable
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


class RequestLimits:
    """Answers 415 to packed bodies, whose real size nobody knows, and 413 to those above `HANDOVER_UPLOAD_MAX_MB`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.most = settings.CONFIG.upload_max_mb

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or refuse it by its headers alone."""
        packing = request.headers.get("Content-Encoding", "identity").strip().lower()
        if packing not in {"", "identity"}:
            return faults.answer_packed(request)
        length = request.headers.get("Content-Length") or "0"
        if not length.isascii() or not length.isdigit():
            return faults.bad_request(request)
        if len(length) > LONGEST_LENGTH or int(length) > self.most * MEBIBYTE:
            return faults.too_large(request, self.most)
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
        question = request.META.get("QUERY_STRING", "")
        if "\0" in question or "%00" in question:
            request.META["QUERY_STRING"] = question.replace("\0", "%00").replace("%00", NO_LETTER)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse a form, once it has been read to see whether it came from a page of ours."""
        try:
            if request.method == "POST" and any(map(has_null, flattened(request))):
                return faults.bad_request(request)
        except UnreadablePostError:
            return None  # it broke off; the view says so in its own words
        return None


def has_null(pair: tuple[str, str]) -> bool:
    """Say whether a name or its value holds a NUL."""
    return "\0" in pair[0] or "\0" in pair[1]


def flattened(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form holds, name by value; a file stands with its own name."""
    texts = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    return texts + [(name, file.name or "") for name, files in request.FILES.lists() for file in files]
