"""Bringing people by the list: kept until somebody says yes, then added some hundreds at a time, each once.

Each part is one transaction and writes down how far it came, so that an import that was cut off goes on where it stood. A
row is checked when the list is read and again when its person is added: what was right in between may not be so any more.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.check_members import put_on_checklist
from handover.portal.accounts.known_people import LoadedPeople
from handover.portal.accounts.models import User
from handover.portal.accounts.people import describe_person
from handover.portal.accounts.people_list import ListedPerson
from handover.portal.accounts.people_list_faults import PEOPLE_LIST_FAULTS
from handover.portal.accounts.people_models import BroughtPeople
from handover.portal.accounts.people_plan import PlannedPerson, PlannedState, plan_people
from handover.portal.accounts.permissions import INVITE
from handover.portal.audit.log import SITE, Actor, record
from handover.portal.locking import lock_rows

PART: Final = 100
"""People added in one transaction."""


def keep_people_list(
    people: Sequence[ListedPerson], by: Actor, now: datetime, problems: Iterable[Problem] = ()
) -> BroughtPeople:
    """Keep a list that was read, and what was told of it, until somebody says yes to it or its time is over."""
    return BroughtPeople.objects.create(
        rows=json.dumps([person.as_json() for person in people]),
        told=json.dumps([tell_problem(problem, "") for problem in problems]),
        total=len(people),
        brought_at=now,
        brought_by=by.username,
        role=by.role,
        place=by.establishment,
    )


def read_rows_of(brought: BroughtPeople) -> list[ListedPerson]:
    """Return the rows of a list that is kept."""
    return [ListedPerson(**row) for row in json.loads(brought.rows or "[]")]


def plan_list(brought: BroughtPeople, now: datetime) -> list[PlannedPerson]:
    """Say what would become of each row of a list that nobody has said yes to."""
    by = actor_of(brought)
    return plan_people(read_rows_of(brought), by, LoadedPeople(by), timezone.localdate(now))


def accept_list(brought: BroughtPeople, now: datetime) -> bool:
    """Have the people of a list added; say whether that was new."""
    return BroughtPeople.objects.filter(pk=brought.pk, accepted_at=None).update(accepted_at=now) == 1


def actor_of(brought: BroughtPeople) -> Actor:
    """Return who brought a list."""
    return Actor(brought.brought_by, brought.role, brought.place)


def may_still_invite(by: Actor) -> bool:
    """Say whether somebody who brought a list may still do what it asks: their account is open, in the same role."""
    if by == SITE:
        return True
    person = User.objects.filter(username=by.username).select_related("establishment").first()
    return person is not None and person.actor == by and person.may(INVITE)


def add_lists(now: datetime) -> int:
    """Add the people of all lists that somebody said yes to; return how many were added."""
    waiting = BroughtPeople.objects.filter(ended_at=None).exclude(accepted_at=None).order_by("accepted_at")
    return sum(add_list(brought, now) for brought in waiting)


def add_list(brought: BroughtPeople, now: datetime) -> int:
    """Add the people of one list, part by part; return how many were added."""
    before = brought.added
    add_parts(brought, now, brought.total)
    brought.refresh_from_db()
    return brought.added - before


def add_parts(brought: BroughtPeople, now: datetime, most: int) -> None:
    """Add the people of a list, so many parts at most."""
    for _ in range(most):
        if not add_part(brought, now):
            return


def add_part(brought: BroughtPeople, now: datetime) -> bool:
    """Add the next people of a list in one transaction; say whether any rows are left."""
    with transaction.atomic():
        row = lock_rows(BroughtPeople.objects.filter(pk=brought.pk)).first()
        if row is None or row.accepted_at is None or row.ended_at is not None:
            return False
        by = actor_of(row)
        part = read_rows_of(row)[row.done : row.done + PART]
        if may_still_invite(by):
            plans = plan_people(part, by, LoadedPeople(by), timezone.localdate(now))
        else:
            stop = PEOPLE_LIST_FAULTS["people.no_longer_yours"]
            plans = [PlannedPerson(each, PlannedState.LEFT_OUT, (stop.at(line=each.line),)) for each in part]
        row.added += len(add_people(plans, by, now))
        row.done += len(part)
        row.told = json.dumps([*json.loads(row.told or "[]"), *tell_plans(plans)])
        if row.done >= row.total:
            row.ended_at, row.rows = now, ""
            details = {"rows": str(row.total), "added": str(row.added)}
            record("people.imported", actor=by, subject=str(row.reference), details=details, now=now)
        row.save()
    return row.ended_at is None


def add_people(plans: Iterable[PlannedPerson], by: Actor, now: datetime) -> list[User]:
    """Store the new people of a plan, in the caller's transaction; each is written down."""
    users = [plan.user for plan in plans if plan.state is PlannedState.NEW and plan.user]
    User.objects.bulk_create(users)
    put_on_checklist(users)
    for user in users:
        record("person.created", actor=by, subject=user.username, details=describe_person(user), now=now)
    return users


def tell_plans(plans: Iterable[PlannedPerson]) -> list[dict[str, Any]]:
    """Return what is to be told of rows, as it is kept: line, whose row, and what is wrong in both languages."""
    return [tell_problem(problem, plan.who) for plan in plans for problem in plan.problems]


def tell_problem(problem: Problem, who: str) -> dict[str, Any]:
    """Return a problem of a row as it is kept."""
    texts = {language: f"{problem.message(language)} {problem.remedy(language)}" for language in ("en", "cy")}
    return {"line": problem.line, "who": who, **texts}
