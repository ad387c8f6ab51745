"""Reports about lost pupils: in numbers, those that were uploaded, those that were downloaded (seed, 7.4, 7.5).

A pupil who has left the store is a tombstone without a name: the line stays, with the school, the dates and the outcome.
Only whose case it is that the authority has yet to close stands there until it has (see `lostpupils.found_cases`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from handover.common.text import Text
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.facts import NOTHING_KNOWN, PupilFacts
from handover.portal.lostpupils.figures import FOUND, YEARS
from handover.portal.lostpupils.found_cases import facts_for_authority
from handover.portal.lostpupils.models import Fetching, LostPupil
from handover.portal.lostpupils.wording import ENDINGS, GENDERS, KINDS
from handover.portal.reports.asking import DOWNLOADED, NOT_DOWNLOADED, ReportQuery
from handover.portal.reports.columns import (
    Cell,
    CellOf,
    ReportColumn,
    school_columns,
    summed_column,
    text_column,
)
from handover.portal.reports.pictures import Bars

Pupils = QuerySet[LostPupil, Any]
FORGOTTEN = Text("no longer kept", "heb ei gadw mwyach")
NO_AGE = Text("not known", "ddim yn hysbys")
GENDER_CODES = (*GENDERS, "")
"""The columns of each half of the report in numbers: the genders that are recorded, and none."""
TAKEN = Q(finder__isnull=False) | Q(left_because__in=FOUND)
"""Somebody took the file out of the store, or the pupil was found another way."""


def of_our_schools(ask: ReportQuery) -> Pupils:
    """Return the pupils whose files the schools that are asked about put into the store in the period."""
    pupils = LostPupil.objects.filter(ask.period.within("lodged_at"), **ask.of_authority)
    return pupils.filter(school__number__in=ask.schools) if ask.schools else pupils


def taken_by_us(ask: ReportQuery) -> Pupils:
    """Return the pupils whose files were taken out of the store in the period, by or for the authority asked about.

    Of a file that was sent straight on to a school, the day is that on which it was sent.
    """
    mine = Q(finder__la_number=ask.la_number) if ask.la_number else Q(finder__isnull=False)
    downloads = Fetching.objects.filter(
        pupil=OuterRef("pk"), authority=OuterRef("finder"), downloaded_at__isnull=False
    ).order_by("downloaded_at")
    pupils = LostPupil.objects.filter(mine).annotate(
        taken_at=Coalesce(Subquery(downloads.values("downloaded_at")[:1]), "onward__sent_at")
    )
    rows: Pupils = pupils.filter(ask.period.within("taken_at"))
    return rows


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Pupils of one age at the upload: how many were uploaded by our schools, and downloaded by or for them, by gender."""

    name: Text
    uploaded: Mapping[str, int]
    downloaded: Mapping[str, int]


def numbers(ask: ReportQuery) -> Iterator[AgeGroup]:
    """Yield each age, in the order of `AGES`."""
    halves = [by_age_and_gender(pupils) for pupils in (of_our_schools(ask), taken_by_us(ask))]
    for key, name in AGES:
        yield AgeGroup(name, *({code: half[key, code] for code in GENDER_CODES} for half in halves))


NOT_SAID: Final = Text("gender not given", "rhyw heb ei nodi")


def gender_columns(
    en: str, cy: str, counts_of: Callable[[AgeGroup], Mapping[str, int]]
) -> tuple[ReportColumn[AgeGroup], ...]:
    """Return a half of the report in numbers: a column for each gender."""

    def column(code: str) -> ReportColumn[AgeGroup]:
        gender = GENDERS.get(code, NOT_SAID)
        return summed_column(f"{en}: {gender.en}", f"{cy}: {gender.cy}", lambda group, context: counts_of(group)[code])

    return tuple(column(code) for code in GENDER_CODES)


NUMBERS: Final[tuple[ReportColumn[AgeGroup], ...]] = (
    text_column("Age at the upload", "Oedran adeg y lanlwytho", lambda group, context: group.name),
    *gender_columns("Uploaded", "Lanlwythwyd", lambda group: group.uploaded),
    *gender_columns("Downloaded", "Lawrlwythwyd", lambda group: group.downloaded),
)


AGES: tuple[tuple[str, Text], ...] = (*((name.en, name) for _, name in YEARS), ("", NO_AGE))
"""The lines of the report in numbers."""


def age_of(age: int | None) -> str:
    """Return the line on which an age at the upload is counted."""
    if age is None:
        return ""
    return next(name.en for most, name in YEARS if most is None or age <= most)


def by_age_and_gender(pupils: Pupils) -> Counter[tuple[str, str]]:
    """Count pupils by the line of their age and by gender."""
    counts: Counter[tuple[str, str]] = Counter()
    for age, gender, number in pupils.order_by().values_list("age", "gender").annotate(Count("pk")):
        counts[age_of(age), gender if gender in GENDERS else ""] += number
    return counts


def count_ages(ask: ReportQuery) -> Bars:
    """Return how many were uploaded and downloaded, by age."""
    halves = [by_age_and_gender(pupils) for pupils in (of_our_schools(ask), taken_by_us(ask))]
    return Bars(
        Text("Lost pupils by age at the upload", "Disgyblion coll yn ôl oedran adeg y lanlwytho"),
        Text("Age in years", "Oedran mewn blynyddoedd"),
        (Text("Uploaded", "Lanlwythwyd"), Text("Downloaded", "Lawrlwythwyd")),
        tuple((name, tuple(sum(half[key, code] for code in GENDER_CODES) for half in halves)) for key, name in AGES),
    )


def uploaded(ask: ReportQuery) -> Pupils:
    """Return the pupils uploaded in the period, of the status and the type that are asked for, the latest first."""
    pupils = of_our_schools(ask)
    if ask.status == DOWNLOADED:
        pupils = pupils.filter(TAKEN)
    if ask.status == NOT_DOWNLOADED:
        pupils = pupils.exclude(TAKEN)
    if ask.lost_kind in KINDS:
        pupils = pupils.filter(kind=ask.lost_kind)
    return pupils.select_related("school", "transfer", "finder").order_by("-lodged_at", "-pk")


def downloaded(ask: ReportQuery) -> Pupils:
    """Return the pupils whose files we took, the latest first."""
    rows = taken_by_us(ask).select_related("school", "transfer", "finder", "onward__destination_establishment")
    return rows.order_by(F("taken_at").desc(), "-pk")


def became(pupil: LostPupil) -> Text:
    """Return where the file is, or how the pupil left the store."""
    return pupil.transfer.look.name if pupil.in_store else ENDINGS.get(pupil.left_because, pupil.transfer.look.name)


def child_columns(facts_of: Callable[[LostPupil], PupilFacts]) -> tuple[ReportColumn[LostPupil], ...]:
    """Return the columns that say who a child is; what is no longer kept is called that."""

    def known(cell: Callable[[PupilFacts], Cell], afterwards: Cell = None) -> CellOf[LostPupil]:
        return lambda pupil, context: afterwards if facts_of(pupil) == NOTHING_KNOWN else cell(facts_of(pupil))

    return (
        text_column("Surname", "Cyfenw", known(lambda facts: facts.surname, FORGOTTEN)),
        text_column("Forename", "Enw cyntaf", known(lambda facts: facts.forename, FORGOTTEN)),
        text_column("Born", "Ganwyd", known(lambda facts: facts.birth_date)),
        text_column("UPN", "UPN", known(lambda facts: facts.upn)),
        text_column("Gender", "Rhyw", lambda pupil, context: GENDERS.get(pupil.gender)),
    )


# These are the authority's own: of the found it may know whose cases it has yet to close.
UPLOADED: Final[tuple[ReportColumn[LostPupil], ...]] = (
    *child_columns(lambda pupil: facts_for_authority(pupil, pupil.la_number)),
    *school_columns(lambda pupil: pupil.school),
    text_column("Uploaded", "Lanlwythwyd", lambda pupil, context: pupil.lodged_at),
    text_column("Why", "Pam", lambda pupil, context: KINDS[pupil.kind]),
    text_column("What became of it", "Beth ddigwyddodd", lambda pupil, context: became(pupil)),
    text_column("Found by", "Daethpwyd o hyd gan", lambda pupil, context: context.named(pupil.finder)),
)
# A pupil who was downloaded has the moment of it as `taken_at`, from the query.
DOWNLOADED_PUPILS: Final[tuple[ReportColumn[Any], ...]] = (
    *child_columns(lambda pupil: pupil.facts),
    text_column("Number", "Rhif", lambda pupil, context: pupil.school.number),
    text_column("Uploaded by", "Lanlwythwyd gan", lambda pupil, context: context.named(pupil.school)),
    text_column("Downloaded", "Lawrlwythwyd", lambda pupil, context: pupil.taken_at),
    text_column("Downloaded by", "Lawrlwythwyd gan", lambda pupil, context: context.named(pupil.finder)),
    text_column("Sent on to", "Anfonwyd ymlaen i", lambda pupil, context: context.named(school_sent_on_to(pupil))),
    text_column("What became of it", "Beth ddigwyddodd", lambda pupil, context: became(pupil)),
)


def school_sent_on_to(pupil: LostPupil) -> Establishment | None:
    """Return the school to which a pupil's file was sent on."""
    return pupil.onward.destination_establishment if pupil.onward else None
