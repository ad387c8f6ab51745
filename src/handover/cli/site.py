"""Setting Django up for a command, with calm words where the settings, the database or the folder of files are wrong."""

import base64
import gc
import os
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import click
import django
from django.core.exceptions import ImproperlyConfigured

from handover.common.databases import BadDatabase, read_database_address
from handover.common.private import keep_to_oneself
from handover.portal.config import BadSetting
from handover.portal.configuration.credentials import read_credentials
from handover.portal.database import make_file, missing_file

WAIT_SECONDS: Final = 2.0
"""How often it is looked whether a database has come back."""
_ALONE: Final = "HANDOVER_MASTER_KEY"
_made_up: set[str] = set()
SELDOM: Final = (50_000, 20, 20)
"""After how many new objects Python looks for rubbish, where it would after 700: loading the site makes a million that stay."""


def set_up_alone() -> None:
    """Load as much of the site as administering zones takes, which is no setting but the database.

    What a site must be told and is not is made up, for this process alone: it signs nothing and opens no message.
    """
    throw_away = {
        "HANDOVER_SECRET_KEY": secrets.token_urlsafe(64),
        _ALONE: base64.b64encode(secrets.token_bytes(32)).decode(),
        "HANDOVER_HOSTS": "localhost",
        "HANDOVER_URL": "https://localhost",
        "HANDOVER_ZONE_URL": os.environ.get("HANDOVER_URL", "http://127.0.0.1:7080"),
    }
    if os.environ.get("HANDOVER_MODE") != "demo":
        credentials, _ = read_credentials(os.environ, throw_away)
        _made_up.update(throw_away.keys() - os.environ.keys() - credentials.keys())
        for name in _made_up:
            os.environ[name] = throw_away[name]
    set_up()


def is_alone() -> bool:
    """Say whether this process does without the keys of a site."""
    return _ALONE in _made_up


def set_up() -> None:
    """Load the site; a wrong setting ends the command with exit code 2 and says what to mend."""
    keep_to_oneself()
    if gc.get_threshold()[0] < SELDOM[0]:
        gc.set_threshold(*SELDOM)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
    try:
        django.setup()
    except (BadSetting, BadDatabase, ImproperlyConfigured) as fault:
        exit_refusing(str(fault))


def exit_refusing(words: str) -> NoReturn:
    """End the command with exit code 2, and say why."""
    click.echo(f"The site cannot start:\n{words}", err=True)
    raise SystemExit(2)


def say_warnings() -> None:
    """Print what may be wrong with the settings although it does not stop the start."""
    from django.conf import settings

    from handover.portal.starting.rule import Effect
    from handover.portal.starting.rules import slips

    for _, sentence in slips(settings.CONFIG, Effect.WARNED):
        click.echo(f"Warning: {sentence}", err=True)


def demand_whole_site() -> None:
    """End the command unless the site may be worked on: database, tables, key and folder of files are there and fit."""
    from django.db import connections
    from django.utils import timezone

    from handover.common.archives import ArchiveLimits
    from handover.portal.scanning.chosen import ScannerBlind, check_scanner
    from handover.portal.stores.clocks import find_clock_fault
    from handover.portal.stores.starting import CannotStart, check_start

    expect_database()
    share_database()
    try:
        with exit_in_words():
            check_start(timezone.now())
            if fault := find_clock_fault(timezone.now()):
                click.echo(f"Warning: {fault}", err=True)
        if fault := check_scanner(ArchiveLimits()):
            click.echo(f"Warning: {fault}", err=True)
    except (CannotStart, ScannerBlind) as refusal:
        exit_refusing(str(refusal))
    finally:
        # A process that is forked from this one must not go on with its connections.
        connections.close_all()


def share_database() -> None:
    """Say to `handover restore` and `handover move` that this process works on a SQLite database, for as long as it lives."""
    from django.conf import settings

    from handover.portal.stores.presence import SiteRuns, note_presence

    address = read_database_address(settings.CONFIG.database_url)
    if address.engine != "sqlite":
        return
    try:
        note_presence(Path(address.name))
    except SiteRuns:
        exit_refusing("A backup is being put back, or the site is being moved. Wait until that has ended.")
    except OSError as fault:
        exit_refusing(f"The folder of the database cannot be written: {fault.strerror}: {fault.filename}")


def wait_for_database(stop: threading.Event) -> None:
    """Wait until the PostgreSQL server of the settings can be reached, saying so once a minute; or until told to stop.

    One that turns us away is not waited for: `demand_whole_site` says why.
    """
    from django.db import connections
    from django.db.utils import OperationalError

    from handover.portal.database_log import SAID_EVERY, comes_back

    said = None
    while not stop.is_set():
        try:
            connections["default"].ensure_connection()
            return
        except OperationalError as fault:
            if not comes_back(fault):
                return
            if said is None or time.monotonic() - said >= SAID_EVERY:
                said = time.monotonic()
                click.echo(f"The database does not answer yet, and is waited for: {first_line(fault)}.", err=True)
        stop.wait(WAIT_SECONDS)


def demand_tables() -> None:
    """End the command unless the database answers, has the tables of this version, and fits the master key."""
    from handover.portal.stores.starting import CannotStart, check_key

    try:
        with exit_in_words():
            check_key()
    except CannotStart as fault:
        exit_refusing(str(fault))


def demand_updatable_database() -> None:
    """End the command if the database was made with another master key, or is too old for this version to bring up to date."""
    from handover.portal.stores.starting import CannotStart, check_age, check_key_before_update

    try:
        with exit_in_words():
            check_key_before_update()
            check_age()
    except CannotStart as fault:
        exit_refusing(str(fault))


def expect_database() -> None:
    """End the command if the SQLite file of the settings is not there: only `manage migrate` makes one."""
    from django.conf import settings

    missing = missing_file(settings.CONFIG.database_url)
    if missing is not None:
        exit_refusing(
            f"There is no database at {missing}. Correct DATABASE_URL; for a new site, run `handover manage migrate`, "
            "which makes it."
        )


def make_database() -> Path | None:
    """Make the SQLite file of the settings if it is not there, empty and for the site's account alone; return what was made."""
    from django.conf import settings

    url = settings.CONFIG.database_url
    missing = missing_file(url)
    try:
        make_file(url)
    except OSError as fault:
        exit_refusing(f"The database {missing} cannot be made: {fault.strerror}.")
    return missing


@contextmanager
def exit_in_words() -> Iterator[None]:
    """End the command with a sentence where the database is not there, does not answer or lacks its tables."""
    from django.db.utils import OperationalError, ProgrammingError

    from handover.portal.database_log import find_absence

    try:
        yield
    except (OperationalError, ProgrammingError) as fault:
        expect_database()
        remedy = "" if find_absence(fault) else " If it is new, or this version is, run `handover manage migrate`."
        click.echo(f"The database of DATABASE_URL cannot be used: {first_line(fault)}.{remedy}", err=True)
        raise SystemExit(1) from None


def first_line(fault: Exception) -> str:
    """Return the first line of what a database says."""
    return next(iter(str(fault).strip().splitlines()), type(fault).__name__).rstrip(".")
