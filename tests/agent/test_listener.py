"""The listener of an agent in push mode: what it says to what a zone, or anybody else, may post."""

import gzip
import http.client
import socket
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handover.agent import compose
from handover.agent.compose import Profile
from handover.agent.verdict import read_ack
from handover.sif.messages import new_id, read_message
from handover.sif.objects import LearnerPersonal
from tests.agent.conftest import collect
from tests.agent.county import until
from tests.exploring import examples

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
ZONE = Profile("county", "county", ("2.3",), "pull", 393_216)
XML = {"Content-Type": 'application/xml;charset="utf-8"'}


@pytest.fixture
def library(make):
    agent = make("Library", "push", max_buffer=100_000)
    agent.came = collect(agent, LearnerPersonal)
    with agent:
        yield agent


def post(agent, body, headers=None, path=None, method="POST"):
    """Post as a zone does; return the HTTP status and the body."""
    parts = urlsplit(agent.listens_at)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        connection.request(method, path or parts.path, body, XML if headers is None else headers)
        response = connection.getresponse()
        assert int(response.getheader("Content-Length")) >= 0
        return response.status, response.read()
    finally:
        connection.close()


def said(agent, body, headers=None):
    """Return the status, or the error, of the SIF_Ack."""
    status, data = post(agent, body, headers)
    assert status == 200
    reply = read_ack(data)
    return reply.error or reply.status


def an_event(learners, **more):
    return compose.event(ZONE, (learners[0],), "Change", NOW, **more).body


def test_event_that_is_posted_twice_is_handled_once(library, learners):
    body = an_event(learners)
    assert [said(library, body), said(library, body)] == [1, 7]
    assert len(library.came) == 1


def test_answer_is_what_agents_and_zones_look_for(library, learners):
    body = an_event(learners)
    parts = urlsplit(library.listens_at)
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as line:
        for _ in range(2):
            head = f"POST {parts.path} HTTP/1.1\r\nHost: x:-1\r\nContent-Type: {XML['Content-Type']}\r\n"
            line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            whole = line.recv(65_536)
            top, _, ack = whole.partition(b"\r\n\r\n")
            assert b'Content-Type: application/xml;charset="utf-8"' in top
            assert f"Content-Length: {len(ack)}".encode() in top
            assert ack.startswith(b"<SIF_Message")
            assert read_message(ack).header.sif_source_id == "Library"


def test_compressed_event_is_understood(library, learners):
    assert said(library, gzip.compress(an_event(learners)), {**XML, "Content-Encoding": "gzip"}) == 1


@pytest.mark.parametrize("media", ["text/xml", "APPLICATION/XML; charset=utf-8", "application/xml"])
def test_any_spelling_of_xml_is_taken(library, learners, media):
    assert said(library, an_event(learners), {"Content-Type": media}) == 1


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", XML, 400),
        (b"<x/>", {"Content-Type": "text/html"}, 415),
        (b"<x/>", {}, 415),
        (b"<x/>", {**XML, "Content-Encoding": "br"}, 415),
        (b"no gzip", {**XML, "Content-Encoding": "gzip"}, 415),
        (b"x" * 200_000, XML, 413),
        (gzip.compress(b" " * 10_000_000), {**XML, "Content-Encoding": "gzip"}, 413),
        (b"<x/>", {**XML, "Content-Length": "-4"}, 400),
        (b"<x/>", {**XML, "Content-Length": "4", "Transfer-Encoding": "chunked"}, 400),
    ],
)
def test_what_is_no_message_gets_an_http_status(library, body, headers, status):
    assert post(library, body, headers)[0] == status
    assert library.ping()


def test_somebody_who_does_not_know_the_address_gets_nothing(library, learners):
    assert post(library, an_event(learners), path="/")[0] == 404
    assert post(library, an_event(learners), path="/zone/county/")[0] == 404
    assert post(library, None, method="GET")[0] == 501
    assert library.came == []


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        (b"</SIF_Message>", b"", (1, 2)),
        (b"<SIF_Message ", b"<!DOCTYPE x><SIF_Message ", (1, 2)),
        (b"SIF_Message", b"SIF_Massage", (1, 3)),
        (b"SIF_Event>", b"SIF_Party>", (1, 3)),
        (b'Version="2.3"', b'Version="3.0"', (12, 3)),
        (b'Version="2.3"', b'Version="2.x"', (12, 3)),
        (b'Version="2.3"', b'Version="2.6"', 1),
        (b"<SIF_SourceId>county</SIF_SourceId>", b"", (1, 6)),
        (b'ObjectName="LearnerPersonal"', b'ObjectName="SchoolInfo"', (9, 3)),
        (b"LearnerPersonal", b"Banana", (9, 3)),
        (b"2026-01-05T09:00:00Z", b"yesterday", 1),
    ],
)
def test_message_that_cannot_be_handled_is_refused_with_the_right_code(library, learners, old, new, answer):
    body = an_event(learners)
    assert old in body
    assert said(library, body.replace(old, new)) == answer


def test_message_that_is_for_zones_is_refused(library):
    assert said(library, compose.compose_register(ZONE, None, NOW).body) == (12, 2)
    assert said(library, compose.compose_control(ZONE, "SIF_GetMessage", NOW).body) == (12, 2)


def test_zone_may_ping_sleep_and_wake_an_agent(library):
    for command in ("SIF_Ping", "SIF_Sleep", "SIF_Wakeup"):
        assert said(library, compose.compose_control(ZONE, command, NOW).body) == 1
    assert said(library, compose.cancel(ZONE, [new_id()], NOW).body) == 1


def test_agent_that_sleeps_says_so(library, learners):
    library.sleep()
    assert said(library, compose.compose_control(ZONE, "SIF_Ping", NOW).body) == 8
    assert said(library, an_event(learners)) == 8
    library.wake()
    assert said(library, an_event(learners)) == 1


@settings(max_examples=examples(100), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_message_never_silences_the_listener(library, learners, data):
    body = bytearray(an_event(learners))
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(body) - 1), st.integers(0, 255)), max_size=4)):
        body[place] = byte
    status, answer = post(library, bytes(body))
    assert status == 200
    read_ack(answer)


def test_many_silent_connections_do_not_keep_the_zone_out(library, learners):
    parts = urlsplit(library.listens_at)
    lines = [socket.create_connection((parts.hostname, parts.port), timeout=60) for _ in range(60)]
    try:
        assert said(library, an_event(learners)) == 1
    finally:
        for line in lines:
            line.close()


def test_agent_leaves_although_connections_are_open(make):
    with make("Canteen", "push") as agent:
        parts = urlsplit(agent.listens_at)
        line = socket.create_connection((parts.hostname, parts.port), timeout=60)
        assert agent.ping()
    assert line.recv(1) == b""
    line.close()


def test_packet_that_is_posted_twice_is_read_once(make, learners):
    provider = make("MIS", "push")
    provider.provide(LearnerPersonal, objects=lambda: learners)
    with provider, make("Reports", "push") as reports:
        answer = reports.request(LearnerPersonal)
        until(lambda: reports._member.requests._open[answer.message_id].numbers)
        body = compose.compose_message(
            ZONE,
            "SIF_Response",
            NOW,
            destination="Reports",
            sif_request_msg_id=answer.message_id,
            sif_packet_number=1,
            sif_more_packets="No",
        ).body
        assert said(reports, body) == 7
        assert list(answer) == learners
        assert said(reports, body) == 1
