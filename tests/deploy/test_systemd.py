"""The units of systemd: what they may do, whom they wait for, and that each starts a command that there is."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import exists_command

UNITS = Path(__file__).resolve().parents[2] / "src" / "handover" / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
HARDENING = UNITS / "handover-.service.d" / "10-hardening.conf"

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")


def read_unit(path: Path) -> configparser.RawConfigParser:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text())
    return unit


def written(folder: Path) -> Path:
    """The units as the command writes them on this machine, so that the commands that they start are there."""
    command = [sys.executable, "-m", "handover", "deployment", "systemd", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"Written: {folder}/handover-web.service" in done.stdout
    return folder


@needs_systemd
def test_systemd_finds_little_that_a_service_could_do_beyond_its_work() -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=15", *map(str, SERVICES)]
    done = subprocess.run(command, capture_output=True, text=True)
    levels = re.findall(r"exposure level for (\S+): ([\d.]+)", done.stdout)
    assert [name for name, _ in levels] == [path.name for path in SERVICES]
    assert all(float(level) <= 1.5 for _, level in levels), levels
    assert done.returncode == 0


@needs_systemd
def test_systemd_understands_every_line_of_the_units(tmp_path: Path) -> None:
    folder = written(tmp_path / "units")
    files = [str(path) for path in sorted(folder.iterdir()) if path.is_file()]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_service_is_held_by_the_same_rules() -> None:
    held = read_unit(HARDENING)["Service"]
    assert {held[key] for key in ("NoNewPrivileges", "MemoryDenyWriteExecute", "PrivateUsers", "LockPersonality")} == {
        "yes"
    }
    assert (held["ProtectSystem"], held["ReadWritePaths"], held["UMask"]) == ("strict", "/srv/handover", "0077")
    for path in SERVICES:
        assert path.name.startswith("handover-")
        more = read_unit(path)["Service"].keys() - {"LoadCredential", "ReadWritePaths"}  # those add to what all have
        assert held.keys() & more == set(), path.name


def test_every_service_starts_a_command_that_there_is_and_is_bound_in_memory() -> None:
    assert [path.name for path in SERVICES] == [
        "handover-audit.service",
        "handover-backup.service",
        "handover-web.service",
        "handover-worker.service",
        "handover-zone.service",
    ]
    for path in SERVICES:
        service = read_unit(path)["Service"]
        program, _, words = service["ExecStart"].partition(" ")
        assert program == "/opt/handover/bin/handover"
        assert exists_command(words.split()), words
        assert service["MemoryMax"]


def test_those_that_run_for_ever_come_after_the_database_and_come_back() -> None:
    for name in ("web", "worker", "zone"):
        unit = read_unit(UNITS / f"handover-{name}.service")
        assert "postgresql.service" in unit["Unit"]["After"].split()
        assert (unit["Service"]["Restart"], unit["Service"]["RestartPreventExitStatus"]) == ("always", "2")
        assert unit["Unit"]["StartLimitIntervalSec"] == "0"


def test_the_keys_are_credentials_and_in_no_environment() -> None:
    text = HARDENING.read_text()
    names = re.findall(r"^LoadCredential=(\w+):/etc/handover/credentials/(\w+)$", text, re.M)
    assert names == [("HANDOVER_MASTER_KEY",) * 2, ("HANDOVER_SECRET_KEY",) * 2]
    assert "Environment=" not in text


def test_a_unit_that_was_changed_by_hand_is_kept_unless_asked_otherwise(tmp_path: Path) -> None:
    folder = written(tmp_path / "units")
    changed = folder / "handover-web.service"
    changed.write_text("[Service]\nExecStart=/bin/true\n")
    command = [sys.executable, "-m", "handover", "deployment", "systemd", str(folder)]
    kept = subprocess.run(command, capture_output=True, text=True)
    assert (kept.returncode, kept.stderr) == (1, f"Kept, though it differs: {changed}\n")
    assert changed.read_text() == "[Service]\nExecStart=/bin/true\n"
    assert subprocess.run([*command, "--replace"], capture_output=True).returncode == 0
    assert "handover serve --port 8000" in changed.read_text()
