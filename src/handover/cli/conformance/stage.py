"""What a conformance run works with: the keys of a county, files of invented children, and a folder for what is fetched."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from handover.client import Client, SendOutcome
from handover.common.identifiers import split_establishment
from handover.ctf.writer import write_ctf
from handover.invented.files import invent_file
from handover.invented.pupils import invent_pupils
from handover.portal.training.places import AUTHORITY, NEW_SCHOOL, OLD_SCHOOL

SERIALS: Final = 900
SUPPLIER: Final = "Handover conformance"


class WrongKeys(Exception):
    """The keys are not those of one training county; the text says which is missing."""


@dataclass(slots=True)
class ConformanceStage:
    """The clients of a county's three keys. `wait` is how long software is waited for, in seconds; `tell` says something to
    whoever runs the software.
    """

    old: Client
    new: Client
    authority: Client
    folder: Path
    tell: Callable[[str], None]
    wait: float = 120.0
    look_every: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _serial: int = field(default_factory=lambda: int(time.time()) % SERIALS)

    def make_file(self, destination: str) -> tuple[str, bytes]:
        """Return a file of an invented child that was not sent before, and its name."""
        self._serial = self._serial % SERIALS + 1
        number = split_establishment(OLD_SCHOOL)
        assert number is not None
        made = datetime.now().astimezone().replace(microsecond=0, tzinfo=None)
        children = invent_pupils(self._serial, 1, number.la, number.school, "6", made.date(), first_serial=self._serial)
        data = write_ctf(invent_file(OLD_SCHOOL, destination, children, made, supplier=SUPPLIER))
        return f"{OLD_SCHOOL}_CTF_{destination}_{self._serial:03}.xml", data

    def send(self, destination: str) -> SendOutcome:
        """Send such a file from the old school."""
        name, data = self.make_file(destination)
        return self.old.send(data, name=name)

    def state_of(self, outcome: SendOutcome) -> str:
        """Return where a file that was sent is now."""
        return self.old.head(reference_of(outcome)).state

    def wait_until(self, happened: Callable[[], bool]) -> bool:
        """Wait until something has happened; say whether it has."""
        end = self.clock() + self.wait
        while not happened():
            if self.clock() >= end:
                return False
            self.sleep(self.look_every)
        return True


def reference_of(outcome: SendOutcome) -> str:
    """Return the reference of a file that was sent; empty where none was."""
    return outcome.transfer.reference if outcome.transfer else ""


@contextmanager
def open_stage(
    url: str, keys: Sequence[str], tell: Callable[[str], None], make_client: Callable[[str, str], Client] = Client
) -> Iterator[ConformanceStage]:
    """Ask whose the keys are, and open a stage with them. Raises WrongKeys, ClientFault and ValueError."""
    with ExitStack() as open_things:
        clients = [open_things.enter_context(make_client(url, key)) for key in keys]
        by_office = {client.me().mailbox: client for client in clients}
        missing = [number for number in (OLD_SCHOOL, NEW_SCHOOL, AUTHORITY) if number not in by_office]
        if missing:
            raise WrongKeys(", ".join(missing))
        folder = Path(open_things.enter_context(TemporaryDirectory(prefix="handover-conformance-")))
        yield ConformanceStage(by_office[OLD_SCHOOL], by_office[NEW_SCHOOL], by_office[AUTHORITY], folder, tell)
