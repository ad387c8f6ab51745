"""Checking who is to be invited: every fault at once, each with its remedy."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal.accounts.faults import FAULTS, PRIVATE_MAIL
from handover.portal.accounts.models import USERNAME_SHAPE, User
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.establishments.directory import find
from handover.portal.establishments.models import Kind

PLACES = {Kind.SCHOOL: Text("a school", "ysgol"), Kind.LA: Text("a local authority", "awdurdod lleol")}
LONGEST_NAME = 120
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who a person is to be. `establishment` is a number, empty for the national administrator."""

    username: str
    full_name: str
    email: str
    role: str
    establishment: str = ""


def tidied(given: Particulars) -> Particulars:
    """Return the particulars without stray blanks."""
    return replace(
        given,
        username=given.username.strip(),
        full_name=" ".join(given.full_name.split()),
        email=given.email.strip(),
        establishment=given.establishment.strip().upper(),
    )


def check(given: Particulars, today: date) -> dict[str, Problem]:
    """Return what is wrong, by the name of the field that it concerns; nothing if all is well."""
    found = {
        "username": check_username(given.username),
        "full_name": None if 0 < len(given.full_name) <= LONGEST_NAME else FAULTS["person.name_missing"].at(),
        "email": check_email(given.email),
        "role": check_role(given.role),
        "establishment": check_place(given.role, given.establishment, today),
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
    return FAULTS["person.email_private"].at(domain=domain) if domain in PRIVATE_MAIL else None


def check_role(role: str) -> Problem | None:
    """Check that there is such a role."""
    if role in ROLES:
        return None
    return FAULTS["person.role_unknown"].at(role=role, roles=", ".join(ROLES))


def check_place(role: str, number: str, today: date) -> Problem | None:
    """Check that the establishment is known, open, and of the kind that the role belongs to."""
    duties = ROLES.get(role)
    place = find(number) if number else None
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
    wanted = PLACES[Kind(duties.establishment)]
    return FAULTS["person.role_elsewhere"].at(
        role_name=name.en, role_name_cy=name.cy, wanted=wanted.en, wanted_cy=wanted.cy
    )
