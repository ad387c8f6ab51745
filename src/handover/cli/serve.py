"""`handover serve`: the site behind a production web server."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import click

from handover.cli.site import set_up


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on; 0 for any that is free.")
@click.option("--workers", type=int, help="Processes; otherwise HANDOVER_WORKERS.")
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the site."""
    set_up()
    run_server(host, port, workers)


def run_server(host: str, port: int, workers: int | None = None, *, quiet: bool = False) -> None:
    """Run gunicorn in this process until it is told to stop."""
    from django.conf import settings
    from gunicorn.app.base import BaseApplication

    options: dict[str, Any] = {
        "bind": f"{host}:{port}",
        "workers": workers or settings.CONFIG.number("HANDOVER_WORKERS"),
        "worker_class": "gthread",
        "threads": settings.CONFIG.number("HANDOVER_THREADS"),
        "graceful_timeout": 30,
        "keepalive": 5,
        "limit_request_line": 4094,
        "limit_request_fields": 60,
        "loglevel": "warning" if quiet else "info",
        # gunicorn opens a control socket in the home directory; each server of ours has a folder of its own.
        "worker_tmp_dir": shared_memory(),
        "control_socket_disable": True,
    }

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """gunicorn with our settings instead of a file."""

        def load_config(self) -> None:
            """Take the settings above."""
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> object:
            """Load the site in the worker."""
            from handover.portal.wsgi import application

            return application

    Server().run()


def shared_memory() -> str:
    """Return a folder for the workers' heartbeats that never waits for a disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else mkdtemp()  # noqa: S108
