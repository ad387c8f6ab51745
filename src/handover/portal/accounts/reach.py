"""How far an administrator reaches: their own authority and its schools, or every authority (seed, section 3.1)."""

from django.db.models import QuerySet

from handover.portal.accounts.models import Office, User
from handover.portal.accounts.permissions import EVERY_AUTHORITY
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.log import SITE, Actor
from handover.portal.establishments.models import Establishment


def everywhere(by: Actor) -> bool:
    """Say whether somebody acts for every authority; the operator's commands do."""
    return by == SITE or (by.role in ROLES and EVERY_AUTHORITY in ROLES[by.role].permissions)


def reaches(by: Actor, number: str) -> bool:
    """Say whether an establishment, by its number, is within somebody's reach; the empty number is nobody's but all's."""
    return everywhere(by) or (bool(by.establishment) and number[:3] == by.establishment[:3])


def offices_of(by: Actor) -> QuerySet[Office]:
    """Return the offices that somebody may look after, the one of each closed account among them.

    A person has a row an office. What they are elsewhere is nothing to who reaches one of their offices only.
    """
    offices = Office.objects.select_related("user", "establishment")
    return offices if everywhere(by) else offices.filter(establishment__la_number=by.establishment[:3])


def people_of(by: Actor) -> QuerySet[User]:
    """Return the people with an office that somebody may look after, each once, in their first office."""
    return User.objects.all() if everywhere(by) else User.objects.filter(pk__in=offices_of(by).values("user"))


def places_of(by: Actor) -> QuerySet[Establishment]:
    """Return the establishments whose details somebody may keep."""
    places = Establishment.objects.all()
    return places if everywhere(by) else places.filter(la_number=by.establishment[:3])


def roles_to_give(by: Actor) -> list[str]:
    """Return the keys of the roles that somebody may give."""
    return [role.key for role in ROLES.values() if everywhere(by) or not role.reserved]
