"""Reports about lost pupils: in numbers, those that were uploaded, those that were downloaded (seed, 7.4, 7.5).

A pupil who has left the store is a tombstone without a name: the line stays, with the school, the dates and the outcome.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from handover.common.text import Text
from handover.portal.lostpupils.figures import FOUND, YEARS
from handover.portal.lostpupils.models import Fetching, LostPupil
from handover.portal.lostpupils.wording import ENDINGS, GENDERS, KINDS
from handover.portal.reports.asking import DOWNLOADED, NOT_DOWNLOADED, Ask
from handover.portal.reports.pictures import Bars
from handover.portal.reports.report import Cell, Line

Pupils = QuerySet[LostPupil, Any]
FORGOTTEN = Text("no longer kept", "ni chedwir mwyach")
NO_AGE = Text("not known", "ddim yn hysbys")
GENDER_CODES = (*GENDERS, "")
"""The columns of each half of the report in numbers: the genders that are recorded, and none."""
TAKEN = Q(finder__isnull=False) | Q(left_because__in=FOUND)
"""Somebody took the file out of the store, or the pupil was found another way."""


def of_our_schools(ask: Ask) -> Pupils:
    """Return the pupils whose files the schools that are asked about put into the store in the period."""
    pupils = LostPupil.objects.filter(ask.period.within("lodged_at"), **ask.of_authority)
    return pupils.filter(school__number__in=ask.schools) if ask.schools else pupils


def taken_by_us(ask: Ask) -> Pupils:
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


def numbers(ask: Ask) -> Iterator[Line]:
    """Yield a line for each age: uploaded by our schools, and downloaded by or for them, by gender."""
    halves = [by_age_and_gender(pupils) for pupils in (of_our_schools(ask), taken_by_us(ask))]
    for key, name in AGES:
        counts = [half[key, code] for half in halves for code in GENDER_CODES]
        yield (name, *counts)


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


def ages(ask: Ask) -> Bars:
    """Return how many were uploaded and downloaded, by age."""
    halves = [by_age_and_gender(pupils) for pupils in (of_our_schools(ask), taken_by_us(ask))]
    return Bars(
        Text("Lost pupils by age at the upload", "Disgyblion coll yn ôl oedran adeg y llwytho"),
        Text("Age in years", "Oedran mewn blynyddoedd"),
        (Text("Uploaded", "Llwythwyd i fyny"), Text("Downloaded", "Lawrlwythwyd")),
        tuple((name, tuple(sum(half[key, code] for code in GENDER_CODES) for half in halves)) for key, name in AGES),
    )


def uploaded(ask: Ask) -> Pupils:
    """Return the pupils uploaded in the period, of the status and the type that are asked for, the latest first."""
    pupils = of_our_schools(ask)
    if ask.status == DOWNLOADED:
        pupils = pupils.filter(TAKEN)
    if ask.status == NOT_DOWNLOADED:
        pupils = pupils.exclude(TAKEN)
    if ask.lost_kind in KINDS:
        pupils = pupils.filter(kind=ask.lost_kind)
    return pupils.select_related("school", "transfer", "finder").order_by("-lodged_at", "-pk")


def downloaded(ask: Ask) -> Pupils:
    """Return the pupils whose files we took, the latest first."""
    rows = taken_by_us(ask).select_related("school", "transfer", "finder", "onward__destination_establishment")
    return rows.order_by(F("taken_at").desc(), "-pk")


def child(pupil: LostPupil) -> tuple[Cell, ...]:
    """Return what the index knows of a child: names, birth date, UPN, gender; of a tombstone the gender alone."""
    gender = GENDERS.get(pupil.gender)
    if not pupil.in_store:
        return (FORGOTTEN, FORGOTTEN, None, None, gender)
    return (pupil.surname, pupil.forename, pupil.birth_date, pupil.upn, gender)


def became(pupil: LostPupil) -> Text:
    """Return where the file is, or how the pupil left the store."""
    return pupil.transfer.look.name if pupil.in_store else ENDINGS.get(pupil.left_because, pupil.transfer.look.name)


def tell_uploaded(pupils: list[LostPupil], ask: Ask) -> list[Line]:
    """Return a line for each pupil who was uploaded."""
    return [
        (
            *child(pupil),
            pupil.school.number,
            ask.named(pupil.school),
            pupil.lodged_at,
            KINDS[pupil.kind],
            became(pupil),
            ask.named(pupil.finder),
        )
        for pupil in pupils
    ]


def tell_downloaded(pupils: list[Any], ask: Ask) -> list[Line]:
    """Return a line for each pupil whose file was downloaded; each has the moment `taken_at`."""
    return [
        (
            *child(pupil),
            pupil.school.number,
            ask.named(pupil.school),
            pupil.taken_at,
            ask.named(pupil.finder),
            ask.named(pupil.onward.destination_establishment) if pupil.onward else "",
            became(pupil),
        )
        for pupil in pupils
    ]
