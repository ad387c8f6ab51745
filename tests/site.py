"""A real site in a process of its own: the demo county behind the production server, for attacks over real HTTP."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handover.cli.server import server
from handover.cli.visitor import Visitor
from handover.portal.demo.county import PASSWORD
from tests.shared import once

UPLOAD_SECONDS = 2
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
"""The environment without the settings of the tests' own site."""


def build_county(home: Path) -> None:
    """Let the command make the demo county."""
    subprocess.run([sys.executable, "-m", "handover", "demo", "--build-only"], cwd=home, env=CLEAN, check=True)


def new_database(place: Path) -> Path:
    """Put the database of a new demonstration site at a place, as `handover manage migrate` makes it."""
    made = once("new-site", migrate) / "site.sqlite3"
    return Path(shutil.copy(made, place))


def migrate(home: Path) -> None:
    """Let the command make a site's tables."""
    settings = {
        "HANDOVER_MODE": "demo",
        "HANDOVER_FILES": f"{home}/files",
        "DATABASE_URL": f"sqlite:///{home}/site.sqlite3",
    }
    command = [sys.executable, "-m", "handover", "manage", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=CLEAN | settings, check=True)


@pytest.fixture(scope="session")
def demo_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of a copy of the demo county, this worker's own."""
    home = tmp_path_factory.mktemp("demo") / "county"
    shutil.copytree(once("county", build_county) / "var" / "demo", home)
    return {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{home}/site.sqlite3",
        "HANDOVER_FILES": str(home / "files"),
        "HANDOVER_ZONE_PUSH_NETWORKS": "127.0.0.0/8",
        "HANDOVER_UPLOAD_SECONDS": str(UPLOAD_SECONDS),
    }


@pytest.fixture(scope="session")
def site(demo_settings: dict[str, str]) -> Iterator[str]:
    """The address of the served county."""
    with server(demo_settings) as address:
        yield address


@pytest.fixture
def alis(site: str) -> Visitor:
    """Alis of Nant y Wennol, signed in, with the page for sending open."""
    visitor = Visitor(site)
    visitor.get("/sign-in/")
    visitor.post("/sign-in/", username="alis", password=PASSWORD)
    visitor.get("/send/")
    return visitor
