"""Whatever comes to the API is answered with a problem document, by the rules of the API alone, and changes nothing."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.api.refusals import ApiRefusal, write_refusal
from handover.portal.api.turns import forget_turns, take_turn
from handover.portal.apikeys.changing import replace_api_key
from handover.portal.audit.models import Entry
from handover.portal.transfers.models import Transfer
from tests.files import ctf, name_of
from tests.keys import bearer, give_key
from tests.programs import Program, program_of

pytestmark = pytest.mark.django_db
FILE, NAME = ctf("6812990", "6814990"), name_of("6812990", "6814990")


def told(answer):
    assert answer["Content-Type"] == "application/problem+json", answer.content[:200]
    assert b"<html" not in answer.content
    assert b"Traceback" not in answer.content
    assert not answer.cookies
    document = json.loads(answer.content)
    assert document["status"] == answer.status_code
    assert document["detail"]
    assert document["remedy"]
    return answer.status_code, document["code"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "expected"),
    [
        ("GET", "/nothing", {}, (404, "api.not_found")),
        ("GET", "/transfers/not-a-reference", {}, (404, "api.not_found")),
        ("GET", "/inbox\0", {}, (404, "api.not_found")),
        ("DELETE", "/inbox", {}, (405, "api.method_not_allowed")),
        ("POST", "/", {}, (404, "api.not_found")),
        ("GET", "/problems/api.unheard_of", {}, (404, "api.not_found")),
        ("GET", "/inbox?limit=0", {}, (400, "api.bad_values")),
        ("GET", "/inbox?kind=letter", {}, (400, "api.bad_values")),
        ("GET", "/inbox?since=yesterday", {}, (400, "api.bad_values")),
        ("GET", "/inbox?since=0001-01-01T00:00:00%2B14:00", {}, (400, "api.bad_values")),
        ("POST", "/check?name=a.xml", {"content_encoding": "gzip"}, (415, "api.packed")),
        ("GET", "/inbox", {"host": "elsewhere.example"}, (400, "api.not_understood")),
        ("GET", "/inbox", {"authorization": "Basic YTpi"}, (401, "key.unknown")),
        ("GET", "/inbox", {"authorization": "Bearer hnd_live_"}, (401, "key.unknown")),
        ("GET", "/inbox", {"authorization": "Bearer \xff\xfe"}, (401, "key.unknown")),
        ("GET", "/nothing", {"authorization": ""}, (404, "api.not_found")),
    ],
)
def test_a_fault_is_told_to_software_and_not_to_a_browser(cast, method, path, headers, expected):
    assert told(program_of(cast.alis).ask(method, path, **headers)) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe\x00",
        b'"text"',
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"answer": "yes", "answer2": 1}',
        b'{"answer": null}',
    ],
    ids=["cut short", "no text", "a string", "a list", "nothing", "nested deep", "another member", "null"],
)
def test_a_body_that_is_not_what_was_asked_for_is_told(cast, body):
    program = program_of(cast.alis)
    reference = program.send("6812990_CTF_6814990_1.xml", FILE).json()["transfer"]["reference"]
    status, code = told(program.post(f"/transfers/{reference}/answer", body))
    assert (status, code) in {(400, "api.bad_values"), (400, "api.not_understood")}
    assert Transfer.objects.get().state == "asking"


def test_a_long_json_body_is_refused_before_it_is_read(cast):
    assert told(program_of(cast.alis).post("/uploads", b'"' + b"x" * 1_100_000)) == (413, "api.too_large")


def test_the_name_of_a_file_may_be_anything_and_routes_nothing_then(cast):
    program = program_of(cast.alis)
    for name in (
        "../../etc/passwd",
        "%00",
        "%F0%9F%98%80",
        "a" * 255,
        "%0d%0aX-Evil:%201",
        "6812990_CTF_6814990_001.xml%0a",
    ):
        answer = program.send(name, b"no file")
        assert told(answer) == (422, "api.file_refused")
        assert "X-Evil" not in answer
    assert told(program.send("a" * 256, FILE)) == (400, "api.bad_values")
    assert Transfer.objects.count() == 0


class LyingBody:
    """A body that ends before, or goes on behind, what was announced."""

    def __init__(self, data):
        self.data = data

    def read(self, size=-1):
        piece, self.data = self.data[:size], self.data[size:]
        if not piece:
            raise ConnectionError("the request's body ended early")
        return piece

    readline = read


@pytest.mark.parametrize("kept", range(0, len(FILE), 97))
def test_a_connection_that_is_cut_at_any_place_sends_nothing(cast, kept):
    program = program_of(cast.alis)
    answer = program.client.generic(
        "POST",
        f"/api/v1/transfers?name={NAME}",
        b"",
        "application/octet-stream",
        HTTP_AUTHORIZATION=program.authorization,
        HTTP_IDEMPOTENCY_KEY="cut",
        CONTENT_LENGTH=str(len(FILE)),
        **{"wsgi.input": LyingBody(FILE[:kept])},
    )
    assert told(answer) == (408, "api.interrupted")
    assert Transfer.objects.count() == 0
    assert program.send(NAME, FILE, idempotency_key="cut").status_code == 201


@pytest.mark.parametrize("length", ["-1", "1e3", "999999999999", "9" * 200, "\N{ARABIC-INDIC DIGIT FIVE}"])
def test_a_length_that_is_none_or_too_great_is_refused_unread(cast, length):
    program = program_of(cast.alis)
    answer = program.client.generic(
        "POST", f"/api/v1/transfers?name={NAME}", FILE, HTTP_AUTHORIZATION=program.authorization, CONTENT_LENGTH=length
    )
    assert told(answer)[0] in (400, 413)
    assert Transfer.objects.count() == 0


def test_a_file_larger_than_any_may_be_is_read_to_its_end_and_told_its_limit(cast, settings):
    program = program_of(cast.alis)
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_CTF_MAX_MB": 1})
    answer = program.send(NAME, FILE + b" " * 1_100_000)
    assert told(answer) == (422, "api.file_refused")
    assert answer.json()["problems"][0]["code"] == "transfer.too_large"


def test_somebody_who_is_signed_in_has_no_way_in_without_a_key(cast, signed_in):
    browser: Client = signed_in(cast.alis)
    assert told(browser.get("/api/v1/inbox")) == (401, "key.missing")
    browser.cookies["handover_session"] = "\0"
    assert told(browser.get("/api/v1/inbox")) == (401, "key.missing")


def test_a_request_with_a_key_begins_no_session_and_reads_no_cookie(cast):
    answer = program_of(cast.alis).get("/me", cookie="handover_language=cy")
    assert answer.json()["establishment"]["name"] == "Nant y Wennol Primary School"
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_a_key_in_an_address_is_refused_and_no_key_stands_in_the_log(cast, caplog):
    program = program_of(cast.alis)
    key = program.authorization.removeprefix("Bearer ")
    assert told(program.get(f"/inbox?key={key}")) == (400, "key.in_address")
    told(program.get("/nothing"))
    assert key not in caplog.text
    assert not any(key[-43:] in entry.details + entry.subject + entry.username for entry in Entry.objects.all())


def test_too_many_requests_in_a_minute_are_told_when_to_come_again(cast, settings):
    forget_turns()
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_API_REQUESTS_A_MINUTE": 3})
    key, other, now = 1, 2, datetime(2026, 9, 1, 9, 0, 20, tzinfo=UTC)
    assert [take_turn(key, now).headers["RateLimit"] for _ in range(3)] == [
        '"key";r=2;t=40',
        '"key";r=1;t=40',
        '"key";r=0;t=40',
    ]
    with pytest.raises(ApiRefusal) as refused:
        take_turn(key, now)
    assert told(write_refusal(refused.value)) == (429, "api.too_many")
    assert write_refusal(refused.value)["Retry-After"] == "40"
    assert take_turn(other, now).left == 2
    assert take_turn(key, now + timedelta(seconds=40)).left == 2
    assert program_of(cast.alis).get("/me")["RateLimit-Policy"] == '"key";q=3;w=60'
    forget_turns()


def test_what_is_told_is_told_in_welsh_to_whoever_asks_for_it(cast):
    program = program_of(cast.alis, language="cy")
    answer = program.get("/nothing")
    assert (answer["Content-Language"], answer.json()["title"]) == ("cy", "Nid oes dim yma")
    assert program.get("/establishments/6814990").json()["name"] == "Ysgol Uwchradd Glan Wennol"


def test_a_key_that_came_in_the_open_is_refused_and_told_to_be_changed(cast, settings):
    settings.SECURE_SSL_REDIRECT = True
    program = program_of(cast.alis)
    assert told(program.get("/me")) == (403, "api.not_secure")
    assert program.client.get("/api/v1/").status_code == 301  # the page for people leads on, as all pages do


def test_whoever_left_the_office_that_made_the_key_is_no_matter(cast):
    program = program_of(cast.alis)
    User.objects.filter(pk=cast.alis.pk).update(is_active=False)
    assert program.send(NAME, FILE).status_code == 201


def test_another_key_in_the_place_of_one_begins_no_new_minute(cast, settings):
    forget_turns()
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_API_REQUESTS_A_MINUTE": 3})
    key = give_key(cast.alis, "collect")
    old = Program(bearer(key))
    # A minute may end between two of these; then the count begins anew for all of them.
    left = [old.get("/me")["RateLimit"].split(";")[1] for _ in range(2)]
    new = Program(bearer(replace_api_key(cast.alis, key.key, 90, 7, timezone.now())))
    assert [*left, new.get("/me")["RateLimit"].split(";")[1]] == ["r=2", "r=1", "r=0"]
    assert (
        Program(bearer(give_key(cast.alis, "collect", name="Another"))).get("/me")["RateLimit"].startswith('"key";r=2')
    )
    forget_turns()
