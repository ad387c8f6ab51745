"""The mail server, from one address: `smtp://`, `smtps://` or `smtp+starttls://`, with user and password if it has any."""

from urllib.parse import unquote, urlsplit

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
WAIT_SECONDS = 15


class BadMailServer(Exception):
    """The address of the mail server cannot be read."""


def mail_server(address: str) -> BaseEmailBackend | None:
    """Return a connection to the mail server, or None where the site has none and e-mails wait in the outbox."""
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadMailServer("HANDOVER_SMTP_URL starts with smtp://, smtps:// or smtp+starttls://, and names a host.")
    return EmailBackend(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+starttls",
        use_ssl=parts.scheme == "smtps",
        timeout=WAIT_SECONDS,
    )
