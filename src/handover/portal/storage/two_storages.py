"""Two places while files are moved from one to the other: new files go to the new one, and both are read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID

from handover.portal.storage.interface import AsideBytes, Storage, StoredBytes


@dataclass(frozen=True, slots=True)
class TwoStorages:
    """The new place and the one before. The mark is in the new one."""

    new: Storage
    before: Storage

    @property
    def where(self) -> str:
        """The new place: what cannot be stored, cannot be stored there."""
        return self.new.where

    @property
    def mark_seconds(self) -> float:
        """As the new place allows."""
        return self.new.mark_seconds

    def locate(self, name: UUID) -> str:
        """Return where it belongs."""
        return self.new.locate(name)

    def put(self, name: UUID, chunks: Iterable[bytes]) -> None:
        """Store in the new place."""
        self.new.put(name, chunks)

    def open_stored(self, name: UUID) -> BinaryIO:
        """Open wherever it lies; what was moved between the two looks is in the new place by then."""
        for place in (self.new, self.before):
            try:
                return place.open_stored(name)
            except FileNotFoundError:
                continue
        return self.new.open_stored(name)

    def delete(self, name: UUID) -> None:
        """Remove from the place before first: then no move that is under way brings it back."""
        self.before.delete(name)
        self.new.delete(name)

    def walk(self) -> Iterator[StoredBytes | str]:
        """Yield what lies in either; a file that is just moved may come twice."""
        yield from self.new.walk()
        yield from self.before.walk()

    def holds_any(self) -> bool:
        """Say whether either holds anything."""
        return self.new.holds_any() or self.before.holds_any()

    def move_aside(self, each: StoredBytes, day: date) -> AsideBytes | None:
        """Move it aside in the place in which it lies; in the old one too where both have it."""
        found = [place.move_aside(each, day) for place in (self.new, self.before)]
        return found[0] or found[1]

    def walk_aside(self) -> Iterator[AsideBytes]:
        """Yield what lies aside in either."""
        yield from self.new.walk_aside()
        yield from self.before.walk_aside()

    def find_aside(self, name: UUID) -> AsideBytes | None:
        """Look in both."""
        return self.new.find_aside(name) or self.before.find_aside(name)

    def put_back(self, each: AsideBytes) -> bool:
        """Put it back in the place in which it lies."""
        return any(place.put_back(each) for place in self._holding(each))

    def remove_aside(self, each: AsideBytes) -> None:
        """Remove it in the place in which it lies."""
        for place in self._holding(each):
            place.remove_aside(each)

    def _holding(self, each: AsideBytes) -> list[Storage]:
        return [place for place in (self.new, self.before) if place.find_aside(each.name) == each]

    def probe(self) -> None:
        """See that the new place takes files."""
        self.new.probe()

    def read_mark(self) -> bytes | None:
        """Read the new place's mark."""
        return self.new.read_mark()

    def make_mark(self, data: bytes) -> bool:
        """Mark the new place."""
        return self.new.make_mark(data)

    def replace_mark(self, data: bytes) -> None:
        """Mark the new place anew."""
        self.new.replace_mark(data)

    def free_bytes(self) -> int | None:
        """Return the room in the new place."""
        return self.new.free_bytes()
