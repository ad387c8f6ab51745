"""The name under which a file is stored: its own, or the next free one on its way from one mailbox to another."""

from collections.abc import Sequence
from typing import Final

from handover.ctf.filename import NameReading
from handover.portal.transfers.flow import LIVE
from handover.portal.transfers.models import Transfer

MOST_NUMBERS: Final = 999
"""Of files from one mailbox to another: a name has three digits for it."""


def final_name(reading: NameReading) -> str:
    """Return the name to store; a name without a number gets the next free one, or the last where none is free."""
    if reading.canonical is not None:
        return reading.canonical
    names = [reading.with_number(number).canonical or "" for number in range(1, MOST_NUMBERS + 1)]
    return find_free_name(reading.source or "", reading.destination or "", names) or names[-1]


def find_free_name(source: str, destination: str, names: Sequence[str]) -> str | None:
    """Return the first of some names that no file had on this way, or else the first whose file came to nothing.

    None where each of them stands for a file that counts.
    """
    used = Transfer.objects.filter(source=source, destination=destination)
    counting = used.filter(state__in=[state.value for state in LIVE])
    for taken in (set(files.values_list("file_name", flat=True)) for files in (used, counting)):
        if free := next((name for name in names if name not in taken), None):
            return free
    return None
