"""A private PostgreSQL server for tests and benchmarks: made in a folder of its own, gone when it is closed."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handover.cli.server import free_port

# The server refuses to run as root; these accounts exist on every Debian-like machine.
UNPRIVILEGED = ("postgres", "nobody")
# A test's data may be lost in a power cut; a benchmark's may not.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
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
    """A running server: the `DATABASE_URL` of its database, and the two things that may happen to it."""

    url: str
    crash: Callable[[], None]
    """Stop it at once, as if it had been killed."""
    start: Callable[[], None]
    """Start it again, on the same port."""


@contextmanager
def private_server(*, durable: bool = False) -> Iterator[str]:
    """Run a server on 127.0.0.1 and yield the `DATABASE_URL` of an empty database on it.

    `durable` keeps the settings that survive a power cut, for figures that mean something.
    """
    with fragile_server(durable=durable) as server:
        yield server.url


@contextmanager
def fragile_server(*, durable: bool = True) -> Iterator[Server]:
    """Run a server that a test may crash and start again."""
    bin_folder, owner = programs(), account()
    home = Path(tempfile.mkdtemp(prefix="handover-postgres-"))
    if owner:
        os.chown(home, owner.pw_uid, owner.pw_gid)

    def run(*command: str | Path) -> None:
        log = home / "server.log"
        done = subprocess.run(
            [bin_folder / command[0], *command[1:]],
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
            words = log.read_text() if log.exists() else ""
            raise NoPostgres(f"PostgreSQL's {command[0]} ended with code {done.returncode}. {words[-2000:]}")

    password, port = secrets.token_hex(16), free_port()
    secret = home / "password"
    secret.write_text(password)
    if owner:
        os.chown(secret, owner.pw_uid, owner.pw_gid)
    data = home / "data"
    options = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={home}", "max_connections=60"]
    options += [] if durable else CARELESS
    try:
        auth = ("--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--no-sync")
        run("initdb", "-D", data, "-U", "handover", *auth)
        words = " ".join(f"-c {option}" for option in options)
        start = partial(run, "pg_ctl", "-D", data, "-w", "-l", home / "server.log", "-o", words, "start")
        crash = partial(run, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        start()
        try:
            yield Server(f"postgresql://handover:{password}@127.0.0.1:{port}/postgres", crash, start)
        finally:
            crash()
    finally:
        shutil.rmtree(home, ignore_errors=True)
