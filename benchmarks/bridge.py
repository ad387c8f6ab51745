"""The bridge: what turning a file into SIF objects and back costs beside reading it, and which values survive, by element.

`BRIDGE_PUPILS` says of how many records of each direction the fidelity is counted; the seeds are those of no test.
"""

import os
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from benchmarks.ctf_check import file_of_a_year_group, seconds
from handover.bridge import convert_to_ctf, convert_to_sif
from handover.bridge.equivalence import strip_positions
from handover.ctf.reader import read_ctf
from handover.invented.sif.whole_learners import invent_whole_learners
from handover.invented.whole_records import invent_whole_files
from handover.sif.reader import read_objects
from handover.sif.writer import write_objects
from tests.bridge.round_trips import RoundTrip, bring_learner_back, bring_pupils_back

PUPILS = 60
ROUNDS = 15
AIM = 3
COUNTED = int(os.environ.get("BRIDGE_PUPILS", "1000"))
SEEDS = (4711, 90210, 260731)
NOW = datetime(2026, 11, 30, 9, 30)  # noqa: DTZ001 - a CTF tells local time, without zone


@dataclass
class FidelityTable:
    """What became of the values of many records, by the element that held them."""

    records: int = 0
    left_out: int = 0
    values: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    unexplained: Counter[str] = field(default_factory=Counter)

    def count(self, trips: Iterable[RoundTrip]) -> "FidelityTable":
        """Take in what became of records; one that was left out as a whole is counted and not compared."""
        for trip in trips:
            self.records += 1
            self.left_out += trip.left_out
            if not trip.left_out:
                self.values.update(trip.values)
                self.lost.update(strip_positions(each.path) for each in trip.differences if each.before)
                self.unexplained.update(strip_positions(each.path) for each in trip.unexplained)
        return self

    def rows(self, title: str) -> Iterator[tuple[str, str, str]]:
        """Yield the sum, then a row an element; elements of which no value survives are one row together."""
        told = f"{self.records} records, {self.left_out} left out as a whole"
        yield title, told, f"{self.unexplained.total()} differences unexplained, to be 0"
        yield self._row("all values", self.values.total(), self.lost.total(), self.unexplained.total())
        gone = [path for path in self.values if self.lost[path] >= self.values[path]]
        for path in sorted(set(self.values) | set(self.unexplained)):
            if path not in gone:
                yield self._row(path, self.values[path], self.lost[path], self.unexplained[path])
        if gone:
            values = sum(self.values[path] for path in gone)
            yield self._row(
                f"{len(gone)} elements without a place", values, values, sum(self.unexplained[path] for path in gone)
            )

    def survival(self) -> str:
        """Say how many values there were and which share of them survived."""
        return _survival(self.values.total(), self.lost.total())

    @staticmethod
    def _row(what: str, values: int, lost: int, unexplained: int) -> tuple[str, str, str]:
        return f"  {what}", _survival(values, lost), f"{lost - unexplained} explained, {unexplained} unexplained"


def _survival(values: int, lost: int) -> str:
    share = 100 * (values - lost) / values if values else 0
    return f"{values} values, {share:.2f} % survive"


def run() -> list[tuple[str, str, str]]:
    """Return the table's rows. Each round times everything, so that all meet the same load."""
    return [*costs(), *fidelity(COUNTED)]


def costs() -> list[tuple[str, str, str]]:
    """Return what each step costs per pupil, and as a ratio to reading the file."""
    data = file_of_a_year_group()
    document = read_ctf(data).document
    assert document is not None
    objects = convert_to_sif(document).objects
    written = write_objects(objects)
    works: dict[str, Callable[[], object]] = {
        "read the file": lambda: read_ctf(data),
        "turn it into SIF objects": lambda: convert_to_sif(document),
        "turn them back": lambda: convert_to_ctf(objects, document.header),
        "write the objects": lambda: write_objects(objects),
        "read the objects and turn them back": lambda: convert_to_ctf(read_objects(written), document.header),
    }
    rounds = [[seconds(work) for work in works.values()] for _ in range(ROUNDS)]
    table = [("a file", f"{len(data) / 1000:.0f} kB", f"{PUPILS} pupils, {len(objects)} objects")]
    for column, what in enumerate(works):
        table.append(
            (
                what,
                f"{_median(each[column] for each in rounds) / PUPILS * 1e6:.0f} µs a pupil",
                _ratio(each[column] / each[0] for each in rounds),
            )
        )
    both = _ratio((each[1] + each[2]) / each[0] for each in rounds)
    table.append(("into SIF objects and back", "", f"{both}, to be at most {AIM}"))
    return table


def fidelity(count: int) -> Iterator[tuple[str, str, str]]:
    """Yield which values survive each way there and back, of so many records."""
    each = -(-count // len(SEEDS))
    files = list(chain.from_iterable(invent_whole_files(seed, each) for seed in SEEDS))
    yield from FidelityTable().count(chain.from_iterable(map(bring_pupils_back, files))).rows("File to SIF to file")
    bare = FidelityTable().count(chain.from_iterable(bring_pupils_back(file, originals=False) for file in files))
    yield "  the same where a provider keeps no extended elements", bare.survival(), ""
    learners = chain.from_iterable(invent_whole_learners(seed, each) for seed in SEEDS)
    trips = (bring_learner_back(objects, NOW) for objects in learners)
    yield from FidelityTable().count(trips).rows("SIF to file to SIF")


def _median(figures: Iterable[float]) -> float:
    return statistics.median(figures)


def _ratio(figures: Iterable[float]) -> str:
    return f"{statistics.median(figures):.1f}"
