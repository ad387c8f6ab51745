"""Setting Django up for a command, with calm words where the settings are wrong."""

import os

import click
import django

from handover.common.private import keep_to_oneself
from handover.portal.config import BadSetting


def set_up() -> None:
    """Load the site; a wrong setting ends the command with exit code 2 and says what to mend."""
    keep_to_oneself()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
    try:
        django.setup()
    except BadSetting as fault:
        click.echo(f"The site cannot start:\n{fault}", err=True)
        raise SystemExit(2) from None
