"""Each request has a number, which its answer bears and every line about it; a proxy may give it."""

import json
import logging

import pytest
from django.test import RequestFactory

from handover.portal.logs.json_lines import LOG_FIELDS, JsonLines
from handover.portal.logs.requests import RequestLog
from handover.portal.logs.said_with import say_from_now_on

NUMBER = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def _nothing_said_before():
    say_from_now_on({})
    yield
    say_from_now_on({})


def line_of(record: logging.LogRecord) -> dict:
    return json.loads(JsonLines().format(record))


def answer(path: str, *, access: bool = False, **fields: str) -> tuple[dict[str, str], dict]:
    """The header fields of an answer, and a line that was written while it was made."""
    said, headers = [], {}

    def site(environ, start_response):
        record = logging.LogRecord("handover.any", logging.INFO, "f", 1, "%s is said", ("it",), None)
        said.append(line_of(record))
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]

    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", **fields}
    list(RequestLog(site, access=access)(environ, lambda status, given: headers.update(given)))
    return headers, said[0]


def test_a_line_and_the_answer_bear_one_number():
    first, line = answer("/")
    assert line["request_id"] == first["X-Request-Id"]
    assert len(line["request_id"]) == 32
    assert answer("/")[0]["X-Request-Id"] != first["X-Request-Id"]


def test_the_number_that_a_proxy_gave_is_kept():
    headers, line = answer("/", HTTP_X_REQUEST_ID=NUMBER)
    assert (headers["X-Request-Id"], line["request_id"]) == (NUMBER, NUMBER)


@pytest.mark.parametrize("given", ["", "Prydderch", NUMBER[:-1], NUMBER + "0", f"{NUMBER}\n", NUMBER.upper()])
def test_what_is_no_number_gets_a_new_one(given):
    headers, line = answer("/", HTTP_X_REQUEST_ID=given)
    assert headers["X-Request-Id"] == line["request_id"] != given
    assert len(line["request_id"]) == 32


def test_a_message_to_a_zone_is_numbered_where_requests_are_logged_and_costs_nothing_where_not():
    headers, line = answer("/zone/Wennol/key")
    assert ("X-Request-Id" in headers, "request_id" in line) == (False, False)
    assert "X-Request-Id" in answer("/zone/Wennol/key", access=True)[0]


def test_a_refused_request_is_told_by_the_form_of_its_address():
    record = logging.LogRecord("django.request", logging.WARNING, "f", 1, "%s: %s", ("Not Found", "/Prydderch/"), None)
    record.request, record.status_code = RequestFactory().get("/Prydderch/"), 404
    assert line_of(record)["message"] == "request refused with 404: GET (none)"


def test_a_line_has_what_the_table_says_and_nothing_that_a_library_hangs_on():
    record = logging.LogRecord("a.library", logging.WARNING, "f", 1, "Not Found: %s", ("/a/",), None)
    record.request, record.secret = "GET /a/?upn=B681299003017", "s"
    line = line_of(record)
    assert list(line) == [field.name for field in LOG_FIELDS if field.always]
    assert (line["level"], line["event"], line["message"]) == ("WARNING", "Not Found: %s", "Not Found: /a/")
