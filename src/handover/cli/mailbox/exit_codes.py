"""The exit codes of the commands that ask a site, as a table: commands, tests and the reference page read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from handover.client import ApiAway, ApiProblem, ClientFault, NotTheApi
from handover.client.logins import NoLogin, UnusableLogin


@dataclass(frozen=True, slots=True)
class ExitCode:
    """A code, and what it says to a script."""

    number: int
    words: str


DONE: Final = ExitCode(0, "done")
AWAY: Final = ExitCode(4, "no answer from the site, or it is too busy: try again later; nothing is sent twice")
NOT_ALLOWED: Final = ExitCode(3, "not allowed: the key is not known, has ended, or may not do that")
USAGE: Final = ExitCode(2, "the command was not understood, or there is no key on this computer")
NOT_WRITTEN: Final = ExitCode(6, "a file of this computer could not be read or written, or came damaged")
REFUSED: Final = ExitCode(1, "some of it was refused, or is not there")
ASKED: Final = ExitCode(5, "a question about a file is open: it is sent once you answer (`handover answer`)")
EXIT_CODES: Final = (AWAY, NOT_ALLOWED, USAGE, NOT_WRITTEN, REFUSED, ASKED, DONE)
"""All of them. Where several apply to a command, the first of these is its exit code."""

_NOT_ALLOWED: Final = frozenset({401, 403})
_NO_TOKEN: Final = frozenset({"invalid_client", "invalid_scope"})
"""Why a vendor gets no token: its secret is not right, or the office does not approve it (RFC 6749, section 5.2)."""
_BUSY: Final = frozenset({429, 503})


def judge_fault(fault: ClientFault | OSError) -> ExitCode:
    """Return the exit code of a call that failed."""
    if isinstance(fault, ApiProblem):
        if fault.code in _NO_TOKEN:
            return NOT_ALLOWED
        return NOT_ALLOWED if fault.status in _NOT_ALLOWED else AWAY if fault.status in _BUSY else REFUSED
    if isinstance(fault, ApiAway | NotTheApi):
        return AWAY
    return USAGE if isinstance(fault, NoLogin | UnusableLogin) else NOT_WRITTEN


def find_gravest(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the code of a command that did several things."""
    return min(codes, key=EXIT_CODES.index, default=DONE)
