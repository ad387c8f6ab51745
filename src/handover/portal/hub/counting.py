"""Counting what became of records: one query for each figure, however many records there are.

A way is counted in the month in which it began: when the leaving was heard of, or the file was sent. Whatever is asked for
by month, by pathway or as a whole is summed up from the same few rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When

from handover.common.identifiers import LA_SUFFIX
from handover.portal.days import start_of_day
from handover.portal.hub.file_outcomes import FILE_OUTCOME, GOES_ON
from handover.portal.hub.life import MoveState, find_outcome
from handover.portal.hub.models import Move, MoveStep
from handover.portal.hub.seeing import MoveSide, is_place_of
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.models import Transfer

FILES: Final = ""
"""What stands for the software of a school that reads and writes files: it has none in a zone of the hub."""
MOST_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class OutcomeQuery:
    """What is asked: so many months, the last being that of `until`; an authority's schools or all; in which direction."""

    months: int
    until: date
    la_number: str = ""
    side: MoveSide | None = None

    @property
    def firsts(self) -> tuple[date, ...]:
        """The first days of the months, the oldest first."""
        last = self.until.year * 12 + self.until.month - 1
        return tuple(date(each // 12, each % 12 + 1, 1) for each in range(last - self.months + 1, last + 1))

    @property
    def end(self) -> date:
        """The first day after the last month."""
        last = self.firsts[-1]
        return date(last.year + last.month // 12, last.month % 12 + 1, 1)

    def within(self, moment: str) -> Q:
        """Return the condition that a moment lies in the months, by the name of its column."""
        bounds = {f"{moment}__gte": start_of_day(self.firsts[0]), f"{moment}__lt": start_of_day(self.end)}
        return Q(**bounds)

    def among(self, before: str = "") -> Q:
        """Return the condition that a way begins or ends at one of the schools; `before` leads to the way's columns."""
        if not self.la_number:
            return Q()
        out, in_ = (is_place_of(f"{before}{column}", self.la_number) for column in ("source", "destination"))
        return {MoveSide.SENDER: out, MoveSide.RECEIVER: in_, None: out | in_}[self.side]

    def month_of(self, moment: str) -> Case:
        """Return the number of the month in which a moment lies. Compared with bounds, which every database does quickly."""
        ends = (*self.firsts[1:], self.end)
        cases = [When(Q(**{f"{moment}__lt": start_of_day(end)}), then=Value(at)) for at, end in enumerate(ends)]
        return Case(*cases, default=Value(len(ends)), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class CountedWays:
    """So many records whose way began in one month, between the software of two schools, and what became of them."""

    month: date
    source: str
    destination: str
    outcome: str
    reason: str
    records: int


@dataclass(frozen=True, slots=True)
class CountedTimes:
    """So many records that arrived after so many seconds, by the month in which they set out and the schools' software."""

    month: date
    source: str
    destination: str
    seconds: int
    records: int


def count_moves(asked: OutcomeQuery) -> Iterator[CountedWays]:
    """Yield the ways of records that the hub knows."""
    rows = _of_months(Move.objects.filter(asked.within("noticed_at"), asked.among()), asked, "noticed_at")
    columns = ("month", "source_product", "destination_product", "state", "by_hand", "reason")
    for at, source, destination, state, by_hand, reason, records in rows.values_list(*columns).annotate(
        records=Count("pk")
    ):
        outcome = find_outcome(MoveState(state), by_hand=by_hand)
        yield CountedWays(asked.firsts[at], source, destination, outcome.key, reason, records)


def count_files(asked: OutcomeQuery) -> Iterator[CountedWays]:
    """Yield the records that went as files between schools without the hub: of each file its pupils."""
    followed = Exists(Move.objects.filter(transfer=OuterRef("pk")))
    files = Transfer.objects.filter(asked.within("sent_at"), asked.among(), ~followed, kind__in=CTF_KINDS)
    files = files.exclude(state__in=[state.value for state in GOES_ON]).exclude(destination__endswith=LA_SUFFIX)
    rows = _of_months(files, asked, "sent_at").values_list("month", "state").annotate(records=Sum("pupils"))
    for at, state, records in rows:
        row = FILE_OUTCOME[state]
        yield CountedWays(asked.firsts[at], FILES, FILES, row.outcome, row.reason, records)


def count_times(asked: OutcomeQuery) -> Iterator[CountedTimes]:
    """Yield how long those took that arrived, of the ways that the hub knows."""
    arrived = Move.objects.filter(asked.within("noticed_at"), asked.among(), state=MoveState.ARRIVED.value)
    rows = _of_months(arrived.filter(took__isnull=False), asked, "noticed_at")
    columns = ("month", "source_product", "destination_product", "took")
    for at, source, destination, seconds, records in rows.values_list(*columns).annotate(records=Count("pk")):
        yield CountedTimes(asked.firsts[at], source, destination, seconds, records)


def count_step_times(asked: OutcomeQuery) -> dict[str, list[tuple[int, int]]]:
    """Return for each step that was taken in the months how long after the one before: seconds, and how often."""
    steps = MoveStep.objects.filter(asked.within("at"), asked.among("move__"), took__isnull=False)
    found: dict[str, list[tuple[int, int]]] = {}
    for event, seconds, times in steps.order_by().values_list("event", "took").annotate(times=Count("pk")):
        found.setdefault(event, []).append((seconds, times))
    return found


def _of_months(rows: "QuerySet[Any]", asked: OutcomeQuery, moment: str) -> "QuerySet[Any]":
    found: QuerySet[Any] = rows.order_by().annotate(month=asked.month_of(moment))
    return found
