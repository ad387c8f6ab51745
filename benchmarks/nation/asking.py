"""Asking a site of several machines as a program does: whoever gets no answer asks the next machine, until there is one."""

import time
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from typing import Final

PATIENCE: Final = 8.0
"""Seconds after which a program no longer waits for a machine."""
BUSY_SECONDS: Final = 0.2
REASONS: Final = (b'"detail"', b"<SIF_Error>")
"""What an answer holds that says why: that of the API, that of a zone."""


class Asker:
    """A program with a connection of its own. `repeated` counts how often it had to ask again; `explained` how often a machine
    had said why it could not.
    """

    def __init__(self, machines: list[str], headers: dict[str, str]) -> None:
        self._machines, self._headers = cycle(machines), headers
        self._line: HTTPConnection | None = None
        self.repeated = self.explained = 0

    def ask(self, method: str, path: str, body: bytes = b"", **more: str) -> tuple[int, bytes]:
        """Return status and body of an answer that is no server's fault."""
        headers = self._headers | {name.replace("_", "-"): value for name, value in more.items()}
        while True:
            line = self._line or HTTPConnection(next(self._machines), timeout=PATIENCE)
            try:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                data = answer.read()
                self._line = line
                if answer.status < 500:
                    return answer.status, data
                self.explained += any(word in data for word in REASONS)
            except (OSError, HTTPException):
                pass
            line.close()
            self._line = None
            self.repeated += 1
            time.sleep(BUSY_SECONDS)
