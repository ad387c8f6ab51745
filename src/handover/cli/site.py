"""Setting Django up for a command, with calm words where the settings, the database or the folder of files are wrong."""

import os
from pathlib import Path
from typing import NoReturn

import click
import django

from handover.common.databases import BadDatabase
from handover.portal.config import BadSetting
from handover.portal.database import make_file, missing_file


def set_up() -> None:
    """Load the site; a wrong setting ends the command with exit code 2 and says what to mend."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
    try:
        django.setup()
    except (BadSetting, BadDatabase) as fault:
        refuse(str(fault))


def refuse(words: str) -> NoReturn:
    """End the command with exit code 2, and say why."""
    click.echo(f"The site cannot start:\n{words}", err=True)
    raise SystemExit(2)


def set_up_to_work(*, without_database: bool = False) -> None:
    """Load the site for a process that works on it: its database, key and folder of files must be there and fit together.

    `without_database` lets a process go on while the database server does not answer: it says so at `/readyz`.
    """
    set_up()
    expect_database()
    from django.db import OperationalError, connections
    from django.utils import timezone

    from handover.portal.stores.starting import CannotStart, check_start

    try:
        check_start(timezone.now())
    except CannotStart as fault:
        refuse(str(fault))
    except OperationalError as fault:
        if not without_database:
            refuse(f"The database does not answer: {first_line(fault)}")
        click.echo(f"The database does not answer yet: {first_line(fault)}", err=True)
    finally:
        # A process that is forked from this one must not go on with its connections.
        connections.close_all()


def first_line(fault: Exception) -> str:
    """Return the first line of what a fault says."""
    return next(iter(str(fault).splitlines()), type(fault).__name__)


def expect_database() -> None:
    """End the command if the SQLite file of the settings is not there: only `manage migrate` makes one."""
    from django.conf import settings

    missing = missing_file(settings.CONFIG.text("DATABASE_URL"))
    if missing is not None:
        refuse(
            f"There is no database at {missing}. Correct DATABASE_URL; for a new site, run “handover manage migrate”, "
            "which makes it."
        )


def make_database() -> Path | None:
    """Make the SQLite file of the settings if it is not there, empty and for the site's account alone; return what was made."""
    from django.conf import settings

    url = settings.CONFIG.text("DATABASE_URL")
    missing = missing_file(url)
    try:
        make_file(url)
    except OSError as fault:
        refuse(f"The database {missing} cannot be made: {fault.strerror}.")
    return missing
