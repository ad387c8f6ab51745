"""What everybody may know of what became of records: the nation's figures of whole months, without small numbers.

No school and no authority is in it. Software that fewer than five schools have is called "other software", for its name
would be the school's. Numbers from one to four are hidden by the rule that the figures of lost pupils have
(`lostpupils.suppression`), and where one table would give another's away, all of them are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count

from handover.common.text import Text
from handover.portal.hub.life import OUTCOMES
from handover.portal.hub.models import HubSchool
from handover.portal.hub.outcomes.counting import FILES, PUBLISHED, CountedWays, OutcomeQuery
from handover.portal.hub.outcomes.figures import BY_ITSELF, ArrivalTimes, OutcomeFigures, make_figures
from handover.portal.lostpupils.suppression import LEAST_SHOWN, suppress_small_counts

MONTHS: Final = 12
OTHER: Final = "*"
"""What stands for the software of too few schools."""
PRODUCTS: Final = {FILES: Text("files", "ffeiliau"), OTHER: Text("other software", "meddalwedd arall")}
"""How what stands in place of the name of software is called."""
Numbers = tuple[tuple[Text | date, int | None], ...]


@dataclass(frozen=True, slots=True)
class PublishedOutcomes:
    """What may be published; None stands for a number that is hidden. `as_of` is None where nothing was counted yet."""

    months: tuple[date, ...]
    as_of: datetime | None
    total: int | None
    by_itself: float | None
    times: ArrivalTimes | None
    by_outcome: Numbers
    by_month: Numbers
    by_pathway: Numbers


PATHWAY: Final = Text("{old} to {new}", "{old} → {new}")
"""How a pathway is called; the Welsh has an arrow, since "i" would change the first letter of the name behind it."""


def name_product(product: str) -> Text:
    """Return how software is called."""
    return PRODUCTS.get(product, Text(product, product))


def name_pathway(source: str, destination: str) -> Text:
    """Return how the way from one sort of software to another is called."""
    old, new = name_product(source), name_product(destination)
    return Text(PATHWAY.say("en", old=old.en, new=new.en), PATHWAY.say("cy", old=old.cy, new=new.cy))


def find_common_products() -> frozenset[str]:
    """Return the names of software that so many schools have that they tell none of them."""
    counts = HubSchool.objects.order_by().values_list("product").annotate(schools=Count("pk"))
    return frozenset(product for product, schools in counts if product and schools >= LEAST_SHOWN)


def publish_outcomes(today: date) -> PublishedOutcomes:
    """Return what may be published today: of the twelve months before this one, because this one's numbers still grow."""
    last = today.replace(day=1) - timedelta(days=1)
    return suppress_figures(make_figures(OutcomeQuery(MONTHS, last, side=PUBLISHED)), find_common_products())


def suppress_figures(figures: OutcomeFigures, common: frozenset[str]) -> PublishedOutcomes:
    """Return what may be published of figures; `common` are the names of software that may be told."""
    told = replace(figures, ways=tuple(_told(figures.ways, common)))
    whole = told.whole
    outcomes: list[tuple[Text | date, int]] = [(row.name, whole.counts[row.key]) for row in OUTCOMES]
    months: list[tuple[Text | date, int]] = [(month, each.records) for month, each in told.months]
    pathways: list[tuple[Text | date, int]] = [(name_pathway(*path), each.records) for path, each in told.pathways]
    parts = (outcomes, months, pathways)
    published = [suppress_small_counts([count for _, count in part]) for part in parts]
    if any(each.total is None for each in published):
        published = [each.concealed() for each in published]
    shown = [_paired(part, each.counts) for part, each in zip(parts, published, strict=True)]
    total = published[0].total
    by_itself = published[0].counts[[row.key for row in OUTCOMES].index(BY_ITSELF)]
    times = whole.times if total is not None and whole.times.records >= LEAST_SHOWN else None
    share = whole.by_itself if total and by_itself is not None else None
    return PublishedOutcomes(told.asked.firsts, told.as_of, total, share, times, *shown)


def _told(rows: Iterable[CountedWays], common: frozenset[str]) -> Iterable[CountedWays]:
    for row in rows:
        source, destination = (
            product if product == FILES or product in common else OTHER for product in (row.source, row.destination)
        )
        yield replace(row, source=source, destination=destination)


def _paired(part: Sequence[tuple[Text | date, int]], counts: Sequence[int | None]) -> Numbers:
    return tuple((name, count) for (name, _), count in zip(part, counts, strict=True))
