"""Making people, and sending them the link by which they choose a password. Every verb is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.check_members import put_on_checklist
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.links import NewLink, make_link, send_link
from handover.portal.accounts.models import LinkPurpose, Office, User
from handover.portal.accounts.particulars import Particulars, check_particulars, tidied
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import find_establishment


class PersonRefused(Exception):
    """The particulars are not in order; `problems` says what is wrong, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("; ".join(problem.message() for problem in problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A person who was invited, and until when the link works. The link itself goes to the person alone."""

    user: User
    expires_at: datetime


def invite_person(by: Actor, given: Particulars, now: datetime) -> Invitation:
    """Make a person and e-mail them the link; raise PersonRefused with all that is wrong.

    The inviter tells the username by another way: link and username never travel together (seed, section 3.7).
    """
    with transaction.atomic():
        user = add_person(by, given, now)
        link = send_link(user, LinkPurpose.INVITATION, now, by=by)
        record("person.invited", actor=by, subject=user.username, details=describe_person(user), now=now)
    return Invitation(user, link.expires_at)


def create_person(by: Actor, given: Particulars, now: datetime) -> tuple[User, NewLink]:
    """Make a person and return the link in place of an e-mail: for the operator, and a site's first administrator."""
    with transaction.atomic():
        user = add_person(by, given, now)
        link = make_link(user, LinkPurpose.INVITATION, now)
        record("person.created", actor=by, subject=user.username, details=describe_person(user), now=now)
    return user, link


def add_person(by: Actor, given: Particulars, now: datetime) -> User:
    """Store a person who cannot sign in until they have chosen a password."""
    given = tidied(given)
    today = timezone.localdate(now)
    if problems := check_particulars(given, by, today):
        raise PersonRefused(problems)
    user = User(
        username=given.username,
        full_name=given.full_name,
        email=given.email,
        role=given.role,
        establishment=find_establishment(given.establishment) if given.establishment else None,
    )
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
            put_on_checklist([user])
    except IntegrityError as fault:
        # Somebody was quicker: the database holds a username and a role of one account to one person.
        taken = {"username": FAULTS["person.username_taken"].at(username=given.username)}
        raise PersonRefused(check_particulars(given, by, today) or taken) from fault
    return user


def describe_office(office: Office) -> dict[str, str]:
    """Return what the audit log says of an office: role and place, no names."""
    return {"role": office.role, "establishment": office.number}


def describe_person(user: User) -> dict[str, str]:
    """Return what the audit log says of a person: role and place, no names."""
    return {"role": user.role, "establishment": user.establishment.number if user.establishment else ""}
