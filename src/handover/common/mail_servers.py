"""Reads the address of a mail server: `smtp://`, `smtps://` or `smtp+starttls://`, with user and password if it has any."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

PORTS: Final[Mapping[str, int]] = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class BadMailServer(Exception):
    """The address of the mail server cannot be read; the text says why, without the password."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mails are handed over. `scheme` is one of `PORTS`."""

    scheme: str
    host: str
    port: int
    user: str
    password: str


def read_mail_server(address: str) -> MailServer:
    """Return the mail server that an address means. Raises BadMailServer."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadMailServer("the address of the mail server is smtp://USER:PASSWORD@HOST:PORT") from None
    if parts.scheme not in PORTS or not host or " " in address:
        raise BadMailServer(
            "the address of the mail server begins with smtp://, smtps:// or smtp+starttls://, and names a host"
        )
    if parts.path.strip("/") or parts.query or parts.fragment or parts.netloc.count("@") > 1:
        raise BadMailServer(
            "the address of the mail server ends with its host and port; in user and password @ is written %40, / %2F, "
            "? %3F and # %23"
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.scheme, host, port or PORTS[parts.scheme], user, password)
