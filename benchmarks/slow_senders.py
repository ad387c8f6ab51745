"""How long a page takes while others send slowly, or nothing, with no proxy in front; gunicorn's own worker beside ours."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.request import urlopen

from benchmarks.site import settings
from handover.cli.server import free_port, server, wait_until_up

SLOW = SILENT = 300
LOOKS = 15
GIVEN_UP = 5.0
AIM = 1.0
FORM = (
    b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100000\r\n\r\nusername="
)
OWN_WORKER = (
    "from handover.cli.site import set_up; set_up(); from handover.cli.serve import load_site; "
    "from handover.cli.processes import run_processes; "
    "run_processes(load_site, {'bind': '127.0.0.1:%d', 'worker_class': 'gthread', 'workers': 1, 'threads': 4}, quiet=True)"
)


@contextmanager
def gunicorns_own(environment: dict[str, str]) -> Iterator[str]:
    """Serve the site with gunicorn's worker of threads as it is."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", OWN_WORKER % port], env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def slowest_page(site: str, slow: int, silent: int) -> float:
    """Return the seconds of the slowest of some looks at a page, `GIVEN_UP` where it did not come."""
    port = int(site.rpartition(":")[2])
    with ExitStack() as crowd:
        for number in range(slow + silent):
            line = crowd.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            if number < slow:
                line.sendall(FORM)
        return max(look(site) for _ in range(LOOKS))


def look(site: str) -> float:
    """Return how many seconds a page takes."""
    start = time.perf_counter()
    try:
        with urlopen(f"{site}/sign-in/", timeout=GIVEN_UP) as answer:
            answer.read()
    except OSError:
        return GIVEN_UP
    return time.perf_counter() - start


def run() -> list[tuple[str, str, str]]:
    """Return the rows of the table."""
    rows = []
    with settings("SQLite") as environment:
        for name, serving in (("taken in first", server), ("gunicorn's own", gunicorns_own)):
            with serving({**environment, "HANDOVER_THREADS": "4"}) as site:
                look(site)
                for slow, silent in ((0, 0), (SLOW, 0), (0, SILENT), (SLOW, SILENT)):
                    took = slowest_page(site, slow, silent)
                    said = "not answered" if took >= GIVEN_UP else f"{1000 * took:.0f} ms"
                    verdict = f"under {AIM:.0f} s: {'met' if took < AIM else 'missed'}"
                    rows.append(
                        (f"{name}: {slow} slow bodies, {silent} silent", f"slowest of {LOOKS}: {said}", verdict)
                    )
    return rows
