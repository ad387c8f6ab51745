"""What the table says of lost pupils: kept until the school leaving age, the authority told before (seed, section 1.3)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from handover.portal.lostpupils.models import LostPupil, Matching
from handover.portal.lostpupils.notifying import tell_of_leaving
from handover.portal.lostpupils.removing import REMOVABLE


def growing_up() -> QuerySet[LostPupil]:
    """Return the pupils in the store whose birth date is known, and whose file is not on its way to a school."""
    rows = LostPupil.objects.filter(in_store=True, transfer__state__in=[state.value for state in REMOVABLE])
    return rows.filter(leaves_on__isnull=False).select_related("transfer", "transfer__sealed", "school")


def warn(pupils: Sequence[LostPupil], now: datetime) -> None:
    """Tell an authority how many of its lost pupils will soon be over the leaving age. All are of the same authority."""
    tell_of_leaving(pupils[0].la_number, len(pupils), now)


def matchings() -> QuerySet[Matching]:
    """Return the matchings with a census that have ended."""
    return Matching.objects.filter(sealed__isnull=True)
