"""Proving that the audit log is whole: no entry changed, removed or put in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.conf import settings

from handover.portal.audit.chain import START, Row, chain_key, seal, seal_head
from handover.portal.audit.models import HEAD, Entry, Head

BATCH = 1000
MOST_FINDINGS = 1000
"""More faults than this are counted, not listed."""


class Fault(StrEnum):
    """What can be wrong with the log."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    HEAD_MISSING = "head missing"
    HEAD_CHANGED = "head changed"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and the sequence numbers of the first and last entry concerned."""

    fault: Fault
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What was looked at and what was found. `sequence` and `hash` are the end of the chain, for keeping elsewhere."""

    checked: int
    sequence: int
    hash: str
    findings: tuple[Finding, ...]
    faults: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class Findings:
    """Collects faults without growing for ever."""

    def __init__(self) -> None:
        self.listed: list[Finding] = []
        self.count = 0

    def add(self, fault: Fault, first: int, last: int | None = None) -> None:
        """Note one fault."""
        self.count += 1
        if self.count <= MOST_FINDINGS:
            self.listed.append(Finding(fault, first, first if last is None else last))


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as found: its fields and its code, or only its number where the rest cannot even be read."""

    sequence: int
    row: Row | None
    hash: str


class End(NamedTuple):
    """Where the chain has got to; `hash` is None after an entry that cannot be trusted."""

    sequence: int
    hash: str | None


def verify(noted: tuple[int, str] | None = None) -> VerifyResult:
    """Read the whole log in constant memory and return what is wrong with it. Safe while others write.

    `noted` is an end of the chain (sequence and hash) that was kept outside the database. Only that can show that
    somebody put back an older copy of the whole database, which is whole in itself.
    """
    key = chain_key(settings.CONFIG.key("HANDOVER_MASTER_KEY"))
    found = Findings()
    start = read_head(key, found)
    ends = {start.sequence: start.hash} if start else {}
    ends |= {noted[0]: noted[1]} if noted else {}
    checked, last = 0, End(0, START)
    for stored in entries():
        checked += 1
        last = follow(key, last, stored, ends, found)
    if ends and last.sequence < max(ends):
        found.add(Fault.REMOVED, last.sequence + 1, max(ends))
    elif start and beyond_head(last.sequence):
        found.add(Fault.HEAD_CHANGED, last.sequence)
    return VerifyResult(checked, last.sequence, last.hash or "", tuple(found.listed), found.count)


def follow(key: bytes, last: End, stored: Stored, ends: Mapping[int, str], found: Findings) -> End:
    """Check one entry against the one before it and the known ends; return where the chain is now."""
    if stored.sequence < 1:
        found.add(Fault.INSERTED, stored.sequence)
        return last
    if stored.sequence > last.sequence + 1:
        found.add(Fault.REMOVED, last.sequence + 1, stored.sequence - 1)
        last = End(stored.sequence - 1, None)
    if fits(key, stored, last.hash) and ends.get(stored.sequence, stored.hash) == stored.hash:
        return End(stored.sequence, stored.hash)
    found.add(Fault.INSERTED if beyond_head(stored.sequence) else Fault.CHANGED, stored.sequence)
    return End(stored.sequence, None)


def fits(key: bytes, stored: Stored, previous: str | None) -> bool:
    """Say whether an entry is as it was written, and follows the one before it if that can still be told."""
    if stored.row is None or stored.hash != seal(key, stored.row):
        return False
    return previous is None or stored.row.previous == previous


def read_head(key: bytes, found: Findings) -> Head | None:
    """Return the head if it can be trusted, and note it if not."""
    head = Head.objects.filter(pk=HEAD).first()
    if head is None:
        found.add(Fault.HEAD_MISSING, 0)
        return None
    if head.mac != seal_head(key, head.sequence, head.hash):
        found.add(Fault.HEAD_CHANGED, head.sequence)
        return None
    return head


def beyond_head(sequence: int) -> bool:
    """Say whether the chain does not reach that far, even now."""
    head = Head.objects.filter(pk=HEAD).first()
    return head is not None and sequence > head.sequence


def entries() -> Iterator[Stored]:
    """Yield every entry in order, a batch at a time."""
    after: int | None = None
    while True:
        rows = Entry.objects.order_by("sequence").values_list("sequence", flat=True)
        numbers = list(rows[:BATCH] if after is None else rows.filter(sequence__gt=after)[:BATCH])
        if not numbers:
            return
        yield from read(numbers)
        after = numbers[-1]


def read(numbers: list[int]) -> Iterator[Stored]:
    """Yield these entries; one by one where an entry of the batch cannot be read at all."""
    fields = Entry.objects.order_by("sequence").values_list(*Row._fields, "hash")
    try:
        for *row, code in list(fields.filter(sequence__range=(numbers[0], numbers[-1]))):
            yield Stored(row[0], Row(*row), code)
    except ValueError:
        if len(numbers) == 1:
            yield Stored(numbers[0], None, "")
            return
        for number in numbers:
            yield from read([number])
