"""Who holds which office: the one question that every list of people asks, whatever the list is for."""

from typing import Any

from django.db.models import Q, QuerySet

from handover.portal.accounts.models import Office, User
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.sign_in_models import SecondStepRule
from handover.portal.web.access import Permission

WITH_SECOND_STEP = [role.key for role in ROLES.values() if role.second_factor]


def open_offices(**where: Any) -> QuerySet[Office]:
    """Return the open offices of people whose accounts are open, with person and place; `where` is about the office."""
    found = Office.objects.filter(is_open=True, user__is_active=True, **where)
    return found.select_related("user", "establishment").order_by("user__username", "pk")


def list_holders(**where: Any) -> list[User]:
    """Return who can sign in to an office such as `establishment=…, role=…`: each in it, so once an office."""
    return [office.holder for office in open_offices(**where)]


def list_addresses(**where: Any) -> list[str]:
    """Return the e-mail addresses of who can sign in to an office such as `establishment=…, role=…`, each once."""
    return list(dict.fromkeys(open_offices(**where).values_list("user__email", flat=True)))


def list_own_offices(user: User) -> list[Office]:
    """Return the offices that a person may choose from, the one used last first."""
    found = Office.objects.filter(user=user.pk, is_open=True).select_related("establishment")
    return sorted(found, key=lambda office: (office.used_at is not None, office.used_at, -office.pk), reverse=True)


def find_holder(user: User, establishment: int | None, permission: Permission) -> User | None:
    """Return a person in an open office of theirs at an establishment (by key) that allows something; None without one.

    For what is done later on somebody's behalf: they may have lost that office meanwhile, or hold others elsewhere.
    """
    holders = list_holders(user=user, establishment=establishment)
    return next((holder for holder in holders if holder.may(permission)), None)


def needs_second_step_somewhere(user: User) -> bool:
    """Say whether an office of a person needs a second step, by its role or by its authority's word."""
    ruled = SecondStepRule.objects.values("la_number")
    needing = Q(role__in=WITH_SECOND_STEP) | Q(establishment__la_number__in=ruled)
    return Office.objects.filter(needing, user=user.pk, is_open=True).exists()
