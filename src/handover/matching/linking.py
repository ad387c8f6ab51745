"""The yearly matching: which lost pupils are on a school's roll (item 1.4 of the guide).

In two stages. Splink proposes the pairs that are worth a look, and those that share a UPN are among them; then each pair is
weighed by the evidence model (`evidence.py`), with how common everything is on this roll, and set against its rivals. Two lines
are drawn on the probability: above the one a link is certain, between them a person should look. The same records give the
same links every time.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from handover.common.text import Text
from handover.matching.calibration import CERTAIN, LOOK
from handover.matching.findings import FINDINGS, EvidenceTable
from handover.matching.households import new_homes
from handover.matching.links import Certainty, Links, LostRecord, OnRoll, PupilLink, found_keys
from handover.matching.model import MOST
from handover.matching.roll_rarity import count_rarity
from handover.matching.scoring import propose_pairs
from handover.matching.settling import settle_links
from handover.matching.spark import Cluster
from handover.matching.tables import children_of, fill_tables, pairs_by_home, pairs_by_upn
from handover.matching.weighing import PairWeighing

if TYPE_CHECKING:
    import duckdb


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

COLLECT_AFTER: Final = (50_000, 20, 10)
"""New records, and rounds of each generation, after which Python looks for garbage (`gc.set_threshold`)."""

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
    table: EvidenceTable = FINDINGS,
) -> Links:
    """Link lost pupils with pupils on roll.

    `certain` and `look` are probabilities. With a Spark cluster the pairs are proposed there, else here; `table` is what
    evidence weighs, as shipped or re-estimated (`estimating.py`).
    """
    pupils = {pupil.key: pupil for pupil in lost}
    with collect_garbage_seldom(), open_database(limits) as database:
        progress(MatchingStage.READING, 0)
        _, rows = fill_tables(database, pupils.values(), roll, lambda count: progress(MatchingStage.READING, count))
        progress(MatchingStage.UPN, rows)
        matching = _Matching(
            database, pupils, PairWeighing(count_rarity(database, pupils.values(), rows), table), certain, look
        )
        by_upn = matching.weigh(pairs_by_upn(database, pupils.values()))
        progress(MatchingStage.WEIGHING, rows)
        done = {one.lost.key for one in matching.settle(by_upn) if one.certainty is Certainty.CERTAIN}
        known = {(one.lost.key, str(one.on_roll.line)) for one in by_upn}
        proposed = propose_pairs(database, done, cluster)
        links = [*by_upn, *matching.weigh(pair for pair in proposed if pair not in known)]
        progress(MatchingStage.EXPLAINING, rows)
        settled = matching.settle(matching.rejoin_families(links))
    return Links(tuple(settled), len(pupils), rows)


@contextmanager
def collect_garbage_seldom() -> Iterator[None]:
    """Have Python look for garbage in circles far less often: a matching makes millions of records and no circles.

    A sixth of its time went there. The setting is the process's, and is put back.
    """
    before = gc.get_threshold()
    gc.set_threshold(*COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


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
    weighing: PairWeighing
    certain: float
    look: float

    def weigh(self, pairs: Iterable[tuple[str, str]], *, household: bool = False) -> list[PupilLink]:
        """Return the links of pairs of a lost pupil's key and a line of the roll, each with its own weight only."""
        listed = list(pairs)
        on_roll = children_of(self.database, (line for _, line in listed))
        return [self.weighing.weigh_pair(self.lost[key], on_roll[line], household=household) for key, line in listed]

    def settle(self, links: Sequence[PupilLink]) -> list[PupilLink]:
        """Return the links that are certain or to be looked at, with their probability."""
        return list(settle_links(links, self.weighing.rarity, self.certain, self.look, MOST))

    def rejoin_families(self, links: Sequence[PupilLink]) -> list[PupilLink]:
        """Return all links, and those of pupils not yet found whose brothers or sisters are certainly at the same new home.

        These are weighed anew, with the household in evidence.
        """
        settled = self.settle(links)
        found = found_keys(one for one in settled if one.certainty is Certainty.CERTAIN)
        homes = new_homes([pupil for key, pupil in self.lost.items() if key not in found], settled)
        pairs = pairs_by_home(self.database, homes)
        again = set(pairs)
        kept = [one for one in links if (one.lost.key, str(one.on_roll.line)) not in again]
        return [*kept, *self.weigh(pairs, household=True)]
