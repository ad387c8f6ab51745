"""Setting Django up for a command, with calm words where the settings are wrong."""

import base64
import os
import secrets
from typing import Final

import click
import django

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
        "HANDOVER_URL": "http://127.0.0.1:7080",
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
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
    try:
        django.setup()
    except BadSetting as fault:
        click.echo(f"The site cannot start:\n{fault}", err=True)
        raise SystemExit(2) from None
