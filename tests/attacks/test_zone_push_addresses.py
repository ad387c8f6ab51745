"""Attacks by an agent that registers an address to make the zone server talk to whom it should not."""

import socket
from ipaddress import ip_network

import pytest

from handover.zone.push.address import NoAddress, reachable, read_agent_address
from handover.zone.push.connection import PushConnection, PushTransport
from handover.zone.state import Registration
from tests.moments import NOW
from tests.zone.push.listening import HERE, Call, answer, listening

EVERYTHING = tuple(
    ip_network(each) for each in ("0.0.0.0/0", "::/0", "169.254.0.0/16", "fe80::/10", "0.0.0.0/8", "fc00::/7")
)
"""All that an operator could name, and then some."""
PRIVATE = tuple(
    ip_network(each)
    for each in (
        "127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7",
        "64:ff9b:1::/48", "2002::/16", "2001::/32",
    )
)  # fmt: skip
"""All private networks, named."""


def number_for(text: str):
    """Return a resolver that answers with one number, as a name server of the attacker's would."""
    family = socket.AF_INET6 if ":" in text else socket.AF_INET

    def resolve(host, port, **_):
        return [(family, socket.SOCK_STREAM, 6, "", (text, port))]

    return resolve


def reached(number: str, networks=()) -> bool:
    try:
        return bool(reachable(read_agent_address("http://agent.example/"), networks, number_for(number)))
    except NoAddress:
        return False


@pytest.mark.parametrize("networks", [(), EVERYTHING, PRIVATE], ids=["none named", "everything", "private"])
@pytest.mark.parametrize(
    "number",
    [
        "169.254.169.254",  # Amazon, Google, Azure, Oracle, DigitalOcean, Hetzner, OpenStack
        "169.254.170.2",  # Amazon's containers
        "168.63.129.16",  # Azure
        "100.100.100.200",  # Alibaba
        "192.0.0.192",  # Oracle
        "fd00:ec2::254",  # Amazon
        "fd00:ec2::23",
        "fd20:ce::254",  # Google
        "fd00:c1::a9fe:a9fe",  # Oracle
        "fd00:42::42",  # Scaleway
        "fe80::a9fe:a9fe",
        "fe80::1%eth0",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "240.0.0.1",
        # The same in other clothes: mapped, compatible, translated, through gateways, tunnels and ISATAP.
        "::ffff:169.254.169.254",
        "::ffff:a9fe:a9fe",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "64:ff9b::a83f:8110",
        "64:ff9b:1::169.254.169.254",
        "64:ff9b:1:a9fe:a9:fe00::",
        "2002:a9fe:a9fe::",
        "2002:a83f:8110::1",
        "2001:0:a9fe:a9fe::1",
        "2001:0:808:808:0:0:5601:5601",
        "2001:db8::5efe:169.254.169.254",
        "2a00:1450::200:5efe:a9fe:a9fe",
        "2a00:1450::5efe:100.100.100.200",
    ],
)
def test_secrets_of_cloud_machines_are_not_reached_whatever_is_named(number, networks):
    assert not reached(number, networks)


@pytest.mark.parametrize(
    ("number", "named"),
    [
        ("127.0.0.1", "127.0.0.0/8"),
        ("127.9.9.9", "127.9.0.0/16"),
        ("::1", "::1/128"),
        ("10.20.30.40", "10.20.0.0/16"),
        ("172.16.5.5", "172.16.0.0/12"),
        ("192.168.1.1", "192.168.1.0/24"),
        ("100.64.1.1", "100.64.0.0/10"),
        ("fd12:3456::1", "fd12:3456::/32"),
        ("::ffff:10.20.30.40", "10.20.0.0/16"),
    ],
)
def test_this_machine_and_private_networks_are_reached_only_where_the_operator_named_them(number, named):
    assert not reached(number)
    assert not reached(number, (ip_network("0.0.0.0/0"), ip_network("::/0")))
    assert not reached(number, (ip_network("198.51.100.0/24"),))
    assert reached(number, (ip_network(named),))


@pytest.mark.parametrize(
    "number",
    [
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::10.0.0.1",
        "2002:7f00:1::",
        "2002:0a00:0001::1",
        "2a00:1450::5efe:10.0.0.1",
        "::ffff:0:10.0.0.1",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "192.0.2.1",
        "198.18.0.1",
    ],
)
def test_another_spelling_of_a_private_number_opens_nothing(number):
    assert not reached(number)
    assert not reached(number, (ip_network("::/0"), ip_network("0.0.0.0/0")))


@pytest.mark.parametrize("number", ["8.8.8.8", "2a00:1450:4009:815::200e", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_public_numbers_are_reached(number):
    assert reached(number)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "http://0/",
    ],
)
def test_a_number_in_an_odd_base_is_judged_like_any_other(url):
    for networks in ((), (ip_network("10.0.0.0/8"),)):
        with pytest.raises(NoAddress, match="HANDOVER_ZONE_PUSH_NETWORKS"):
            reachable(read_agent_address(url), networks)


def test_refused_address_is_named_with_the_setting_that_would_allow_it():
    with pytest.raises(NoAddress, match=r"agent\.example \(10\.1\.2\.3\).*HANDOVER_ZONE_PUSH_NETWORKS"):
        reachable(read_agent_address("http://agent.example/"), (), number_for("10.1.2.3"))


def registration(port: int) -> Registration:
    return Registration("Library", ("2.*",), 100_000, "Push", NOW, url=f"http://agent.example:{port}/")


def test_a_name_that_changes_its_mind_is_connected_to_where_it_was_judged():
    """DNS rebinding: the first look-up shows an allowed number, a second would show another machine."""
    asked = []

    with listening() as good, listening() as secret:

        def resolve(host, port, **_):
            asked.append(host)
            # The number that is judged leads to `good`; who looks again is led to `secret`.
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port))
            ]

        wire = PushConnection(PushTransport((ip_network("127.0.0.1/32"),), resolve=resolve))
        message = b"<SIF_Message><SIF_MsgId>ABC</SIF_MsgId><SIF_SourceId>Office</SIF_SourceId></SIF_Message>"
        for _ in range(2):
            assert wire.post(registration(good.port), message, 5, 5).body is not None
        wire.close()
        # A new connection looks again, judges again, and finds a number that is not allowed.
        refused = wire.post(registration(good.port), message, 5, 5)
        assert (refused.body, "127.0.0.2" in refused.fault) == (None, True)
        assert (len(good.calls), len(secret.calls)) == (2, 0)
    assert asked == ["agent.example"] * 2


def test_of_several_numbers_only_the_allowed_ones_are_tried():
    def resolve(host, port, **_):
        numbers = ("169.254.169.254", "10.0.0.5", "8.8.8.8")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    assert reachable(read_agent_address("http://agent.example/"), (), resolve) == ((socket.AF_INET, "8.8.8.8"),)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_agent_cannot_send_the_zone_on_to_another_address(status):
    with listening() as secret:

        def elsewhere(call: Call) -> None:
            call.say(answer(b"", f"HTTP/1.1 {status} Elsewhere", f"Location: http://127.0.0.1:{secret.port}/"))

        with listening(elsewhere) as agent:
            outcome = PushConnection(PushTransport(HERE)).post(registration_at(agent.url), b"<SIF_Message/>", 5, 5)
        assert outcome.body is None
        assert str(status) in outcome.fault
        assert secret.calls == []


def registration_at(url: str) -> Registration:
    return Registration("Library", ("2.*",), 100_000, "Push", NOW, url=url)


@pytest.mark.parametrize(
    "url",
    [
        "http://agent.example/\r\nX-Forged: yes",
        "http://agent.example/ HTTP/1.1\r\n\r\nPOST /",
        "http://agent.example/\x00",
        "http://agent.example/\u2028",
        "http://agent.exam ple/",
    ],
)
def test_address_cannot_write_into_the_request(url):
    with pytest.raises(NoAddress):
        read_agent_address(url)
