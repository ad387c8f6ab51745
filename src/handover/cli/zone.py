"""`handover zone`: serve zones without the site, and administer them."""

import os
from typing import Any, Final
from urllib.parse import quote

import click

from handover.cli.site import expect_database, set_up
from handover.cli.zone_administration import COMMANDS
from handover.zone.opening import BadZoneId

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@click.group()
def zone() -> None:
    """Serve zones without the site, and administer them."""


for _command in COMMANDS:
    zone.add_command(_command)


@zone.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=7080, show_default=True, help="The port to listen on; 0 for any that is free.")
@click.option("--database", metavar="URL", help="The database; otherwise DATABASE_URL.")
@click.option(
    "--open",
    "opened",
    metavar="ZONE",
    help="Make this zone if it is not there, open to every agent with all rights: for tests and demonstrations.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes; otherwise 1, on PostgreSQL HANDOVER_WORKERS.")
@click.option("--memory", is_flag=True, help="Keep everything in memory: all is forgotten at the end. Needs --open.")
def serve(host: str, port: int, database: str | None, opened: str | None, workers: int | None, memory: bool) -> None:
    """Serve the zones of a database, without the site. Prints the address of each when it listens."""
    if memory and (opened is None or database or (workers or 1) > 1):
        raise click.UsageError("--memory goes with --open ZONE, and with neither --database nor several --workers.")
    if database:
        os.environ["DATABASE_URL"] = database
    if opened is not None and host in LOOPBACK:
        # A zone for trying things out, that only this machine reaches, needs no secrets.
        os.environ.setdefault("HANDOVER_MODE", "demo")
    set_up()
    try:
        ready = _in_memory(opened) if memory and opened else _in_database(opened, workers)
    except BadZoneId as fault:
        raise click.UsageError(f"{fault}.") from None
    _run(host, port, *ready)


def _in_memory(opened: str) -> tuple[Any, tuple[str, ...], int]:
    """Return how to make the service, the zones, and the number of processes."""
    from django.conf import settings

    from handover.portal.zones.serving import pushing
    from handover.zone.broker import Broker
    from handover.zone.opening import open_zone
    from handover.zone.service import Service
    from handover.zone.store.memory import MemoryStore

    broker = Broker(MemoryStore())
    _say_opened(opened, open_zone(broker, opened))
    return lambda: Service(broker, pushing(settings.CONFIG)), (opened,), 1


def _in_database(opened: str | None, workers: int | None) -> tuple[Any, tuple[str, ...], int]:
    """Return how to make the service, the zones, and the number of processes."""
    from django.conf import settings

    from handover.portal.zones.broker import broker
    from handover.portal.zones.serving import service
    from handover.portal.zones.setting_up import prepare
    from handover.zone.opening import open_zone

    if opened is None:
        expect_database()
    prepare()
    if opened is not None:
        _say_opened(opened, open_zone(broker(), opened))
    zones = broker().store.zones()
    broker().store.close()
    sqlite = settings.CONFIG.text("DATABASE_URL").startswith("sqlite:")
    # SQLite has one writer at a time: a second process would only wait for the first.
    return service, zones, workers or (1 if sqlite else settings.CONFIG.number("HANDOVER_WORKERS"))


def _say_opened(zone: str, made: bool) -> None:
    if made:
        words = (
            f"Zone {zone} was made and is OPEN: every agent is admitted and may do everything. Not for real children."
        )
    else:
        words = f"Zone {zone} was there already; whom it admits stays as it was."
    click.echo(words, err=True)


def _run(host: str, port: int, service: Any, zones: tuple[str, ...], workers: int) -> None:
    from django.conf import settings

    from handover.cli.processes import run
    from handover.portal.zones.serving import limits, pushing, tls
    from handover.zone.http.tls import BadTls, server_context
    from handover.zone.http.worker import Serving, ZoneWorker

    secure = tls(settings.CONFIG)
    try:
        if secure is not None:
            server_context(secure)
        pushing(settings.CONFIG).ways.tls()
    except BadTls as fault:
        click.echo(f"The zone server cannot start: {fault}.", err=True)
        raise SystemExit(2) from None

    def announce(arbiter: Any) -> None:
        name = f"[{host}]" if ":" in host else host
        listening = arbiter.LISTENERS[0].sock.getsockname()[1]
        for each in zones:
            click.echo(f"{'https' if secure else 'http'}://{name}:{listening}/zone/{quote(each)}")

    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": ZoneWorker,
        "when_ready": announce,
    }
    run(lambda: Serving(service, limits(settings.CONFIG), secure), options, quiet=True)
