"""Hostile and broken uploads over real HTTP: a clear answer, flat memory, nothing stored."""

import gzip
import re
import socket
import sqlite3
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from handover.cli.visitor import Visitor
from tests.files import ctf
from tests.site import UPLOAD_SECONDS, alis, demo_settings, site

__all__ = ["alis", "demo_settings", "site"]

NAME = "6812990_CTF_6814990_901.xml"
MEBIBYTE = 1024 * 1024
# What one worker may grow by while it is sent far more than this.
FLAT = 60 * MEBIBYTE


def stored(settings: dict[str, str]) -> tuple[int, int]:
    """Return the number of transfers and of sealed files on the disk."""
    with sqlite3.connect(settings["DATABASE_URL"].removeprefix("sqlite:///")) as database:
        (rows,) = database.execute("SELECT count(*) FROM transfers_transfer").fetchone()
    database.close()
    return rows, sum(path.is_file() for path in Path(settings["HANDOVER_FILES"]).rglob("*"))


def peak_memory(site: str) -> int:
    """Return the largest resident memory that any process of the server has had, in bytes."""
    port = site.rpartition(":")[2]
    listed = subprocess.run(["pgrep", "-f", f"serve --port {port} "], stdout=subprocess.PIPE, text=True, check=True)
    peaks = [re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text()) for pid in listed.stdout.split()]
    return max(1024 * int(peak[1]) for peak in peaks if peak)


@pytest.fixture
def unchanged(demo_settings):
    """Assert that an attack stores nothing."""
    before = stored(demo_settings)
    yield
    assert stored(demo_settings) == before


@pytest.mark.usefixtures("unchanged")
def test_fifty_megabytes_of_blanks_are_refused_by_size_with_flat_memory(alis, site):
    good = ctf("6812990", "6814990")
    start = peak_memory(site)
    bomb = good.replace(b"<CTfile>", b"<CTfile>" + (b" " * 1023 + b"\n") * 1024 * 50, 1)
    page = alis.upload("/send/", NAME, bomb)
    assert "larger than the limit of 25 MB" in page
    assert peak_memory(site) - start < FLAT


@pytest.mark.usefixtures("unchanged")
def test_a_billion_laughs_are_refused_with_flat_memory(alis, site):
    start = peak_memory(site)
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY l0 "ha">{entities}]><CTfile>&l11;</CTfile>'
    assert "DOCTYPE" in alis.upload("/send/", NAME, bomb.encode())
    assert peak_memory(site) - start < FLAT


@pytest.mark.usefixtures("unchanged")
def test_a_compressed_request_is_refused_unread(alis, site):
    request = Request(f"{site}/send/", data=gzip.compress(b"0" * 20 * MEBIBYTE), headers={"Content-Encoding": "gzip"})
    with pytest.raises(HTTPError) as refused:
        alis.look(request)
    assert refused.value.code == 415
    refused.value.close()


@pytest.mark.usefixtures("unchanged")
def test_a_request_larger_than_everything_is_refused_before_it_is_read(alis, site):
    with dial(site) as line:
        line.sendall(head(alis, site, length=300 * MEBIBYTE))
        assert line.recv(200).startswith(b"HTTP/1.1 413")


@pytest.mark.usefixtures("unchanged")
def test_a_slow_upload_is_ended_by_a_time_limit_and_told_so(alis, site):
    body = form(alis, ctf("6812990", "6814990"))
    with dial(site) as line:
        line.settimeout(UPLOAD_SECONDS + 20)
        line.sendall(head(alis, site, length=len(body)) + body[:200])
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    assert b"too slow" in answer
    assert b"Traceback" not in answer


@pytest.mark.usefixtures("unchanged")
def test_a_connection_lost_in_the_middle_of_an_upload_stores_nothing(alis, site):
    # Cut just behind a whole document: what arrived would pass every check, if it were taken for all there is.
    data = ctf("6812990", "6814990") + b" " * 4000
    body = form(alis, data)
    with dial(site) as line:
        line.sendall(head(alis, site, length=len(body)) + body[:-3000])
        line.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    assert b"Nothing was sent" in answer


def dial(site: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(site.rpartition(":")[2])), timeout=60)


def head(visitor: Visitor, site: str, *, length: int) -> bytes:
    jar = next(handler for handler in visitor.browser.handlers if hasattr(handler, "cookiejar")).cookiejar
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
    return (
        f"POST /send/ HTTP/1.1\r\nHost: {site.removeprefix('http://')}\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary=mark\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    ).encode()


def form(visitor: Visitor, data: bytes) -> bytes:
    token = visitor.token()["csrfmiddlewaretoken"]
    return (
        (
            f'--mark\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            f'--mark\r\nContent-Disposition: form-data; name="files"; filename="{NAME}"\r\n\r\n'
        ).encode()
        + data
        + b"\r\n--mark--\r\n"
    )
