"""Both clients do the same over HTTP: what goes out, what is taken in, and what a key never does."""

import inspect
import json
import logging

import httpx
import pytest

from handover.client import ApiAway, ApiProblem, AsyncClient, Client, NotTheApi, RetryRules
from handover.client.calls import Calls
from handover.client.places import lock_alone
from handover.client.wire import find_api
from tests.client.talking import REFERENCE, TRANSFER, run_async

KEY = "hnd_live_abcdefgh_0123456789012345678901234567890123456789012"
HASTY = RetryRules(tries=3, first_seconds=0, longest_seconds=0)


class Desk:
    """A site of a few written answers, behind httpx's own way in for tests; what it was asked is kept."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, request):
        self.asked.append((request, request.read()))
        return self.take()

    async def later(self, request):
        self.asked.append((request, await request.aread()))
        return self.take()

    def take(self):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, body = answer[:2]
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.Response(status, stream=httpx.ByteStream(content))


def call(kind, desk, act, **how):
    """Do the same with either client."""
    if kind == "sync":
        with Client("https://site.test", KEY, transport=httpx.MockTransport(desk), retries=HASTY, **how) as client:
            done = act(client)
            return list(done) if inspect.isgenerator(done) else done
    transport = httpx.MockTransport(desk.later)

    async def run():
        async with AsyncClient("https://site.test", KEY, transport=transport, retries=HASTY, **how) as client:
            done = act(client)
            return [item async for item in done] if inspect.isasyncgen(done) else await done

    return run_async(run())


either = pytest.mark.parametrize("kind", ["sync", "async"])


@either
def test_a_request_carries_the_key_the_language_and_what_else_is_wanted(kind):
    desk = Desk((200, TRANSFER))
    found = call(kind, desk, lambda client: client.head(REFERENCE), language="cy", headers={"Courier": "1; in"})
    ((request, body),) = desk.asked
    assert found.file_name == "6812990_CTF_6814990_001.xml"
    assert str(request.url) == f"https://site.test/api/v1/transfers/{REFERENCE}"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.headers["Accept-Language"] == "cy"
    assert request.headers["Accept-Encoding"] == "identity"
    assert request.headers["Courier"] == "1; in"
    assert body == b""


@either
def test_a_list_is_gone_through_page_by_page(kind):
    desk = Desk((200, {"items": [TRANSFER], "next": "c"}), (200, {"items": [TRANSFER, TRANSFER], "next": None}))
    found = call(kind, desk, lambda client: client.inbox(kind="ctf"))
    assert len(found) == 3
    assert [str(request.url.query, "ascii") for request, _ in desk.asked] == ["kind=ctf", "kind=ctf&cursor=c"]


@either
def test_a_list_that_leads_in_a_circle_ends(kind):
    round_and_round = (200, {"items": [], "next": "c"})
    with pytest.raises(NotTheApi):
        call(kind, Desk(round_and_round, round_and_round), lambda client: client.notices())


@either
def test_a_body_goes_with_its_length_and_says_how_far_it_is(kind):
    desk, seen = Desk((201, {"verdict": "accepted", "transfer": None, "problems": [], "pupils": 0})), []
    data = bytes(150_000)
    call(kind, desk, lambda client: client.send(data, name="a.zip", progress=lambda *far: seen.append(far)))
    ((request, body),) = desk.asked
    assert body == data
    assert request.headers["Content-Length"] == "150000"
    assert "Transfer-Encoding" not in request.headers
    assert seen == [(65536, 150000), (131072, 150000), (150000, 150000)]


@either
def test_a_file_is_fetched(kind, tmp_path):
    desk = Desk((200, TRANSFER), (200, b"hello world"))
    assert call(kind, desk, lambda client: client.fetch(REFERENCE, tmp_path)).path.read_bytes() == b"hello world"


@either
def test_a_broken_connection_is_tried_again_and_in_the_end_said(kind):
    broken = httpx.ConnectError("[Errno 111] Connection refused")
    desk = Desk(broken, broken, broken)
    with pytest.raises(ApiAway, match="Connection refused"):
        call(kind, desk, lambda client: client.me())
    assert call(kind, Desk(broken, (200, TRANSFER)), lambda client: client.head(REFERENCE)).state == "sent"


@either
def test_an_answer_without_end_is_not_taken_in(kind):
    with pytest.raises(NotTheApi, match="16,000,000"):
        call(kind, Desk((200, bytes(16_000_001))), lambda client: client.me())


@either
def test_a_redirect_is_not_followed_with_the_key(kind):
    desk = Desk((302, b""))
    with pytest.raises(NotTheApi):
        call(kind, desk, lambda client: client.me())
    assert len(desk.asked) == 1


@either
def test_a_disk_that_fails_ends_the_call_and_closes_the_part(kind, tmp_path):
    def fail(done, size):
        raise OSError(28, "No space left on device")

    desk = Desk((200, TRANSFER), (200, b"hello world"))
    with pytest.raises(OSError, match="No space") as told:
        call(kind, desk, lambda client: client.fetch(REFERENCE, tmp_path, progress=fail))
    assert [path.name for path in tmp_path.iterdir()] == [f".{REFERENCE}.part"]
    part = (tmp_path / f".{REFERENCE}.part").open("r+b")
    with part:
        lock_alone(part)  # also while the fault is still being looked at
    assert told.value.errno == 28


@pytest.mark.parametrize(
    ("given", "api"),
    [
        ("https://site.test", "https://site.test/api/v1"),
        ("https://site.test/", "https://site.test/api/v1"),
        ("https://site.test/api/v1/", "https://site.test/api/v1"),
        ("https://site.test:8443/handover", "https://site.test:8443/handover/api/v1"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/api/v1"),
        ("http://localhost:8000", "http://localhost:8000/api/v1"),
        ("http://[::1]:8000", "http://[::1]:8000/api/v1"),
    ],
)
def test_the_address_of_a_site(given, api):
    assert find_api(given) == api


@pytest.mark.parametrize(
    "given", ["", "site.test", "ftp://site.test", "https://", "https://me:pw@site.test", "https://site.test/?key=1"]
)
def test_what_is_no_address_of_a_site(given):
    with pytest.raises(ValueError, match="is not the address of a site"):
        Client(given, KEY)


def test_a_key_is_never_sent_in_clear():
    with pytest.raises(ValueError, match="Use https"):
        Client("http://site.test", KEY)
    with pytest.raises(ValueError, match="Use https"):
        Client("http://127.0.0.1.site.test", KEY)


@pytest.mark.parametrize("key", ["", "two words", "line\nbreak", "allwedd-ŵ"])
def test_what_is_no_key_is_said_before_anything_is_asked(key):
    with pytest.raises(ValueError, match="not a key") as told:
        Client("https://site.test", key)
    assert not key or key not in str(told.value)


def test_the_key_is_in_no_log_no_text_and_no_fault(caplog):
    caplog.set_level(logging.DEBUG)
    desk = Desk((401, {"code": "key.unknown", "title": "No", "detail": "Not known.", "remedy": ""}))
    with Client("https://site.test", KEY, transport=httpx.MockTransport(desk)) as client:
        with pytest.raises(ApiProblem) as told:
            client.me()
        said = [repr(client), repr(client.asking), repr(told.value), str(told.value), caplog.text]
    assert "api/v1/me" in caplog.text, "httpx does write a log"
    assert not any(KEY in text or KEY[-20:] in text for text in said)


def test_each_call_is_described_where_people_look():
    with Client("https://site.test", KEY) as client:
        for name in [name for name in vars(Calls) if not name.startswith("_")]:
            assert getattr(client, name).__doc__, name
            assert getattr(Calls, name).__doc__, name
