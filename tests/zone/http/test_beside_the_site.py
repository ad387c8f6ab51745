"""Zones beside the site in one server: `handover serve` and the demo answer agents at /zone/{id}."""

import gzip
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.site import demo_settings, site
from tests.zone.http.serving import NAMESPACE, Caller, ping, register, request
from tests.zone.push.listening import listening
from tests.zone.push.office import eventually

__all__ = ["demo_settings", "site"]

PATH = "/zone/Beside"


@pytest.fixture(scope="module")
def port(demo_settings, site):
    """The port of a site with an open zone."""
    command = [sys.executable, "-m", "handover", "zone", "create", "Beside", "--policy", "open"]
    subprocess.run(command, env={**os.environ, **demo_settings}, check=True)
    return urlsplit(site).port


def test_agent_is_answered_in_one_piece_over_one_connection(port):
    with Caller(port) as agent:
        assert agent.ask(request(register(), path=PATH)).code == "0"
        for message in (ping(), ping("C" * 32)):
            agent.send(request(message, path=PATH))
            piece = agent.line.recv(1_000_000)
            head, _, body = piece.partition(b"\r\n\r\n")
            assert f"content-length: {len(body)}".encode() in head.lower()
            assert body.endswith(b"</SIF_Message>")
            assert b"<SIF_Code>0<" in body


def test_what_guards_the_pages_is_not_in_the_way_of_agents(port):
    with Caller(port) as agent:
        answer = agent.ask(request(ping(), "Origin: http://elsewhere.example", path=PATH))
        assert answer.status == 200
        assert "set-cookie" not in answer.headers
        assert answer.headers["content-type"] == 'application/xml;charset="utf-8"'


def test_packed_message_is_taken_and_a_long_answer_packed(port):
    with Caller(port) as agent:
        packed = request(gzip.compress(register()), "Content-Encoding: gzip", "Accept-Encoding: gzip", path=PATH)
        answer = agent.ask(packed)
        assert (answer.code, answer.headers.get("content-encoding")) == ("0", "gzip")


def test_message_in_chunks_is_taken(port):
    body = ping()
    head = request(path=PATH).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    with Caller(port) as agent:
        assert agent.ask(head + b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)).status == 200


def test_agent_that_waits_for_a_word_before_its_body_gets_it(port):
    body = ping()
    with Caller(port) as agent:
        assert agent.ask(request(body, "Expect: 100-continue", path=PATH)[: -len(body)]).status == 100
        assert agent.ask(body).status == 200


@pytest.mark.parametrize(
    ("message", "status"),
    [
        (request(ping(), path="/zone/"), 404),
        (request(ping(), path=PATH, kind="text/plain"), 415),
        (request(ping(), "Content-Encoding: br", path=PATH), 415),
        (request(b"", path=PATH), 400),
        (request(method="GET", path=PATH), 405),
        (request(path=PATH).replace(b"Content-Length: 0", b"Content-Length: 99999999"), 413),
        (request(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip", path=PATH), 413),
    ],
    ids=["no zone", "media type", "coding", "empty", "method", "too long", "gzip bomb"],
)
def test_refusals_are_the_same_as_those_of_the_zones_own_server(port, message, status):
    with Caller(port) as agent:
        assert agent.ask(message).status == status


def test_pages_of_the_site_are_as_they_were(port):
    with Caller(port) as browser:
        assert browser.ask(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").status == 200
        browser.send(b"GET /zones-of-old HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n")
        browser.more()
        assert browser.rest.startswith(b"HTTP/1.1 400 ")


def test_messages_are_pushed_to_agents_of_the_site(port):
    with listening() as library, Caller(port) as agent:
        protocol = f'<SIF_Protocol Type="HTTP" Secure="No"><SIF_URL>{library.url}</SIF_URL></SIF_Protocol>'
        assert agent.ask(request(register("Library", protocol, "Push"), path=PATH)).code == "0"
        for name, source, inside in (
            ("SIF_Subscribe", "Library", '<SIF_Object ObjectName="LearnerPersonal"/>'),
            ("SIF_Register", "Office", ""),
            (
                "SIF_Event",
                "Office",
                '<SIF_ObjectData><SIF_EventObject ObjectName="LearnerPersonal" Action="Delete"><LearnerPersonal '
                'RefId="D3E34B359D75101A8C3D00AA001A1652"/></SIF_EventObject></SIF_ObjectData>',
            ),
        ):
            header = (
                f"<SIF_Header><SIF_MsgId>{abs(hash(name)) % 16**9:032X}</SIF_MsgId>"
                f"<SIF_Timestamp>2026-01-05T09:00:00Z</SIF_Timestamp><SIF_SourceId>{source}</SIF_SourceId></SIF_Header>"
            )
            message = f'<SIF_Message xmlns="{NAMESPACE}" Version="2.3"><{name}>{header}{inside}</{name}></SIF_Message>'
            body = register(source) if name == "SIF_Register" else message.encode()
            assert agent.ask(request(body, path=PATH)).code == "0"
        eventually(lambda: library.calls)
        assert b"<LearnerPersonal" in library.calls[0].body


def test_body_that_never_ends_is_cut_off_also_in_chunks(port):
    head = request(path=PATH).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    for slow_start in (request(ping(), path=PATH)[:-10], head + b"ff\r\n<SIF"):
        with Caller(port) as slow:
            slow.send(slow_start)
            assert slow.answer().status == 400
