"""A busy day in the log: each line is JSON with the fields of the table, and none says anything of a person."""

import io
import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from handover.common.text import Text
from handover.portal.logs.json_lines import JsonLines
from handover.portal.logs.requests import RequestLog
from handover.portal.notices.models import Notice
from handover.portal.work.running import Job, enter_jobs, run_if_due
from tests.cast import Cast
from tests.files import SIAN, ctf, name_of
from tests.moments import NOW
from tests.wsgi_site import UnguardedSite, ask_by_wsgi

pytestmark = pytest.mark.django_db

NANT, GLAN = "6812990", "6814990"
FIELDS = {
    *("time", "level", "logger", "event", "message", "process", "request_id", "job", "trace_id"),
    *("method", "route", "status", "bytes", "milliseconds", "fault"),
}
AGENTS_KEY = "agents-own-key-of-forty-letters-0123456789"
API_KEY = "hnd_live_abcdefgh_" + "s3cret" * 7 + "x"
PERSONAL = re.compile(
    r"Prydderch|Si[aâ]n|B681299003017|2015-02-11|\balis\b|Alis|Madog|bryn|example\.org|kettle|s3cret|agents-own"
    r"|A school|127\.0\.0\.1",
    re.IGNORECASE,
)


class Browser(Client):
    """Asks by WSGI, so that each request has its number and its line."""

    def request(self, **request):
        return ask_by_wsgi(RequestLog(UnguardedSite(), access=True), self._base_environ(**request))


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the site's own handler writes as JSON."""
    handler = next(each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler)
    written = io.StringIO()
    stream, form = handler.setStream(written), handler.formatter
    handler.setFormatter(JsonLines())
    yield written
    handler.setStream(stream)
    handler.setFormatter(form)


def browser_of(person, signed_in) -> Browser:
    browser = Browser()
    browser.cookies = signed_in(person).cookies
    return browser


def failing(now) -> None:
    raise RuntimeError("a fault of the program")


def test_nothing_logged_on_a_busy_day_says_anything_of_a_person(cast: Cast, signed_in, log: io.StringIO) -> None:
    alis, bryn, stranger = browser_of(cast.alis, signed_in), browser_of(cast.bryn, signed_in), Browser()
    for number, data in ((1, ctf(NANT, GLAN)), (2, b"not xml"), (3, ctf(NANT, "6602991"))):
        upload = SimpleUploadedFile(name_of(NANT, GLAN, number), data, "application/xml")
        alis.post("/send/", {"files": [upload]})
    bryn.get("/collect/")
    bryn.get(f"/lost/?surname={SIAN.surname}&upn={SIAN.upn}")
    bryn.get(f"/nowhere/{SIAN.surname}/{SIAN.upn}/")
    stranger.post("/sign-in/", {"username": "alis", "password": "a-kettle-too-few"})
    stranger.get(f"/zone/Glan Wennol/{AGENTS_KEY}")
    stranger.get("/api/v1/me", headers={"authorization": f"Bearer {API_KEY}"})
    stranger.get(f"/api/v1/me?key={API_KEY}")
    stranger.generic("PRYDDERCH", "/")
    job = Job("failing", Text("It fails", "Mae'n methu"), 60, failing)
    enter_jobs([job], NOW)
    run_if_due(job, "worker", lambda: NOW + timedelta(seconds=1))

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert Notice.objects.exists(), "Something was sent."
    assert {name for line in lines for name in line} == FIELDS - {"trace_id"}
    assert [found for line in lines for found in PERSONAL.findall(json.dumps(line, ensure_ascii=False))] == []
    answered = [line for line in lines if line["logger"] == "handover.requests"]
    assert [(line["method"], line["route"], line["status"]) for line in answered] == [
        *[("POST", "/send/", 200)] * 3,
        ("GET", "/collect/", 200),
        ("GET", "/lost/", 403),
        ("GET", "(none)", 404),
        ("POST", "/sign-in/", 422),
        ("GET", "/zone/<zone>", 404),
        ("GET", "/api/v1/me", 401),
        ("GET", "/api/v1/me", 400),
        ("OTHER", "/", 405),
    ]
    (fault,) = [line for line in lines if "fault" in line]
    assert (fault["job"], fault["event"], fault["message"]) == (
        "failing",
        "the job failed: %s",
        "the job failed: failing",
    )
    assert fault["fault"].endswith("RuntimeError: a fault of the program")
