"""An operator spreads zones over several databases by commands, and sees which zone lies where."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
SECONDS = 120
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def zone(tmp_path: Path) -> Command:
    """Run `handover zone …` on a file of zones with a further one, `north`."""
    settings = {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3",
        "HANDOVER_ZONE_DATABASES": f"north=sqlite:///{tmp_path}/north.sqlite3",
    }

    def run(*words: str, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "handover", "zone", *words],
            env=CLEAN | settings | more,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run


def test_zones_are_made_and_moved_and_listed_by_their_databases(zone: Command) -> None:
    zone("create", "menai", "--in", "north")
    zone("create", "gwent")
    assert zone("databases").stdout == (
        "Database  State    Zones\nown       answers  gwent\nnorth     answers  menai\n"
    )
    said = zone("move", "gwent", "--to", "north").stdout
    assert "zones_message: 0 rows copied" in said
    assert said.endswith("Zone gwent lies in north.\n")
    zone("move", "menai", "--to", "own")
    assert zone("databases").stdout == (
        "Database  State    Zones\nown       answers  menai\nnorth     answers  gwent\n"
    )
    assert "gwent" in zone("list").stdout


def test_database_that_is_away_is_named_and_the_others_zones_go_on(zone: Command, tmp_path: Path) -> None:
    zone("create", "menai", "--in", "north")
    zone("create", "gwent")
    (tmp_path / "north.sqlite3").rename(tmp_path / "away.sqlite3")
    (tmp_path / "north.sqlite3").mkdir()
    assert "paused: no → yes" in zone("rules", "gwent", "paused=yes").stdout
    listed = zone("databases", code=1).stdout
    assert "own       answers             gwent" in listed
    assert "north     it does not answer" in listed
    assert "does not answer" in zone("move", "gwent", "--to", "north", code=1).stderr
    (tmp_path / "north.sqlite3").rmdir()
    (tmp_path / "away.sqlite3").rename(tmp_path / "north.sqlite3")
    assert "menai" in zone("databases").stdout


def test_what_cannot_be_done_is_explained(zone: Command, tmp_path: Path) -> None:
    zone("create", "gwent")
    assert "names no database south" in zone("create", "menai", "--in", "south", code=1).stderr
    assert "names no database south" in zone("move", "gwent", "--to", "south", code=1).stderr
    assert "There is no zone nowhere" in zone("move", "nowhere", "--to", "north", code=1).stderr
    for said, wrong in (
        ("number 1 of its databases is not NAME=ADDRESS", "postgresql://u:hemlig@h/zones"),
        ("number 1 of its databases is not NAME=ADDRESS", f"own=sqlite:///{tmp_path}/x"),
        ("north stands twice", f"north=sqlite:///{tmp_path}/x north=sqlite:///{tmp_path}/y"),
        ("lead to the same database", f"north=sqlite:///{tmp_path}/x south=sqlite:///{tmp_path}/x"),
    ):
        done = zone("list", code=2, HANDOVER_ZONE_DATABASES=wrong)
        assert said in done.stderr
        assert "hemlig" not in done.stderr
