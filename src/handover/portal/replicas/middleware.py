"""Reads the pages of the table from the replica, and says on them as of when they are."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final, cast

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from handover.portal import clock
from handover.portal.replicas.lag import find_usable_replica
from handover.portal.replicas.page import is_replica_page
from handover.portal.replicas.router import reading_replica

READING: Final = ("GET", "HEAD", "OPTIONS")
TOLD_FROM: Final = timedelta(minutes=1)
"""From this on a page says as of when it is: below, nobody would see a difference."""


FRESH_SECONDS: Final = 60
"""For so long after an act of one's own one's pages come from the primary, so that everybody sees what they have done."""


class ReadFromReplica:
    """Stands before the view. Who has just done something is known by a cookie that says nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the replica what may be answered from it."""
        if not settings.CONFIG.database_replica_url:
            return self.get_response(request)
        lag = find_usable_replica(clock.now()) if may_lag(request) else None
        if lag is None:
            return remember_act(request, self.get_response(request))
        request.as_of = lag.as_of if lag.behind >= TOLD_FROM else None  # type: ignore[attr-defined]
        with reading_replica():
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = draw_from_replica(cast("Iterator[bytes]", response.streaming_content))
        return response


def may_lag(request: HttpRequest) -> bool:
    """Say whether a request reads a page of the table, and its sender has done nothing just now."""
    if request.method not in READING or settings.FRESH_COOKIE_NAME in request.COOKIES:
        return False
    try:
        address = resolve(request.path_info).url_name
    except Resolver404:
        return False
    return is_replica_page(address)


def remember_act(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Have who has done something read from the primary for a while."""
    if request.method not in READING:
        response.set_cookie(
            settings.FRESH_COOKIE_NAME, "1", FRESH_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    return response


def draw_from_replica(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces of an answer, each of them read from the replica: the block of the request has ended by then."""
    while True:
        with reading_replica():
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def tell_as_of(request: HttpRequest) -> dict[str, datetime | None]:
    """Return what pages say of their age: as of when they are, where that is told."""
    return {"as_of": getattr(request, "as_of", None)}
