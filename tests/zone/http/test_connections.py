"""Connections of agents to the zone's own server: kept, shared out, closed."""

import gzip
import socket
import threading

import pytest

from handover.zone.broker import Broker
from handover.zone.http.limits import ConnectionLimits
from handover.zone.opening import create_open_zone
from tests.zone.http.serving import WAIT, ZONE, ping, register, request, served
from tests.zone.push.office import eventually
from tests.zone.store.memory import MemoryStore


def test_answer_comes_in_one_piece(zone):
    with zone.call() as agent:
        for message in (register(), ping(), ping("C" * 32)):
            agent.send(request(message))
            piece = agent.line.recv(1_000_000)
            head, _, body = piece.partition(b"\r\n\r\n")
            assert f"Content-Length: {len(body)}".encode() in head
            assert body.endswith(b"</SIF_Message>")


def test_many_messages_go_over_one_connection(zone):
    with zone.call() as agent:
        for number in range(50):
            assert agent.ask(request(ping(f"{number:032X}"))).status == 200


def test_two_messages_sent_at_once_are_answered_in_order(zone):
    with zone.call() as agent:
        agent.send(request(ping("1" * 32)) + request(ping("2" * 32)))
        assert "1" * 32 in agent.answer().text
        assert "2" * 32 in agent.answer().text


def test_a_thousand_messages_sent_at_once_are_answered(zone):
    with zone.call() as agent:
        sender = threading.Thread(target=agent.send, args=(request(ping()) * 1000,))
        sender.start()
        assert {agent.answer().status for _ in range(1000)} == {200}
        sender.join(WAIT)


def test_message_that_comes_byte_by_byte_is_answered(zone):
    with zone.call() as agent:
        for byte in request(ping()):
            agent.send(bytes([byte]))
        assert agent.answer().status == 200


def test_message_in_chunks_is_taken(zone):
    body = ping()
    chunks = (
        b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:1], body[1:100], body[100:])) + b"0\r\n\r\n"
    )
    head = request(path=f"/zone/{ZONE}").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    with zone.call() as agent:
        assert agent.ask(head + chunks).status == 200
        assert agent.ask(request(ping())).status == 200


def test_agent_that_waits_for_a_word_before_its_body_gets_it(zone):
    body = ping()
    whole = request(body, "Expect: 100-continue")
    with zone.call() as agent:
        assert agent.ask(whole[: -len(body)]).status == 100
        assert agent.ask(body).status == 200


def test_agent_that_waits_to_send_too_much_is_told_before_it_does(zone):
    head = request(b"", "Expect: 100-continue").replace(b"Content-Length: 0", b"Content-Length: 999999999")
    with zone.call() as agent:
        assert agent.ask(head).status == 413
        assert agent.closed()


def test_agent_that_closes_its_side_gets_its_answer(zone):
    with zone.call() as agent:
        agent.send(request(ping()))
        agent.line.shutdown(socket.SHUT_WR)
        assert agent.answer().status == 200
        assert agent.closed()


def test_agent_that_closes_its_side_in_the_middle_is_told(zone):
    with zone.call() as agent:
        agent.send(request(ping())[:-20])
        agent.line.shutdown(socket.SHUT_WR)
        assert agent.answer().status == 400


def test_connection_is_closed_for_an_agent_that_asks_for_it(zone):
    with zone.call() as agent:
        answer = agent.ask(request(ping(), "Connection: close"))
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert agent.closed()


def test_agent_of_http_1_0_is_answered_and_the_connection_closed(zone):
    with zone.call() as agent:
        answer = agent.ask(request(ping(), "Connection: keep-alive").replace(b"HTTP/1.1", b"HTTP/1.0"))
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert agent.closed()


def test_wish_for_another_protocol_is_not_granted_and_the_message_is_answered(zone):
    wish = ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA")
    with zone.call() as agent:
        assert agent.ask(request(ping(), *wish)).status == 200
        assert agent.ask(request(ping())).status == 200


def test_connection_that_is_lost_in_the_middle_harms_nobody(zone):
    for cut in (10, 60, len(request(ping())) - 5):
        with zone.call() as agent:
            agent.send(request(ping())[:cut])
    assert zone.ask(request(ping())).status == 200


def test_idle_connection_is_closed():
    with served(ConnectionLimits(idle=0.2)) as zone, zone.call() as agent:
        assert agent.ask(request(ping())).status == 200
        assert agent.closed()


def test_idle_connection_makes_room_for_a_new_one():
    with served(ConnectionLimits(connections=2)) as zone, zone.call() as first, zone.call() as second:
        for agent in (first, second):
            assert agent.ask(request(ping())).status == 200
            # An answer is here before the thread that sent it has gone on to wait.
            eventually(lambda: all(each.doing == "idle" for each in zone.server._open))
        assert zone.ask(request(ping())).status == 200
        assert first.closed()
        assert second.ask(request(ping())).status == 200


def test_server_that_stops_answers_what_is_under_way_first():
    with served() as zone, zone.call() as agent:
        message = request(ping())
        agent.send(message[:-1])
        zone.server.stop()
        agent.send(message[-1:])
        answer = agent.answer()
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert agent.closed()


def test_failure_of_our_own_is_answered_so_that_the_agent_can_read_it(caplog):
    class Forgetful(MemoryStore):
        """A store whose database goes away after the zone was looked up."""

        looks = 100

        def remembered(self, zone):
            self.looks -= 1
            if self.looks < 0:
                raise RuntimeError("gone")
            return super().remembered(zone)

    store = Forgetful()
    broker = Broker(store)
    create_open_zone(broker, ZONE)
    with served(broker=broker) as zone, zone.call() as agent:
        assert agent.ask(request(register())).code == "0"
        store.looks = 1
        answer = agent.ask(request(ping()))
        assert (answer.status, answer.code) == (200, "11/1")
        assert f"<SIF_OriginalMsgId>{'A' * 32}</SIF_OriginalMsgId>" in answer.text
        assert "SIF_Ping" not in caplog.text


def test_agents_are_answered_at_the_same_time(zone):
    answers = []

    def talk(name):
        with zone.call() as agent:
            answers.extend(agent.ask(request(ping(f"{name}{number:031X}"))).status for number in range(20))

    threads = [threading.Thread(target=talk, args=(name,)) for name in "ABCDEFGH"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert answers == [200] * 160


@pytest.mark.parametrize("packed", [False, True])
def test_long_message_in_many_pieces_is_taken(zone, packed):
    body = ping(padding=99_000)
    message = request(gzip.compress(body), "Content-Encoding: gzip") if packed else request(body)
    with zone.call() as agent:
        for start in range(0, len(message), 1000):
            agent.send(message[start : start + 1000])
        assert agent.answer().status == 200
