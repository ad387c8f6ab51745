"""A school's folder with its courier, and a site in memory that keeps the API's promises: for tests of the courier alone.

`test_real_site.py` plays the same stories against the real site.
"""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handover.client import (
    ApiAway,
    ApiProblem,
    ApiTransfer,
    DamagedDownload,
    EstablishmentName,
    FetchedFile,
    KeyInfo,
    ReportedProblem,
    SenderNotice,
    SendOutcome,
)
from handover.client.courier.opening import make_folder, open_folder
from handover.client.courier.running import FolderCourier
from handover.client.courier.settings import CourierSettings
from handover.client.places import sync_names

NANT = EstablishmentName("6812990", "Nant y Wennol Primary School")
GLAN = EstablishmentName("6814990", "Glan Wennol High School")
CTF = "6812990_CTF_6814990_001.xml"
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
WRONG_UPN = ReportedProblem(
    "ctf.upn", "error", "The UPN of Mali Tudur is <wrong>.", "Correct it in your school's software.", line=12, pupil=1
)
RENAME = ReportedProblem(
    "name.copy", "warning", "The name has “ (1)” at its end.", "Say yes, and it goes under its right name."
)


class KilledHere(BaseException):
    """The courier ends here, as by a power cut."""


class Watch:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class MemorySite:
    """The site as one office's key sees it. `verdicts`: what it says of a file by its name; `broken` raises at a call."""

    verdicts: dict[str, tuple[str, tuple[ReportedProblem, ...]]] = field(default_factory=dict)
    transfers: dict[str, ApiTransfer] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    taken_in: list[tuple[str, bytes]] = field(default_factory=list)
    remembered: dict[str, SendOutcome] = field(default_factory=dict)
    news: dict[str, SenderNotice] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    rejected: dict[str, str] = field(default_factory=dict)
    beats: int = 0
    rights: tuple[str, ...] = ("send", "collect")
    broken: Callable[[str], None] = lambda call: None

    def put(self, content: bytes, name: str = CTF, state: str = "sent", kind: str = "ctf") -> str:
        """Have a file wait for this office."""
        reference = str(uuid.UUID(int=len(self.transfers) + 1))
        self.transfers[reference] = make_transfer(reference, name, content, state, kind)
        self.contents[reference] = content
        return reference

    def move(self, reference: str, state: str) -> None:
        self.transfers[reference] = replace(self.transfers[reference], state=state, state_words=state)

    def tell(self, reference: str, words: str) -> None:
        number = f"news-{len(self.news) + 1}"
        self.news[number] = SenderNotice(number, "rejected", words, NOON, self.transfers[reference])

    def me(self) -> KeyInfo:
        self.broken("me")
        self.beats += 1
        return KeyInfo("office", NANT, NANT.number, "school", self.rights, None)

    def send(
        self,
        file: Path,
        *,
        name: str | None = None,
        sender_reference: str | None = None,
        idempotency_key: str | None = None,
    ) -> SendOutcome:
        self.broken("send")
        assert name is not None
        assert idempotency_key is not None
        assert sender_reference is not None
        if idempotency_key not in self.remembered:
            self.remembered[idempotency_key] = self._take_in(name, file.read_bytes())
        self.broken("sent")
        return self.remembered[idempotency_key]

    def _take_in(self, name: str, content: bytes) -> SendOutcome:
        verdict, problems = self.verdicts.get(name, ("accepted", ()))
        if verdict == "refused":
            return SendOutcome(verdict, None, problems, None)
        self.taken_in.append((name, content))
        reference = str(uuid.UUID(int=1000 + len(self.transfers)))
        state = {"asked": "asking", "held": "held"}.get(verdict, "sent")
        transfer = make_transfer(reference, name, content, state, "ctf", out=True)
        self.transfers[reference] = transfer
        return SendOutcome(verdict, transfer, problems, 1)

    def outbox(self, *, state: str | None = None) -> Iterator[ApiTransfer]:
        self.broken("outbox")
        yield from [each for each in self.transfers.values() if each.source == NANT and state in (None, each.state)]

    def inbox(self) -> Iterator[ApiTransfer]:
        self.broken("inbox")
        yield from [
            each
            for each in self.transfers.values()
            if each.destination == NANT and each.state in ("sent", "seen", "collected")
        ]

    def head(self, reference: str) -> ApiTransfer:
        self.broken("head")
        return self.transfers[reference]

    def fetch(self, reference: str, to: Path) -> FetchedFile:
        self.broken("fetch")
        content = self.contents[reference]
        digest = hashlib.sha256(content).hexdigest()
        if digest != self.transfers[reference].digest:
            raise DamagedDownload(name=self.transfers[reference].file_name)
        with to.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_names(to.parent)
        return FetchedFile(to, len(content), digest, True)

    def acknowledge(self, reference: str) -> ApiTransfer:
        self.broken("acknowledge")
        if self.transfers[reference].state not in ("sent", "seen", "collected", "confirmed"):
            raise ApiProblem("api.moved", 409, "The file is somewhere else by now.")
        if self.transfers[reference].state != "confirmed":
            self.acknowledged.append(reference)
        self.move(reference, "confirmed")
        return self.transfers[reference]

    def reject(self, reference: str, reason: str, text: str = "") -> ApiTransfer:
        self.broken("reject")
        if self.transfers[reference].state not in ("sent", "seen", "collected"):
            raise ApiProblem("api.moved", 409, "The file is somewhere else by now.")
        self.rejected[reference] = text
        self.move(reference, "rejected")
        return self.transfers[reference]

    def answer(self, reference: str, answer: str) -> ApiTransfer:
        self.broken("answer")
        if self.transfers[reference].state != "asking":
            raise ApiProblem("api.moved", 409, "The question was answered before.")
        self.move(reference, "sent" if answer == "yes" else "withdrawn")
        return self.transfers[reference]

    def notices(self) -> Iterator[SenderNotice]:
        self.broken("notices")
        yield from list(self.news.values())

    def acknowledge_notice(self, notice: str) -> None:
        self.broken("acknowledge_notice")
        self.news.pop(notice, None)


def make_transfer(reference: str, name: str, content: bytes, state: str, kind: str, out: bool = False) -> ApiTransfer:
    source, destination = (NANT, GLAN) if out else (GLAN, NANT)
    digest = hashlib.sha256(content).hexdigest()
    return ApiTransfer(reference, kind, name, source, destination, state, state, len(content), digest, 1, NOON, NOON)


def away(call: str) -> None:
    raise ApiAway(reason="no route")


class Office:
    """A folder, its site, and the courier that works in it; each `open` is a start of the program."""

    def __init__(self, folder: Path, settings: CourierSettings | None = None) -> None:
        self.folder = folder
        self.site = MemorySite()
        self.clock = Watch()
        self.told: list[str] = []
        make_folder(folder, settings or CourierSettings())

    def export(self, content: bytes, name: str = CTF) -> None:
        (self.folder / "out" / name).write_bytes(content)

    def open(self, passed: Callable[[str], None] = lambda point: None) -> AbstractContextManager[FolderCourier]:
        """Start the courier."""
        return open_folder(self.folder, self.site, clock=self.clock, tell=self.told.append, passed=passed)

    def run(self, looks: int = 3, passed: Callable[[str], None] = lambda point: None) -> FolderCourier:
        """Start the courier, let it look so often, and end it in order."""
        with self.open(passed) as courier:
            for _ in range(looks):
                courier.work()
                self.clock.move(seconds=60)
        return courier

    def files(self) -> set[str]:
        """Everything that a person sees in the folder."""
        found = (each.relative_to(self.folder) for each in self.folder.rglob("*") if each.is_file())
        return {each.as_posix() for each in found if each.parts[0] != ".courier"} - {"courier.toml"}

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def person_writes(self, name: str, words: bytes = b"") -> None:
        (self.folder / name).write_bytes(words)

    def software_takes(self, name: str) -> bytes:
        path = self.folder / "in" / name
        content = path.read_bytes()
        path.unlink()
        return content
