"""What became of records in numbers, as the page, the CSV and the published version say it: sums of the months that are kept.

No record is counted for it: of each month there is one row, which `tallying` keeps up to date.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final, TypeVar

from handover.common.text import Text
from handover.portal.hub.life import MOVE_LIFE, OUTCOMES, MoveStepKind
from handover.portal.hub.outcomes.counted_models import CountedMonth
from handover.portal.hub.outcomes.counting import CountedWays, OutcomeQuery, read_steps, read_ways
from handover.portal.hub.outcomes.tallying import list_marks
from handover.portal.hub.reasons import MOVE_REASON
from handover.portal.hub.times import find_percentile

BY_ITSELF: Final = "arrived_by_itself"
ARRIVED: Final = (BY_ITSELF, "arrived_after_yes")


@dataclass(frozen=True, slots=True)
class OutcomesTogether:
    """Outcomes that a table with little room counts together."""

    name: Text
    outcomes: tuple[str, ...]


GROUPS: Final = (
    OutcomesTogether(Text("Arrived by itself", "Cyrhaeddodd ohono'i hun"), (BY_ITSELF,)),
    OutcomesTogether(Text("Arrived after a yes", "Cyrhaeddodd ar ôl cytuno"), ("arrived_after_yes",)),
    OutcomesTogether(Text("Waits", "Yn aros"), tuple(row.key for row in OUTCOMES if not row.over)),
    OutcomesTogether(
        Text("Ended otherwise", "Daeth i ben fel arall"),
        tuple(row.key for row in OUTCOMES if row.over and row.key not in ARRIVED),
    ),
)
"""Every outcome is in exactly one."""


@dataclass(frozen=True, slots=True)
class ArrivalTimes:
    """How long records took to arrive: within how many seconds half of them, 95 and 99 in a hundred had. None of no records."""

    records: int
    median: int | None
    most: int | None
    nearly_all: int | None

    @classmethod
    def of(cls, counts: Iterable[tuple[int, int]]) -> "ArrivalTimes":
        """Return the times of records that are counted by the seconds they took."""
        listed = list(counts)
        shares = [find_percentile(listed, share) for share in (0.5, 0.95, 0.99)]
        return cls(sum(count for _, count in listed), *shares)


@dataclass
class OutcomeSum:
    """The records of a month, of a pathway or of all: how many ended how, and how long those took that arrived."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: Counter[int] = field(default_factory=Counter)

    @property
    def records(self) -> int:
        """How many there are."""
        return self.counts.total()

    def share(self, *outcomes: str) -> float | None:
        """Return how many in a hundred ended so, with one decimal; none of no records."""
        if not self.records:
            return None
        return round(100 * sum(self.counts[key] for key in outcomes) / self.records, 1)

    @property
    def by_itself(self) -> float | None:
        """How many in a hundred arrived by themselves."""
        return self.share(BY_ITSELF)

    @property
    def grouped(self) -> list[int]:
        """The numbers of GROUPS."""
        return [sum(self.counts[key] for key in group.outcomes) for group in GROUPS]

    @cached_property
    def times(self) -> ArrivalTimes:
        """How long those took that arrived."""
        return ArrivalTimes.of(self.seconds.items())


@dataclass(frozen=True, slots=True)
class CountedReason:
    """So many records that ended or wait under an outcome for one reason."""

    outcome: str
    reason: Text
    records: int


Pathway = tuple[str, str]
MonthlyPathway = tuple[date, str, str]
K = TypeVar("K")


@dataclass(frozen=True)
class OutcomeFigures:
    """All figures of a question. `steps` are the times between one step and the next, as seconds and how often; `as_of` is
    since when nothing changed that is not in them, None where the months have not been counted yet.
    """

    asked: OutcomeQuery
    ways: tuple[CountedWays, ...]
    steps: Mapping[str, Mapping[int, int]]
    as_of: datetime | None

    @cached_property
    def whole(self) -> OutcomeSum:
        """All records together."""
        return self._summed(lambda row: None).get(None, OutcomeSum())

    @cached_property
    def months(self) -> list[tuple[date, OutcomeSum]]:
        """The records of each month, also of one without any."""
        found = self._summed(lambda row: row.month)
        return [(month, found.get(month, OutcomeSum())) for month in self.asked.firsts]

    @cached_property
    def pathways(self) -> list[tuple[Pathway, OutcomeSum]]:
        """The records between each two sorts of software, the most first."""
        found: dict[Pathway, OutcomeSum] = self._summed(lambda row: (row.source, row.destination))
        return sorted(found.items(), key=lambda each: (-each[1].records, each[0]))

    @cached_property
    def monthly_pathways(self) -> list[tuple[MonthlyPathway, OutcomeSum]]:
        """The same month by month."""
        found: dict[MonthlyPathway, OutcomeSum] = self._summed(lambda row: (row.month, row.source, row.destination))
        return sorted(found.items(), key=lambda each: each[0])

    @cached_property
    def reasons(self) -> list[CountedReason]:
        """Why records did not arrive, or have not yet, the most frequent first."""
        counts: Counter[tuple[str, str]] = Counter()
        for row in self.ways:
            for (outcome, reason), records in row.outcomes.items():
                if reason in MOVE_REASON and outcome not in ARRIVED:
                    counts[outcome, reason] += records
        return [
            CountedReason(outcome, MOVE_REASON[reason].words, count)
            for (outcome, reason), count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ]

    @cached_property
    def step_times(self) -> list[tuple[MoveStepKind, ArrivalTimes]]:
        """How long after the step before each step was taken, in the order of the way."""
        return [
            (step, ArrivalTimes.of(self.steps[step.event].items())) for step in MOVE_LIFE if step.event in self.steps
        ]

    def _summed(self, key: Callable[[CountedWays], K]) -> dict[K, OutcomeSum]:
        found: dict[K, OutcomeSum] = {}
        for row in self.ways:
            each = found.setdefault(key(row), OutcomeSum())
            for (outcome, _), records in row.outcomes.items():
                each.counts[outcome] += records
            each.seconds.update(row.seconds)
        return found


def make_figures(asked: OutcomeQuery) -> OutcomeFigures:
    """Return the figures of a question: two queries for a few rows, however many records there are."""
    marks = list_marks(asked.firsts)
    la_number, side = asked.place
    rows = CountedMonth.objects.filter(la_number=la_number, side=side, month__in=asked.firsts)
    ways: list[CountedWays] = []
    steps: dict[str, Counter[int]] = {}
    for month, kept in rows.values_list("month", "figures"):
        ways += read_ways(month, kept)
        for event, times in read_steps(kept):
            steps.setdefault(event, Counter()).update(times)
    whole = len(marks) == len(asked.firsts)
    return OutcomeFigures(asked, tuple(ways), steps, min(mark.checked_at for mark in marks.values()) if whole else None)
