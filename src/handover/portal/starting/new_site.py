"""The settings of a new production site, as `handover init` writes them."""

import base64
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from handover.portal.configuration.site import SiteSettings

SETTINGS_FILE: Final = "env"
CREDENTIALS: Final = "credentials"
"""The folder beside the file of settings that holds the keys, a file each (`configuration.credentials`)."""
DATABASE_FILE: Final = "site.sqlite3"


def make_base64_key() -> str:
    """Return a new key of 256 bits in base 64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


NEW_KEYS: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        SiteSettings.master_key.name: make_base64_key,
        SiteSettings.backup_key.name: make_base64_key,
        SiteSettings.secret_key.name: lambda: secrets.token_urlsafe(64),
    }
)
"""The keys that a new site is given, and how each is made."""


def compose_settings(host: str, data: Path, database_url: str) -> str:
    """Return a file of settings that a shell and systemd read alike, for a site behind a proxy that speaks HTTPS."""
    values = {
        SiteSettings.hosts.name: host,
        SiteSettings.url.name: f"https://{host}",
        SiteSettings.proxy.name: "yes",
        SiteSettings.files.name: str(data / "files"),
        SiteSettings.database_url.name: database_url or f"sqlite:///{data / DATABASE_FILE}",
    }
    head = (
        "# The settings of Handover, one NAME='value' a line. docs/reference/settings.md lists all.\n"
        f"# The keys lie in the folder {CREDENTIALS} beside this file. This file holds the password of the mail server,\n"
        "# once you give one: the site's account alone may read it.\n"
    )
    # What is still to be given, ready to be filled in.
    rest = (
        "# HANDOVER_SMTP_URL='smtp+starttls://USER:PASSWORD@mail.example.org'\n"
        f"# HANDOVER_MAIL_FROM='Handover <no-reply@{host}>'\n"
        "# HANDOVER_NATIONAL_NAME='…'\n"
        "# HANDOVER_NATIONAL_EMAIL='…'\n"
    )
    return head + "".join(f"{name}='{value}'\n" for name, value in values.items()) + rest


def parse_settings_file(text: str) -> dict[str, str]:
    """Return the settings in such a file, as systemd takes them: a value stands in quotes, or alone."""
    pairs = (line.strip().partition("=") for line in text.splitlines())
    return {
        name: value[1:-1] if len(value) > 1 and value[:1] == value[-1:] and value[:1] in "'\"" else value
        for name, sign, value in pairs
        if sign and not name.startswith("#")
    }
