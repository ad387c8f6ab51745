"""What the nation runs on: one PostgreSQL, one S3 store, a mail server that is dead, and machines that may be killed."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3

from handover.cli.server import free_port, wait_until_up
from tests.county.processes import CountyProcess
from tests.postgres import Server, fragile_server

BUCKET = "nation"
STORE = {
    "AWS_ACCESS_KEY_ID": "handover",
    "AWS_SECRET_ACCESS_KEY": "only for benchmarks",
    "AWS_REGION": "eu-west-2",
    "AWS_DEFAULT_REGION": "eu-west-2",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_EC2_METADATA_DISABLED": "true",
}
START_SECONDS = 60.0


@dataclass(frozen=True)
class Ground:
    """The database server, and the settings of every machine; `home` has their logs."""

    home: Path
    database: Server
    environment: dict[str, str]

    @staticmethod
    def open(home: Path, stack: ExitStack) -> "Ground":
        """Start the database, the store and the dead mail server; they end with the stack."""
        database = stack.enter_context(fragile_server(durable=True))
        store = free_port()
        stack.enter_context(running("store", ["benchmarks.nation.store", str(store)], {}, home, store))
        # It takes connections, which the system does for it, and never says a word.
        mail = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=512))
        own = STORE | {"AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{store}"}
        os.environ.update(own)
        boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        return Ground(
            home,
            database,
            own
            | {
                "HANDOVER_MODE": "demo",
                "DATABASE_URL": database.url,
                "HANDOVER_FILES": f"s3://{BUCKET}/site",
                "HANDOVER_SMTP_URL": f"smtp://127.0.0.1:{mail.getsockname()[1]}",
                "HANDOVER_API_REQUESTS_A_MINUTE": "1000000",
                "HANDOVER_AUDIT_ANCHORS": str(home / "anchors"),
            },
        )

    def web(self, name: str, **more: str) -> tuple[CountyProcess, int]:
        """Return a web machine that is not started, and its port."""
        port = free_port()
        site = f"http://127.0.0.1:{port}"
        command = ["handover", "serve", "--port", str(port), "--workers", "1"]
        return self._machine(name, command, port, HANDOVER_URL=site, **more), port

    def zone(self, name: str) -> tuple[CountyProcess, int]:
        """Return a zone server that is not started, and its port."""
        port = free_port()
        command = ["handover", "zone", "serve", "--port", str(port), "--workers", "1"]
        return self._machine(name, command, port, HANDOVER_ZONE_URL=f"http://127.0.0.1:{port}"), port

    def worker(self, name: str) -> CountyProcess:
        """Return a worker that is not started."""
        return CountyProcess(name, ["handover", "worker"], self.environment, self.home / f"{name}.log")

    def wire(self) -> tuple[CountyProcess, str]:
        """Return a line to the database that is not laid yet, and the address of the database at its end."""
        port, target = free_port(), urlsplit(self.database.url).port
        command = ["benchmarks.nation.wire", str(port), str(target)]
        wire = CountyProcess("wire", command, {}, self.home / "wire.log", lambda process: wait_for_port(port, process))
        return wire, self.database.url.replace(f":{target}/", f":{port}/")

    def _machine(self, name: str, command: list[str], port: int, **more: str) -> CountyProcess:
        def up(process: subprocess.Popen[bytes]) -> None:
            if command[1] == "serve":
                wait_until_up(f"http://127.0.0.1:{port}", process)
            else:
                wait_for_port(port, process)

        return CountyProcess(name, command, self.environment | more, self.home / f"{name}.log", up)


@contextmanager
def running(
    name: str, command: list[str], environment: dict[str, str], home: Path, port: int
) -> Iterator[CountyProcess]:
    """Run a process that listens on a port for as long as it is needed."""
    process = CountyProcess(name, command, environment, home / f"{name}.log", lambda it: wait_for_port(port, it))
    with started(process):
        yield process


@contextmanager
def started(*processes: CountyProcess) -> Iterator[None]:
    """Run processes for as long as they are needed."""
    try:
        for process in processes:
            process.start()
        yield
    finally:
        for process in reversed(processes):
            process.end(signal.SIGTERM)


def wait_for_port(port: int, process: "subprocess.Popen[Any]") -> None:
    """Return once somebody listens on a port; raise ConnectionError if the process ends or nobody does in time."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise ConnectionError(f"nobody listens on port {port}")
