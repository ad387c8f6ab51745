"""Where messages may be pushed to, and over which TLS."""

import socket
import ssl
import threading
from ipaddress import ip_network

import pytest
import trustme

from handover.zone.http.tls import client_context
from handover.zone.push.address import NoAddress, reachable, read_agent_address
from handover.zone.push.connection import PushConnection, PushTransport
from handover.zone.state import Registration
from tests.moments import NOW
from tests.zone.http.authority import Authority
from tests.zone.push.listening import HERE, acknowledged, answer

MESSAGE = b"<SIF_Message><SIF_MsgId>ABC</SIF_MsgId><SIF_SourceId>Office</SIF_SourceId></SIF_Message>"


def registration(url: str) -> Registration:
    return Registration("Library", ("2.*",), 100_000, "Push", NOW, url=url)


@pytest.mark.parametrize(
    ("url", "host", "port", "target", "field"),
    [
        ("http://agent.example", "agent.example", 80, "/", "agent.example"),
        ("https://agent.example", "agent.example", 443, "/", "agent.example"),
        (
            "HTTP://Agent.Example:7080/zone/A%20b/?x=1&y",
            "agent.example",
            7080,
            "/zone/A%20b/?x=1&y",
            "Agent.Example:7080",
        ),
        ("http://10.1.2.3:1/a//b/../c#part", "10.1.2.3", 1, "/a//b/../c", "10.1.2.3:1"),
        ("http://[::1]:7080/zone/", "::1", 7080, "/zone/", "[::1]:7080"),
        ("http://me:secret@agent.example/", "agent.example", 80, "/", "agent.example"),
        ("http://agent.example?x", "agent.example", 80, "/?x", "agent.example"),
    ],
)
def test_address_is_used_as_the_agent_gave_it(url, host, port, target, field):
    address = read_agent_address(url)
    assert (address.host, address.port, address.target, address.host_field) == (host, port, target, field)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "agent.example:7080",
        "ftp://agent.example/",
        "http:///zone",
        "http://a:99999/",
        "http://a:x/",
        "file:///etc/hosts",
    ],
)
def test_what_is_no_address_is_not_used(url):
    with pytest.raises(NoAddress):
        read_agent_address(url)
    assert "address" in PushConnection(PushTransport(HERE)).post(registration(url), MESSAGE, 1, 1).fault


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"), trustme.CA())


@pytest.fixture
def secure_agent(authority):
    """The port of an agent that takes one message after the other over HTTPS, and what it saw of our certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.signed("localhost"))
    context.load_verify_locations(authority.file)
    context.verify_mode = ssl.CERT_OPTIONAL
    listener = socket.create_server(("127.0.0.1", 0))
    seen = []

    def run() -> None:
        while True:
            try:
                line = listener.accept()[0]
            except OSError:
                return
            try:
                with context.wrap_socket(line, server_side=True) as secure:
                    received = secure.recv(65536)
                    seen.append(secure.getpeercert())
                    secure.sendall(answer(acknowledged(received)))
            except OSError:
                continue

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield listener.getsockname()[1], seen
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def reached(ways: PushTransport, url: str) -> tuple[bool, str]:
    wire = PushConnection(ways)
    outcome = wire.post(registration(url), MESSAGE, 5, 5)
    wire.close()
    return outcome.body is not None, outcome.fault


def test_agent_is_reached_over_https_and_sees_our_certificate(authority, secure_agent):
    port, seen = secure_agent
    mine = authority.signed("zone.example", "zone.example")
    ways = PushTransport(
        HERE, lambda: client_context(authority=authority.file, check_names=True, floor="1.2", certificate=mine)
    )
    assert reached(ways, f"https://localhost:{port}/") == (True, "")
    assert "zone.example" in str(seen)


def test_agent_whose_certificate_nobody_knows_gets_nothing(secure_agent):
    port, seen = secure_agent
    ways = PushTransport(HERE, lambda: client_context(authority=None, check_names=True, floor="1.2"))
    there, fault = reached(ways, f"https://localhost:{port}/")
    assert not there
    assert "certificate is not accepted" in fault
    assert seen == []


def test_name_in_an_agents_certificate_is_checked_unless_the_operator_says_not(authority, secure_agent):
    port, _ = secure_agent
    strict = PushTransport(HERE, lambda: client_context(authority=authority.file, check_names=True, floor="1.2"))
    lax = PushTransport(HERE, lambda: client_context(authority=authority.file, check_names=False, floor="1.2"))
    assert not reached(strict, f"https://127.0.0.1:{port}/")[0]
    assert reached(lax, f"https://127.0.0.1:{port}/")[0]


def test_only_the_networks_that_the_operator_named_are_reached():
    here = read_agent_address("http://127.0.0.1:1/")
    assert reachable(here, (ip_network("127.0.0.0/8"),))
    with pytest.raises(NoAddress, match="HANDOVER_ZONE_PUSH_NETWORKS"):
        reachable(here, (ip_network("10.0.0.0/8"),))
