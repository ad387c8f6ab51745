"""gunicorn, with our settings instead of a file: it starts processes, replaces dead ones and stops them in order."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import wsgi

from handover.zone.http.logs import ServerLogger

# What answers says its name, not which program of which release serves it; there is no setting.
wsgi.SERVER = "Handover"


def run_processes(load: Callable[[], object], options: Mapping[str, Any], *, quiet: bool = False) -> None:
    """Serve in this process and its children until told to stop. `load` is called in each child."""
    every = {
        "graceful_timeout": 30,
        "loglevel": "warning" if quiet else "info",
        "logger_class": ServerLogger,
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

    Server().run()


def shared_memory() -> str:
    """Return a folder for the workers' heartbeats that never waits for a disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else mkdtemp()  # noqa: S108
