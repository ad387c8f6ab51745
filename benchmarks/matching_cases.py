"""Counties for the benchmark of the matching, as files that a process of its own can read: the second one and the first."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.second_county.county import generate
from benchmarks.second_county.traps import sibling_traps, trap_roll
from handover.invented.county import County
from handover.matching.evidence import Child, permanent_upn
from handover.matching.links import LostRecord, OnRoll

Lines = frozenset[int]


@dataclass(frozen=True, slots=True)
class MatchingCase:
    """What is true of a county: the right lines of each lost pupil (none, one, two), their origin and what differs.

    `usable` are the lost pupils whose permanent UPN is on the right row, as the number or the former one.
    """

    title: str
    truth: dict[str, Lines]
    origins: dict[str, str]
    kinds: dict[str, frozenset[str]]
    usable: frozenset[str]

    @property
    def findable(self) -> frozenset[str]:
        """The lost pupils who are on the roll."""
        return frozenset(key for key, lines in self.truth.items() if lines)


def write_second(folder: Path, seed: int, lost: int, on_roll: int, damage: float = 1.0) -> MatchingCase:
    """Write the second county's store and roll into the folder; see `generate` for `damage`."""
    county = generate(seed, lost, on_roll, damage)
    usable = _write(folder, county.lost_records(), county.roll(), county.truth)
    return MatchingCase("second county", dict(county.truth), county.origins(), county.kinds(), usable)


def write_first(folder: Path, seed: int, lost: int, on_roll: int) -> MatchingCase:
    """Write the store and roll of the county that demo and samples show."""
    county = County(seed, lost, on_roll)
    pupils = list(county.lost_pupils())
    truth = {pupil.key: frozenset[int]() for pupil in pupils} | {
        key: frozenset({line}) for key, line in county.truth().items()
    }
    usable = _write(folder, pupils, county.roll(), truth)
    origins = {pupil.key: "welsh" if county.is_welsh(pupil.key) else "others" for pupil in pupils}
    return MatchingCase("first county", truth, origins, {}, usable)


def write_traps(folder: Path, seed: int, count: int, on_roll: int) -> MatchingCase:
    """Write pairs of brothers and sisters: none of the lost ones is on the roll."""
    traps = sibling_traps(seed, count)
    nobody = {trap.lost.key: frozenset[int]() for trap in traps}
    _write(folder, [trap.lost for trap in traps], trap_roll(seed, count, on_roll), nobody)
    origins = {trap.lost.key: trap.origin for trap in traps}
    return MatchingCase("traps", nobody, origins, {trap.lost.key: trap.kinds for trap in traps}, frozenset())


WriteCase = Callable[[Path, int, int, int], MatchingCase]


def _write(folder: Path, lost: list[LostRecord], roll: Iterable[OnRoll], truth: dict[str, Lines]) -> frozenset[str]:
    """Write both sides; return the lost pupils whom a UPN finds."""
    (folder / "lost").write_bytes(pickle.dumps(lost))
    wanted: dict[int, Child] = {line: each.child for each in lost for line in truth[each.key]}
    keys = {line: each.key for each in lost for line in truth[each.key]}
    usable = set()
    with (folder / "roll").open("wb") as file:
        for row in roll:
            pickle.dump(row, file)
            child = wanted.get(row.line)
            if child and (upn := permanent_upn(child.upn)) and upn in (row.child.upn, row.child.former_upn):
                usable.add(keys[row.line])
    return frozenset(usable)


def read_lost(folder: Path) -> list[LostRecord]:
    """Return the store that was written."""
    lost: list[LostRecord] = pickle.loads((folder / "lost").read_bytes())
    return lost


def read_roll(folder: Path) -> Iterator[OnRoll]:
    """Give the roll that was written, row by row."""
    with (folder / "roll").open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return
