"""Requests are read alike however their bytes come, and no bytes can break the reading."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from handover.zone.http.binding import Binding
from handover.zone.http.memory import BodyMemory
from handover.zone.http.reading import RequestReader
from tests.zone.http.serving import ZONE, ping, request, small_zone

BINDING = Binding(small_zone())
CHUNKED = request(path=f"/zone/{ZONE}").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")


def chunked(body: bytes, size: int) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return CHUNKED + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


UPGRADING = ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQC")
REQUESTS = st.one_of(
    st.integers(0, 400).map(lambda padding: (ping(padding=padding), request(ping(padding=padding)))),
    st.integers(1, 400).map(lambda size: (ping(), chunked(ping(), size))),
    st.just((ping("D" * 32), request(ping("D" * 32), *UPGRADING))),
)


def read(pieces: list[bytes]) -> tuple[list[bytes], int]:
    """Return the bodies that were read, and the status of the refusal (0: none)."""
    reading = RequestReader(BINDING, BodyMemory(1_000_000))
    for piece in pieces:
        if reading.refusal is None:
            reading.feed(memoryview(piece))
    return [each.body for each in reading.ready], reading.refusal.status if reading.refusal else 0


def cut(data: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted({place % len(data) for place in places}), len(data)]
    return [data[start:end] for start, end in pairwise(edges) if start < end]


@given(st.lists(REQUESTS, min_size=1, max_size=4), st.lists(st.integers(0, 100_000), max_size=12))
def test_requests_are_the_same_in_whatever_pieces_they_come(requests, places):
    bodies = [body for body, _ in requests]
    data = b"".join(whole for _, whole in requests)
    assert read(cut(data, places)) == (bodies, 0)


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_bytes_of_any_kind_are_read_or_refused(pieces):
    bodies, status = read(pieces)
    assert bodies == []
    assert status in (0, 400, 404, 405, 411, 413, 415, 431)


@given(st.data())
def test_damaged_requests_are_read_or_refused(data):
    _, whole = data.draw(REQUESTS)
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + data.draw(st.binary(max_size=5)) + whole[place + data.draw(st.integers(0, 5)) :]
    bodies, status = read([damaged])
    assert len(bodies) <= 2
    assert status in (0, 400, 404, 405, 411, 413, 415, 431)


@given(st.integers(0, 3_000_000))
def test_memory_that_was_taken_is_given_back(length):
    memory = BodyMemory(1_000_000)
    reading = RequestReader(BINDING, memory)
    reading.feed(memoryview(CHUNKED + b"%x\r\n" % 3_000_000 + bytes(length)))
    reading.free()
    assert memory.take(1_000_000)
