"""The number of each request, and by setting a line for each that was answered.

The line says the address by form and nothing about who asked: a log is read by more people than a record may be, and the
audit log says who did what.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from handover.portal.logs.said_with import say_from_now_on
from handover.zone.keys import PREFIX

log = logging.getLogger("handover.requests")

Environ = dict[str, Any]
WSGI = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
REQUEST_ID: Final = "HTTP_X_REQUEST_ID"
"""Where a proxy that is believed may have given the request a number of its own, as nginx's `$request_id`."""
ROUTE: Final = "handover.route"
OF_ZONES: Final = f"{PREFIX}<zone>"
UNKNOWN: Final = "(none)"
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NUMBER: Final = re.compile(r"[0-9a-f]{32}")


class RequestLog:
    """Wraps a WSGI application: gives each request a number, and where `access` is set says in a line what became of it."""

    def __init__(self, behind: WSGI, *, access: bool) -> None:
        self._behind = behind
        self._access = access

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request. A message to a zone has a number only where it has a line: zones keep a log of their own."""
        if environ.get("PATH_INFO", "").startswith(PREFIX):
            environ[ROUTE] = OF_ZONES
            if not self._access:
                return self._behind(environ, start_response)
        number = find_request_number(environ)
        say_from_now_on({"request_id": number})
        answered = Answered(environ)

        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            answered.status = int(status[:3])
            return start_response(status, [*headers, ("X-Request-Id", number)], *rest)

        body = self._behind(environ, begin)
        return MeasuredBody(body, answered.say) if self._access else body


def find_request_number(environ: Environ) -> str:
    """Return the number that a proxy gave a request, if it is one, or a new one."""
    given = environ.get(REQUEST_ID, "")
    return given if _NUMBER.fullmatch(given) else uuid4().hex


def route_of(environ: Mapping[str, Any]) -> str:
    """Return the address of a request by form."""
    return str(environ.get(ROUTE, UNKNOWN))


def form_of(request: HttpRequest) -> str:
    """Return the form of the address by which Django knows a request, `(none)` if there is none."""
    match = request.resolver_match
    return UNKNOWN if match is None else f"/{match.route}"


def method_of(environ: Mapping[str, Any]) -> str:
    """Return the method of a request, `OTHER` for what is none: a stranger writes no words of its own into the log."""
    method = str(environ["REQUEST_METHOD"])
    return method if method in METHODS else "OTHER"


class Answered:
    """One request that is being answered."""

    def __init__(self, environ: Environ) -> None:
        self._environ = environ
        self._began = time.monotonic()
        self.status = 0

    def say(self, length: int) -> None:
        """Write the line, once the body has been handed on."""
        milliseconds = round((time.monotonic() - self._began) * 1000, 1)
        method, route = method_of(self._environ), route_of(self._environ)
        particulars = {
            "method": method,
            "route": route,
            "status": self.status,
            "bytes": length,
            "milliseconds": milliseconds,
        }
        log.info(
            "answered: %s %s with %s, %s bytes in %s ms",
            method,
            route,
            self.status,
            length,
            milliseconds,
            extra=particulars,
        )


class MeasuredBody:
    """The body of an answer; says at its end how many bytes there were."""

    def __init__(self, body: Iterable[bytes], at_end: Callable[[int], object]) -> None:
        self._body = body
        self._at_end = at_end
        self._length = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._length += len(part)
            yield part

    def close(self) -> None:
        """Close the body, and tell its length."""
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        finally:
            self._at_end(self._length)


class RouteNoted:
    """Notes where the log finds it by which form of address a request was answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        response = self.get_response(request)
        request.META.setdefault(ROUTE, form_of(request))
        return response
