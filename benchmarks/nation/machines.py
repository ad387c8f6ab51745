"""What the nation runs on: one PostgreSQL, one S3 store, a mail server that is dead, and machines that may be killed."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import boto3

from benchmarks.api_mailbox import processes_below
from benchmarks.nation.disk import open_disk
from benchmarks.nation.networks import HOME, Network, Place, open_network, refusal
from benchmarks.nation.sizes import SIZES
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
INSIDE = "BENCH_NATION_INSIDE"
"""Set where the run is in namespaces of its own."""


@dataclass(frozen=True)
class Ground:
    """The database server, and the settings of every machine; `home` has their logs.

    Where the system does not allow it there is no `network`, in which machines have a place each, or no `disk` of the
    database's own; `lacks` says why.
    """

    home: Path
    database: Server
    environment: dict[str, str]
    network: Network | None
    disk: Path | None
    lacks: tuple[str, ...]
    host: str

    @staticmethod
    def open(home: Path, stack: ExitStack) -> "Ground":
        """Start the database, the store and the dead mail server; they end with the stack."""
        network, disk, lacks = open_what_is_allowed(stack)
        host = HOME if network else "127.0.0.1"
        database = stack.enter_context(fragile_server(durable=True, folder=disk, address=host))
        store = CountyProcess(
            "store", ["benchmarks.nation.store", host, str(port := free_port())], {}, home / "store.log"
        )
        store.up = until_open(f"{host}:{port}")
        stack.enter_context(started(store))
        # It takes connections, which the system does for it, and never says a word.
        mail = stack.enter_context(socket.create_server((host, 0), backlog=512))
        own = STORE | {"AWS_ENDPOINT_URL_S3": f"http://{host}:{port}"}
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
                "HANDOVER_SMTP_URL": f"smtp://{host}:{mail.getsockname()[1]}",
                "HANDOVER_API_REQUESTS_A_MINUTE": "1000000",
                "HANDOVER_AUDIT_ANCHORS": str(home / "anchors"),
            },
            network,
            disk,
            lacks,
            host,
        )

    def web(self, name: str, place: Place | None = None, **more: str) -> "Machine":
        """Return a web machine that is not started."""
        return self._serving(name, ["handover", "serve"], place, **more)

    def zone(self, name: str, place: Place | None = None) -> "Machine":
        """Return a zone server that is not started."""
        return self._serving(name, ["handover", "zone", "serve"], place)

    def worker(self, name: str, place: Place | None = None) -> "Machine":
        """Return a worker that is not started."""
        return Machine(CountyProcess(name, ["handover", "worker"], self.environment, self.home / f"{name}.log"), place)

    def wire(self) -> tuple[CountyProcess, str]:
        """Return a line to the database that is not laid yet, and the address of the database at its end."""
        port, target = free_port(), urlsplit(self.database.url).port
        command = ["benchmarks.nation.wire", self.host, str(port), self.host, str(target)]
        wire = CountyProcess("wire", command, {}, self.home / "wire.log", until_open(f"{self.host}:{port}"))
        return wire, self.database.url.replace(f":{target}/", f":{port}/")

    def _serving(self, name: str, command: list[str], place: Place | None, **more: str) -> "Machine":
        port, log = free_port(), self.home / f"{name}.log"
        address = f"{place.address if place else '127.0.0.1'}:{port}"
        own = {
            "HANDOVER_URL": f"http://{address}",
            "HANDOVER_ZONE_URL": f"http://127.0.0.1:{port}",
            "HANDOVER_HOSTS": address.partition(":")[0],
        }
        words = [*command, "--port", str(port), "--workers", "1"]
        process = CountyProcess(
            name, words, self.environment | own | more, log, until_open(address, b"GET / HTTP/1.0\r\n\r\n")
        )
        if command[1] == "serve":  # where there is a door, that is open before the process behind it is
            process.up = lambda it: wait_until_up(f"http://{address}", it)
        if place is None:
            return Machine(process, None, address)
        through = ["benchmarks.nation.wire", place.address, str(port), "127.0.0.1", str(port)]
        door = CountyProcess(f"{name}-door", through, {}, self.home / f"{name}-door.log", until_open(address))
        return Machine(process, place, address, door)


@dataclass
class Machine:
    """A process on a machine of its own: where it has a place, that is its network, which it may share with a door."""

    process: CountyProcess
    place: Place | None
    address: str = ""
    door: CountyProcess | None = None

    def start(self) -> None:
        """Start it and wait until it is up."""
        for each in (self.door, self.process):
            if each is not None:
                each.inside = self.place.inside if self.place else ()
                each.start()

    def end(self, number: signal.Signals) -> None:
        """End it."""
        for each in (self.process, self.door):
            if each is not None:
                each.end(number)

    def crash(self) -> None:
        """Kill its process without a warning, and start it again."""
        self.process.crash()

    def lose_power(self) -> None:
        """Take it away so that nobody is told, and start another in its place."""
        assert self.place is not None
        self.place.vanish()
        self.end(signal.SIGKILL)
        self.place.build()
        self.start()

    def peak_kilobytes(self) -> int:
        """Return the most memory that one process of it had at a time, in KiB (VmHWM)."""
        assert self.process.process is not None
        peaks = [0]
        for each in processes_below(self.process.process.pid):
            with suppress(OSError):
                lines = Path(f"/proc/{each}/status").read_text().splitlines()
                peaks += [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
        return max(peaks)


def open_what_is_allowed(stack: ExitStack) -> tuple[Network | None, Path | None, tuple[str, ...]]:
    """Lay the network and mount the disk; return them, or nothing and why."""
    lacks: tuple[str, ...] = ()
    disk = None
    network = stack.enter_context(open_network()) if os.environ.get(INSIDE) else None
    if network is None:
        lacks = (f"machines share one network: {refusal()}",)
    try:
        disk = stack.enter_context(open_disk(SIZES.transfers)) if network else None
    except OSError as fault:
        lacks = (*lacks, f"no disk is filled up: {fault}")
    return network, disk, lacks


@contextmanager
def started(*machines: Machine | CountyProcess) -> Iterator[None]:
    """Run processes for as long as they are needed."""
    try:
        for each in machines:
            each.start()
        yield
    finally:
        for each in reversed(machines):
            each.end(signal.SIGTERM)


def until_open(address: str, said: bytes = b"") -> Callable[[subprocess.Popen[bytes]], None]:
    """Return what waits until somebody listens at an address, and answers what is said.

    It raises ConnectionError if the process ends or nobody does in time.
    """
    host, _, port = address.partition(":")

    def wait(process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                with socket.create_connection((host, int(port)), timeout=1) as line:
                    line.sendall(said)
                    if not said or line.recv(1):
                        return
            except OSError:
                pass
            time.sleep(0.05)
        raise ConnectionError(f"nobody listens at {address}")

    return wait
