"""One courier a folder: a lock of the system, and a card that says whose it is, for people and for other machines.

On a network drive a lock may count on one machine only. So the card is renewed with each look, and a courier on another
machine watches for a while whether it changes. It compares what is written, never two machines' clocks.
"""

import getpass
import json
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, Self

from handover.client.courier.disk import write_whole
from handover.client.places import lock_alone
from handover.common.private import private_file

CARD: Final = "owner.json"
LOCK: Final = "lock"


class FolderInUse(Exception):
    """Another courier has the folder. The text says whose it is."""


@dataclass(frozen=True, slots=True)
class OwnerCard:
    """Who has the folder. `run` is drawn by chance for each start; `beats` counts looks; `left` once it was given back."""

    machine: str
    user: str
    process: int
    since: str
    run: str
    beats: int = 0
    left: bool = False

    @property
    def words(self) -> str:
        """Whose courier it is, for a person."""
        return f"the courier of {self.user} on {self.machine} (process {self.process}, since {self.since})"


def read_card(folder: Path) -> OwnerCard | None:
    """Return the card in a courier's own folder; None where there is none that can be read."""
    try:
        return OwnerCard(**json.loads((folder / CARD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


class FolderLock:
    """The lock of a folder, held from `take` until `leave`."""

    def __init__(self, folder: Path, file: BinaryIO, card: OwnerCard) -> None:
        self._folder = folder
        self._file = file
        self.card = card

    @classmethod
    def take(cls, folder: Path, now: datetime, wait: Callable[[], None]) -> Self:
        """Take the lock of a courier's own folder. Raises `FolderInUse`, OSError.

        `wait` is called where a courier of another machine may still be alive; it lasts longer than two of its looks.
        """
        file = open(folder / LOCK, "ab+", opener=private_file)  # noqa: SIM115
        earlier = read_card(folder)
        try:
            lock_alone(file)
            if earlier is not None and _may_live_elsewhere(earlier):
                wait()
                if read_card(folder) != earlier:
                    raise OSError
        except OSError:
            file.close()
            raise FolderInUse(_name_owner(read_card(folder))) from None
        card = OwnerCard(
            socket.gethostname(), _user(), os.getpid(), now.isoformat(timespec="seconds"), secrets.token_hex(8)
        )
        lock = cls(folder, file, card)
        lock._write(card)
        return lock

    def renew(self) -> None:
        """Say that this courier lives. Raises `FolderInUse` where another took the folder over; OSError."""
        found = read_card(self._folder)
        if found is not None and found.run != self.card.run:
            raise FolderInUse(_name_owner(found))
        self._write(replace(self.card, beats=self.card.beats + 1))

    def leave(self) -> None:
        """Give the folder back."""
        with suppress(OSError):
            found = read_card(self._folder)
            if found is not None and found.run == self.card.run:
                self._write(replace(self.card, left=True))
        self._file.close()

    def _write(self, card: OwnerCard) -> None:
        write_whole(self._folder / CARD, json.dumps(asdict(card)).encode())
        self.card = card


def _may_live_elsewhere(card: OwnerCard) -> bool:
    # On this machine the lock has told.
    return not card.left and card.machine != socket.gethostname()


def _name_owner(card: OwnerCard | None) -> str:
    whose = card.words if card is not None else "another courier"
    return f"{whose} already works in this folder. One is enough: end that one first if this one is to do the work."


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
