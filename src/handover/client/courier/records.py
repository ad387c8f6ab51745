"""What the courier knows of each file, as it stands in the journal. Pure.

A record is never changed: a step makes the next one of it, which the journal keeps before or after the step is done, so
that a courier that starts again knows where it was.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

from handover.client.answers import ReportedProblem

PROBLEMS_KEPT: Final = 100
"""So many problems of a file are shown; a file with more has one fault many times."""


class OutStage(StrEnum):
    """How far a file of `out/` has come."""

    CLAIMED = "claimed"
    """It is about to be moved out of the software's reach, or was."""
    MEASURED = "measured"
    """It lies in the courier's own folder, and its digest is known. It may have been sent."""
    ANSWERED = "answered"
    """The site said what became of it; file and page are not in their folder yet."""
    ASKED = "asked"
    """It lies in `asked/` with its page, and waits for a yes or a no."""
    ANSWERING = "answering"
    """A person said yes or no, and the site may know."""
    DONE = "done"
    """It lies in `sent/` or `refused/` with its page."""
    DROPPED = "dropped"
    """The claim came to nothing: the file was taken out of `out/` again before the courier moved it."""


@dataclass(frozen=True, slots=True)
class News:
    """What the site said later of a file that was sent: rejected, expired and so on; `heard` is when the courier heard it."""

    notice: str
    at: str
    words: str
    heard: str = ""


@dataclass(frozen=True, slots=True)
class DepartingFile:
    """A file that came into `out/`. `copy` counts from 0 how often this name with these bytes was there before."""

    number: int
    name: str
    stage: OutStage
    since: str
    size: int = 0
    digest: str = ""
    copy: int = 0
    verdict: str = ""
    reference: str = ""
    destination: str = ""
    pupils: int | None = None
    problems: tuple[ReportedProblem, ...] = ()
    more_problems: int = 0
    answer: str = ""
    place: str = ""
    """Where it lies, seen from the courier's folder; empty while it is in the courier's own."""
    target: str = ""
    """Where it is about to be moved, or was."""
    news: tuple[News, ...] = ()

    @property
    def idempotency_key(self) -> str:
        """What makes a repeat the same send: name, bytes and the how-many-eth time that both were in `out/`.

        Nothing of chance and nothing of a clock is in it, so that a courier whose journal was lost, or put back from a
        backup, sends under the key that was used before.
        """
        return hashlib.sha256(f"{self.copy}\n{self.digest}\n{self.name}".encode()).hexdigest()

    @property
    def finished(self) -> bool:
        """Whether the courier has nothing more to do with it unless there is news."""
        return self.stage in (OutStage.DONE, OutStage.DROPPED)


class InStage(StrEnum):
    """How far a file that waits on the site has come."""

    FETCHED = "fetched"
    """It lies whole in the courier's own folder."""
    PLACING = "placing"
    """It is about to be moved to its place in `in/`, or was."""
    PLACED = "placed"
    """It lies in `in/`, for the school's software."""
    TAKEN = "taken"
    """The school's software has it, and the site may know."""
    REJECTING = "rejecting"
    """A person rejected it, and the site may know."""
    ENDING = "ending"
    """It is not to be taken any more: it was rejected, or the site says that it ended; it is about to leave `in/`, or did."""
    DONE = "done"
    """The site knows what became of it."""


@dataclass(frozen=True, slots=True)
class ArrivingFile:
    """A file that somebody sent to this office."""

    reference: str
    name: str
    stage: InStage
    since: str
    size: int = 0
    digest: str = ""
    source: str = ""
    place: str = ""
    """Where it lies or is about to lie in `in/`."""
    target: str = ""
    """Where it is about to be moved once it is not to be taken any more, or was."""
    reason: str = ""
    end: str = ""
    """What became of it: acknowledged, rejected, or the state in which the site ended it."""

    @property
    def finished(self) -> bool:
        """Whether the courier has nothing more to do with it."""
        return self.stage is InStage.DONE


Record = DepartingFile | ArrivingFile


@dataclass(frozen=True, slots=True)
class Journal:
    """Everything the courier knows: the last record of each file."""

    outgoing: Mapping[int, DepartingFile] = field(default_factory=dict)
    incoming: Mapping[str, ArrivingFile] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Self:
        """Return the journal that these records make, in their order; a later record of a file stands for an earlier."""
        outgoing: dict[int, DepartingFile] = {}
        incoming: dict[str, ArrivingFile] = {}
        for record in records:
            if isinstance(record, DepartingFile):
                outgoing[record.number] = record
            else:
                incoming[record.reference] = record
        return cls(outgoing, incoming)

    def with_record(self, record: Record) -> "Journal":
        """Return the journal with a record that is new, or stands for an earlier one of the same file."""
        if isinstance(record, DepartingFile):
            return Journal({**self.outgoing, record.number: record}, self.incoming)
        return Journal(self.outgoing, {**self.incoming, record.reference: record})

    @property
    def records(self) -> tuple[Record, ...]:
        """All of them, in the order in which they came up."""
        return (*self.outgoing.values(), *self.incoming.values())

    @property
    def next_number(self) -> int:
        """The number of the next file that is claimed."""
        return max(self.outgoing, default=0) + 1

    def count_copies(self, number: int, name: str, digest: str) -> int:
        """Return how many files before this one had the same name and bytes."""
        return sum(
            each.number < number and each.name == name and each.digest == digest for each in self.outgoing.values()
        )

    def find_sent(self, reference: str) -> DepartingFile | None:
        """Return the last file that was sent as this transfer."""
        found = [each for each in self.outgoing.values() if each.reference == reference]
        return max(found, key=lambda each: each.number, default=None)


def record_as_json(record: Record) -> dict[str, Any]:
    """Return a record as a line of the journal holds it; what is as it is at first is left out."""
    kind = type(record)
    plain: dict[str, Any] = {"kind": "out" if kind is DepartingFile else "in"}
    for name, slot in kind.__dataclass_fields__.items():
        value = getattr(record, name)
        if value != slot.default:
            plain[name] = [_fields(each) for each in value] if name in _ROWS else value
    return plain


def _fields(row: ReportedProblem | News) -> dict[str, Any]:
    return {name: getattr(row, name) for name in type(row).__dataclass_fields__ if name != "raw"}


_ROWS: Final[Mapping[str, type[ReportedProblem] | type[News]]] = {"problems": ReportedProblem, "news": News}


def read_record(plain: Mapping[str, Any]) -> Record:
    """Return the record of a line. Raises KeyError, TypeError or ValueError for what is none."""
    values: dict[str, Any] = {
        name: tuple(_ROWS[name](**row) for row in value) if name in _ROWS else value for name, value in plain.items()
    }
    kind = values.pop("kind")
    if kind == "out":
        return DepartingFile(**{**values, "stage": OutStage(values["stage"])})
    return ArrivingFile(**{**values, "stage": InStage(values["stage"])})
