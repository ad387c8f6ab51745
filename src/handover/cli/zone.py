"""`handover zone`: serve zones without the site, and administer them."""

import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Final

import click

from handover.cli import zone_databases, zone_queues
from handover.cli.site import exit_in_words, set_up, share_database
from handover.cli.zone_administration import COMMANDS
from handover.zone.http.reach import is_loopback
from handover.zone.keys import address_of
from handover.zone.opening import BadZoneId
from handover.zone.store.interface import Store

HERE: Final = "127.0.0.0/8,::1/128"
"""Where a zone for trying things out pushes messages: to agents on this machine."""


@click.group("zone")
def zone_command() -> None:
    """Serve zones without the site, and administer them."""


for _command in (*COMMANDS, *zone_queues.COMMANDS, *zone_databases.COMMANDS):
    zone_command.add_command(_command)


@zone_command.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=7080, show_default=True, help="The port to listen on; 0 for any that is free.")
@click.option("--database", metavar="URL", help="The database; otherwise DATABASE_URL.")
@click.option(
    "--open",
    "opened",
    metavar="ZONE",
    help="Make this zone if it is not there, open to every agent with all rights: for tests and demonstrations.",
)
@click.option(
    "--open-to-everyone",
    "everyone",
    is_flag=True,
    help="Let everybody who reaches the server use zones that are open, without proof of who it is.",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes; otherwise 1, on PostgreSQL HANDOVER_WORKERS.")
@click.option("--memory", is_flag=True, help="Keep everything in memory: all is forgotten at the end. Needs --open.")
def serve_zones_command(
    host: str, port: int, database: str | None, opened: str | None, everyone: bool, workers: int | None, memory: bool
) -> None:
    """Serve the zones of a database, without the site. Prints the address of each when it listens."""
    if memory and (opened is None or database or (workers or 1) > 1):
        raise click.UsageError("--memory goes with --open ZONE, and with neither --database nor several --workers.")
    with _in_memory() if memory else nullcontext(database) as address:
        if address:
            os.environ["DATABASE_URL"] = address
        _serve(host, port, opened, everyone, workers)


def _serve(host: str, port: int, opened: str | None, everyone: bool, workers: int | None) -> None:
    if everyone:
        os.environ["HANDOVER_ZONE_OPEN_TO_EVERYONE"] = "yes"
    if opened is not None and is_loopback(host):
        # A zone for trying things out, that only this machine reaches, needs no secrets.
        os.environ.setdefault("HANDOVER_MODE", "demo")
        os.environ.setdefault("HANDOVER_ZONE_PUSH_NETWORKS", HERE)
    elif opened is not None and not everyone:
        raise click.UsageError(
            f"--open makes a zone in which every agent may do everything, and {host} is reached from elsewhere too. "
            "Leave --host out, or say --open-to-everyone if that is what you mean."
        )
    set_up()
    try:
        ready = _in_database(opened, workers)
    except BadZoneId as fault:
        raise click.UsageError(f"{fault}.") from None
    _run(host, port, *ready)


@contextmanager
def _in_memory() -> Iterator[str]:
    """Yield the address of a database that lies in memory, as far as the system has such a folder, and is gone at the end.

    It is sealed with a key that nobody knows, should anything be left of it.
    """
    from handover.cli.processes import shared_memory

    folder, maker = mkdtemp(dir=shared_memory()), os.getpid()
    os.environ["HANDOVER_MASTER_KEY"] = b64encode(os.urandom(32)).decode()
    try:
        yield f"sqlite:///{folder}/zones.sqlite3"
    finally:
        if os.getpid() == maker:  # and not in a process that was forked to serve
            rmtree(folder)


def _in_database(opened: str | None, workers: int | None) -> tuple[Any, Store, int]:
    """Return how to make the service, the store of the zones, and the number of processes."""
    from django.conf import settings

    from handover.portal.zones.broker import broker
    from handover.portal.zones.serving import make_service
    from handover.zone.opening import create_open_zone

    _get_ready(makes=opened is not None)
    if opened is not None:
        _say_opened(opened, create_open_zone(broker(), opened))
    sqlite = settings.CONFIG.database_url.startswith("sqlite:")
    # SQLite has one writer at a time: a second process would only wait for the first.
    return make_service, broker().store, workers or (1 if sqlite else settings.CONFIG.workers)


def _get_ready(*, makes: bool) -> None:
    """End the command unless the tables of the zones are up to date and the key is that of the database."""
    from handover.portal.zones.setting_up import NoZones, ZonesNotReady, expect_zones, prepare_tables, prove_zone_key

    try:
        with exit_in_words():
            prepare_tables() if makes else expect_zones()
            share_database()
            prove_zone_key()
    except NoZones as fault:
        raise click.ClickException(f"{fault}. `handover zone create` or `--open ZONE` makes the first.") from None
    except ZonesNotReady as fault:
        raise click.ClickException(str(fault)) from None


def _say_opened(zone: str, made: bool) -> None:
    if made:
        words = f"Zone {zone} was made, with a policy that admits every agent with all rights."
    else:
        words = f"Zone {zone} was there already; whom it admits stays as it was."
    click.echo(words, err=True)


def _run(host: str, port: int, service: Any, store: Store, workers: int) -> None:
    from django.conf import settings

    from handover.cli.processes import run_processes
    from handover.cli.protection import tell_protection
    from handover.portal.zones.serving import connection_limits, open_zones_to, push_settings, zone_tls
    from handover.zone.http.tls import BadTls, server_context
    from handover.zone.http.worker import Serving, ZoneWorker

    secure = zone_tls(settings.CONFIG)
    try:
        if secure is not None:
            server_context(secure)
        push_settings(settings.CONFIG).ways.tls()
    except BadTls as fault:
        click.echo(f"The zone server cannot start: {fault}.", err=True)
        raise SystemExit(2) from None

    to = open_zones_to(settings.CONFIG, host)
    zones = store.zones()
    tell_protection(store, to)
    # Workers open connections of their own.
    store.close()

    def announce(arbiter: Any) -> None:
        name = f"[{host}]" if ":" in host else host
        listening = arbiter.LISTENERS[0].sock.getsockname()[1]
        for each in zones:
            click.echo(address_of(f"{'https' if secure else 'http'}://{name}:{listening}", each))

    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": ZoneWorker,
        "when_ready": announce,
    }
    run_processes(lambda: Serving(service, connection_limits(settings.CONFIG), secure, to), options, quiet=True)
