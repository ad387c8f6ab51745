"""The store in numbers: by age of the record, by authority, by kind, and how many were lost and found over time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from handover.common.text import Text
from handover.portal.establishments.directory import las
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.suppression import Published, suppress_small_counts
from handover.portal.lostpupils.wording import KINDS

AGES: tuple[tuple[int | None, Text], ...] = (
    (30, Text("up to a month", "hyd at fis")),
    (91, Text("one to three months", "un i dri mis")),
    (365, Text("three months to a year", "tri mis i flwyddyn")),
    (730, Text("one to two years", "un i ddwy flynedd")),
    (1826, Text("two to five years", "dwy i bum mlynedd")),
    (None, Text("over five years", "dros bum mlynedd")),
)
"""How long a record has been in the store: up to so many days."""

YEARS: tuple[tuple[int | None, Text], ...] = (
    (4, Text("under 5", "dan 5")),
    (7, Text("5 to 7", "5 i 7")),
    (10, Text("8 to 10", "8 i 10")),
    (13, Text("11 to 13", "11 i 13")),
    (15, Text("14 to 15", "14 i 15")),
    (None, Text("16 and over", "16 a throsodd")),
)
"""How old a pupil was at the upload: up to so many completed years."""

MONTHS = 12
FOUND = ("confirmed", "found")


@dataclass(frozen=True, slots=True)
class Bar:
    """One number with its name."""

    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in one month: pupils who came into the store, who were found, who were taken out unfound."""

    begins: datetime
    lost: int
    found: int
    removed: int


@dataclass(frozen=True, slots=True)
class StoreSummary:
    """What may be published: each column of numbers with small ones hidden."""

    by_age: tuple[tuple[Text, int | None], ...]
    by_time: tuple[tuple[Text, int | None], ...]
    by_kind: tuple[tuple[Text, int | None], ...]
    total: int | None


def in_store(la_number: str = "") -> QuerySet[LostPupil]:
    """Return the pupils who are lost, each child once; of one authority or of all."""
    everybody = LostPupil.objects.filter(in_store=True, superseded_by=None)
    return everybody.filter(la_number=la_number) if la_number else everybody


def by_time(pupils: QuerySet[LostPupil], now: datetime) -> list[Bar]:
    """Count pupils by how long they have been in the store."""
    bars: list[Bar] = []
    newest = now
    for days, name in AGES:
        oldest = now - timedelta(days=days) if days else None
        some = pupils.filter(lodged_at__lte=newest) if bars else pupils
        bars.append(Bar(name, (some.filter(lodged_at__gt=oldest) if oldest else some).count()))
        newest = oldest or newest
    return bars


def by_age(pupils: QuerySet[LostPupil]) -> list[Bar]:
    """Count pupils by their age at the upload."""
    rows = pupils.exclude(age=None).order_by().values_list("age").annotate(pupils=Count("pk"))
    counts: Counter[str] = Counter()
    for age, count in rows:
        counts[next(name.en for most, name in YEARS if most is None or age <= most)] += count
    return [Bar(name, counts[name.en]) for _, name in YEARS]


def by_kind(pupils: QuerySet[LostPupil]) -> list[Bar]:
    """Count pupils by why they are in the store."""
    counts = dict(pupils.order_by().values_list("kind").annotate(pupils=Count("pk")))
    return [Bar(name, counts.get(kind, 0)) for kind, name in KINDS.items()]


def by_authority(pupils: QuerySet[LostPupil]) -> list[Bar]:
    """Count pupils by the authority responsible, the most first."""
    counts = dict(pupils.order_by().values_list("la_number").annotate(pupils=Count("pk")))
    names = {authority.la_number: authority for authority in las().filter(la_number__in=counts)}
    bars = [
        Bar(
            Text(names[number].named("en"), names[number].named("cy")) if number in names else Text(number, number),
            count,
        )
        for number, count in counts.items()
    ]
    return sorted(bars, key=lambda bar: (-bar.count, bar.name.en))


def over_time(la_number: str, now: datetime) -> list[Month]:
    """Return the last twelve months, the oldest first, of one authority or of all."""
    everybody = LostPupil.objects.filter(la_number=la_number) if la_number else LostPupil.objects.all()
    now = timezone.localtime(now)
    since = months_ago(now, MONTHS - 1)
    lost = monthly(everybody.filter(lodged_at__gte=since), "lodged_at")
    gone = everybody.filter(left_at__gte=since)
    found = monthly(gone.filter(left_because__in=FOUND), "left_at")
    removed = monthly(gone.exclude(left_because__in=FOUND), "left_at")
    months = [months_ago(now, back) for back in range(MONTHS - 1, -1, -1)]
    return [Month(m, *(counts[(m.year, m.month)] for counts in (lost, found, removed))) for m in months]


def monthly(pupils: QuerySet[LostPupil], column: str) -> Counter[tuple[int, int]]:
    """Count pupils by the month of a column."""
    rows = pupils.order_by().values_list(TruncMonth(column)).annotate(pupils=Count("pk"))
    return Counter({(month.year, month.month): count for month, count in rows})


def months_ago(now: datetime, back: int) -> datetime:
    """Return the first moment of the month so many months back."""
    months = now.year * 12 + now.month - 1 - back
    return now.replace(year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def summarise_store(now: datetime) -> StoreSummary:
    """Return what may be published about the whole store: nothing at all where one column would give it away."""
    pupils = in_store()
    parts = [by_age(pupils), by_time(pupils, now), by_kind(pupils)]
    published = [suppress_small_counts([bar.count for bar in bars]) for bars in parts]
    if any(column.total is None for column in published):
        published = [column.concealed() for column in published]
    by_ages, by_times, by_kinds = (
        tuple(published_bars(bars, column)) for bars, column in zip(parts, published, strict=True)
    )
    return StoreSummary(by_ages, by_times, by_kinds, published[-1].total)


def published_bars(bars: Iterable[Bar], published: Published) -> Iterable[tuple[Text, int | None]]:
    """Pair the names with what may be published."""
    return ((bar.name, count) for bar, count in zip(bars, published.counts, strict=True))
