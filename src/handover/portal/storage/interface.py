"""What a place of sealed bytes can do. It knows names and bytes; what they are is the vault's and the stores' to know.

Faults are those of Python's own files, so that who stores or reads need not know where: FileNotFoundError for a name that is
not there, FileExistsError for one that is taken, any other OSError for a place that takes or gives nothing just now, whose
`strerror` says why. `StorageFault` is such a one where the place is not a disk: it says nothing about a file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, Protocol
from uuid import UUID


class StorageFault(OSError):
    """A place that cannot be reached or does not do as it should; `strerror` says why in words, without a key or an address."""

    def __init__(self, words: str) -> None:
        super().__init__(None, words)

    def __str__(self) -> str:
        return str(self.strerror)


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """A file that lies where a sealed one lies, and when it was written. `part` marks one whose writing was not finished."""

    name: UUID
    part: bool
    written_at: datetime

    @property
    def label(self) -> str:
        """Its name there, for a person."""
        return self.name.hex + (".part" if self.part else "")


@dataclass(frozen=True, slots=True)
class AsideBytes:
    """A file that was moved aside, and on which day; None where somebody else made its folder."""

    name: UUID
    part: bool
    day: date | None
    where: str

    @property
    def label(self) -> str:
        """Its name there, for a person."""
        return self.name.hex + (".part" if self.part else "")


class Storage(Protocol):
    """A place of sealed bytes. Every method may be called again after a crash or a fault, without harm."""

    @property
    def where(self) -> str:
        """The place, for an operator."""

    @property
    def mark_seconds(self) -> float:
        """How often a process may write the mark in passing: each time somebody waits for it."""

    def locate(self, name: UUID) -> str:
        """Say where a file lies, for an operator."""

    def put(self, name: UUID, chunks: Iterable[bytes]) -> None:
        """Store bytes that are whole and lasting when this returns, or not there at all. FileExistsError where others are."""

    def open_stored(self, name: UUID) -> BinaryIO:
        """Open a stored file for reading, from anywhere in it."""

    def delete(self, name: UUID) -> None:
        """Remove a file, and what is left of one that was not finished; nothing where there is none."""

    def walk(self) -> Iterator[StoredBytes | str]:
        """Yield every sealed file, and as its bare name what lies among them and is none of ours."""

    def holds_any(self) -> bool:
        """Say whether there is anything where sealed files lie; where there is not, a disk may not be mounted."""

    def move_aside(self, each: StoredBytes, day: date) -> AsideBytes | None:
        """Move a file aside, and say where it lies; None if it is gone."""

    def walk_aside(self) -> Iterator[AsideBytes]:
        """Yield the files that lie aside."""

    def find_aside(self, name: UUID) -> AsideBytes | None:
        """Find a whole file that lies aside."""

    def put_back(self, each: AsideBytes) -> bool:
        """Put a file back into its place, unless one is there; say whether it was done."""

    def remove_aside(self, each: AsideBytes) -> None:
        """Remove a file that lies aside."""

    def probe(self) -> None:
        """Store a few bytes and remove them, and see that the place keeps what this interface promises."""

    def read_mark(self) -> bytes | None:
        """Return the mark of the site, None where there is none."""

    def make_mark(self, data: bytes) -> bool:
        """Write the mark where there is none; False if another process was quicker."""

    def replace_mark(self, data: bytes) -> None:
        """Write the mark anew, whole or not at all."""

    def free_bytes(self) -> int | None:
        """Return how much room there is, None where the place does not say."""
