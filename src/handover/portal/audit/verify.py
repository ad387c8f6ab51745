"""Proving that the audit log is whole: no entry changed, removed or put in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from handover.portal.audit.anchors import Anchor
from handover.portal.audit.chain import START, ChainRow, seal_entry, seal_head
from handover.portal.audit.chain_keys import ChainKeys
from handover.portal.audit.models import HEAD, Entry, Head
from handover.portal.audit.noting import is_whole, newest_beginning, own_lines
from handover.portal.audit.restoring import Gap, demanded, gaps
from handover.portal.masterkeys.ring import look_again

BATCH = 1000
MOST_FINDINGS = 1000
"""More faults than this are counted, not listed."""


class ChainFault(StrEnum):
    """What can be wrong with the log."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    HEAD_MISSING = "head missing"
    HEAD_CHANGED = "head changed"
    REPLACED = "replaced"
    ANCHORS_MISSING = "anchors missing"
    ANCHORS_UNREADABLE = "anchors unreadable"
    WRONG_KEY = "wrong key"


@dataclass(frozen=True, slots=True)
class ChainFinding:
    """A fault, and the sequence numbers of the first and last entry concerned."""

    fault: ChainFault
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What was looked at and what was found. `sequence` and `hash` are the end of the chain, for keeping elsewhere.

    `anchor` is the newest end that was noted outside the database and that the log had to meet; `gaps` are the entries that
    are gone with backups that were put back, as the log itself says.
    """

    checked: int
    sequence: int
    hash: str
    findings: tuple[ChainFinding, ...]
    faults: int
    anchor: Anchor | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class ChainFindings:
    """Collects faults without growing for ever; the same fault in entries that follow each other is one finding."""

    def __init__(self) -> None:
        self.listed: list[ChainFinding] = []
        self.count = 0
        self._newest: ChainFinding | None = None

    def add(self, fault: ChainFault, first: int, last: int | None = None) -> None:
        """Note one fault."""
        last = first if last is None else last
        newest = self._newest
        if newest is not None and newest.fault == fault and newest.last + 1 == first:
            self._newest = replace(newest, last=last)
            if self.listed[-1] is newest:
                self.listed[-1] = self._newest
            return
        self.count += 1
        self._newest = ChainFinding(fault, first, last)
        if self.count <= MOST_FINDINGS:
            self.listed.append(self._newest)


@dataclass(slots=True)
class Verification:
    """What is known while the log is read: the keys, the ends to be met, and what was met so far.

    `end` is that of the head; `noted` are those from outside the database, `replaced` those that the log does not meet
    although its entries fit each other; `fitting` says whether any entry fitted the key.
    """

    keys: ChainKeys
    end: Mapping[int, str]
    noted: Mapping[int, frozenset[str]]
    found: ChainFindings
    replaced: list[int] = field(default_factory=list)
    fitting: bool = False


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as found: its fields and its code, or only its number where the rest cannot even be read."""

    sequence: int
    row: ChainRow | None
    hash: str


class End(NamedTuple):
    """Where the chain has got to; `hash` is None after an entry that cannot be trusted."""

    sequence: int
    hash: str | None


def verify(given: Iterable[Anchor] = ()) -> VerifyResult:
    """Read the whole log in constant memory and return what is wrong with it. Safe while others write.

    The log must meet every end that was noted outside the database: those in this machine's file of anchors, and those
    `given`. Only they can show that somebody cut off the newest entries and put back the head of that time, or an older copy
    of the whole database: what is left is whole in itself.
    """
    keys = ChainKeys(look_again())
    found = ChainFindings()
    anchors = [*own_anchors(found), *given]  # read before the log, which may grow meanwhile
    must = demanded(anchors)
    head = read_head(keys.today, found)
    verification = Verification(keys, {head.sequence: head.hash} if head else {}, by_sequence(must), found)
    checked, last = 0, End(0, START)
    for stored in read_entries():
        checked += 1
        last = follow_chain(verification, last, stored)
    judge_end(verification, last, head)
    if (
        checked
        and not verification.fitting
        and any(finding.fault == ChainFault.HEAD_CHANGED for finding in found.listed)
    ):
        found = ChainFindings()
        found.add(ChainFault.WRONG_KEY, 0)
    newest = max(must, key=lambda anchor: anchor.sequence, default=None)
    return VerifyResult(checked, last.sequence, last.hash or "", tuple(found.listed), found.count, newest, gaps())


def own_anchors(found: ChainFindings) -> tuple[Anchor, ...]:
    """Return the anchors of this machine's file, and note what is wrong with it."""
    lines, begun = own_lines(), newest_beginning()
    if begun is not None and not is_whole(begun, lines):
        found.add(ChainFault.ANCHORS_MISSING, begun.sequence)
    if lines is None:
        return ()
    if lines.unreadable:
        found.add(ChainFault.ANCHORS_UNREADABLE, 1, lines.unreadable)
    return lines.anchors


def by_sequence(anchors: Iterable[Anchor]) -> dict[int, frozenset[str]]:
    """Return the codes that were noted for each entry."""
    ends: dict[int, frozenset[str]] = {}
    for anchor in anchors:
        ends[anchor.sequence] = ends.get(anchor.sequence, frozenset()) | {anchor.hash}
    return ends


def follow_chain(verification: Verification, last: End, stored: StoredEntry) -> End:
    """Check one entry against the one before it and the known ends; return where the chain is now."""
    if stored.sequence < 1:
        verification.found.add(ChainFault.INSERTED, stored.sequence)
        return last
    if stored.sequence > last.sequence + 1:
        verification.found.add(ChainFault.REMOVED, last.sequence + 1, stored.sequence - 1)
        last = End(stored.sequence - 1, None)
    if (
        fits_anchor(verification.keys.key_of(stored.sequence), stored, last.hash)
        and verification.end.get(stored.sequence, stored.hash) == stored.hash
    ):
        verification.fitting = True
        if verification.noted.get(stored.sequence, frozenset({stored.hash})) != {stored.hash}:
            verification.replaced.append(stored.sequence)
        return End(stored.sequence, stored.hash)
    verification.found.add(ChainFault.INSERTED if beyond_head(stored.sequence) else ChainFault.CHANGED, stored.sequence)
    return End(stored.sequence, None)


def judge_end(verification: Verification, last: End, head: Head | None) -> None:
    """Note what is gone from the end of the log, by its head and by the ends that were noted elsewhere."""
    furthest = max([*verification.end, *verification.noted], default=0)
    if verification.replaced:
        verification.found.add(
            ChainFault.REPLACED,
            verification.replaced[0],
            furthest if furthest > last.sequence else verification.replaced[-1],
        )
    elif last.sequence < furthest:
        verification.found.add(ChainFault.REMOVED, last.sequence + 1, furthest)
    elif head and beyond_head(last.sequence):
        verification.found.add(ChainFault.HEAD_CHANGED, last.sequence)


def fits_anchor(key: bytes, stored: StoredEntry, previous: str | None) -> bool:
    """Say whether an entry is as it was written, and follows the one before it if that can still be told."""
    if stored.row is None or stored.hash != seal_entry(key, stored.row):
        return False
    return previous is None or stored.row.previous == previous


def read_head(key: bytes, found: ChainFindings) -> Head | None:
    """Return the head if it can be trusted, and note it if not."""
    head = Head.objects.filter(pk=HEAD).first()
    if head is None:
        found.add(ChainFault.HEAD_MISSING, 0)
        return None
    if head.mac != seal_head(key, head.sequence, head.hash):
        found.add(ChainFault.HEAD_CHANGED, head.sequence)
        return None
    return head


def beyond_head(sequence: int) -> bool:
    """Say whether the chain does not reach that far, even now."""
    head = Head.objects.filter(pk=HEAD).first()
    return head is not None and sequence > head.sequence


def read_entries() -> Iterator[StoredEntry]:
    """Yield every entry in order, a batch at a time."""
    after: int | None = None
    while True:
        rows = Entry.objects.order_by("sequence").values_list("sequence", flat=True)
        numbers = list(rows[:BATCH] if after is None else rows.filter(sequence__gt=after)[:BATCH])
        if not numbers:
            return
        yield from read_batch(numbers)
        after = numbers[-1]


def read_batch(numbers: list[int]) -> Iterator[StoredEntry]:
    """Yield these entries; one by one where an entry of the batch cannot be read at all."""
    fields = Entry.objects.order_by("sequence").values_list(*ChainRow._fields, "hash")
    try:
        for *row, code in list(fields.filter(sequence__range=(numbers[0], numbers[-1]))):
            yield StoredEntry(row[0], ChainRow(*row), code)
    except ValueError:
        if len(numbers) == 1:
            yield StoredEntry(numbers[0], None, "")
            return
        for number in numbers:
            yield from read_batch([number])
