"""A real mail server on this machine, and what it took."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from handover.cli.server import free_port


class Mailbox:
    """What the mail server took; `answer` is what it says to a letter."""

    def __init__(self):
        self.letters = []
        self.answer = "250 OK"

    def read(self):
        """Return what came as e-mails, in order."""
        return [
            message_from_bytes(letter.content.replace(b"\r\n", b"\n"), policy=policy.default) for letter in self.letters
        ]

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.letters.append(envelope)
        return self.answer


@pytest.fixture
def mailbox():
    box = Mailbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.address = f"smtp://127.0.0.1:{port}"
    yield box
    controller.stop()
