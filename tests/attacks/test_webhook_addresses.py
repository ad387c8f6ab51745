"""Attacks by whoever gives an address for webhooks, to make the site talk to whom it should not."""

import socket
from ipaddress import ip_network

import pytest
import trustme

from handover.portal.webhooks.addresses import AddressRules, BadWebhookAddress, read_webhook_address
from handover.portal.webhooks.calling import WebhookTransport, call_endpoint
from tests.receivers import LOOPBACK, receiver, take, ways_to
from tests.zone.push.listening import Call, answer

pytestmark = pytest.mark.any_database("addresses and sockets")

PLAIN = AddressRules((), (80, 443), plain_http=True)
"""The widest rules that name no network."""


def call(url: str, transport: WebhookTransport):
    return call_endpoint(url, {"webhook-id": "msg_1"}, "{}", transport)


def number_for(*numbers: str):
    """Return a resolver that answers with one number after the other, as a name server of the attacker's would."""
    left = list(numbers)

    def resolve(host, port, **_):
        number = left.pop(0) if len(left) > 1 else left[0]
        family = socket.AF_INET6 if ":" in number else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (number, port))]

    return resolve


PRIVATE_NUMBERS = (
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
    "168.63.129.16", "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::169.254.169.254", "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe", "2a00:1450::5efe:10.0.0.1",
)  # fmt: skip


@pytest.mark.parametrize("number", PRIVATE_NUMBERS)
def test_an_address_that_names_a_private_number_is_refused_when_it_is_entered(number):
    host = f"[{number}]" if ":" in number else number
    with pytest.raises(BadWebhookAddress) as refused:
        read_webhook_address(f"https://{host}/", PLAIN)
    assert refused.value.problem.code == "webhook.address_private"


@pytest.mark.parametrize("number", PRIVATE_NUMBERS)
def test_a_name_that_leads_to_a_private_number_is_not_connected_to(number):
    outcome = call("http://mis.example/", WebhookTransport(PLAIN, resolve=number_for(number)))
    assert (outcome.fault.key, outcome.status) == ("private", 0)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "127.0.0.1."])
def test_a_number_in_an_odd_base_is_judged_like_any_other(host):
    outcome = call(f"http://{host}/", WebhookTransport(PLAIN))
    assert outcome.fault.key in ("private", "unknown")


def test_a_name_that_changes_its_mind_is_connected_to_where_it_was_judged():
    """DNS rebinding: the first look-up shows an allowed number, the second another machine."""
    with receiver() as good:
        rules = AddressRules((ip_network("127.0.0.1/32"),), (good.port,), plain_http=True)
        transport = WebhookTransport(rules, resolve=number_for("127.0.0.1", "127.0.0.2"))
        assert call(f"http://mis.example:{good.port}/", transport).fault is None
        assert call(f"http://mis.example:{good.port}/", transport).fault.key == "private"
        assert len(good.calls) == 1


def test_of_several_numbers_only_the_allowed_ones_are_tried():
    with receiver() as good:
        rules = AddressRules((ip_network("127.0.0.1/32"),), (good.port,), plain_http=True)

        def resolve(host, port, **_):
            numbers = ("169.254.169.254", "127.0.0.2", "10.0.0.5", "127.0.0.1")
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

        assert call(f"http://mis.example:{good.port}/", WebhookTransport(rules, resolve=resolve)).fault is None


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_receiver_cannot_send_us_on_to_another_address(status):
    with receiver() as secret:

        def elsewhere(each: Call) -> None:
            each.say(answer(b"", f"HTTP/1.1 {status}", f"Location: http://127.0.0.1:{secret.port}/"))

        with receiver(elsewhere) as there:
            outcome = call(f"http://127.0.0.1:{there.port}/", ways_to(there, secret))
        assert outcome.fault.key == "elsewhere"
        assert secret.calls == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://mis.example/", "webhook.address_http"),
        ("https://user@mis.example/", "webhook.address_credentials"),
        ("https://user:word@mis.example/", "webhook.address_credentials"),
        ("https://mis.example@evil.example/", "webhook.address_credentials"),
        ("https://mis.example:22/", "webhook.address_port"),
        ("https://mis.example:5432/", "webhook.address_port"),
        ("https://mis.example:0/", "webhook.address_port"),
        ("https://mis.example:99999/", "webhook.address_shape"),
        ("https://mis.example:port/", "webhook.address_shape"),
        ("ftp://mis.example/", "webhook.address_shape"),
        ("file:///etc/passwd", "webhook.address_shape"),
        ("gopher://mis.example/", "webhook.address_shape"),
        ("mis.example/handover", "webhook.address_shape"),
        ("https:///handover", "webhook.address_shape"),
        ("https://[::1", "webhook.address_shape"),
        ("https://mis.example/\r\nX-Forged: yes", "webhook.address_shape"),
        ("https://mis.example/ HTTP/1.1", "webhook.address_shape"),
        ("https://mis.example/\x00", "webhook.address_shape"),
        ("https://mis.example\\@evil.example/", "webhook.address_shape"),
        ("https://mis..example/", "webhook.address_shape"),
        ("https://-mis.example/", "webhook.address_shape"),
        ("https://mis.example/" + "a" * 500, "webhook.address_shape"),
        ("", "webhook.address_shape"),
    ],
)
def test_an_address_that_could_mean_something_else_is_refused(url, code):
    with pytest.raises(BadWebhookAddress) as refused:
        read_webhook_address(url, AddressRules())
    assert refused.value.problem.code == code


def test_letters_beyond_ascii_are_written_as_requests_name_them():
    address = read_webhook_address("https://Ysgol-Tŷ.example/hysbysu/tŷ?ref=é#part", AddressRules())
    assert address.url == "https://xn--ysgol-t-xvb.example/hysbysu/t%C5%B7?ref=%C3%A9"
    assert address.host_field == "xn--ysgol-t-xvb.example"


def test_what_the_operator_forbids_later_is_not_called_any_more():
    with receiver() as there:
        url = f"http://127.0.0.1:{there.port}/"
        for rules in (AddressRules(LOOPBACK, (443,), True), AddressRules((), (there.port,), True)):
            assert call(url, WebhookTransport(rules)).fault.key == "address"
        assert call(url, WebhookTransport(AddressRules(LOOPBACK, (there.port,)))).fault.key == "address"
        assert there.calls == []


def test_a_certificate_of_nobody_or_for_another_host_is_not_accepted(tmp_path):
    import ssl
    import threading

    ours, theirs = trustme.CA(), trustme.CA()

    def serve(authority: trustme.CA, name: str) -> tuple[socket.socket, int]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        server = socket.create_server(("127.0.0.1", 0))

        def run() -> None:
            try:
                line, _ = server.accept()
                with context.wrap_socket(line, server_side=True) as wrapped:
                    wrapped.recv(65536)
                    wrapped.sendall(answer(b""))
            except OSError:
                return

        threading.Thread(target=run, daemon=True).start()
        return server, server.getsockname()[1]

    def trusting() -> ssl.SSLContext:
        context = ssl.create_default_context()
        ours.configure_trust(context)
        return context

    found = []
    for authority, name in ((ours, "mis.example"), (theirs, "mis.example"), (ours, "other.example")):
        server, port = serve(authority, name)
        with server:
            transport = WebhookTransport(AddressRules(LOOPBACK, (port,)), tls=trusting, resolve=number_for("127.0.0.1"))
            outcome = call(f"https://mis.example:{port}/", transport)
            found.append(outcome.fault.key if outcome.fault else "taken")
    assert found == ["taken", "certificate", "certificate"]


def test_a_server_that_speaks_no_tls_gets_nothing_in_clear():
    with receiver(take) as there:
        transport = WebhookTransport(
            AddressRules(LOOPBACK, (there.port,)), resolve=number_for("127.0.0.1"), connect_seconds=0.5
        )
        outcome = call(f"https://mis.example:{there.port}/", transport)
        assert outcome.fault is not None
        assert there.calls == []
