"""What would become of each row of a list of people: added, here already, or left out and why. Nothing is stored.

Every row is checked by the rules of a single invitation (`particulars.py`): a list can do nothing that one invitation may not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from handover.common.folding import fold
from handover.common.identifiers import LA_SUFFIX
from handover.common.problems import Problem
from handover.portal.accounts.known_people import LoadedPeople
from handover.portal.accounts.models import User
from handover.portal.accounts.particulars import Particulars, check_particulars
from handover.portal.accounts.people_list import ListedPerson
from handover.portal.accounts.people_list_faults import PEOPLE_LIST_FAULTS
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.usernames import is_shared_mailbox, suggest_from_email
from handover.portal.audit.log import Actor
from handover.portal.establishments.models import EstablishmentKind
from handover.portal.web.roles import SCHOOL

LANGUAGES: Final = {"en": "en", "english": "en", "saesneg": "en", "cy": "cy", "welsh": "cy", "cymraeg": "cy"}
AUTHORITY: Final = re.compile(rf"([0-9]{{3}})[/ ]?(?:{LA_SUFFIX})?", re.IGNORECASE)
LA_DIGITS: Final = 3
"""Digits of an authority's number."""


class PlannedState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    HERE = "here"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """A row of a list: what becomes of it, who the person is to be or is, and what is wrong or worth knowing."""

    row: ListedPerson
    state: PlannedState
    problems: tuple[Problem, ...] = ()
    user: User | None = None

    @property
    def who(self) -> str:
        """Whose row it is, in the row's words."""
        return self.row.full_name or self.row.email


def plan_people(rows: Iterable[ListedPerson], by: Actor, known: LoadedPeople, today: date) -> list[PlannedPerson]:
    """Say what becomes of each row, in their order. Who is to be added is known for the rows that follow."""
    lines: dict[tuple[str, str], int] = {}
    return [plan_person(row, by, known, today, lines) for row in rows]


def plan_person(
    row: ListedPerson, by: Actor, known: LoadedPeople, today: date, lines: dict[tuple[str, str], int]
) -> PlannedPerson:
    """Say what becomes of one row; `lines` are those of the people met before, by address and name."""
    number, wrong_place = find_number(row, by, known)
    role, wrong_role = find_role(row, number, known)
    known_as = (row.email.lower(), fold(row.full_name))
    if first := lines.get(known_as):
        return PlannedPerson(
            row, PlannedState.LEFT_OUT, (PEOPLE_LIST_FAULTS["people.twice"].at(line=row.line, first=first),)
        )
    lines[known_as] = row.line
    if not (wrong_place or wrong_role) and (here := find_here(row, role, number, known)):
        return here
    username = row.username.strip() or known.choose_username(suggest_from_email(row.email, row.full_name, number[:3]))
    given = Particulars(username, row.full_name, row.email.strip(), role, number)
    faults = check_particulars(given, by, today, known)
    faults |= {"establishment": wrong_place} if wrong_place else {}
    faults |= {"role": wrong_role} if wrong_role else {}
    if taken := find_other_name(row, known):
        faults["email"] = taken
    if faults:
        return PlannedPerson(
            row, PlannedState.LEFT_OUT, tuple(replace(each, line=row.line) for each in faults.values())
        )
    language = LANGUAGES.get(fold(row.language))
    notes = (PEOPLE_LIST_FAULTS["people.language"].at(line=row.line, value=row.language),)
    user = make_user(given, language or "en", known)
    known.add(user)
    return PlannedPerson(row, PlannedState.NEW, notes if row.language and not language else (), user)


def make_user(given: Particulars, language: str, known: LoadedPeople) -> User:
    """Return a person who is not stored yet, and who cannot sign in until they have chosen a password."""
    user = User(
        username=given.username,
        full_name=given.full_name,
        email=given.email,
        role=given.role,
        establishment=known.find_place(given.establishment) if given.establishment else None,
        language=language,
    )
    user.set_unusable_password()
    return user


def find_here(row: ListedPerson, role: str, number: str, known: LoadedPeople) -> PlannedPerson | None:
    """Return what becomes of a row whose person has an account: the same address and name, or the same username."""
    same = [
        person
        for person in known.find_by_email(row.email)
        if fold(person.full_name) == fold(row.full_name) or person.username == row.username.strip()
    ]
    if not same:
        return None
    exact = [each for each in same if each.role == role and number_of(each) == number]
    person = (exact or same)[0]
    if exact and person.is_active:
        return PlannedPerson(row, PlannedState.HERE, (), person)
    name = ROLES[person.role].name
    kind = PEOPLE_LIST_FAULTS["people.elsewhere" if person.is_active else "people.closed"]
    problem = kind.at(
        line=row.line,
        full_name=person.full_name,
        username=person.username,
        role_name=name.en,
        role_name_cy=name.cy,
        number=number_of(person) or "–",
    )
    return PlannedPerson(row, PlannedState.LEFT_OUT, (problem,), person)


def find_other_name(row: ListedPerson, known: LoadedPeople) -> Problem | None:
    """Say so if the address is another person's: a name that has changed since would make a second account."""
    other = next(iter(known.find_by_email(row.email)), None)
    if other is None or is_shared_mailbox(row.email):
        return None
    return PEOPLE_LIST_FAULTS["people.address_taken"].at(
        line=row.line, email=other.email, full_name=other.full_name, username=other.username
    )


def number_of(person: User) -> str:
    """Return the number of the establishment of a person; empty for none."""
    return person.establishment.number if person.establishment else ""


def find_number(row: ListedPerson, by: Actor, known: LoadedPeople) -> tuple[str, Problem | None]:
    """Return the number of the place that a row means: by number, by number within the authority, or by exact name."""
    la = row.la.strip().zfill(LA_DIGITS) if row.la.strip().isdigit() else ""
    text = row.place.strip() or row.la.strip()
    if not text:
        return find_own_number(row, by)
    if (authority := AUTHORITY.fullmatch(text)) and not (la and row.place.strip().isdigit()):
        return authority[1] + LA_SUFFIX, None
    found = known.schools.find(text, la)
    found = [number for number in found if number.startswith(la)] if len(found) > 1 else found
    if len(found) == 1:
        return found[0], None
    if found:
        return "", PEOPLE_LIST_FAULTS["people.places"].at(line=row.line, value=text, numbers=", ".join(found))
    return "", PEOPLE_LIST_FAULTS["people.place"].at(line=row.line, value=text)


def find_own_number(row: ListedPerson, by: Actor) -> tuple[str, Problem | None]:
    """Return the number for a row that says no place: one's own authority for its roles, none for a role without one."""
    role = ROLES.get(role_names().get(fold(row.role), ""))
    if role and role.establishment is None:
        return "", None
    if role and role.establishment == EstablishmentKind.LA and by.establishment:
        return by.establishment, None
    return "", PEOPLE_LIST_FAULTS["people.no_place"].at(line=row.line)


@cache
def role_names() -> dict[str, str]:
    """Return the keys of the roles by what offices call them: key, name in either language, and LA for LEA."""
    found: dict[str, str] = {}
    for role in ROLES.values():
        names = (role.key, role.name.en, role.name.cy, role.name.en.replace("LEA", "LA"), role.key.replace("lea", "la"))
        found |= {fold(name): role.key for name in names}
    return found | {"school": SCHOOL, "ysgol": SCHOOL}


def find_role(row: ListedPerson, number: str, known: LoadedPeople) -> tuple[str, Problem | None]:
    """Return the key of the role that a row means; a school's people have the one role that schools have."""
    place = known.find_place(number) if number else None
    if not row.role and (place is None or place.kind == EstablishmentKind.SCHOOL):
        return SCHOOL, None
    key = role_names().get(fold(row.role), "")
    if key:
        return key, None
    roles, roles_cy = (", ".join(role.name.say(language) for role in ROLES.values()) for language in ("en", "cy"))
    return "", PEOPLE_LIST_FAULTS["people.role"].at(
        line=row.line, value=row.role or "–", roles=roles, roles_cy=roles_cy
    )
