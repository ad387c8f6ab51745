"""Setting Django up for a command, with calm words where settings or database are wrong."""

import base64
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click
import django

from handover.common.private import keep_to_oneself
from handover.portal.config import BadSetting

_ALONE: Final = "HANDOVER_MASTER_KEY"
_made_up: set[str] = set()


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
        _made_up.update(throw_away.keys() - os.environ.keys())
        for name in _made_up:
            os.environ[name] = throw_away[name]
    set_up()


def is_alone() -> bool:
    """Say whether this process does without the keys of a site."""
    return _ALONE in _made_up


def set_up() -> None:
    """Load the site; a wrong setting ends the command with exit code 2 and says what to mend."""
    keep_to_oneself()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
    try:
        django.setup()
    except BadSetting as fault:
        click.echo(f"The site cannot start:\n{fault}", err=True)
        raise SystemExit(2) from None


def say_warnings() -> None:
    """Print what may be wrong with the settings although it does not stop the start."""
    from django.conf import settings

    from handover.portal.starting.rule import Effect
    from handover.portal.starting.rules import slips

    for _, sentence in slips(settings.CONFIG, Effect.WARNED):
        click.echo(f"Warning: {sentence}", err=True)


def demand_tables() -> None:
    """End the command unless the database answers and has the tables of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with in_words():
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if waiting:
        click.echo(
            f"The database lacks {len(waiting)} changes that this version needs: run `handover manage migrate`.",
            err=True,
        )
        raise SystemExit(2)


@contextmanager
def in_words() -> Iterator[None]:
    """End the command with a sentence where the database does not answer or lacks its tables."""
    from django.db.utils import OperationalError, ProgrammingError

    try:
        yield
    except (OperationalError, ProgrammingError) as fault:
        click.echo(
            f"The database of DATABASE_URL cannot be used: {first_line(fault)}. If it is new, or this version is, run "
            "`handover manage migrate`.",
            err=True,
        )
        raise SystemExit(1) from None


def first_line(fault: Exception) -> str:
    """Return the first line of what a database says."""
    return next(iter(str(fault).strip().splitlines()), type(fault).__name__).rstrip(".")
