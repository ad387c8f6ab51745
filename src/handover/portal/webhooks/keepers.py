"""Who looks after an office's webhooks: its people after all of them, a program that has a key after those that it made.

A person takes a second step for it. A program has none: whoever made its key took it, and ticked that right.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q

from handover.common.problems import Problem
from handover.portal.accounts.models import User
from handover.portal.accounts.reach import roles_to_give
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.accounts.second_step import has_second_step
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.apikeys.models import ApiKey, keys_of_program
from handover.portal.establishments.models import Establishment
from handover.portal.webhooks.events import events_of_role
from handover.portal.webhooks.faults import WEBHOOK_FAULTS
from handover.portal.webhooks.permissions import KEEP_WEBHOOKS, MANAGE_WEBHOOKS

WebhookKeeper = User | KeyHolder
"""A person, or a program with its key."""


def find_webhook_office(by: WebhookKeeper) -> Establishment | None:
    """Return the office whose endpoints somebody looks after; None where they look after none."""
    needed = MANAGE_WEBHOOKS if isinstance(by, User) else KEEP_WEBHOOKS
    return by.establishment if by.may(needed) else None


def require_webhook_office(by: WebhookKeeper) -> Establishment:
    """Return the office whose endpoints somebody looks after. Raises PermissionDenied."""
    place = find_webhook_office(by)
    if place is None:
        raise PermissionDenied
    return place


def roles_for_webhooks(by: WebhookKeeper) -> tuple[Role, ...]:
    """Return the roles for which somebody may make an endpoint: a person for those that they may give to people, a program for
    that of its key.
    """
    place = find_webhook_office(by)
    if place is None:
        return ()
    roles = (ROLES[key] for key in roles_to_give(by.actor)) if isinstance(by, User) else (ROLES[by.role],)
    return tuple(role for role in roles if role.establishment == place.kind and events_of_role(role.key))


def check_second_step(by: WebhookKeeper) -> Problem | None:
    """Return what is wrong where a person has no second step."""
    lacks = isinstance(by, User) and not has_second_step(by)
    return WEBHOOK_FAULTS["webhook.second_step_needed"].at() if lacks else None


def pick_endpoints(by: WebhookKeeper) -> Q:
    """Return what picks those of an office's endpoints that somebody looks after."""
    return Q() if isinstance(by, User) else Q(program=by.key.program, role=by.role)


def find_working_keys(today: date) -> Exists:
    """Say of an endpoint whether the program that made it has a key that works."""
    keys = ApiKey.objects.filter(keys_of_program(OuterRef("program")), establishment=OuterRef("establishment"))
    return Exists(keys.filter(withdrawn_at=None, ends_on__gte=today))


def may_still_hear(today: date) -> Q:
    """Return what picks endpoints that a person made, and those of programs that have a key that works."""
    return Q(program=None) | Q(find_working_keys(today))
