"""The mail server, from its address."""

import contextlib

from django.core.mail.backends.smtp import EmailBackend

from handover.common.mail_servers import read_mail_server

WAIT_SECONDS = 15
"""How long each answer of the mail server is waited for."""


class MailConnection(EmailBackend):
    """A connection to the mail server, over which one e-mail after the other is handed over."""

    def drop(self) -> None:
        """Close the connection without a word: a server that hangs would be waited for once more."""
        if self.connection is not None:
            with contextlib.suppress(OSError):
                self.connection.close()
            self.connection = None


def mail_server(address: str) -> MailConnection | None:
    """Return a connection to the mail server, or None where the site has none and e-mails wait in the outbox.

    Raises BadMailServer for an address that cannot be read.
    """
    if not address:
        return None
    server = read_mail_server(address)
    return MailConnection(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.scheme == "smtp+starttls",
        use_ssl=server.scheme == "smtps",
        timeout=WAIT_SECONDS,
    )
