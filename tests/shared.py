"""What one run of the tests makes once, for all its workers: a folder, a PostgreSQL server, tables, a demo county.

Making the tables or the county takes as long as a hundred tests; copying them takes milliseconds. The process that begins the
run makes the folder and names it in the environment, from which its workers have it. Whoever first needs a thing makes it,
under a lock; whoever comes meanwhile waits and finds it made.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import Server, start_server

FOLDER = "TESTS_FOLDER"
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
"""A folder in memory, and the bytes that must be free there: a run takes less than half of them."""
WORKER = "PYTEST_XDIST_WORKER"


@contextmanager
def folder_for_run() -> Iterator[None]:
    """Make the folder of the run, unless it has one; at the end stop what runs in it and remove it.

    It lies in memory where there is room, with all temporary files of the run: databases and sealed files are written out
    thousands of times, and each time a disk takes milliseconds, in which nobody works. No test cuts the power.
    """
    if WORKER in os.environ:
        yield
        return
    home = Path(tempfile.mkdtemp(prefix="handover-tests-", dir=MEMORY if has_room(MEMORY) else None))
    # PostgreSQL runs under another account than root; what is in its own folder stays its own.
    home.chmod(0o711)
    before = os.environ.get("TMPDIR")
    os.environ[FOLDER] = os.environ["TMPDIR"] = tempfile.tempdir = str(home)
    try:
        yield
    finally:
        if (home / "postgres" / "data" / "postmaster.pid").exists():
            Server(home / "postgres", "", "").crash()
        shutil.rmtree(home, ignore_errors=True)
        tempfile.tempdir = None
        del os.environ["TMPDIR"]
        if before is not None:
            os.environ["TMPDIR"] = before


def has_room(place: Path) -> bool:
    """Say whether a folder exists, may be written to, and has room for a run."""
    return place.is_dir() and os.access(place, os.W_OK) and shutil.disk_usage(place).free >= ROOM


def own_folder() -> Path:
    """Return the folder of this process in that of the run."""
    own = Path(os.environ[FOLDER]) / os.environ.get(WORKER, "alone")
    own.mkdir(exist_ok=True)
    return own


def once(name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder of the run in which `make` has made something, once: it is given the folder, empty."""
    place = Path(os.environ[FOLDER]) / name
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = place.with_suffix(".made")
        if not made.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            make(place)
            made.touch()
    return place


def shared_server() -> str:
    """Return the address of the one PostgreSQL server of the run; raise NoPostgres where there is none.

    Its durability is switched off. Each worker makes databases of its own on it.
    """

    def make(place: Path) -> None:
        (place / "url").write_text(start_server(place).url)

    return (once("postgres", make) / "url").read_text()


def own_database(name: str) -> str:
    """Return a name for a database of this worker on the shared server."""
    return f"{name}_{os.environ.get(WORKER, 'alone')}"
