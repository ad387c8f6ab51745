"""What the log says of a request that was refused: one line, without the way through our code and without a secret.

Django logs a whole traceback with each refused request, and the address as it came. A refusal is no fault of the program;
and an address may hold the secret of a link to choose a password, the key of a zone's agent, or a key for the API where a
program sends it as a question of the address.
"""

import logging
import re

SERVER_FAULT = 500
NOT_READY, HEALTH_CHECK = 503, "/readyz"
SECRET = re.compile(r"(?<=[/?&=])(?!\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)[\w-]{22,}(?=[/?&]|$)")
"""A part of an address as long as 128 bits in the letters of addresses, and no reference (UUID)."""


def without_secrets(address: str) -> str:
    """Return an address with dots in the place of what may be a secret."""
    return SECRET.sub("…", address)


class OneLine(logging.Filter):
    """Makes one line of what Django logs about a request that it answers with 400 to 499."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, shortened if it is about a refused request; not that a load balancer heard what is wrong."""
        status = getattr(record, "status_code", None)
        if not isinstance(status, int):
            return True
        if status == NOT_READY and getattr(getattr(record, "request", None), "path", "") == HEALTH_CHECK:
            return False
        if status < SERVER_FAULT:
            record.exc_info = record.exc_text = record.stack_info = None
        if isinstance(record.args, tuple):
            record.args = tuple(without_secrets(arg) if isinstance(arg, str) else arg for arg in record.args)
        return True
