"""What the run of a nation stands on: networks that are cut, machines that vanish, a disk that is full."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.nation.networks import APART, refusal

REPO = Path(__file__).resolve().parents[2]
REFUSED = refusal()
pytestmark = pytest.mark.skipif(bool(REFUSED), reason=f"Networks of one's own are not allowed here: {REFUSED}")

MACHINE = """
import json, socket, subprocess, sys, time
from benchmarks.nation.networks import open_network

def heard(place, patience=30):
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            with socket.create_connection((place.address, 4000), timeout=1) as line:
                return line.recv(2).decode()
        except OSError:
            pass
    return ""

def serve(place):
    words = "import socket; s = socket.create_server(('', 4000)); print('up', flush=True)\\n"
    words += "while True: s.accept()[0].sendall(b'hi')"
    program = subprocess.Popen([*place.inside, sys.executable, "-c", words], stdout=subprocess.PIPE)
    program.stdout.readline()
    return program

told = []
with open_network() as network:
    place = network.place()
    program = serve(place)
    told.append(heard(place))
    place.cut_while(lambda: told.append(heard(place, 1)))
    told.append(heard(place))
    place.vanish()
    told.append(heard(place, 1))
    program.kill()
    place.build()
    program = serve(place)
    told.append(heard(place))
    program.kill()
print(json.dumps(told))
"""
DISK = """
import json
from benchmarks.nation.disk import filled_up, open_disk

def write(disk):
    try:
        (disk / "file").write_bytes(bytes(20_000))
    except OSError as fault:
        return fault.strerror
    return "written"

with open_disk(0) as disk:
    with filled_up(disk):
        told = [write(disk)]
    told.append(write(disk))
print(json.dumps([*told, disk.exists()]))
"""


def played(program: str) -> list[object]:
    done = subprocess.run(
        [*APART, sys.executable, "-c", program], cwd=REPO, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    told: list[object] = json.loads(done.stdout)
    return told


def test_a_machine_that_is_cut_off_or_vanishes_is_not_heard_and_its_successor_is() -> None:
    assert played(MACHINE) == ["hi", "", "hi", "", "hi"]


def test_a_disk_that_was_full_takes_files_again_and_is_gone_afterwards() -> None:
    assert played(DISK) == ["No space left on device", "written", False]


def test_the_machine_of_the_tests_sees_nothing_of_the_networks() -> None:
    played(MACHINE)
    links = subprocess.run(["ip", "-brief", "link"], capture_output=True, text=True, check=True).stdout
    assert "nation" not in links
    assert "line2" not in links
