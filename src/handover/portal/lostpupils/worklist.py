"""The lost pupils that an authority is responsible for: those of its own schools (seed, section 1.3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from handover.common.text import Text
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.wording import OUTSIDE, UNKNOWN
from handover.portal.transfers.flow import State

VIEWS: dict[str, Text] = {
    "all": Text("Everybody", "Pawb"),
    UNKNOWN: Text("Next school not known (X)", "Ysgol nesaf ddim yn hysbys (X)"),
    OUTSIDE: Text("Left the maintained sector (M)", "Wedi gadael y sector a gynhelir (M)"),
    "leaving": Text("Over the school leaving age", "Dros oedran gadael yr ysgol"),
    "moving": Text("On the way to a school", "Ar y ffordd i ysgol"),
}
"""The cuts of the list, by the word in the address."""


@dataclass(frozen=True, slots=True)
class LostPupilCount:
    """How many of an authority's pupils are lost, and how many of these are over the school leaving age."""

    lost: int
    over_age: int


def responsible_for(la_number: str) -> QuerySet[LostPupil]:
    """Return the pupils whom an authority's schools put into the store and who are still lost, each child once."""
    return LostPupil.objects.filter(la_number=la_number, in_store=True, superseded_by=None)


def narrow_to_view(pupils: QuerySet[LostPupil], view: str, today: date) -> QuerySet[LostPupil]:
    """Return those of some pupils that a view shows."""
    if view in (UNKNOWN, OUTSIDE):
        return pupils.filter(kind=view)
    if view == "leaving":
        return pupils.filter(leaves_on__lte=today)
    if view == "moving":
        return pupils.filter(transfer__state__in=[State.TAKEN.value, State.RELEASED.value])
    return pupils


SEALED_ORDERS: dict[str, Callable[[LostPupil], tuple[Any, ...]]] = {
    "surname": lambda pupil: (pupil.surname.casefold(), pupil.forename.casefold(), pupil.pk),
    "birth_date": lambda pupil: (pupil.birth_date is None, pupil.birth_date or date.min, pupil.pk),
}
"""What a database cannot sort by, because it is sealed."""


def sorted_by(pupils: QuerySet[LostPupil], key: str, *, descending: bool) -> QuerySet[LostPupil] | list[LostPupil]:
    """Return pupils in the order of a column; by what is sealed, they are all opened: those of one authority."""
    if key in SEALED_ORDERS:
        return sorted(pupils, key=SEALED_ORDERS[key], reverse=descending)
    return pupils.order_by(f"-{key}" if descending else key, "pk")


def count_lost_pupils(la_number: str, today: date) -> LostPupilCount:
    """Count an authority's lost pupils."""
    mine = responsible_for(la_number)
    return LostPupilCount(mine.count(), narrow_to_view(mine, "leaving", today).count())
