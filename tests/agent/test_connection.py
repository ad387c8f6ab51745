"""The agent's connection to its zone: kept open, and to the zone alone."""

import pytest

from handover.agent import ZoneAway
from handover.agent.connection import Connection
from tests.zone.push.listening import Call, answer, listening

KEY = "a-key-that-nobody-else-should-read"


def reply(call: Call) -> None:
    call.say(answer(b"<SIF_Ack/>"))


def reply_and_close(call: Call) -> None:
    reply(call)
    call.line.close()


def test_messages_go_over_one_connection():
    with listening(reply) as zone:
        connection = Connection(zone.url, user_agent="Library")
        assert [connection.post(b"<SIF_Message/>") for _ in range(3)] == [b"<SIF_Ack/>"] * 3
        assert (zone.connections, len(zone.calls)) == (1, 3)
        connection.close()


def test_zone_that_closed_an_idle_connection_gets_the_next_message_at_once():
    with listening(reply_and_close) as zone:
        connection = Connection(zone.url, user_agent="Library")
        assert [connection.post(b"<SIF_Message/>") for _ in range(3)] == [b"<SIF_Ack/>"] * 3
        assert zone.connections == len(zone.calls) == 3
        connection.close()


def test_zone_that_never_answers_is_asked_once():
    with listening(lambda call: call.line.close()) as zone:
        connection = Connection(zone.url, user_agent="Library")
        with pytest.raises(ZoneAway, match="closed the connection without an answer"):
            connection.post(b"<SIF_Message/>")
        assert len(zone.calls) == 1
        connection.close()


def test_zone_is_asked_itself_whatever_proxy_the_environment_names(monkeypatch):
    with listening(reply) as zone, listening(reply) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        connection = Connection(zone.url, user_agent="Library")
        connection.post(b"<SIF_Message/>")
        assert (len(zone.calls), len(proxy.calls)) == (1, 0)
        connection.close()


@pytest.mark.parametrize("status", [301, 302, 307])
def test_zone_cannot_send_an_agent_elsewhere(status):
    with listening(reply) as other:

        def elsewhere(call: Call) -> None:
            call.say(answer(b"", f"HTTP/1.1 {status} Elsewhere", f"Location: {other.url}"))

        with listening(elsewhere) as zone:
            connection = Connection(zone.url, user_agent="Library")
            with pytest.raises(ZoneAway, match=str(status)):
                connection.post(b"<SIF_Message/>")
            assert other.calls == []
            connection.close()


def test_key_of_an_agent_is_in_no_fault():
    connection = Connection(f"http://127.0.0.1:9/zone/School/{KEY}", user_agent="Library")
    with pytest.raises(ZoneAway, match=r"127\.0\.0\.1:9/zone/School cannot be reached") as fault:
        connection.post(b"<SIF_Message/>")
    assert KEY not in str(fault.value)


@pytest.mark.parametrize("url", ["http://zone.example/a b", "http://zone.example\u2028/", "http://zone.example/ŵ"])
def test_address_that_no_request_may_hold_is_refused_at_once(url):
    with pytest.raises(ValueError, match="no request may hold"):
        Connection(url, user_agent="Library")
