"""A real mail server on this machine, and what it took."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from handover.cli.server import free_port


class Mailbox:
    """What the mail server took, all that it was `tried` with, and by which connections.

    `answer` is what it says to a letter, `recipient_answer` to an address; where `only` is an address, they are for that one
    alone. It `hangs_up` in the middle of a letter if told to.
    """

    def __init__(self):
        self.letters, self.tried, self.connections = [], [], set()
        self.answer = self.recipient_answer = "250 OK"
        self.only = ""
        self.hangs_up = False

    def read(self):
        """Return what came as e-mails, in order."""
        return [
            message_from_bytes(letter.content.replace(b"\r\n", b"\n"), policy=policy.default) for letter in self.letters
        ]

    def meant(self, address):
        return self.only in ("", address)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if not self.meant(address) or self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
            return "250 OK"
        return self.recipient_answer

    async def handle_DATA(self, server, session, envelope):
        self.tried.append(envelope)
        self.connections.add(session.peer)
        if self.hangs_up:
            server.transport.abort()
        answer = self.answer if self.meant(envelope.rcpt_tos[0]) else "250 OK"
        if answer.startswith("250"):
            self.letters.append(envelope)
        return answer


@pytest.fixture
def mailbox():
    box = Mailbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.address = f"smtp://127.0.0.1:{port}"
    yield box
    controller.stop()
