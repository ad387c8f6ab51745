"""The folders of a courier, and what the names of files in them mean. Pure."""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import Final

OUT: Final = "out"
SENT: Final = "sent"
REFUSED: Final = "refused"
ASKED: Final = "asked"
IN: Final = "in"
TAKEN: Final = "in/taken"
ENDED: Final = "in/ended"
OWN: Final = ".courier"
SENDING: Final = ".courier/sending"
FETCHING: Final = ".courier/fetching"
FOLDERS: Final = (OUT, SENT, REFUSED, ASKED, IN, TAKEN, ENDED)
"""What people and the school's software see."""
OWN_FOLDERS: Final = (OWN, SENDING, FETCHING)

ANSWER: Final = ".answer.html"
YES: Final = ".yes"
NO: Final = ".no"
REJECT: Final = ".reject"

UNFINISHED: Final = (
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".filepart",
    ".swp",
    "~",
    ".lock",
)
"""How the names of files end that a program is still writing, or keeps for itself."""
_OTHERS: Final = frozenset({"thumbs.db", "desktop.ini"})
_STARTS: Final = (".", "~$")


def is_passed_over(name: str) -> bool:
    """Say whether a name in `out/` is one that no export has: half written, hidden, or the system's."""
    low = name.lower()
    return low.startswith(_STARTS) or low.endswith(UNFINISHED) or low in _OTHERS


def find_free_place(folder: str, name: str, occupied: Collection[str]) -> str:
    """Return where a file can lie under its own name: in the folder, or in its sub-folder 2, 3 and so on.

    A name that differs in case alone is the same on many disks.
    """
    low = {each.lower() for each in occupied}
    return next(place for place in _places(folder, name) if not {place.lower(), (place + ANSWER).lower()} & low)


def _places(folder: str, name: str) -> Iterator[str]:
    yield f"{folder}/{name}"
    number = 2
    while True:
        yield f"{folder}/{number}/{name}"
        number += 1


def beside(place: str, ending: str) -> tuple[str, str]:
    """Return the places of what a person puts beside a file: with the ending, and with what Windows hides behind it."""
    return place + ending, f"{place}{ending}.txt"


def base_name(place: str) -> str:
    """Return the file's own name."""
    return PurePosixPath(place).name
