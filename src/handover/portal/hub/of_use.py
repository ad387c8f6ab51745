"""To whom the pages of the hub are of use: where it serves a school, or a record of one of its schools comes or goes.

The menu asks on every page, so all of it is one query, made once for a person and an office.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, QuerySet

from handover.portal.accounts.models import User
from handover.portal.establishments.models import EstablishmentKind
from handover.portal.hub.models import HubSchool
from handover.portal.hub.newcomers.arrival_asking import list_arrivals_asked
from handover.portal.hub.seeing import list_moves
from handover.portal.web.access import Reader

_KNOWN: Final = "_uses_of_hub"


@dataclass(frozen=True, slots=True)
class HubUses:
    """What there is of the hub for a person: whether it serves their office, asks it for a record, or moves one of theirs."""

    served: bool
    asked: bool
    moves: bool


def find_hub_uses(reader: Reader) -> HubUses:
    """Return what there is of the hub for somebody who is signed in, at the office at which they work now."""
    if not isinstance(reader, User):
        return HubUses(served=False, asked=False, moves=False)
    known: dict[int | None, HubUses] = reader.__dict__.setdefault(_KNOWN, {})
    if reader.establishment_id not in known:
        parts = (_served(reader), list_arrivals_asked(reader), list_moves(reader))
        # One row, that of the person, so that there is one to put the three questions to.
        found = User.objects.filter(pk=reader.pk).values_list(*(Exists(rows.order_by()) for rows in parts))
        known[reader.establishment_id] = HubUses(*map(bool, found[0]))
    return known[reader.establishment_id]


def _served(person: User) -> QuerySet[HubSchool]:
    place = person.establishment
    if place is None:
        return HubSchool.objects.all()
    if place.kind == EstablishmentKind.SCHOOL:
        return HubSchool.objects.filter(establishment=place)
    return HubSchool.objects.filter(establishment__la_number=place.la_number)


def is_served_by_hub(reader: Reader) -> bool:
    """Say whether the hub serves a person's school, or any school of their authority or, for national work, of the site."""
    return find_hub_uses(reader).served


def is_school_of_hub(reader: Reader) -> bool:
    """Say whether a person works at a school that the hub serves."""
    place = reader.establishment if isinstance(reader, User) else None
    return place is not None and place.kind == EstablishmentKind.SCHOOL and is_served_by_hub(reader)


def is_asked_for_records(reader: Reader) -> bool:
    """Say whether the hub serves a person's office, or somebody whom it serves asks that office for a record."""
    uses = find_hub_uses(reader)
    return uses.served or uses.asked


def has_records_on_the_way(reader: Reader) -> bool:
    """Say whether the hub serves a person's office, or the record of a child comes or goes there by it."""
    uses = find_hub_uses(reader)
    return uses.served or uses.moves
