"""Refuses what is too large or packed before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handover.portal.config import MEBIBYTE
from handover.portal.pages import faults


class RequestLimits:
    """Answers 415 to packed bodies, whose real size nobody knows, and 413 to those above `HANDOVER_UPLOAD_MAX_MB`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.most = settings.CONFIG.number("HANDOVER_UPLOAD_MAX_MB")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or refuse it by its headers alone."""
        packing = request.headers.get("Content-Encoding", "identity").strip().lower()
        if packing not in {"", "identity"}:
            return faults.packed(request)
        length = request.headers.get("Content-Length") or "0"
        if not length.isascii() or not length.isdigit():
            return faults.bad_request(request)
        if int(length) > self.most * MEBIBYTE:
            return faults.too_large(request, self.most)
        return self.get_response(request)
