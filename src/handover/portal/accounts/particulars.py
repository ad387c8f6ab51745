"""Checking who is to be invited: every fault at once, each with its remedy."""

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.models import USERNAME_SHAPE, User
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.private_mail import is_private
from handover.portal.accounts.reach import everywhere, reaches
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.accounts.usernames import propose
from handover.portal.audit.log import Actor
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.models import EstablishmentKind

PLACES = {
    EstablishmentKind.SCHOOL: Text("a school", "ysgol"),
    EstablishmentKind.LA: Text("a local authority", "awdurdod lleol"),
}
LONGEST_NAME = 120
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who a person is to be. `establishment` is a number, empty for the national administrator; an empty `username`
    asks for one to be proposed.
    """

    username: str
    full_name: str
    email: str
    role: str
    establishment: str = ""


def tidied(given: Particulars) -> Particulars:
    """Return the particulars without stray blanks, and with a username."""
    name, number = " ".join(given.full_name.split()), given.establishment.strip().upper()
    return replace(
        given,
        username=given.username.strip() or propose(name, number),
        full_name=name,
        email=given.email.strip(),
        establishment=number,
    )


def check_particulars(given: Particulars, by: Actor, today: date) -> dict[str, Problem]:
    """Return what is wrong, by the name of the field that it concerns; nothing if all is well."""
    found = {
        "username": check_username(given.username),
        "full_name": None if 0 < len(given.full_name) <= LONGEST_NAME else FAULTS["person.name_missing"].at(),
        "email": check_email(given.email),
    }
    return {field: problem for field, problem in found.items() if problem} | check_post(
        given.role, given.establishment, by, today
    )


def check_post(role: str, number: str, by: Actor, today: date, *, of: User | None = None) -> dict[str, Problem]:
    """Return what speaks against giving a role at an establishment, to a new person or to one who is here (`of`)."""
    found = {
        "role": check_role(role, by) or check_vacancy(role, number, of),
        "establishment": check_place(role, number, by, today),
    }
    return {field: problem for field, problem in found.items() if problem}


def check_username(username: str) -> Problem | None:
    """Check the shape of a username and that nobody has it, in whatever letters: `Alis` beside `alis` would mislead."""
    if not USERNAME_SHAPE.fullmatch(username):
        return FAULTS["person.username_shape"].at(username=username[:LONGEST_NAME])
    if User.objects.filter(username__iexact=username).exists():
        return FAULTS["person.username_taken"].at(username=username)
    return None


def check_email(email: str) -> Problem | None:
    """Check an e-mail address; private mail services are prohibited."""
    try:
        validate_email(email)
    except ValidationError:
        return FAULTS["person.email_shape"].at(email=email[:LONGEST_EMAIL])
    if len(email) > LONGEST_EMAIL:
        return FAULTS["person.email_shape"].at(email=email[:LONGEST_EMAIL])
    domain = email.rpartition("@")[2].lower()
    private = is_private(domain, settings.CONFIG.private_mail)
    return FAULTS["person.email_private"].at(domain=domain) if private else None


def check_role(role: str, by: Actor) -> Problem | None:
    """Check that there is such a role, and that it is this administrator's to give or take away."""
    if role not in ROLES:
        return FAULTS["person.role_unknown"].at(role=role, roles=", ".join(ROLES))
    if ROLES[role].reserved and not everywhere(by):
        name = ROLES[role].name
        return FAULTS["person.role_reserved"].at(role_name=name.en, role_name_cy=name.cy)
    return None


def check_vacancy(role: str, number: str, of: User | None) -> Problem | None:
    """Check that nobody else has a role that an establishment has only one account of."""
    if role not in ROLES or not ROLES[role].one_each:
        return None
    holders = list_holders(role=role, establishment__number=number)
    holder = next((holder for holder in holders if of is None or holder.pk != of.pk), None)
    if holder is None or holder.establishment is None:
        return None
    name = ROLES[role].name
    return FAULTS["person.one_each"].at(
        place=holder.establishment.name, role_name=name.en, role_name_cy=name.cy, username=holder.username
    )


def check_place(role: str, number: str, by: Actor, today: date) -> Problem | None:
    """Check that the establishment is within reach, known, open, and of the kind that the role belongs to."""
    duties = ROLES.get(role)
    if number and not reaches(by, number):
        return FAULTS["person.other_authority"].at(number=number, la=by.establishment[:3])
    place = find_establishment(number) if number else None
    if number and place is None:
        return FAULTS["person.establishment_unknown"].at(number=number)
    if duties is None:
        return None
    if duties.establishment != (place.kind if place else None):
        return elsewhere(duties)
    if place is not None and place.closed_at(today):
        return FAULTS["person.closed_place"].at(name=place.name, number=place.number)
    return None


def elsewhere(duties: Role) -> Problem:
    """Say where a role belongs."""
    name = duties.name
    if duties.establishment is None:
        return FAULTS["person.role_nowhere"].at(role_name=name.en, role_name_cy=name.cy)
    wanted = PLACES[EstablishmentKind(duties.establishment)]
    return FAULTS["person.role_elsewhere"].at(
        role_name=name.en, role_name_cy=name.cy, wanted=wanted.en, wanted_cy=wanted.cy
    )
