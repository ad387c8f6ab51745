"""Many connections that send slowly, or nothing: others are served meanwhile, by the site and by the zone server."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from handover.cli.server import free_port, server, wait_until_up
from handover.cli.visitor import Visitor
from handover.portal.demo.county import PASSWORD
from handover.portal.serving.request_buffer import KEPT_BYTES
from handover.zone.http.limits import ConnectionLimits
from tests.site import demo_settings
from tests.zone.http.serving import ping, request, served

__all__ = ["demo_settings"]

FORM = b"POST %b HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n%b\r\n\r\n%b"
ATTACKERS = 64
"""Four times as many as the site has threads in these tests (one process of 16, or fewer)."""


@pytest.fixture(scope="module")
def patient(demo_settings: dict[str, str]) -> Iterator[str]:
    """A site that gives a request a minute to come, so that none of the attackers is cut off during a test."""
    with server({**demo_settings, "HANDOVER_UPLOAD_SECONDS": "90", "HANDOVER_THREADS": "4"}) as address:
        yield address


@pytest.fixture(scope="module")
def small(demo_settings: dict[str, str]) -> Iterator[str]:
    """A site with few places."""
    with server({**demo_settings, "HANDOVER_UPLOAD_SECONDS": "90", "HANDOVER_CONNECTIONS": "40"}) as address:
        yield address


class Crowd(ExitStack):
    """The attackers' ends of their connections."""

    def __init__(self, site: str) -> None:
        super().__init__()
        self.port = int(site.rpartition(":")[2])
        self.lines: list[socket.socket] = []

    def sends(self, data: bytes, times: int = ATTACKERS) -> None:
        for _ in range(times):
            line = self.enter_context(socket.create_connection(("127.0.0.1", self.port), timeout=10))
            line.sendall(data)
            self.lines.append(line)

    @property
    def waiting(self) -> int:
        """How many of them are still connected and have not been answered."""
        return sum(map(is_waiting, self.lines))


def is_waiting(line: socket.socket) -> bool:
    line.setblocking(False)
    try:
        return line.recv(1, socket.MSG_PEEK) is None
    except BlockingIOError:
        return True
    except ConnectionError:
        return False


def bryn_signs_in_and_looks(site: str) -> None:
    bryn = Visitor(site)
    bryn.get("/sign-in/")
    assert "Sign out" in bryn.post("/sign-in/", username="bryn", password=PASSWORD)
    assert "<h1" in bryn.get("/collect/")


SLOW = {
    "a form whose body never ends": FORM % (b"/sign-in/", b"Content-Length: 100000", b"username="),
    "a form in chunks": FORM % (b"/sign-in/", b"Transfer-Encoding: chunked", b"ff\r\nuser"),
    "a sender that waits for a word": FORM % (b"/sign-in/", b"Content-Length: 9\r\nExpect: 100-continue", b""),
    "a message to a zone": FORM.replace(b"x-www-form-urlencoded", b"xml")
    % (b"/zone/demo", b"Content-Length: 9000", b"<SIF"),
    "a head that never ends": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "silence": b"",
}


@pytest.mark.parametrize("kind", SLOW)
def test_slow_senders_do_not_keep_a_person_waiting(patient, kind):
    with Crowd(patient) as crowd:
        crowd.sends(SLOW[kind])
        bryn_signs_in_and_looks(patient)
        if b"Length: 9000" in SLOW[kind] or b"Length: 100000" in SLOW[kind]:
            assert crowd.waiting == ATTACKERS  # none of them was sent away first


def test_large_uploads_that_stop_half_way_do_not_take_all_threads(patient):
    with Crowd(patient) as crowd:
        # A form with a file and a cookie: others are refused unread, for their length or for want of a token.
        form = FORM.replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x")
        fields = b"Cookie: csrftoken=" + b"a" * 32 + b"\r\nContent-Length: 9000000"
        part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        crowd.sends(form % (b"/sign-in/", fields, part + bytes(KEPT_BYTES)), times=12)
        bryn_signs_in_and_looks(patient)
        assert crowd.waiting == 12


def test_bodies_announced_longer_than_the_site_takes_are_refused_and_read_no_further(patient):
    with Crowd(patient) as crowd:
        crowd.sends(FORM % (b"/sign-in/", b"Content-Length: 999999999999", b"username="))
        bryn_signs_in_and_looks(patient)
        for line in crowd.lines:
            line.setblocking(True)
            line.settimeout(10)
            assert re.match(rb"HTTP/1.1 413 ", line.recv(100))


def test_when_all_places_are_taken_the_slowest_sender_makes_room(small):
    with Crowd(small) as crowd:
        crowd.sends(SLOW["a form whose body never ends"], times=60)
        bryn_signs_in_and_looks(small)
        assert 0 < crowd.waiting < 40


def test_two_requests_in_one_packet_are_both_answered_in_order(patient):
    with Crowd(patient) as crowd:
        crowd.sends(
            b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /nothing-here/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 1
        )
        data = b""
        while data.count(b"HTTP/1.1 ") < 2:
            data += crowd.lines[0].recv(65536)
        assert re.findall(rb"HTTP/1.1 ([0-9]+)", data) == [b"200", b"404"]


@pytest.mark.parametrize(
    "after",
    [
        b"GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
        b"CONNECT a:1 HTTP/1.1\r\n\r\n",
        b"\x00\xff\r\n\r\n",
    ],
)
def test_no_bytes_after_a_body_in_chunks_end_the_process_that_serves_others(patient, after):
    with Crowd(patient) as crowd:
        crowd.sends(SLOW["a form whose body never ends"], times=4)
        crowd.sends(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + after, times=20)
        bryn_signs_in_and_looks(patient)
        assert crowd.waiting >= 4  # they were not cut off with a process


def test_those_who_ask_and_never_read_take_no_threads(patient):
    style = b"GET /static/govuk-frontend.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with Crowd(patient) as crowd:
        for _ in range(24):
            line = crowd.enter_context(socket.socket())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            line.connect(("127.0.0.1", crowd.port))
            line.sendall(style * 600)
            crowd.lines.append(line)
        bryn_signs_in_and_looks(patient)


def test_connections_that_are_kept_open_between_requests_make_room(small):
    with Crowd(small) as crowd:
        crowd.sends(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", times=60)
        bryn_signs_in_and_looks(small)


def test_a_server_that_may_open_few_files_takes_fewer_connections_and_goes_on(demo_settings):
    few = ["bash", "-c", 'ulimit -n 320; exec "$@"', "few", sys.executable, "-m", "handover", "serve", "--workers", "1"]
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, **demo_settings, "HANDOVER_URL": address, "HANDOVER_UPLOAD_SECONDS": "90"}
    process = subprocess.Popen([*few, "--port", str(port)], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until_up(address, process)
        with Crowd(address) as crowd:
            crowd.sends(SLOW["a form whose body never ends"], times=100)
            bryn_signs_in_and_looks(address)
            assert 0 < crowd.waiting < 100
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_slow_senders_do_not_keep_agents_out_of_the_zone_server():
    slow = request(ping())[:-10]
    with served(ConnectionLimits(connections=16, body=60, head=60)) as zone, ExitStack() as crowd:
        for _ in range(15):
            crowd.enter_context(zone.call()).send(slow)
        for _ in range(30):
            assert zone.ask(request(ping())).status == 200


def test_silent_connections_do_not_keep_agents_out_of_the_zone_server():
    with served(ConnectionLimits(connections=16, idle=60)) as zone, ExitStack() as crowd:
        for _ in range(24):
            crowd.enter_context(zone.call())
        assert zone.ask(request(ping())).status == 200
