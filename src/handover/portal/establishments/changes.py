"""Changes to one establishment that the register does not know: its successor, its e-mail address."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import MOST_SUCCESSORS, find_establishment
from handover.portal.establishments.faults import FAULTS
from handover.portal.establishments.models import Establishment


class ChangeRefused(Exception):
    """The change cannot be made; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.message()} {problem.remedy()}")
        self.problem = problem


def require_establishment(number: str) -> Establishment:
    """Return the establishment of that number, or raise ChangeRefused."""
    found = find_establishment(number)
    if found is None:
        raise ChangeRefused(FAULTS["establishment.unknown"].at(number=number))
    return found


def set_successor(number: str, successor: str, by: Actor, now: datetime) -> Establishment:
    """Say which school takes the files of a closed one; raise ChangeRefused for a circle or an unknown number."""
    school, following = require_establishment(number), require_establishment(successor)
    later: Establishment | None = following
    for _ in range(MOST_SUCCESSORS):
        if later is None:
            break
        if later.pk == school.pk:
            raise ChangeRefused(FAULTS["establishment.successor_circle"].at(number=number, successor=successor))
        later = later.successor
    school.successor = following
    with transaction.atomic():
        school.save(update_fields=["successor"])
        record("establishment.successor_set", actor=by, subject=number, details={"successor": successor}, now=now)
    return school


def set_email(number: str, email: str, by: Actor, now: datetime) -> Establishment:
    """Say where an establishment's notices go; empty for nowhere."""
    school = require_establishment(number)
    try:
        if email:
            validate_email(email)
    except ValidationError as fault:
        raise ChangeRefused(FAULTS["establishment.email"].at(email=email)) from fault
    school.email = email
    with transaction.atomic():
        school.save(update_fields=["email"])
        record("establishment.email_set", actor=by, subject=number, now=now)
    return school
