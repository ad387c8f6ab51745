"""Machines with a network of their own: each in a namespace, joined by a bridge to the one in which the run itself lives.

The run is started in a namespace of its own too (`run_apart`), so that nobody else on this machine sees its addresses, and all
of it is gone when its processes are, however they ended. Where the system does not allow that the run says so and
goes on without.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from tests import keeper

APART: Final = ("unshare", "--net", "--mount", "--propagation", "private")
BRIDGE: Final = "nation"
HOME: Final = "10.77.0.1"
"""The address of what all machines share: database, store, mail server."""
FLAPS: Final = 20
FLAP_SECONDS: Final = (0.05, 0.2)
"""How long a bad line is down, and how long it is up."""


def refusal() -> str:
    """Return why namespaces are not to be had here, or nothing."""
    try:
        done = subprocess.run([*APART, "ip", "link", "add", BRIDGE, "type", "bridge"], capture_output=True, text=True)
    except FileNotFoundError as fault:
        return str(fault)
    return done.stderr.strip() if done.returncode else ""


def do(*words: str) -> None:
    """Have `ip` do something; raise CalledProcessError if it does not."""
    subprocess.run(["ip", *words], check=True, stdout=subprocess.DEVNULL)


def build_bridge() -> None:
    """Lay the bridge in the namespace of this process."""
    do("link", "set", "lo", "up")
    do("link", "add", BRIDGE, "type", "bridge")
    do("address", "add", f"{HOME}/24", "dev", BRIDGE)
    do("link", "set", BRIDGE, "up")


@dataclass
class Place:
    """The namespace of a machine. `number` is the last part of its address."""

    number: int
    holder: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Return the address of the machine."""
        return f"10.77.0.{self.number}"

    @property
    def line(self) -> str:
        """Return the name of the bridge's end of the machine's line."""
        return f"line{self.number}"

    @property
    def inside(self) -> tuple[str, ...]:
        """Return what a command stands behind that is to run there."""
        assert self.holder is not None
        return ("nsenter", f"--net=/proc/{self.holder.pid}/ns/net")

    def build(self) -> None:
        """Make the namespace and lay the line."""
        hold = ["unshare", "--net", "sh", "-c", "echo; exec sleep infinity"]
        self.holder = subprocess.Popen(hold, stdout=subprocess.PIPE, start_new_session=True)
        keeper.keep_group(self.holder.pid)
        assert self.holder.stdout is not None
        self.holder.stdout.readline()  # it is in its namespace
        do("link", "add", self.line, "type", "veth", "peer", "name", "eth0", "netns", str(self.holder.pid))
        do("link", "set", self.line, "master", BRIDGE, "up")
        for words in (
            f"address add {self.address}/24 dev eth0",
            "link set eth0 up",
            "link set lo up",
        ):
            subprocess.run([*self.inside, "ip", *words.split()], check=True)

    def cut(self, seconds: float) -> None:
        """Have nothing come through for a while."""
        self.cut_while(lambda: time.sleep(seconds))

    def cut_while(self, act: Callable[[], None]) -> None:
        """Do something while nothing comes through in either direction, of which nobody is told."""
        do("link", "set", self.line, "down")
        act()
        do("link", "set", self.line, "up")

    def lose_packets(self) -> None:
        """Have the line lose every fifth packet or so, in bursts."""
        for _ in range(FLAPS):
            self.cut(FLAP_SECONDS[0])
            time.sleep(FLAP_SECONDS[1])

    def vanish(self) -> None:
        """Take the namespace away once its line is: whoever talked to the machine is told nothing, as by a power cut."""
        do("link", "delete", self.line)
        self.end()

    def end(self) -> None:
        """End what holds the namespace."""
        if self.holder is not None:
            self.holder.kill()
            self.holder.wait()
            keeper.let_group_go(self.holder.pid)
            self.holder = None


class Network:
    """Gives machines a place each."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def place(self) -> Place:
        """Build the next place."""
        place = Place(len(self.places) + 2)
        place.build()
        self.places.append(place)
        return place


@contextmanager
def open_network() -> Iterator[Network]:
    """Lay the bridge, and end all places afterwards."""
    build_bridge()
    network = Network()
    try:
        yield network
    finally:
        for place in network.places:
            place.end()


def run_apart(*words: str) -> int:
    """Run a module of Python in namespaces of its own; return how it ended. It is told to end when this process is."""
    process = subprocess.Popen([*APART, sys.executable, "-m", *words])
    try:
        return process.wait()
    finally:
        process.terminate()
        process.wait()
