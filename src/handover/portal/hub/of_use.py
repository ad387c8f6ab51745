"""To whom the pages of the hub are of use: where it serves a school, or a record of one of its schools comes or goes.

The menu asks on every page, so each is a small query, and the first is made once for a person.
"""

from typing import Final

from django.db.models import QuerySet

from handover.portal.accounts.models import User
from handover.portal.establishments.models import EstablishmentKind
from handover.portal.hub.models import HubSchool
from handover.portal.hub.newcomers.arrival_asking import list_arrivals_asked
from handover.portal.hub.seeing import list_moves
from handover.portal.web.access import Reader

_KNOWN: Final = "_served_by_hub"


def is_served_by_hub(reader: Reader) -> bool:
    """Say whether the hub serves a person's school, or any school of their authority or, for national work, of the site."""
    if not isinstance(reader, User):
        return False
    known: dict[int | None, bool] = reader.__dict__.setdefault(_KNOWN, {})
    if reader.establishment_id not in known:
        known[reader.establishment_id] = _served(reader).exists()
    return known[reader.establishment_id]


def _served(person: User) -> QuerySet[HubSchool]:
    place = person.establishment
    if place is None:
        return HubSchool.objects.all()
    if place.kind == EstablishmentKind.SCHOOL:
        return HubSchool.objects.filter(establishment=place)
    return HubSchool.objects.filter(establishment__la_number=place.la_number)


def is_school_of_hub(reader: Reader) -> bool:
    """Say whether a person works at a school that the hub serves."""
    place = reader.establishment if isinstance(reader, User) else None
    return place is not None and place.kind == EstablishmentKind.SCHOOL and is_served_by_hub(reader)


def is_asked_for_records(reader: Reader) -> bool:
    """Say whether the hub serves a person's office, or somebody whom it serves asks that office for a record."""
    return is_served_by_hub(reader) or (isinstance(reader, User) and list_arrivals_asked(reader).exists())


def has_records_on_the_way(reader: Reader) -> bool:
    """Say whether the hub serves a person's office, or the record of a child comes or goes there by it."""
    return is_served_by_hub(reader) or (isinstance(reader, User) and list_moves(reader).exists())
