"""PostgreSQL's own programs: a dump that is read, and one that is fed to `pg_restore`. Passwords go by the environment."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from handover.common.databases import DatabaseAddress
from handover.portal.backups.refusal import BackupRefused

INSTALLED: Final = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version of the server, which are not on the PATH."""
PIECE: Final = 1024 * 1024
VARIABLES: Final = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslcrl": "PGSSLCRL",
    "ssl_min_protocol_version": "PGSSLMINPROTOCOLVERSION",
    "channel_binding": "PGCHANNELBINDING",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "application_name": "PGAPPNAME",
    "options": "PGOPTIONS",
}
"""The variable in which PostgreSQL's programs take each parameter of an address."""


def find_program(name: str, server_version: int) -> Path:
    """Return one of PostgreSQL's programs that can work with a server: of its version or a newer one. Raises BackupRefused."""
    found = [Path(path) for path in [shutil.which(name)] if path]
    found += sorted(INSTALLED.glob(f"*/bin/{name}"), reverse=True)
    versions = {path: program_version(path) for path in found}
    for path in sorted(
        found, key=lambda each: versions[each]
    ):  # the nearest: a newer one may say what the server cannot read
        if versions[path] >= server_version:
            return path
    raise BackupRefused(
        f"The program {name} of PostgreSQL {server_version} or newer is not on this machine: "
        f"install postgresql-client-{server_version}, or put it on the PATH."
    )


def program_version(path: Path) -> int:
    """Return the version of one of PostgreSQL's programs, such as 17; 0 where it does not say."""
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # no input of anybody's
    number = done.stdout.rpartition(") ")[2].partition(".")[0].strip()
    return int(number) if number.isdigit() else 0


def connection_variables(address: DatabaseAddress) -> dict[str, str]:
    """Return the environment in which PostgreSQL's programs find a database; nothing of it shows in a list of processes."""
    given = {
        "PGHOST": address.host,
        "PGPORT": address.port,
        "PGUSER": address.user,
        "PGPASSWORD": address.password,
        "PGDATABASE": address.name,
        **{VARIABLES[name]: value for name, value in address.parameters},
    }
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PG", "HANDOVER_", "DATABASE_URL"))
    }
    return kept | {name: value for name, value in given.items() if value}


def read_program(command: list[str | Path], environment: dict[str, str]) -> Iterator[bytes]:
    """Yield what a program writes. Raises BackupRefused with its last words where it fails."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=said) as process,
    ):
        assert process.stdout
        try:
            while piece := process.stdout.read(PIECE):
                yield piece
        except BaseException:
            process.kill()
            raise
        _demand_success(command, process, said)


def feed_program(command: list[str | Path], environment: dict[str, str], chunks: Iterable[bytes]) -> None:
    """Give a program bytes to read, and wait for its end. Raises BackupRefused with its last words where it fails."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        ) as process,
    ):
        assert process.stdin
        try:
            for chunk in chunks:
                process.stdin.write(chunk)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it has ended; what it said tells why
        except BaseException:
            process.kill()
            raise
        _demand_success(command, process, said)


def _demand_success(command: list[str | Path], process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    if process.wait():
        said.seek(0)
        lines = [line for line in said.read().decode(errors="replace").splitlines() if line.strip()]
        words = lines[0] if lines else f"code {process.returncode}"
        raise BackupRefused(f"{Path(command[0]).name} failed: {words}.")
