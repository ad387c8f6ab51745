"""The first national administrator of a new site, whom nobody can invite."""

from datetime import datetime

from handover.portal import transaction
from handover.portal.accounts.links import NewLink, make_link
from handover.portal.accounts.models import LinkPurpose, User
from handover.portal.accounts.offices import open_offices
from handover.portal.accounts.particulars import Particulars
from handover.portal.accounts.people import create_person, describe_person
from handover.portal.audit.log import Actor, record
from handover.portal.web.roles import NATIONAL


def list_administrators() -> list[User]:
    """Return the national administrators whose accounts are open, the oldest first."""
    holders = open_offices(role=NATIONAL).values("user")
    return list(User.objects.filter(pk__in=holders, is_active=True).order_by("pk"))


def give_first_link(by: Actor, given: Particulars, now: datetime) -> NewLink | None:
    """Return the link by which the first national administrator chooses a password, and make that person if need be.

    None where a national administrator has chosen one already. A link that was given before to the same person ends. Raises
    PersonRefused.
    """
    with transaction.atomic():
        there = list_administrators()
        if any(person.has_usable_password() for person in there):
            return None
        waiting = next((person for person in there if person.username == given.username), None)
        if waiting is None:
            return create_person(by, given, now)[1]
        link = make_link(waiting, LinkPurpose.INVITATION, now)
        record("person.invited_again", actor=by, subject=waiting.username, details=describe_person(waiting), now=now)
        return link
