"""A private PostgreSQL server for tests and benchmarks: made in a folder of its own, gone when it is closed."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from handover.cli.server import free_port
from tests import keeper

# The server refuses to run as root; these accounts exist on every Debian-like machine.
UNPRIVILEGED = ("postgres", "nobody")
# A test's data may be lost in a power cut; a benchmark's may not.
# It writes no more of a log than a crash needs, and compiles no query: that pays for large tables only.
CARELESS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off"),
    *("wal_level=minimal", "max_wal_senders=0", "max_wal_size=256MB"),
)
USER, LOG = "handover", "server.log"
MISSING = (
    "PostgreSQL was asked for, but its server programs (initdb, pg_ctl) are neither on the PATH nor in "
    "/usr/lib/postgresql/*/bin. Install the package 'postgresql' (python tools/packages.py does so on Debian), "
    "or leave out --database postgresql."
)


class NoPostgres(Exception):
    """There is no PostgreSQL server on this machine, or it did not start."""


def programs() -> Path:
    """Return the folder of the newest server programs; raise NoPostgres where there are none."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not folders:
        raise NoPostgres(MISSING)
    return max(folders, key=lambda folder: float(folder.parent.name))


def account() -> pwd.struct_passwd | None:
    """Return the account to run the server under: None for our own, another one where we are root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres(f"PostgreSQL does not run as root, and there is no account {' or '.join(UNPRIVILEGED)} here.")


@dataclass(frozen=True)
class Server:
    """A server in a folder of its own: the `DATABASE_URL` of its first database, and the two things that may happen to it."""

    home: Path
    url: str
    options: str

    def crash(self) -> None:
        """Stop it at once, as if it had been killed."""
        run_program(self.home, "pg_ctl", "-D", self.home / "data", "-w", "-m", "immediate", "stop")

    def start_if_down(self) -> None:
        """Start it where it has ended by itself, as whatever watches over services does."""
        try:
            run_program(self.home, "pg_ctl", "-D", self.home / "data", "status")
        except NoPostgres:
            self.start()

    def start(self) -> None:
        """Start it (again), on the same port."""
        log = ("-l", self.home / LOG)
        run_program(self.home, "pg_ctl", "-D", self.home / "data", "-w", *log, "-o", self.options, "start")


@contextmanager
def private_server(*, durable: bool = False) -> Iterator[str]:
    """Run a server on 127.0.0.1 and yield the `DATABASE_URL` of an empty database on it.

    `durable` keeps the settings that survive a power cut, for figures that mean something.
    """
    with fragile_server(durable=durable) as server:
        yield server.url


@contextmanager
def fragile_server(*, durable: bool = True, folder: Path | None = None, address: str = "127.0.0.1") -> Iterator[Server]:
    """Run a server that a test may crash and start again: its files below a folder, listening on an address as well."""
    home = Path(tempfile.mkdtemp(prefix="handover-postgres-", dir=folder))
    try:
        keeper.keep_postgres(home)
        server = start_server(home, durable=durable, address=address)
        try:
            yield server
        finally:
            server.crash()
            keeper.let_postgres_go(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def start_server(home: Path, *, durable: bool = False, address: str = "127.0.0.1") -> Server:
    """Make a server in an existing folder and start it; it runs until it is stopped, whoever started it."""
    password, port = secrets.token_hex(16), free_port()
    secret = home / "password"
    secret.write_text(password)
    if owner := account():
        for path in (home, secret):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    auth = ("--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--no-sync")
    run_program(home, "initdb", "-D", home / "data", "-U", USER, *auth)
    if address != "127.0.0.1":
        with (home / "data" / "pg_hba.conf").open("a") as rules:
            rules.write(f"host all all {address}/24 scram-sha-256\n")
    options = [
        f"listen_addresses={','.join({'127.0.0.1': 0, address: 0})}",
        f"port={port}",
        f"unix_socket_directories={home}",
        "max_connections=200",
    ]
    options += [] if durable else CARELESS
    url = f"postgresql://{USER}:{password}@{address}:{port}/postgres"
    server = Server(home, url, " ".join(f"-c {option}" for option in options))
    server.start()
    return server


@contextmanager
def streaming_replica(primary: Server) -> Iterator[Server]:
    """Run a read-only replica of a server that follows it, and that a test may crash and start again."""
    home = Path(tempfile.mkdtemp(prefix="handover-replica-"))
    try:
        if owner := account():
            os.chown(home, owner.pw_uid, owner.pw_gid)
        keeper.keep_postgres(home)
        follow = ("-d", primary.url, "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        run_program(home, "pg_basebackup", "-D", home / "data", *follow)
        port, own = free_port(), urlsplit(primary.url).port
        options = [
            f"port={port}",
            f"unix_socket_directories={home}",
            "listen_addresses=127.0.0.1",
            "max_connections=200",
        ]
        replica = Server(home, primary.url.replace(f":{own}/", f":{port}/"), " ".join(f"-c {each}" for each in options))
        replica.start()
        try:
            yield replica
        finally:
            if (home / "data" / "postmaster.pid").exists():
                replica.crash()
            keeper.let_postgres_go(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def run_program(home: Path, name: str, *words: str | Path) -> None:
    """Run one of PostgreSQL's programs; raise NoPostgres with the server's last words if it fails."""
    owner, log = account(), home / LOG
    done = subprocess.run(
        [programs() / name, *words],
        cwd=home,
        env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"},
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        said = log.read_text() if log.exists() else ""
        raise NoPostgres(f"PostgreSQL's {name} ended with code {done.returncode}. {said[-2000:]}")


def make_database(url: str, name: str, template: str = "template1") -> str:
    """Make a database on a server as a copy of another, to which nobody may be connected; return its address."""
    with psycopg.connect(url, autocommit=True) as connection:
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(words.format(sql.Identifier(name), sql.Identifier(template)))
    return f"{url.rpartition('/')[0]}/{name}"
