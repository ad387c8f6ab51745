"""The site as its server calls it, in the process and the transaction of a test."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class UnguardedSite(WSGIHandler):
    """The site, which takes forms without their token."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        request._dont_enforce_csrf_checks = True
        return super().get_response(request)


@contextmanager
def connection_kept() -> Iterator[None]:
    """Keep the connection of the test, which holds its transaction, when a request ends."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def ask_by_wsgi(application: WSGI, environ: dict[str, Any]) -> dict[str, Any]:
    """Answer a request to the end; return the header fields, with the `status` and the `body` beside them."""
    answer: dict[str, Any] = {}
    with connection_kept():
        body = application(environ, lambda status, headers: answer.update(headers, status=status))
        answer["body"] = b"".join(body)
        getattr(body, "close", lambda: None)()
    return answer
