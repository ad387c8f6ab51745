"""gunicorn, with our settings instead of a file: it starts processes, replaces dead ones and stops them in order."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.http import wsgi

from handover.portal.serving.leaving import set_leaving
from handover.zone.http.logs import ServerLogger

# What answers says its name, not which program of which release serves it; there is no setting.
wsgi.SERVER = "Handover"


class LeavingArbiter(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    """Starts and ends the processes; told to stop, it first says for some seconds that it is about to."""

    def __init__(self, app: object, seconds: int) -> None:
        super().__init__(app)
        self.leaving_seconds = seconds
        self.ends_at = 0.0

    def handle_term(self) -> None:
        """Begin to leave (called for SIGTERM); the second time, or where no time is to be left, stop."""
        if self.ends_at or not self.leaving_seconds:
            super().handle_term()
        self.log.info("Leaving in %s seconds", self.leaving_seconds)
        self.ends_at = time.monotonic() + self.leaving_seconds
        set_leaving(True)

    def murder_workers(self) -> None:
        """Stop when the time is over (called in each turn of gunicorn's loop)."""
        if self.ends_at and time.monotonic() >= self.ends_at:
            super().handle_term()
        super().murder_workers()


def run_processes(
    load: Callable[[], object], options: Mapping[str, Any], *, quiet: bool = False, leaving_seconds: int = 0
) -> None:
    """Serve in this process and its children until told to stop. `load` is called in each child.

    Told to stop, it goes on for `leaving_seconds`, while `/readyz` says that it is not ready.
    """
    from django.conf import settings

    from handover.portal.logs.json_lines import SharedLogger

    every = {
        "graceful_timeout": 30,
        "loglevel": "warning" if quiet else "info",
        "logger_class": SharedLogger if settings.CONFIG.log_form == "json" else ServerLogger,
        # gunicorn opens a control socket in the home directory; each server of ours has a folder of its own.
        "worker_tmp_dir": shared_memory(),
        "control_socket_disable": True,
    }

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """gunicorn with our settings."""

        def load_config(self) -> None:
            """Take the settings above, as far as this gunicorn has them."""
            for name, value in {**every, **options}.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> object:
            """Load the application in the worker."""
            return load()

        def run(self) -> None:
            """Serve."""
            LeavingArbiter(self, leaving_seconds).run()

    Server().run()


def shared_memory() -> str:
    """Return a folder for the workers' heartbeats that never waits for a disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else mkdtemp()  # noqa: S108
