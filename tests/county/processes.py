"""A process of a county, to be killed and started again."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests import keeper

END_SECONDS = 60


@dataclass
class CountyProcess:
    """A Python module that runs with all that it starts in a group of its own, which ends with this process at the latest."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    up: Callable[[subprocess.Popen[bytes]], None] = lambda process: None
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    inside: tuple[str, ...] = ()
    """What the command stands behind where it runs elsewhere, such as `nsenter` with a network of its own."""
    seconds: float = 0.0
    """The processor time of what has ended; of a process that was killed without that of what it had started."""

    def start(self) -> None:
        """Start it and wait until it is up."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.inside, sys.executable, "-m", *self.command],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        keeper.keep_group(self.process.pid)
        self.up(self.process)

    def end(self, number: signal.Signals) -> None:
        """End it and all that it started."""
        if self.process is None:
            return
        process, self.process = self.process, None
        os.killpg(process.pid, number)
        before = _seconds_of_children()
        process.wait(END_SECONDS)
        self.seconds += _seconds_of_children() - before
        keeper.let_group_go(process.pid)

    def kill(self) -> None:
        """End it without a warning."""
        self.end(signal.SIGKILL)

    def crash(self) -> None:
        """Kill it without a warning, and start it again."""
        self.kill()
        self.start()


def _seconds_of_children() -> float:
    """Return the processor time of all processes that this one has seen the end of."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime
