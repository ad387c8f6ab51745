"""Attacks by an agent that registers an address to make the zone server talk to whom it should not."""

from ipaddress import ip_network

import pytest

from handover.zone.push.address import NoAddress, reachable, read_address


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fd00:ec2::254]/",
        "http://2852039166/",
    ],
)
def test_secrets_of_cloud_machines_are_not_reached(url):
    with pytest.raises(NoAddress):
        reachable(read_address(url), ())


@pytest.mark.parametrize(
    "url", ["http://[::ffff:127.0.0.1]/", "http://127.1/", "http://2130706433/", "http://localhost/"]
)
def test_another_spelling_does_not_open_a_network_that_is_not_allowed(url):
    with pytest.raises(NoAddress):
        reachable(read_address(url), (ip_network("10.0.0.0/8"),))


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
        read_address(url)
