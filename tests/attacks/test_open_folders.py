"""Another account of the machine reads what the product makes: it cannot, whatever the umask of who started it."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from handover.cli.server import server
from handover.common.private import private_folder
from handover.zone.store.fair_write_lock import fair_write_lock

UMASK = 0o000
UNMASKED = "import os, sys; os.umask(0); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
KEEP = (
    "from handover.cli.site import set_up; set_up(); from django.utils import timezone; "
    "from handover.portal.transfers import vault; vault.seal_file([b'x'], timezone.now()).save()"
)


def run(*arguments: str, home: Path, **environment: str) -> None:
    """Run Python in a folder, with a umask that hides nothing."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
    command = [sys.executable, "-c", UNMASKED, *arguments]
    subprocess.run(command, cwd=home, env=clean | environment, check=True, stdout=subprocess.PIPE)


def open_to_others(folder: Path) -> list[tuple[str, str]]:
    """Return the files and folders in a folder that another account could use, with their rights."""
    return sorted(
        (str(path.relative_to(folder)), stat.filemode(path.stat().st_mode))
        for path in folder.rglob("*")
        if path.stat().st_mode & 0o077
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that was made under a umask that hides nothing, with a sealed file in it."""
    home = tmp_path_factory.mktemp("open")
    run("-m", "handover", "manage", "migrate", "--verbosity", "0", home=home, **settings_of(home))
    assert open_to_others(home) == [], "what the first command of all makes"
    run("-c", KEEP, home=home, **settings_of(home))
    return home


def settings_of(home: Path) -> dict[str, str]:
    """Return the settings of a site in a folder."""
    return {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{home}/var/site/site.sqlite3",
        "HANDOVER_FILES": f"{home}/var/site/files",
    }


@pytest.fixture
def hiding_nothing() -> Iterator[None]:
    """A umask that hides nothing, for what is started meanwhile."""
    before = os.umask(UMASK)
    yield
    os.umask(before)


def test_all_that_a_site_makes_is_for_its_own_account_alone(made):
    files = [path for path in made.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert "site.sqlite3" in {path.name for path in files}
    assert open_to_others(made) == []


@pytest.mark.usefixtures("hiding_nothing")
def test_the_log_of_a_served_database_is_for_its_own_account_alone(made):
    path = made / "var" / "site" / "site.sqlite3"
    with server(settings_of(made)), closing(sqlite3.connect(path)) as reader:
        # SQLite removes the log with the last connection, and the server has one only while it answers.
        reader.execute("SELECT * FROM django_migrations").fetchall()
        names = {path.name for path in (made / "var" / "site").iterdir()}
        assert {"site.sqlite3-wal", "site.sqlite3-shm"} <= names
        assert open_to_others(made) == []


def test_a_database_that_an_older_version_left_open_is_closed_to_others(made):
    (made / "var" / "site" / "site.sqlite3").chmod(0o644)
    run("-c", "from handover.cli.site import set_up; set_up()", home=made, **settings_of(made))
    assert open_to_others(made) == []


@pytest.mark.usefixtures("hiding_nothing")
def test_locks_and_database_of_a_zone_server_are_for_its_own_account_alone(tmp_path):
    path = tmp_path / "new" / "zones.sqlite3"
    private_folder(path.parent)
    with fair_write_lock(path):
        assert {each.name for each in path.parent.iterdir()} == {"zones.sqlite3-next", "zones.sqlite3-turn"}
        assert open_to_others(tmp_path) == []
