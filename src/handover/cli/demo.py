"""`handover demo`: the demo county, made on first use, and served with its background jobs."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import click

from handover.cli.site import demand_updatable_database, exit_refusing, make_database, set_up
from handover.common.private import private_folder

HOME = Path("var/demo")


@click.command("demo")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--reset", is_flag=True, help="Start over with a fresh county.")
@click.option("--build-only", is_flag=True, help="Make the county and do not serve it.")
@click.option(
    "--software-only", is_flag=True, hidden=True, help="Run the schools' own software beside a served county."
)
def demo_command(port: int, reset: bool, build_only: bool, software_only: bool) -> None:
    """Make the demo county and serve it on this machine only."""
    if software_only:
        run_schools_software(port)
        return
    if reset:
        shutil.rmtree(HOME, ignore_errors=True)
    private_folder(HOME)
    os.environ |= {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{HOME.absolute()}/site.sqlite3",
        "HANDOVER_FILES": str(HOME.absolute() / "files"),
        "HANDOVER_TRAINING_FOLDER": str(HOME.absolute() / "training"),
        "HANDOVER_URL": f"http://127.0.0.1:{port}",
    }
    # Agents that a visitor tries out listen on this machine.
    os.environ.setdefault("HANDOVER_ZONE_PUSH_NETWORKS", "127.0.0.0/8,::1/128")
    set_up()
    made = make()
    check_fitting()
    if build_only:
        click.echo("The demo county is ready." if made else "The demo county was there already.")
        return
    announce(port)
    serve_demo(port)


def make() -> bool:
    """Make the tables and the county unless they are there; say whether the county was made."""
    from django.core.management import call_command
    from django.utils import timezone

    from handover.portal.demo.building import build_county
    from handover.portal.demo.software import make_software

    make_database()
    demand_updatable_database()
    call_command("migrate", verbosity=0)
    made = build_county(timezone.now())
    make_software(timezone.now())
    return made


def check_fitting() -> None:
    """Mark a new county's folder of files, or end the command where the folder is another's."""
    from django.db import connections
    from django.utils import timezone

    from handover.portal.stores.starting import CannotStart, check_start

    try:
        check_start(timezone.now())
    except CannotStart as fault:
        exit_refusing(str(fault))
    connections.close_all()


def announce(port: int) -> None:
    """Print the addresses and who can sign in."""
    from handover.portal.accounts.roles import ROLES
    from handover.portal.demo.county import PASSWORD, PEOPLE, PLACES

    site = f"http://127.0.0.1:{port}"
    names = {place.number: place.name for place in PLACES}
    click.echo(f"\nHandover, the demo county: {site}\nThe sign-ins, with the story: {site}/demo/")
    click.echo(f"The e-mails it would have sent: {site}/demo/outbox/")
    click.echo(
        f"Two schools' own software, which speaks SIF: {site}/demo/software/\n\nEverybody's password: {PASSWORD}\n"
    )
    for person in PEOPLE:
        click.echo(f"  {person.username:8}{ROLES[person.role].name.en:24}{names.get(person.place, '')}")
    click.echo("\nStop with Ctrl-C. `make demo RESET=1` starts over.\n", nl=True)
    sys.stdout.flush()


def serve_demo(port: int) -> None:
    """Serve the site, with its background jobs and the schools' own software in processes beside it."""
    from handover.cli.serve import run_server

    beside = (["worker"], ["demo", "--port", str(port), "--software-only"])
    running = [subprocess.Popen([sys.executable, "-m", "handover", *words]) for words in beside]
    try:
        run_server("127.0.0.1", port, workers=1, quiet=True)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def run_schools_software(port: int) -> None:
    """Run the software of the demo's schools, as vendors' products would: over HTTP, and with no part of the site."""
    from handover.demo.running import SOFTWARE, run_software

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    run_software(HOME / SOFTWARE, f"http://127.0.0.1:{port}", stopping)
