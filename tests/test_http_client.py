"""The HTTP client bears with nobody for ever, takes no more than it was told to, and sends no header fields but its own."""

import socket

import pytest

from handover.http_client import KeptConnection, Patience, UnusableAnswer, post_request

REQUEST = b"POST / HTTP/1.1\r\n\r\n"


@pytest.fixture
def ends():
    """Two ends of a connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_an_answer_that_drips_ends_with_the_patience_for_the_whole(ends):
    ours, theirs = ends
    theirs.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    seconds = iter(range(1000))

    def clock():
        theirs.sendall(b"x")  # with every second another byte: never silent, never done
        return float(next(seconds))

    with pytest.raises(TimeoutError):
        KeptConnection(lambda: ours, 100_000, clock).post(REQUEST, Patience(silent=60, whole=20))
    assert next(seconds) == 21


def test_an_answer_within_the_patience_is_taken_however_small_its_pieces(ends):
    ours, theirs = ends
    pieces = iter(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes")
    seconds = iter(range(1000))

    def clock():
        theirs.sendall(bytes([next(pieces)]))
        return float(next(seconds))

    answer = KeptConnection(lambda: ours, 100_000, clock).post(REQUEST, Patience(silent=60, whole=100))
    assert (answer.status, answer.body) == (200, b"yes")


@pytest.mark.parametrize(
    ("length", "taken"), [(60, True), (61, False)], ids=["as long as allowed", "a byte longer than allowed"]
)
def test_head_and_body_together_may_be_so_long_and_no_longer(ends, length, taken):
    ours, theirs = ends
    head = b"HTTP/1.1 200 OK\r\nContent-Length: "
    rest = length - len(head) - 6
    theirs.sendall(head + b"%d\r\n\r\n" % rest + b"x" * rest)
    connection = KeptConnection(lambda: ours, 60)
    if taken:
        assert connection.post(REQUEST, Patience(5, 5)).body == b"x" * rest
    else:
        with pytest.raises(UnusableAnswer, match="more than 60 bytes"):
            connection.post(REQUEST, Patience(5, 5))


def test_head_and_body_of_a_request_are_one_piece():
    request = post_request("/zone/A", "zone.example:7080", {"Content-Type": "application/xml"}, b"<SIF_Message/>")
    assert request == (
        b"POST /zone/A HTTP/1.1\r\nHost: zone.example:7080\r\nContent-Type: application/xml\r\nContent-Length: 14\r\n"
        b"Connection: keep-alive\r\n\r\n<SIF_Message/>"
    )


@pytest.mark.parametrize(
    ("target", "host", "agent"),
    [
        ("/a\r\nX-Forged: yes", "zone.example", "Library"),
        ("/a HTTP/1.1", "zone.example", "Library"),
        ("/a", "zone.example\r\nX-Forged: yes", "Library"),
        ("/a", "zone.example", "Library\r\nX-Forged: yes"),
        ("/a", "zone.example", "Library\nX-Forged: yes"),
        ("/a\x00", "zone.example", "Library"),
    ],
)
def test_nothing_can_write_header_fields_into_a_request(target, host, agent):
    with pytest.raises(ValueError, match="no request may hold"):
        post_request(target, host, {"User-Agent": agent}, b"")
