"""Requests with a training key: answered in the county of the key, where some things go wrong because its owner wants it.

The operation itself is the site's own and knows nothing of it. What is to go wrong stands around it.
"""

import errno
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from threading import BoundedSemaphore
from typing import Final, cast

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponse, HttpResponseBase

from handover.portal import clock
from handover.portal.accounts.client_address import client_address
from handover.portal.api.refusals import ApiRefusal, explain_fault, write_refusal
from handover.portal.apikeys.holders import SCHEME
from handover.portal.apikeys.key_text import TRAINING, KeyText, read_key
from handover.portal.config import MEBIBYTE
from handover.portal.county import EnteredCounty
from handover.portal.training.counties import find_county_of_key
from handover.portal.training.county_folders import change_county_state, measure_county, take_armed
from handover.portal.training.entering import enter_county, stay_in_county
from handover.portal.training.hinting import find_next_hint, mark_next_hint
from handover.portal.training.robots import play_robots

ARMED_FOR: Final = "{situation}@{office}"
READING: Final = frozenset({"GET", "HEAD"})
SLOW_SECONDS: Final = 3.0
MOST_SLOW: Final = 2
"""So many answers of a process are slow at the same time; the threads are for those who work. A further one waits its turn."""
OF_TRAINING: Final = "/api/v1/training"
BEFORE: Final = {"too_many": "api.too_many", "busy": "api.busy"}
"""What is answered in the place of the operation, by situation."""

SLOW_PLACES: Final = BoundedSemaphore(MOST_SLOW)


def find_training_key(request: HttpRequest) -> KeyText | None:
    """Return the training key in the header of a request; None where there is none."""
    scheme, _, given = request.headers.get("Authorization", "").strip().partition(" ")
    return read_key(given.strip(), TRAINING) if scheme.lower() == SCHEME else None


def answer_in_county(
    request: HttpRequest, text: KeyText, call: Callable[[HttpRequest], HttpResponseBase]
) -> HttpResponseBase:
    """Answer a request with a training key. Raises KeyRefused."""
    from django.conf import settings

    county, office = find_county_of_key(text, client_address(request), clock.now())
    if request.method not in READING and not request.path_info.startswith(OF_TRAINING):
        most = settings.CONFIG.training_mb
        if measure_county(county) > most * MEBIBYTE:
            raise ApiRefusal("api.training_full", values={"most": f"{most} MiB"})
    armed = find_armed(request, county, office)
    with enter_county(county):
        try:
            response = answer_as_armed(request, armed, call, partial(arm_again, county.name, armed, office))
            if request.method not in READING:
                play_robots(clock.now())
        except Exception as fault:
            response = write_refusal(explain_fault(request, fault))
        due = find_next_hint()
    mark_next_hint(county.name, due)
    return stay_in_county(response, county)


def find_armed(request: HttpRequest, county: EnteredCounty, office: str) -> str:
    """Take off what is to go wrong with this request; empty where nothing is."""
    if request.path_info.startswith(OF_TRAINING):
        return ""
    reading, content = request.method in READING, request.path_info.endswith("/content")

    def fits(armed: str) -> bool:
        situation, _, whose = armed.partition("@")
        if whose != office:
            return False
        if situation in {"cut_download", "damaged_download"}:
            return content and request.method == "GET"
        return not (situation == "cut_answer" and reading)

    return take_armed(county.name, fits).partition("@")[0]


def arm_again(county: str, situation: str, office: str) -> None:
    """Have what could not go wrong now go wrong with the next request."""
    change_county_state(
        county, lambda state: replace(state, armed=(ARMED_FOR.format(situation=situation, office=office), *state.armed))
    )


def answer_as_armed(
    request: HttpRequest,
    armed: str,
    call: Callable[[HttpRequest], HttpResponseBase],
    put_back: Callable[[], None],
) -> HttpResponseBase:
    """Answer a request, with what is to go wrong; what cannot now is put back for the next one. Raises ApiRefusal."""
    if armed in BEFORE:
        raise ApiRefusal(BEFORE[armed], headers={"Retry-After": "1"}, values={"most": 1})
    response = call(request)
    if armed == "slow":
        if SLOW_PLACES.acquire(blocking=False):
            try:
                time.sleep(SLOW_SECONDS)
            finally:
                SLOW_PLACES.release()
        else:
            put_back()
    if armed in {"cut_answer", "cut_download"}:
        return cut_in_the_middle(response)
    return change_a_byte(response) if armed == "damaged_download" else response


def cut_in_the_middle(response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer that ends after half of its bytes, with its connection."""
    content = b"".join(draw_answer(response))

    def half() -> Iterator[bytes]:
        yield content[: len(content) // 2]
        raise ConnectionResetError(errno.ECONNRESET, "cut, as was asked for")

    return written_anew(response, half(), len(content))


def change_a_byte(response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer one byte of which is another."""
    content = bytearray(b"".join(draw_answer(response)))
    if response.status_code < 300 and content:
        content[len(content) // 2] ^= 1
    return written_anew(response, iter([bytes(content)]), len(content))


def draw_answer(response: HttpResponseBase) -> Iterator[bytes]:
    """Yield the bytes of an answer."""
    if isinstance(response, StreamingHttpResponse):
        yield from cast("Iterator[bytes]", response.streaming_content)
    else:
        assert isinstance(response, HttpResponse)
        yield response.content


def written_anew(response: HttpResponseBase, pieces: Iterator[bytes], length: int) -> HttpResponseBase:
    """Return an answer with the head of another and bytes of its own."""
    headers = {name: value for name, value in response.items() if name.lower() != "content-length"}
    return StreamingHttpResponse(
        pieces, status=response.status_code, headers={**headers, "Content-Length": str(length)}
    )
