"""When a request is given to a thread: once all of it has come, however it was cut up on the way."""

import pytest

from handover.portal.serving.request_buffer import HEAD_BYTES, KEPT_BYTES, Progress, RequestBuffer

MOST = 5_000_000
GET = b"GET /inbox/ HTTP/1.1\r\nHost: site\r\n\r\n"
FORM = b"POST /sign-in/ HTTP/1.1\r\nHost: site\r\nContent-Length: 9\r\n\r\nusername="
CHUNKS = b"POST /send/ HTTP/1.1\r\nHost: site\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nuser\r\n5\r\nname=\r\n0\r\n\r\n"


def fed(*pieces: bytes) -> RequestBuffer:
    buffer = RequestBuffer(MOST)
    for piece in pieces:
        buffer.feed(piece)
    return buffer


@pytest.mark.parametrize("request_bytes", [GET, FORM, CHUNKS])
def test_a_request_is_whole_with_its_last_byte_and_not_before_however_it_is_cut(request_bytes):
    for cut in range(1, len(request_bytes)):
        assert fed(request_bytes[:cut]).progress in (Progress.HEAD, Progress.BODY)
        assert fed(request_bytes[:cut], request_bytes[cut:]).progress is Progress.WHOLE
    assert fed(*(bytes([each]) for each in request_bytes)).data == request_bytes


def test_what_follows_a_request_is_kept_for_the_next():
    assert fed(FORM + GET).progress is Progress.WHOLE
    assert fed(FORM + GET).data == FORM + GET
    assert fed(CHUNKS + GET).progress is Progress.WHOLE


def test_a_body_that_is_announced_longer_than_the_site_takes_is_not_waited_for():
    assert fed(FORM.replace(b": 9", b": 5000001")[:70]).progress is Progress.REFUSED
    assert fed(FORM.replace(b": 9", b": 5000000")[:70]).progress is Progress.BODY


def test_a_large_body_is_taken_in_up_to_a_bound():
    head = FORM.replace(b": 9", b": 4000000")
    assert fed(head, bytes(KEPT_BYTES - 10)).progress is Progress.BODY
    assert fed(head, bytes(KEPT_BYTES)).progress is Progress.LARGE
    chunked = CHUNKS[: CHUNKS.index(b"4\r\nuser")]
    assert fed(chunked + b"ffffff\r\n", bytes(KEPT_BYTES)).progress is Progress.LARGE


def test_a_head_that_never_ends_is_given_to_the_parser_that_refuses_it():
    assert fed(b"GET / HTTP/1.1\r\nX: " + b"x" * HEAD_BYTES).progress is Progress.REFUSED


@pytest.mark.parametrize(
    "after", [b"GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n", b"CONNECT a:1 HTTP/1.1\r\n\r\n"]
)
def test_whatever_follows_a_body_in_chunks_is_for_the_parser_to_judge(after):
    assert fed(CHUNKS + after).progress is Progress.WHOLE
    assert fed(CHUNKS, after).progress is Progress.WHOLE


def test_what_is_no_chunk_is_not_waited_for():
    assert fed(CHUNKS.replace(b"4\r\nuser", b"zz\r\nuser")).progress is Progress.REFUSED


def test_who_waits_for_a_word_gets_it_and_the_parser_need_not_say_it_again():
    waiting = FORM[:-9].replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n")
    buffer = fed(waiting)
    assert buffer.expects
    buffer.feed(b"username=")
    assert (buffer.progress, bytes(buffer.data)) == (Progress.WHOLE, FORM)
    assert not fed(waiting + b"username=").expects
    twice = fed(waiting.replace(b"Expect", b"Expect: 100-continue\r\nExpect", 1))
    assert (twice.expects, b"Expect" in twice.data) == (True, False)


def test_who_waits_for_a_word_with_a_body_that_is_not_taken_gets_none():
    refused = fed(FORM[:-9].replace(b": 9\r\n", b": 5000001\r\nExpect: 100-continue\r\n"))
    assert (refused.progress, refused.expects, b"Expect" in refused.data) == (Progress.REFUSED, False, False)
