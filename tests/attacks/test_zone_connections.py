"""Attacks on the zone server's connections: it answers or hangs up, and goes on serving others."""

import gzip
import os
import resource
from dataclasses import replace

import pytest

from handover.zone.core.effects import SetZone
from handover.zone.http.binding import Binding
from handover.zone.http.limits import HEAD_BYTES, LARGE, ConnectionLimits
from handover.zone.http.memory import BodyMemory
from handover.zone.http.reading import RequestReader
from handover.zone.packing import UnpacksTooLong, unpack_bytes
from tests.zone.http.serving import LIMIT, ZONE, Served, ping, request, served, small_zone


@pytest.fixture(scope="module")
def zone():
    with served(ConnectionLimits(connections=16, head=0.5, body=0.7, answer=0.5, memory=2 * LARGE)) as zone:
        yield zone
        assert zone.ask(request(ping())).status == 200, "the zone no longer serves others"


def refused(zone: Served, data: bytes) -> int:
    """Return the status that an attacker gets; 0 if the server hangs up instead."""
    with zone.call() as attacker:
        try:
            attacker.send(data)
            return attacker.answer().status
        except (AssertionError, ConnectionError):
            return 0


def test_gzip_bomb_is_refused_before_it_unfolds(zone):
    bomb = gzip.compress(bytes(90_000_000))
    assert len(bomb) < LIMIT
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(zone, request(bomb, "Content-Encoding: gzip")) == 413
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_gzip_in_gzip_is_no_message(zone):
    assert zone.ask(request(gzip.compress(gzip.compress(ping())), "Content-Encoding: gzip")).code == "1/2"


def test_unpacking_stops_at_the_limit():
    with pytest.raises(UnpacksTooLong):
        unpack_bytes(gzip.compress(bytes(1001)), 1000)
    assert unpack_bytes(gzip.compress(bytes(1000)), 1000) == bytes(1000)


def test_head_that_never_ends_is_cut_off(zone):
    with zone.call() as slow:
        slow.send(b"POST /zone/TestZone HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert slow.answer().status == 408
        assert slow.closed()


def test_body_that_never_ends_is_cut_off(zone):
    with zone.call() as slow:
        slow.send(request(ping())[:-10])
        assert slow.answer().status == 408
        assert slow.closed()


def test_body_that_drips_is_cut_off_all_the_same(zone):
    message = request(ping(padding=5000))
    with zone.call() as slow:
        slow.send(message[:300])
        slow.line.settimeout(0.05)
        sent = 300
        while sent < len(message):
            slow.send(message[sent : sent + 1])
            sent += 1
            try:
                slow.rest += slow.line.recv(1000)
                break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        assert sent < len(message)
        assert slow.rest.startswith(b"HTTP/1.1 408 ") or not slow.rest


def test_blank_lines_without_end_are_cut_off(zone):
    with zone.call() as slow:
        slow.send(b"\r\n" * 100)
        assert slow.answer().status == 408


def test_reader_that_does_not_read_is_cut_off(zone):
    with zone.call() as greedy:
        messages = request(b"<x>" + b"y" * 200) * 200_000
        with pytest.raises(ConnectionError):
            greedy.send(messages)


def test_connections_that_say_nothing_keep_nobody_out(zone):
    silent = [zone.call() for _ in range(40)]
    try:
        assert zone.ask(request(ping())).status == 200
    finally:
        for each in silent:
            each.line.close()


def test_half_sent_heads_on_every_connection_keep_others_out_only_for_a_moment(zone):
    slow = [zone.call() for _ in range(16)]
    try:
        for each in slow:
            each.send(b"POST /zone/TestZone HTTP/1.1\r\n")
        assert zone.ask(request(ping())).status == 200
    finally:
        for each in slow:
            each.line.close()


@pytest.mark.parametrize(
    "flood",
    [
        b"POST /" + b"x" * HEAD_BYTES * 6,
        b"POST /zone/TestZone HTTP/1.1\r\nX: " + b"y" * HEAD_BYTES * 6,
        b"POST /zone/TestZone HTTP/1.1\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(200)) + b"\r\n",
        b"POST /zone/TestZone HTTP/1.1\r\n" + b"X: y\r\n" * 101 + b"Content-Length: 1\r\n\r\nx",
    ],
    ids=["address", "field", "fields", "repeated field"],
)
def test_flood_in_the_head_is_refused(zone, flood):
    assert refused(zone, flood) in (431, 0)


def test_flood_in_the_trailer_is_refused(zone):
    head = request().replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    trailer = b"".join(b"X%d: y\r\n" % number for number in range(200))
    assert refused(zone, head + b"3\r\nabc\r\n0\r\n" + trailer + b"\r\n") in (431, 400)


def test_message_that_is_announced_too_long_is_refused_unread(zone):
    head = request().replace(b"Content-Length: 0", b"Content-Length: %d" % (LIMIT + 1))
    assert refused(zone, head) == 413


@pytest.mark.parametrize("length", [b"-1", b"1e3", b"0x10", b"1 000", b"9" * 40, b"5, 6", b""])
def test_nonsense_for_a_length_is_refused(zone, length):
    assert refused(zone, request().replace(b"Content-Length: 0", b"Content-Length: " + length)) in (400, 411, 413)


def test_chunks_beyond_the_limit_are_refused(zone):
    head = request().replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    assert refused(zone, head + b"%x\r\n" % (LIMIT * 2) + b"x" * (LIMIT + 1)) == 413


@pytest.mark.parametrize(
    "chunks", [b"zz\r\nabc", b"-3\r\nabc\r\n", b"3\r\nabcdef\r\n", b"3 \nabc", b"fffffffffffffffff\r\nx"]
)
def test_broken_chunks_are_refused(zone, chunks):
    head = request().replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    assert refused(zone, head + chunks) in (400, 413)


@pytest.mark.parametrize(
    "smuggled",
    [
        request(b"abc", "Transfer-Encoding: chunked"),
        request(b"abc", "Content-Length: 5"),
        request(b"abc", "Transfer-Encoding: gzip, chunked").replace(b"Content-Length: 3\r\n", b""),
        request(b"abc").replace(b"Content-Length: 3", b"Content-Length : 3"),
        request(b"abc").replace(b"Host: zone:-1", b"Host: zone\r\n folded: x"),
    ],
    ids=["both lengths", "two lengths", "packed transfer", "blank before colon", "folded line"],
)
def test_request_that_two_readers_could_split_differently_is_refused(zone, smuggled):
    hidden = request(ping())
    with zone.call() as attacker:
        attacker.send(smuggled + hidden)
        assert attacker.answer().status in (400, 415)
        assert attacker.closed()


def test_hundreds_of_wishes_for_another_protocol_in_one_piece_are_hundreds_of_requests(zone):
    wish = ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQC")
    plain = RequestReader(Binding(small_zone()), BodyMemory(2 * LARGE))
    plain.feed(memoryview(request(ping()) + request(ping(), *wish) * 2000 + request(ping("C" * 32))))
    assert plain.refusal is None
    assert [each.body for each in plain.ready] == [ping()] * 2001 + [ping("C" * 32)]
    with zone.call() as attacker:
        attacker.send(request(ping()) + request(b"x", "Connection: Upgrade", "Upgrade: h2c") * 200 + b"HELO\r\n\r\n")
        assert b"A" * 32 in attacker.answer().body, "the request before them was not answered"
        assert [attacker.answer().status for _ in range(201)] == [200] * 200 + [400]


def test_bytes_that_are_no_http_are_refused(zone):
    for nonsense in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(100),
        b"HELO\r\n\r\n",
        os.urandom(500),
    ):
        assert refused(zone, nonsense) in (400, 0, 404, 408)


def test_many_long_messages_at_once_do_not_fill_the_memory():
    broker = small_zone()
    rules = replace(broker.store.state(ZONE).rules, message_limit=4 * LARGE)
    broker.administer(ZONE, SetZone(ZONE, rules))
    message = request(ping(padding=LARGE * 3 // 2))
    with served(ConnectionLimits(memory=2 * LARGE), broker=broker) as zone, zone.call() as first:
        first.send(message[:-5])
        answers = [zone.ask(message).status for _ in range(3)]
        assert set(answers) <= {200, 503}
        assert zone.ask(request(ping())).status == 200
        assert first.ask(message[-5:]).status in (200, 503)
        assert zone.ask(message).status == 200
