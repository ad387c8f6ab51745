"""The yearly matching: which lost pupils are on a school's roll (item 1.4 of the guide).

A UPN decides first, if the rest does not speak against it; then Splink weighs everything else. Two lines are drawn: above
the one a link is certain, between them a person should look. Twins are never joined, and nothing is certain that has two
answers. The same records give the same links every time.
"""

from __future__ import annotations

import math
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from handover.common.text import Text
from handover.matching.evidence import Child, Evidence, are_twins, compare, score_evidence
from handover.matching.findings import ComparedField, FieldAgreement
from handover.matching.links import Certainty, Conflict, Links, LostRecord, OnRoll, PupilLink
from handover.matching.model import AHEAD, CERTAIN, LOOK, MOST, SUPPORT
from handover.matching.scoring import score_pairs
from handover.matching.spark import Cluster
from handover.matching.tables import children_of, fill_tables, pairs_by_upn

if TYPE_CHECKING:
    import duckdb

SAME_LOST: Final = 12.0  # points from which two lost records are one child, uploaded twice


class MatchingStage(StrEnum):
    """What a matching is doing."""

    READING = "reading"
    UPN = "upn"
    WEIGHING = "weighing"
    EXPLAINING = "explaining"


STAGES: Final[Mapping[MatchingStage, Text]] = {
    MatchingStage.READING: Text("Reading the roll", "Darllen y gofrestr"),
    MatchingStage.UPN: Text("Matching by UPN", "Paru yn ôl UPN"),
    MatchingStage.WEIGHING: Text(
        "Weighing names, birth dates and postcodes", "Pwyso enwau, dyddiadau geni a chodau post"
    ),
    MatchingStage.EXPLAINING: Text("Writing down the reasons", "Nodi'r rhesymau"),
}

Progress = Callable[[MatchingStage, int], None]
"""Called at each stage, and while reading with the rows read so far. It may raise to stop the matching."""


@dataclass(frozen=True, slots=True)
class ResourceLimits:
    """What a matching may use of the machine: processor threads, and megabytes before it turns to the disk."""

    threads: int = 2
    memory: int = 2048


def _silent(stage: MatchingStage, rows: int) -> None:
    """Report to nobody."""


def link_pupils(
    lost: Iterable[LostRecord],
    roll: Iterable[OnRoll],
    *,
    progress: Progress = _silent,
    limits: ResourceLimits = ResourceLimits(),
    certain: float = CERTAIN,
    look: float = LOOK,
    cluster: Cluster | None = None,
) -> Links:
    """Link lost pupils with pupils on roll.

    `certain` and `look` are weights in powers of two. With a Spark cluster the pairs are weighed there, else here.
    """
    pupils = {pupil.key: pupil for pupil in lost}
    with open_database(limits) as database:
        progress(MatchingStage.READING, 0)
        _, rows = fill_tables(database, pupils.values(), roll, lambda count: progress(MatchingStage.READING, count))
        progress(MatchingStage.UPN, rows)
        matching = _Matching(database, pupils, rows, certain, look)
        by_upn = matching.by_upn()
        progress(MatchingStage.WEIGHING, rows)
        done = {one.lost.key for one in by_upn if one.certainty is Certainty.CERTAIN}
        weighed = score_pairs(database, done, look, cluster)
        progress(MatchingStage.EXPLAINING, rows)
        links = [*by_upn, *matching.weighed(weighed, by_upn)]
    return Links(tuple(_settled(links)), len(pupils), rows)


@contextmanager
def open_database(limits: ResourceLimits) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory, which overflows into a folder that is removed in any case.

    What overflows is encrypted under a key that is only in this process's memory. "Unsafe" is DuckDB's word for drawing that
    key with its own generator of random numbers; the safe one is an extension that would have to be fetched.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="matching-") as folder:
        database = duckdb.connect(
            config={
                "threads": limits.threads,
                "memory_limit": f"{limits.memory}MB",
                "temp_directory": folder,
                "temp_file_encryption": True,
                "force_mbedtls_unsafe": True,
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        try:
            yield database
        finally:
            database.close()


@dataclass(frozen=True, slots=True)
class _Matching:
    """One matching, for the steps that need both records of a pair."""

    database: duckdb.DuckDBPyConnection
    lost: Mapping[str, LostRecord]
    rows: int
    certain: float
    look: float

    def by_upn(self) -> list[PupilLink]:
        """Return the links by UPN: certain where the rest supports it, for a person where it does not."""
        return list(self._links((key, line, None) for key, line in pairs_by_upn(self.database, self.lost.values())))

    def weighed(self, pairs: list[tuple[str, str, float]], already: Iterable[PupilLink]) -> Iterator[PupilLink]:
        """Return the links by weight, the best few for each lost pupil."""
        known = {(one.lost.key, str(one.on_roll.line)) for one in already}
        counts: dict[str, int] = defaultdict(int)
        best: list[tuple[str, str, float | None]] = []
        for key, line, weight in pairs:
            if counts[key] < MOST and (key, line) not in known:
                counts[key] += 1
                best.append((key, line, weight))
        yield from self._links(best)

    def _links(self, pairs: Iterable[tuple[str, str, float | None]]) -> Iterator[PupilLink]:
        listed = list(pairs)
        on_roll = children_of(self.database, (line for _, line, _ in listed))
        for key, line, weight in listed:
            child, school = on_roll[line]
            pupil = self.lost[key]
            if not are_twins(pupil.child, child):
                yield self._link(pupil, OnRoll(int(line), child, school), weight)

    def _link(self, pupil: LostRecord, on_roll: OnRoll, weight: float | None) -> PupilLink:
        """Return a link; without a weight it is one by UPN, and weighs what its evidence is worth in this roll."""
        evidence = compare(pupil.child, on_roll.child)
        conflicts = tuple(_conflicts(evidence, by_upn=weight is None))
        if weight is None:
            weight = score_evidence(evidence) - math.log2(self.rows)
        sure = weight >= self.certain and not conflicts
        return PupilLink(
            lost=pupil,
            on_roll=on_roll,
            score=round(weight, 2),
            by_upn=any(each.field is ComparedField.UPN and each.finding in _BY_UPN for each in evidence),
            certainty=Certainty.CERTAIN if sure else Certainty.LOOK,
            evidence=evidence,
            conflicts=conflicts,
        )


_BY_UPN: Final = (FieldAgreement.SAME, FieldAgreement.FORMER)


def _conflicts(evidence: tuple[Evidence, ...], by_upn: bool) -> Iterator[Conflict]:
    found = {each.field: each.finding for each in evidence}
    rest = score_evidence(each for each in evidence if each.field is not ComparedField.UPN)
    if by_upn and (rest <= SUPPORT or _might_be_siblings(found)):
        yield Conflict.UPN_OF_ANOTHER
    if not by_upn and _might_be_twins(found):
        yield Conflict.MAY_BE_TWINS


def _might_be_siblings(found: Mapping[ComparedField, FieldAgreement]) -> bool:
    other_day = found[ComparedField.BIRTH_DATE] not in (FieldAgreement.SAME, FieldAgreement.MISSING)
    return other_day and found[ComparedField.FORENAME] in (FieldAgreement.DIFFERENT, FieldAgreement.NEAR)


def _might_be_twins(found: Mapping[ComparedField, FieldAgreement]) -> bool:
    return (
        found[ComparedField.BIRTH_DATE] is FieldAgreement.SAME
        and found[ComparedField.FORENAME] is FieldAgreement.DIFFERENT
        and found[ComparedField.SURNAME] is not FieldAgreement.DIFFERENT
    )


def _settled(links: list[PupilLink]) -> Iterator[PupilLink]:
    """Take the certainty from links that have a rival, on either side; yield all, best first for each lost pupil."""
    of_lost: dict[str, list[PupilLink]] = defaultdict(list)
    for one in links:
        of_lost[one.lost.key].append(one)
    settled = [each for rivals in of_lost.values() for each in _one_on_roll(rivals)]
    best: dict[int, PupilLink] = {}
    for one in settled:
        if one.certainty is Certainty.CERTAIN:
            best[one.on_roll.line] = max(one, best.get(one.on_roll.line, one), key=lambda each: each.score)
    for one in settled:
        first = best.get(one.on_roll.line)
        if one.certainty is Certainty.CERTAIN and first and not _one_child(first.lost.child, one.lost.child):
            one = _doubted(one, Conflict.TWO_LOST)
        yield one


def _one_on_roll(rivals: list[PupilLink]) -> Iterator[PupilLink]:
    ordered = sorted(rivals, key=lambda one: (-one.score, one.on_roll.line))
    first, near = ordered[0], [one for one in ordered[1:] if one.score > ordered[0].score - AHEAD]
    yield _doubted(first, Conflict.TWO_ON_ROLL) if near else first
    for one in ordered[1:]:
        yield _doubted(one, Conflict.TWO_ON_ROLL)


def _one_child(one: Child, other: Child) -> bool:
    return one == other or score_evidence(compare(one, other)) >= SAME_LOST


def _doubted(one: PupilLink, conflict: Conflict) -> PupilLink:
    return replace(one, certainty=Certainty.LOOK, conflicts=tuple(dict.fromkeys((*one.conflicts, conflict))))
