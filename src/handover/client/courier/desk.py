"""What the steps stand on: the folder, its journal, the site; and a point before and after everything that lasts.

At each point a test can end the courier, as a power cut would.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from handover.client.answers import ApiTransfer, FetchedFile, KeyInfo, SenderNotice, SendOutcome
from handover.client.courier import disk, places
from handover.client.courier.journal_file import JournalFile
from handover.client.courier.records import ArrivingFile, DepartingFile, Journal, Record
from handover.client.courier.settings import CourierSettings
from handover.client.courier.words import NOTICES

Answer = TypeVar("Answer")


class CourierSite(Protocol):
    """What the courier asks of the site: the part of `handover.client.Client` that it stands on, described there."""

    # fmt: off
    def me(self) -> KeyInfo: ...  # noqa: D102
    def send(  # noqa: D102
        self, content: Path, *, name: str | None = None,
        sender_reference: str | None = None, idempotency_key: str | None = None,
    ) -> SendOutcome: ...
    def outbox(self, *, state: str | None = None) -> Iterator[ApiTransfer]: ...  # noqa: D102
    def inbox(self) -> Iterator[ApiTransfer]: ...  # noqa: D102
    def head(self, reference: str) -> ApiTransfer: ...  # noqa: D102
    def fetch(self, reference: str, to: Path) -> FetchedFile: ...  # noqa: D102
    def acknowledge(self, reference: str) -> ApiTransfer: ...  # noqa: D102
    def reject(self, reference: str, reason: str, text: str = "") -> ApiTransfer: ...  # noqa: D102
    def answer(self, reference: str, answer: str) -> ApiTransfer: ...  # noqa: D102
    def notices(self) -> Iterator[SenderNotice]: ...  # noqa: D102
    def acknowledge_notice(self, notice_id: str) -> None: ...  # noqa: D102
    # fmt: on


def pass_by(point: str) -> None:
    """Do nothing at a point."""


@dataclass(slots=True)
class CourierDesk:
    """The folder with all that is done to it. `clock` gives the time with its zone; `tell` says a notice to people."""

    folder: Path
    file: JournalFile
    site: CourierSite
    settings: CourierSettings
    clock: Callable[[], datetime]
    tell: Callable[[str], None]
    passed: Callable[[str], None] = field(default=pass_by)

    @property
    def journal(self) -> Journal:
        """What is known now."""
        return self.file.journal

    @property
    def now(self) -> str:
        """The moment, as records hold it."""
        return self.clock().isoformat(timespec="seconds")

    def out(self, number: int) -> DepartingFile:
        """Return the record of a file that goes out."""
        return self.journal.outgoing[number]

    def arrived(self, reference: str) -> ArrivingFile:
        """Return the record of a file that came."""
        return self.journal.incoming[reference]

    def path(self, place: str) -> Path:
        """Return where a place is on the disk."""
        return self.folder / place

    def keep(self, record: Record) -> None:
        """Have a record in the journal, on the disk."""
        self.passed(f"journal {record.stage}")
        self.file.keep(record)
        self.passed(f"journalled {record.stage}")

    def move(self, source: str, target: str) -> None:
        """Move a file; nothing is overwritten."""
        self.passed("move")
        disk.move_file(self.path(source), self.path(target))
        self.passed("moved")

    def write(self, place: str, page: str) -> None:
        """Write a page, whole or not at all."""
        self.passed("write")
        disk.write_whole(self.path(place), page.encode())
        self.passed("written")

    def remove(self, *names: str) -> None:
        """Remove files that may be gone already."""
        disk.remove_files(*map(self.path, names))
        self.passed("removed")

    def ask(self, call: Callable[[], Answer]) -> Answer:
        """Ask the site, and pass a point between its answer and what is made of it."""
        self.passed("ask")
        answer = call()
        self.passed("asked")
        return answer

    def notice(self, key: str, **values: str) -> None:
        """Say something to whoever listens, in the language of the settings."""
        self.tell(NOTICES[key].say(self.settings.language, **values))

    def is_still_there(self, place: str, record: Record) -> bool:
        """Say whether a file waits at its place for its move: it was not moved, and no other file got the place since."""
        others = (each for each in self.journal.records if each != record and not each.finished)
        held = any(each.place == place for each in others)
        return self.path(place).exists() and not self.path(record.target).exists() and not held

    def free_place(self, folder: str, name: str) -> str:
        """Return where a file can lie in a folder under its own name."""
        targets = {each.target for each in self.journal.records}
        root = self.path(folder)
        there = {f"{folder}/{each.relative_to(root).as_posix()}" for each in root.rglob("*")}
        return places.find_free_place(folder, name, targets | there)
