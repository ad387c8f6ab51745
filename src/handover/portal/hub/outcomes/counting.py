"""Counting what became of records: each month by itself, into a few rows from which every page, CSV and publication is made.

A way is counted in the month in which it began: when the leaving was heard of, or the file was sent. A month is counted by
three queries, whatever is asked of it later; `tallying` keeps what they say, so that no page counts records.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import Substr

from handover.common.identifiers import LA_SUFFIX
from handover.portal.days import start_of_day
from handover.portal.hub.life import MoveState, find_outcome
from handover.portal.hub.models import Move, MoveStep
from handover.portal.hub.outcomes.file_outcomes import FILE_OUTCOME, GOES_ON
from handover.portal.hub.seeing import MoveSide
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.models import Transfer

FILES: Final = ""
"""What stands for the software of a school that reads and writes files: it has none in a zone of the hub."""
MOST_MONTHS: Final = 24
NATION: Final = ""
BOTH_SIDES: Final = ""
PUBLISHED: Final = "published"
"""The nation's figures as they were when they were first counted on a day: what is published does not change within it."""
SIDES: Final = (BOTH_SIDES, MoveSide.SENDER.value, MoveSide.RECEIVER.value, PUBLISHED)
Place = tuple[str, str]
Reasons = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OutcomeQuery:
    """What is asked: so many months, the last being that of `until`; an authority's schools or all; in which direction."""

    months: int
    until: date
    la_number: str = NATION
    side: str = BOTH_SIDES

    @property
    def firsts(self) -> tuple[date, ...]:
        """The first days of the months, the oldest first."""
        last = self.until.year * 12 + self.until.month - 1
        return tuple(date(each // 12, each % 12 + 1, 1) for each in range(last - self.months + 1, last + 1))

    @property
    def place(self) -> Place:
        """Whose figures are asked for. The nation's are the same in every direction."""
        return (self.la_number, self.side if self.la_number or self.side == PUBLISHED else BOTH_SIDES)


def find_next_month(month: date) -> date:
    """Return the first day of the month after one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def within_month(moment: str, month: date) -> Q:
    """Return the condition that a moment lies in a month of the place where the site is, by the name of its column."""
    bounds = {f"{moment}__gte": start_of_day(month), f"{moment}__lt": start_of_day(find_next_month(month))}
    return Q(**bounds)


@dataclass(frozen=True, slots=True)
class CountedWays:
    """The records whose way began in one month, between the software of two schools: how many met each outcome and reason,
    and how many of those that arrived took so many seconds.
    """

    month: date
    source: str
    destination: str
    outcomes: Mapping[tuple[str, str], int]
    seconds: Mapping[int, int]


@dataclass
class MonthFigures:
    """What is counted of one month, for an authority in one direction or for all."""

    outcomes: dict[tuple[str, str], Reasons] = field(default_factory=dict)
    seconds: dict[tuple[str, str], Counter[int]] = field(default_factory=dict)
    steps: dict[str, Counter[int]] = field(default_factory=dict)

    @property
    def records(self) -> int:
        """How many records there are."""
        return sum(each.total() for each in self.outcomes.values())


def count_month(month: date) -> dict[Place, MonthFigures]:
    """Return what became of the records of a month: of every authority that has any, in each direction, and of the nation."""
    found: dict[Place, MonthFigures] = {(NATION, BOTH_SIDES): MonthFigures()}
    for (out, in_, source, destination, state, by_hand, reason, took), records in _count_moves(month):
        outcome, path = find_outcome(MoveState(state), by_hand=by_hand).key, (source, destination)
        for figures in _of_places(found, out, in_):
            figures.outcomes.setdefault(path, Counter())[outcome, reason] += records
            if state == MoveState.ARRIVED.value and took is not None:
                figures.seconds.setdefault(path, Counter())[took] += records
    for (out, in_, state), records in _count_files(month):
        row = FILE_OUTCOME[state]
        for figures in _of_places(found, out, in_):
            figures.outcomes.setdefault((FILES, FILES), Counter())[row.outcome, row.reason] += records
    for (out, in_, event, took), times in _count_steps(month):
        for figures in _of_places(found, out, in_):
            figures.steps.setdefault(event, Counter())[took] += times
    return found


def _of_places(found: dict[Place, MonthFigures], out: str, in_: str) -> Iterator[MonthFigures]:
    """Yield the figures in which a way from one authority to another is counted. A place that is not known has none."""
    sides = [
        (out, MoveSide.SENDER.value),
        (in_, MoveSide.RECEIVER.value),
        *((number, BOTH_SIDES) for number in {out, in_}),
    ]
    for place in ((NATION, BOTH_SIDES), *(side for side in sides if side[0])):
        yield found.setdefault(place, MonthFigures())


def _count_moves(month: date) -> Iterator[tuple[Any, int]]:
    rows = Move.objects.filter(within_month("noticed_at", month))
    columns = ("source_product", "destination_product", "state", "by_hand", "reason", "took")
    return _grouped(rows, columns, Count("pk"))


def _count_files(month: date) -> Iterator[tuple[Any, int]]:
    """Yield the records that went as files between schools without the hub: of each file its pupils."""
    followed = Exists(Move.objects.filter(transfer=OuterRef("pk")))
    files = Transfer.objects.filter(within_month("sent_at", month), ~followed, kind__in=CTF_KINDS)
    files = files.exclude(state__in=[state.value for state in GOES_ON]).exclude(destination__endswith=LA_SUFFIX)
    return _grouped(files, ("state",), Sum("pupils"))


def _count_steps(month: date) -> Iterator[tuple[Any, int]]:
    """Yield how long after the one before the steps were taken that were taken in a month, and how often."""
    steps = MoveStep.objects.filter(within_month("at", month), took__isnull=False)
    return _grouped(steps, ("event", "took"), Count("pk"), "move__")


def _grouped(rows: Any, columns: Iterable[str], number: Any, before: str = "") -> Iterator[tuple[Any, int]]:
    """Yield each group of rows of the same authorities and columns, with its number; `before` leads to the way's columns."""
    places = {"out": Substr(f"{before}source", 1, 3), "into": Substr(f"{before}destination", 1, 3)}
    grouped = rows.order_by().annotate(**places).values_list("out", "into", *columns)
    for *key, records in grouped.annotate(records=number).iterator():
        yield tuple(key), records


def write_month(figures: MonthFigures) -> dict[str, Any]:
    """Return the figures of a month as plain values, to be kept as JSON."""
    ways = [
        [
            *path,
            [[outcome, reason, count] for (outcome, reason), count in sorted(outcomes.items())],
            sorted(figures.seconds.get(path, {}).items()),
        ]
        for path, outcomes in sorted(figures.outcomes.items())
    ]
    return {"ways": ways, "steps": [[event, sorted(times.items())] for event, times in sorted(figures.steps.items())]}


def read_ways(month: date, kept: Mapping[str, Any]) -> Iterator[CountedWays]:
    """Yield the ways of a month that were kept."""
    for source, destination, outcomes, seconds in kept["ways"]:
        told = {(outcome, reason): count for outcome, reason, count in outcomes}
        yield CountedWays(month, source, destination, told, dict(seconds))


def read_steps(kept: Mapping[str, Any]) -> Iterator[tuple[str, dict[int, int]]]:
    """Yield the times of each step of a month that were kept: seconds, and how often."""
    for event, times in kept["steps"]:
        yield event, dict(times)
