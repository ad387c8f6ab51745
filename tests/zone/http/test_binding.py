"""What an agent is answered over HTTP, request by request (section 6)."""

import gzip

import pytest

from handover.zone.http.refusals import REFUSALS
from tests.zone.http.serving import LIMIT, XML, ZONE, ping, register, request


def test_agent_registers_and_pings(zone):
    with zone.call() as agent:
        assert agent.ask(request(register())).code == "0"
        assert agent.ask(request(ping())).code == "0"


def test_agent_gets_200_for_an_error_that_its_message_has(zone):
    answer = zone.ask(request(b"<SIF_Message>"))
    assert (answer.status, answer.code) == (200, "1/2")


def test_answer_says_what_agents_look_for(zone):
    answer = zone.ask(request(ping()))
    assert answer.headers["content-type"] == XML
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.body.startswith(b"<SIF_Message")


@pytest.mark.parametrize(
    "kind", [XML, "application/xml", "text/xml; charset=UTF-8", "Application/XML;Charset=utf-8", "text/xml"]
)
def test_any_spelling_of_the_media_type_is_taken(zone, kind):
    assert zone.ask(request(ping(), kind=kind)).status == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/x-www-form-urlencoded", "xml", ""])
def test_another_media_type_is_refused(zone, kind):
    assert zone.ask(request(ping(), kind=kind)).status == 415


@pytest.mark.parametrize(
    "path", ["/zone/", "/", "/zone", "/zone//", f"/zone//{ZONE}", f"/zone/{ZONE}/key/more", "/zone/%00", "/zone/a%2Fb"]
)
def test_no_zone_can_be_at_an_address_of_another_form(zone, path):
    assert zone.ask(request(ping(), path=path)).status == 404


@pytest.mark.parametrize(
    "path", [f"/zone/{ZONE}/", f"/zone/{ZONE}?x=1", f"http://elsewhere:1/zone/{ZONE}", "/zone/Test%5Aone"]
)
def test_the_same_zone_is_found_under_every_spelling_of_its_address(zone, path):
    assert zone.ask(request(ping(), path=path)).status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_only_post_is_taken(zone, method):
    with zone.call() as browser:
        browser.send(request(method=method))
        browser.more()
        assert browser.rest.startswith(b"HTTP/1.1 405 ")
        assert b"\r\nAllow: POST\r\n" in browser.rest


def test_empty_request_is_refused(zone):
    assert zone.ask(request(b"")).status == 400


def test_packed_message_is_taken(zone):
    body = gzip.compress(ping(padding=90_000))
    assert zone.ask(request(body, "Content-Encoding: gzip")).code in ("0", "4/9")


@pytest.mark.parametrize("coding", ["deflate", "compress", "br", "gzip, gzip", "zip"])
def test_other_codings_are_refused_with_word_of_the_one_that_is_taken(zone, coding):
    answer = zone.ask(request(ping(), f"Content-Encoding: {coding}"))
    assert (answer.status, answer.headers["accept-encoding"]) == (415, "gzip")


@pytest.mark.parametrize(
    "damage", [lambda it: it[:-9], lambda it: it + b"more", lambda it: b"x" + it, lambda it: it[:12] + it[13:]]
)
def test_damaged_packing_is_refused(zone, damage):
    assert zone.ask(request(damage(gzip.compress(ping())), "Content-Encoding: gzip")).status == 400


def test_packed_nothing_is_refused(zone):
    assert zone.ask(request(gzip.compress(b""), "Content-Encoding: gzip")).status == 400


def test_message_as_long_as_allowed_is_taken_and_a_longer_one_is_not(zone):
    fits = ping(padding=LIMIT - len(ping()))
    assert zone.ask(request(fits)).status == 200
    assert zone.ask(request(fits + b" ")).status == 413


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip;q=1.0, identity;q=0.5, *;q=0", "gzip"),
        ("", None),
        ("gzip;q=0", None),
        ("deflate", None),
        ("x-gzip", "gzip"),
    ],
)
def test_long_answer_is_packed_only_for_whom_it_may_be(zone, accepts, coding):
    answer = zone.ask(request(register(), f"Accept-Encoding: {accepts}"))
    assert answer.headers.get("content-encoding") == coding
    assert answer.code == "0"
    assert "SIF_AgentACL" in answer.text


def test_short_answer_is_not_packed(zone):
    answer = zone.ask(request(ping(), "Accept-Encoding: gzip"))
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=lambda refusal: refusal.key)
def test_every_refusal_says_in_words_what_is_wrong(refusal):
    answer = refusal.answer()
    assert 400 <= answer.status < 600
    assert answer.body.endswith(b".\n")
    assert answer.content_type.startswith("text/plain")
