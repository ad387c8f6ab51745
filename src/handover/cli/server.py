"""A server of the site in a process of its own, for the self-test and the benchmarks."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS = 60


class NoServer(Exception):
    """The server did not start in time."""


@contextmanager
def server(environment: Mapping[str, str], *, workers: int = 1) -> Iterator[str]:
    """Serve the site of these settings on a free port, and yield its address."""
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "handover", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment, "HANDOVER_URL": site},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_up(site, process)
        yield site
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_up(site: str, process: subprocess.Popen[bytes]) -> None:
    """Return once the site answers; raise NoServer if it ends or is silent for too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{site}/healthz", timeout=1):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise NoServer(f"{site} did not start")
