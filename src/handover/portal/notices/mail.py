"""The mail server, from its address."""

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from handover.common.mail_servers import read_mail_server

WAIT_SECONDS = 15


def mail_server(address: str) -> BaseEmailBackend | None:
    """Return a connection to the mail server, or None where the site has none and e-mails wait in the outbox.

    Raises BadMailServer for an address that cannot be read.
    """
    if not address:
        return None
    server = read_mail_server(address)
    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.scheme == "smtp+starttls",
        use_ssl=server.scheme == "smtps",
        timeout=WAIT_SECONDS,
    )
