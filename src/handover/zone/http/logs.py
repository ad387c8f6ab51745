"""Keeps agents' keys out of logs: whoever reads a log must not be able to speak for an agent."""

import logging
import re
from typing import Final

from gunicorn.glogging import Logger

_OWN_ADDRESS: Final = re.compile(r"(/zone/[^/\s?#\"']+/)[^\s?#\"']+", re.IGNORECASE)


def without_keys(text: str) -> str:
    """Return a text with the keys taken out of the addresses of agents in it."""
    return _OWN_ADDRESS.sub(r"\1…", text)


class KeysHidden(logging.Filter):
    """Takes keys out of what is logged, such as the address of a request that a server could not make sense of."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without keys."""
        text = record.getMessage()
        hidden = without_keys(text)
        if hidden != text:
            record.msg, record.args = hidden, ()
        return True


class ServerLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's logger, which has handlers of its own."""

    def setup(self, cfg: object) -> None:
        """Set up the logs as gunicorn does, and hide keys in them."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.addFilter(KeysHidden())
