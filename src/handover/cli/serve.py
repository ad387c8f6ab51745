"""`handover serve`: the site and its zones behind a production web server."""

from typing import Any, Final

import click

from handover.cli.site import set_up_to_work

PARTING_SECONDS: Final = 5.0
"""How long a worker that ends waits for agents to answer; what they did not is sent again."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on; 0 for any that is free.")
@click.option("--workers", type=int, help="Processes; otherwise HANDOVER_WORKERS.")
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the site, and its zones beside it at /zone/{id}."""
    set_up_to_work(without_database=True)
    run_server(host, port, workers)


def run_server(host: str, port: int, workers: int | None = None, *, quiet: bool = False) -> None:
    """Run gunicorn in this process until it is told to stop."""
    from django.conf import settings

    from handover.cli.processes import run

    options: dict[str, Any] = {
        "bind": f"{host}:{port}",
        "workers": workers or settings.CONFIG.number("HANDOVER_WORKERS"),
        "worker_class": "gthread",
        "threads": settings.CONFIG.number("HANDOVER_THREADS"),
        "keepalive": 5,
        "limit_request_line": 4094,
        "limit_request_fields": 60,
        "post_worker_init": begin_pushing,
        "worker_exit": end_pushing,
    }
    run(load, options, quiet=quiet)


def load() -> object:
    """Load the site."""
    from handover.portal.wsgi import application

    return application


def begin_pushing(worker: Any) -> None:
    """Begin to push the zones' messages from a worker that has just started (a hook of gunicorn)."""
    from handover.portal.zones.serving import service

    worker.zones = service(keeps_house=False)
    worker.zones.start()


def end_pushing(arbiter: Any, worker: Any) -> None:
    """Finish the deliveries under way before a worker ends (a hook of gunicorn)."""
    zones = getattr(worker, "zones", None)
    if zones is not None:
        zones.stop(PARTING_SECONDS)
