"""Reports in numbers: what each school sent and received, and what went from authority to authority (seed, 7.1, 7.3)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from django.db.models import Q, Sum
from django.utils import timezone

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.portal.establishments.directory import las
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.reports.asking import ReportQuery
from handover.portal.reports.columns import ReportColumn, summed_column, text_column
from handover.portal.reports.counting import FLOW, RECEIVED, SENT
from handover.portal.reports.models import Tally
from handover.portal.reports.outcomes import DOWNLOADED, OTHERWISE, OUTCOMES, REJECTED, WAITING
from handover.portal.reports.period import Period, first_day_of_month
from handover.portal.reports.pictures import Bars, Flows

MONTHS = 12
CTF = "ctf"
AFTERWARDS = (DOWNLOADED, WAITING, REJECTED, OTHERWISE)
"""What can become of a file that somebody receives, in the order of the columns."""
Key = tuple[object, ...]


@dataclass(slots=True)
class Count:
    """So many files, with so many records of pupils in them."""

    files: int = 0
    pupils: int = 0


Outcomes = Mapping[str, Count]
"""What became of files: how many there are of each of `AFTERWARDS`."""
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SchoolUsage:
    """What a school, or a desk of the authority, has sent and was sent."""

    number: str
    name: str
    sent: Count
    received: Outcomes


@dataclass(frozen=True, slots=True)
class AuthorityFlow:
    """What went from one authority to another."""

    sender: str
    sender_name: str
    receiver: str
    receiver_name: str
    went: Outcomes

    @property
    def files(self) -> int:
        """How many files went."""
        return sum(count.files for count in self.went.values())


def outcome_columns(outcomes_of: Callable[[R], Outcomes]) -> tuple[ReportColumn[R], ...]:
    """Return a column for each thing that can become of a file."""

    def column(key: str) -> ReportColumn[R]:
        return ReportColumn(
            OUTCOMES[key].name, cell=lambda row, context: outcomes_of(row)[key].files, numeric=True, summed=True
        )

    return tuple(column(key) for key in AFTERWARDS)


def pupils_in(outcomes: Outcomes) -> int:
    """Return how many records of pupils were in files, whatever became of them."""
    return sum(count.pupils for count in outcomes.values())


GENERAL: Final[tuple[ReportColumn[SchoolUsage], ...]] = (
    text_column("Number", "Rhif", lambda row, context: row.number),
    text_column("School", "Ysgol", lambda row, context: row.name),
    summed_column("Uploaded", "Lanlwythwyd", lambda row, context: row.sent.files),
    *outcome_columns(lambda row: row.received),
    summed_column("Pupil records uploaded", "Cofnodion disgyblion a lanlwythwyd", lambda row, context: row.sent.pupils),
    summed_column(
        "Pupil records received", "Cofnodion disgyblion a dderbyniwyd", lambda row, context: pupils_in(row.received)
    ),
)
CLUSTER: Final[tuple[ReportColumn[AuthorityFlow], ...]] = (
    text_column("From", "Rhif yr anfonwr", lambda flow, context: flow.sender),
    text_column("Sender's authority", "Awdurdod yr anfonwr", lambda flow, context: flow.sender_name),
    text_column("To", "Rhif y derbynnydd", lambda flow, context: flow.receiver),
    text_column("Receiver's authority", "Awdurdod y derbynnydd", lambda flow, context: flow.receiver_name),
    summed_column("Files", "Ffeiliau", lambda flow, context: flow.files),
    summed_column("Pupil records", "Cofnodion disgyblion", lambda flow, context: pupils_in(flow.went)),
    *outcome_columns(lambda flow: flow.went),
)


def sum_tally(period: Period, by: Sequence[str], condition: Q) -> dict[Key, Count]:
    """Add the tally of CTFs up over a period, by some of its columns."""
    found: dict[Key, Count] = defaultdict(Count)
    for span in period.spans():
        rows = Tally.objects.filter(span, condition, kind=CTF).order_by().values_list(*by)
        for *key, files, pupils in rows.annotate(sum_files=Sum("files"), sum_pupils=Sum("pupils")):
            count = found[tuple(key)]
            count.files += files
            count.pupils += pupils
    return found


def narrowed(ask: ReportQuery) -> Q:
    """Return the condition on the tally that keeps to the authority and the schools that are asked about."""
    return Q(**ask.of_authority) & (Q(place__in=ask.schools) if ask.schools else Q())


def general(ask: ReportQuery) -> Iterator[SchoolUsage]:
    """Yield each school: sent and received, what became of it, and how many pupils' records that was."""
    found = sum_tally(ask.period, ("side", "place", "outcome"), narrowed(ask) & Q(side__in=(SENT, RECEIVED)))
    sent: dict[object, Count] = defaultdict(Count)
    for (side, place, _outcome), count in found.items():
        if side == SENT:
            sent[place].files += count.files
            sent[place].pupils += count.pupils
    for place, name in list_places(ask, {str(place) for _, place, _ in found}):
        received = {outcome: found.get((RECEIVED, place, outcome), Count()) for outcome in AFTERWARDS}
        yield SchoolUsage(place, name, sent[place], received)


def list_places(ask: ReportQuery, counted_at: Iterable[str]) -> list[tuple[str, str]]:
    """Return number and name of the schools that are asked about, and of the authority's mailboxes that have files."""
    there = Establishment.objects.filter(**ask.of_authority)
    if ask.schools:
        there = there.filter(number__in=ask.schools)
    known = {place.number: place for place in there}
    schools = [number for number, place in known.items() if place.kind == EstablishmentKind.SCHOOL]
    desks = {number for number in counted_at if not number[3:].isdigit() and number[:3] + LA_SUFFIX in known}
    return [
        (number, ask.named(known.get(number) or known[number[:3] + LA_SUFFIX])) for number in sorted({*schools, *desks})
    ]


def volumes(ask: ReportQuery) -> Bars | None:
    """Return how much was sent and downloaded month by month: the last twelve of the period."""
    last = first_day_of_month(ask.period.until or timezone.localdate(ask.now))
    months = [months_before(last, back) for back in range(MONTHS - 1, -1, -1)]
    months = [month for month in months if ask.period.since is None or month >= first_day_of_month(ask.period.since)]
    if not months:
        return None
    since = max(months[0], ask.period.since) if ask.period.since else months[0]
    sides = Q(side=SENT) | Q(side=RECEIVED, outcome=DOWNLOADED)
    found = sum_tally(Period(since, ask.period.until), ("side", "begins"), narrowed(ask) & sides)
    totals: dict[tuple[object, date], int] = defaultdict(int)
    for (side, begins), count in found.items():
        assert isinstance(begins, date)
        totals[side, first_day_of_month(begins)] += count.files
    return Bars(
        Text("Files by the month in which they were sent", "Ffeiliau yn ôl mis eu hanfon"),
        Text("Month", "Mis"),
        (Text("Uploaded", "Lanlwythwyd"), Text("Downloaded", "Lawrlwythwyd")),
        tuple((month, (totals[SENT, month], totals[RECEIVED, month])) for month in months),
    )


def months_before(month: date, back: int) -> date:
    """Return the first day of the month so many months back."""
    months = month.year * 12 + month.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def members(ask: ReportQuery) -> list[str]:
    """Return the numbers of the authorities of a cluster: one's own and those chosen, or all there are."""
    if ask.all_authorities:
        return list(las().order_by("la_number").values_list("la_number", flat=True))
    return sorted({*filter(None, (ask.la_number,)), *ask.authorities})


def list_pairs(ask: ReportQuery) -> Iterator[AuthorityFlow]:
    """Yield each pair of authorities between which files went, one sender after another."""
    numbers = members(ask)
    names = {place.la_number: ask.named(place) for place in las().filter(la_number__in=numbers)}
    # All at once is one question; with every authority there is, one question each keeps the memory flat.
    for senders in [[number] for number in numbers] if ask.all_authorities else [numbers]:
        between = Q(side=FLOW, la_number__in=senders, place__in=numbers)
        found = sum_tally(ask.period, ("la_number", "place", "outcome"), between)
        for sender, receiver in sorted({(str(sender), str(receiver)) for sender, receiver, _ in found}):
            went = {outcome: found.get((sender, receiver, outcome), Count()) for outcome in AFTERWARDS}
            flow = AuthorityFlow(sender, names.get(sender, ""), receiver, names.get(receiver, ""), went)
            if flow.files:
                yield flow


def make_flow_matrix(ask: ReportQuery) -> Flows | None:
    """Return the matrix of a cluster that is small enough to be looked at."""
    if ask.all_authorities:
        return None
    numbers = members(ask)
    between = Q(side=FLOW, la_number__in=numbers, place__in=numbers)
    found = sum_tally(ask.period, ("la_number", "place"), between)
    names = {place.la_number: ask.named(place) for place in las().filter(la_number__in=numbers)}
    return Flows(
        Text("Files from one authority to another", "Ffeiliau o un awdurdod i un arall"),
        tuple((number, names.get(number, "")) for number in numbers),
        tuple(tuple(found.get((one, other), Count()).files for other in numbers) for one in numbers),
    )
