"""Zones over HTTPS: certificates of both sides, and how old a protocol may be (section 6.3)."""

import ssl
import warnings
from dataclasses import replace

import pytest
import trustme

from handover.zone.core.effects import SetAgent
from handover.zone.http.limits import ConnectionLimits
from handover.zone.http.tls import BadTls, ZoneTls, server_context
from handover.zone.state import ZoneAgent
from tests.zone.http.authority import Authority
from tests.zone.http.serving import ZONE, ping, register, request, served, small_zone


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"), trustme.CA())


def test_agent_is_answered_over_https(authority):
    with served(tls=authority.server()) as zone, zone.call(authority.client()) as agent:
        assert agent.ask(request(register())).code == "0"
        assert agent.ask(request(ping())).code == "0"


def test_agent_that_speaks_http_to_https_harms_nobody(authority):
    with served(tls=authority.server()) as zone:
        with zone.call() as plain:
            plain.send(request(ping()))
            assert plain.closed()
        with zone.call(authority.client()) as agent:
            assert agent.ask(request(register())).code == "0"


def test_zone_that_wants_certificates_knows_an_agent_by_its_own(authority):
    broker = small_zone()
    broker.administer(ZONE, SetAgent(ZoneAgent("Mis", certificate="mis.school.example")))
    tls = authority.server(client_ca=authority.file, asking="optional")
    right = authority.client(authority.signed("agent", "mis.school.example"))
    wrong = authority.client(authority.signed("other", "library.school.example"))
    with served(tls=tls, broker=broker) as zone:
        with zone.call(right) as agent:
            assert agent.ask(request(register())).code == "0"
        with zone.call(wrong) as agent:
            assert agent.ask(request(register())).code.startswith("3/")
        with zone.call(authority.client()) as agent:
            assert agent.ask(request(register())).code.startswith("3/")


def test_agent_without_a_certificate_is_not_let_in_where_one_is_required(authority):
    tls = authority.server(client_ca=authority.file, asking="required")
    with served(tls=tls) as zone:
        with pytest.raises((ssl.SSLError, ConnectionError, AssertionError)), zone.call(authority.client()) as agent:
            agent.ask(request(register()))
        with zone.call(authority.client(authority.signed("mine"))) as agent:
            assert agent.ask(request(register())).code == "0"


def test_certificate_of_a_stranger_is_not_accepted(authority, tmp_path):
    stranger = Authority(tmp_path, trustme.CA()).signed("mis.school.example")
    tls = authority.server(client_ca=authority.file, asking="optional")
    client = authority.client(stranger)
    with (
        served(tls=tls) as zone,
        pytest.raises((ssl.SSLError, ConnectionError, AssertionError)),
        zone.call(client) as agent,
    ):
        agent.ask(request(register()))


@pytest.mark.parametrize(
    ("floor", "speaks", "served_too"),
    [
        ("1.2", ssl.TLSVersion.TLSv1_1, False),
        ("1.2", ssl.TLSVersion.TLSv1_2, True),
        ("1.3", ssl.TLSVersion.TLSv1_2, False),
        ("1.3", ssl.TLSVersion.TLSv1_3, True),
        ("1.1", ssl.TLSVersion.TLSv1_1, True),
        ("1.0", ssl.TLSVersion.TLSv1, True),
    ],
)
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_floor_says_how_old_the_protocol_of_an_agent_may_be(authority, floor, speaks, served_too):
    client = authority.client(highest=speaks)
    with served(tls=authority.server(floor=floor)) as zone:
        if served_too:
            with zone.call(client) as agent:
                assert agent.ask(request(register())).code == "0"
        else:
            with pytest.raises((ssl.SSLError, ConnectionError)):
                zone.call(client)


def test_low_floor_is_warned_of_at_the_start(authority, caplog):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server_context(authority.server(floor="1.0"))
    assert "known to be weak" in caplog.text


def test_what_tls_cannot_be_set_up_with_is_named(authority, tmp_path):
    with pytest.raises(BadTls, match=r"missing\.pem"):
        server_context(ZoneTls(tmp_path / "missing.pem"))
    with pytest.raises(BadTls, match="no authority is set"):
        server_context(authority.server(asking="required"))
    (tmp_path / "empty.pem").write_bytes(b"")
    with pytest.raises(BadTls, match=r"empty\.pem"):
        server_context(replace(authority.server(asking="optional"), client_ca=tmp_path / "empty.pem"))


def test_handshake_that_never_ends_is_cut_off(authority):
    with served(ConnectionLimits(head=0.2), tls=authority.server()) as zone, zone.call() as slow:
        slow.send(b"\x16\x03\x01")
        assert slow.closed()


def test_connection_over_https_that_is_idle_or_slow_is_closed(authority):
    with served(ConnectionLimits(idle=0.2, body=0.2), tls=authority.server()) as zone:
        with zone.call(authority.client()) as idle:
            assert idle.ask(request(register())).code == "0"
            assert idle.closed()
        with zone.call(authority.client()) as slow:
            slow.send(request(ping())[:-5])
            assert slow.closed()
