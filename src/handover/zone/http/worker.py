"""The zone's own server as a worker of gunicorn, which starts processes, replaces dead ones and stops them in order."""

import gc
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

from gunicorn.workers.base import Worker

from handover.zone.http.binding import Binding
from handover.zone.http.limits import ConnectionLimits
from handover.zone.http.reach import OpenTo
from handover.zone.http.server import Server
from handover.zone.http.tls import ZoneTls, server_context
from handover.zone.service import Service

QUICK_SECONDS: Final = 2.0
"""How long requests may go on after somebody pressed Ctrl-C."""
GARBAGE_AFTER: Final = 50_000
"""How many more objects there must be than at the last look before the collector looks for cycles again."""


@dataclass(frozen=True)
class Serving:
    """What a worker serves: the service is made in the worker itself, because connections and threads outlive no fork."""

    service: Callable[[], Service]
    limits: ConnectionLimits = field(default_factory=ConnectionLimits)
    tls: ZoneTls | None = None
    opened: OpenTo = OpenTo.NOBODY


class ZoneWorker(Worker):  # type: ignore[misc]  # gunicorn has no types
    """Serves zones in a process of gunicorn's. The application that it loads is a `Serving`."""

    server: Server | None = None
    grace = 0.0

    def run(self) -> None:
        """Serve until told to stop."""
        serving: Serving = self.wsgi
        service = serving.service()
        self.grace = float(self.cfg.graceful_timeout)
        self.server = Server(
            [listener.sock for listener in self.sockets],
            Binding(service.broker, serving.opened),
            serving.limits,
            tls=server_context(serving.tls) if serving.tls else None,
            beat=self._beat,
        )
        service.start()
        # What stands now stays; a message leaves no cycles behind, so looking for them every few messages is lost time.
        gc.freeze()
        gc.set_threshold(GARBAGE_AFTER)
        if self.alive:
            self.server.run(lambda: self.grace / 2)
        service.stop(self.grace / 2)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop in order."""
        self.alive = False
        if self.server is not None:
            self.server.stop()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Stop soon."""
        self.grace = QUICK_SECONDS
        self.handle_exit(sig, frame)

    def init_signals(self) -> None:
        """Take gunicorn's signals, without the pipe that its own workers wait on."""
        super().init_signals()
        signal.set_wakeup_fd(-1)

    def _beat(self) -> bool:
        self.notify()
        return self.alive and self.ppid == os.getppid()
