"""Zones as a WSGI application: what a proxy in front says is believed only where there is one."""

from dataclasses import replace
from io import BytesIO

import pytest

from handover.zone.broker import Broker
from handover.zone.core.effects import SetAgent, SetZone
from handover.zone.http.wsgi import Zones
from handover.zone.state import ZoneAgent
from tests.zone.http.serving import XML, ZONE, Answered, register, small_zone

FIELD = "X-Agent-Certificate"


def site(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"the site"]


def ask(zones: Zones, body: bytes, path: str = f"/zone/{ZONE}", **fields: str) -> Answered:
    said = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "CONTENT_TYPE": XML,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        **fields,
    }
    parts = zones(environ, lambda status, headers: said.extend((status, headers)))
    content = b"".join(parts)
    return Answered(int(said[0].split()[0]), {name.lower(): value for name, value in said[1]}, content)


@pytest.fixture
def broker() -> Broker:
    """A zone that wants secure connections, and one agent's certificate."""
    broker = small_zone()
    rules = broker.store.state(ZONE).rules
    broker.administer(
        ZONE, SetZone(ZONE, replace(rules, secure=True)), SetAgent(ZoneAgent("Mis", certificate="mis.example"))
    )
    return broker


def test_proxy_passes_on_that_a_connection_is_secure_and_whose_it_is(broker):
    zones = Zones(site, lambda: broker, proxy=True, certificate_field=FIELD)
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    assert ask(zones, register(), HTTP_X_AGENT_CERTIFICATE="mis.example", **secure).code == "0"
    assert ask(zones, register(), HTTP_X_AGENT_CERTIFICATE="other.example", **secure).code.startswith("3/")
    assert ask(zones, register(), **secure).code.startswith("3/")
    assert ask(zones, register(), HTTP_X_AGENT_CERTIFICATE="mis.example").code == "5/7"
    assert ask(zones, register("Other"), HTTP_X_AGENT_CERTIFICATE="mis.example").code.startswith("3/")


def test_agent_cannot_say_of_itself_what_only_a_proxy_may_say(broker):
    claims = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_AGENT_CERTIFICATE": "mis.example"}
    assert ask(Zones(site, lambda: broker, certificate_field=FIELD), register(), **claims).code.startswith("3/")
    assert ask(Zones(site, lambda: broker, proxy=True), register(), **claims).code.startswith("3/")


def test_everything_but_zones_goes_to_the_site(broker):
    zones = Zones(site, lambda: broker)
    for path in ("/", "/zones", "/zone", "/files/zone/x"):
        assert ask(zones, b"", path).body == b"the site"
    assert ask(zones, b"", "/zone/").status == 404
