"""`handover serve`: the site and its zones behind a production web server."""

import resource
from typing import Any, Final

import click

from handover.cli.site import demand_whole_site, say_warnings, set_up
from handover.common.databases import is_local

PARTING_SECONDS: Final = 5.0
"""How long a worker that ends waits for agents to answer; what they did not is sent again."""

SPARE_FILES: Final = 256
"""Open files of a process that are no connections of people: databases, stored files, connections to agents."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on; 0 for any that is free.")
@click.option("--workers", type=int, help="Processes; otherwise HANDOVER_WORKERS.")
def serve_command(host: str, port: int, workers: int | None) -> None:
    """Serve the site, and its zones beside it at /zone/{id}."""
    set_up()
    demand_own_machine(host)
    say_warnings()
    demand_whole_site()
    begin_anchors_at_start()
    run_server(host, port, workers)


def demand_own_machine(host: str) -> None:
    """End the command where a demo, whose keys and passwords everybody knows, would be served to other machines."""
    from django.conf import settings

    if settings.CONFIG.demo and not is_local(host):
        click.echo(
            f"HANDOVER_MODE is demo, and its keys and passwords are public: it is not served at {host}. Leave out --host, or "
            "set HANDOVER_MODE=production with keys of its own.",
            err=True,
        )
        raise SystemExit(2)


def begin_anchors_at_start() -> None:
    """Begin this machine's file of anchors of the audit log, where it has none; a fault is said and stops nothing."""
    from django.db import connections
    from django.utils import timezone

    from handover.portal.audit.log import AuditBroken
    from handover.portal.audit.noting import AnchorsLost
    from handover.portal.audit.noting import begin_anchors as begin

    try:
        begin(timezone.now())
    except (AnchorsLost, AuditBroken) as fault:
        click.echo(f"The end of the audit log is not noted: {fault}", err=True)
    except OSError as fault:
        click.echo(
            f"The end of the audit log cannot be noted: {fault}. Name a file with HANDOVER_AUDIT_ANCHORS.", err=True
        )
    finally:
        connections.close_all()  # the processes that are about to be forked have connections of their own


def room_for(connections: int) -> int:
    """Return how many connections a process can have open, having asked the system for as many files as that takes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + SPARE_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return connections if soft == resource.RLIM_INFINITY else max(16, min(connections, soft - SPARE_FILES))


def run_server(host: str, port: int, workers: int | None = None, *, quiet: bool = False) -> None:
    """Run gunicorn in this process until it is told to stop."""
    from django.conf import settings

    from handover.cli.processes import run_processes
    from handover.portal.config import MEBIBYTE
    from handover.portal.serving.sender import BufferLimits
    from handover.portal.serving.worker import worker_class

    limits = BufferLimits(
        body_seconds=settings.CONFIG.upload_seconds,
        longest=settings.CONFIG.upload_max_mb * MEBIBYTE,
        memory=settings.CONFIG.bodies_memory_mb * MEBIBYTE,
    )
    options: dict[str, Any] = {
        "bind": f"{host}:{port}",
        "workers": workers or settings.CONFIG.workers,
        "worker_class": worker_class(limits),
        "worker_connections": room_for(settings.CONFIG.connections),
        "threads": settings.CONFIG.threads,
        "keepalive": 5,
        "limit_request_line": 4094,
        "limit_request_fields": 60,
        # Who is believed about the way a request took is for the site to say (`portal.forwarding`), not for gunicorn.
        "forwarder_headers": "",
        "forwarded_allow_ips": "",
        "secure_scheme_headers": {},
        "header_map": "drop",
        "post_worker_init": begin_pushing,
        "worker_exit": end_pushing,
        "when_ready": lambda arbiter: tell_how_protected(host),
    }
    seconds = settings.CONFIG.leaving_seconds
    run_processes(lambda: load_site(host), options, quiet=quiet, leaving_seconds=seconds)


def load_site(host: str) -> object:
    """Load the site, for a server that listens on a host."""
    from handover.portal.wsgi import listening_on

    return listening_on(host)


def tell_how_protected(host: str) -> None:
    """Say on standard error which zones there are and how each knows its agents."""
    from django.conf import settings
    from django.db import connections

    from handover.cli.protection import tell_protection
    from handover.portal.zones.broker import broker, let_go
    from handover.portal.zones.serving import open_zones_to
    from handover.portal.zones.setting_up import has_zones

    if has_zones():
        tell_protection(broker().store, open_zones_to(settings.CONFIG, host, site=True))
    # The workers are born after this, and must not go on with connections that were opened before.
    let_go()
    connections.close_all()


def begin_pushing(worker: Any) -> None:
    """Begin to push the zones' messages from a worker that has just started (a hook of gunicorn)."""
    from handover.portal.zones.serving import make_service

    worker.zones = make_service(keeps_house=False)
    worker.zones.start()


def end_pushing(arbiter: Any, worker: Any) -> None:
    """Finish the deliveries under way before a worker ends (a hook of gunicorn)."""
    zones = getattr(worker, "zones", None)
    if zones is not None:
        zones.stop(PARTING_SECONDS)
